"""Reads the gatherings that an article tells: its sentences one by one, each for what it says of a meeting.

A sentence says that a meeting was held (`sessions`), who took part and how (`people`), what was done (`agenda`), or it
opens a speech (`speeches`), which runs on to the end of its paragraph or to a sentence with another subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from jiyuan_news import notices
from jiyuan_news.reading import agenda, circumstances, cues, forms, session_names, sessions, speeches
from jiyuan_news.reading.business import begins
from jiyuan_news.reading.clauses import sentences, trimmed
from jiyuan_news.reading.datelines import is_chronicle
from jiyuan_news.reading.dates import Mention, mention_at, mentions
from jiyuan_news.reading.doings import done
from jiyuan_news.reading.gatherings import Gathering, Said, settled
from jiyuan_news.reading.holding import Held
from jiyuan_news.reading.people import Subject
from jiyuan_news.reading.roles import BY_REPORT, MENTIONED, Note, Roles, ends_cut
from jiyuan_news.reading.roster import Named, Roster
from jiyuan_news.reading.rules import Told, rule
from jiyuan_news.reading.speakers import Opened, Speakers

if TYPE_CHECKING:
    from jiyuan_news.reading.articles import Story
    from jiyuan_news.reading.log import Log
    from jiyuan_news.text import CleanText


def read(story: Story, clean: CleanText, log: Log, roster: Roster) -> list[Gathering]:
    """The gatherings that `story` tells, in the order of its text; empty where it tells none.

    `roster` has the persons that the page named before, and takes those that the story names.
    """
    return _Reader(story, clean, log, roster).run()


SPOKE = rule("role-by-speech", "Whose speech the text gives spoke")

# A longer sentence is read for people and meetings up to here, so that a page costs no more than its length.
_LONGEST = 800
# The demands of a speech may have so many paragraphs each.
_NEXT = 4
# Who does so before a meeting is told, after one was watched, did so there.
_ACTIVE = frozenset(("chair", "speaker"))
# 会议认为甲，同意乙: what it holds and what it does in one sentence.
_APPROVES = re.compile("[，；](?=(?:一致|原则)?同意(?!见))")
_UNREAD = "The people of this sentence could not be read, or not all of them."
_HONORED = re.compile(r"习近平")


class _Reader:
    """Goes through an article once, with what is open: the gathering, the speech, the last chair or speaker."""

    def __init__(self, story: Story, clean: CleanText, log: Log, roster: Roster) -> None:
        self.story, self.clean, self.log = story, clean, log
        self.text = clean.text
        self.roster = roster
        self.roles = Roles(self.text, roster)
        self.speakers = Speakers(self.text, roster, self.roles.chain)
        self.gatherings: list[Gathering] = []
        self.current: Gathering | None = None
        self.speech: Said | None = None
        self.early: list[Note] = []
        self.watchers: list[Note] = []
        self.elsewhere: set[str] = set()
        self.left = False
        self.watched = self.numbered = False
        self.entry: Mention | None = None
        self.label: forms.Label | None = None

    def run(self) -> list[Gathering]:
        """The gatherings of the article, in the order of its text."""
        text, paragraphs = self.text, self.story.paragraphs
        headlines = [(start, end) for _, start, end in self.story.headlines]
        if forms.is_no_report(text, headlines, paragraphs):
            return []
        if minutes := forms.untold(text, headlines, paragraphs, self.roster):
            self._start(minutes, minutes.start)
        self._paragraphs()
        found = sessions.above(text, headlines, paragraphs, self.roster)
        if found and not self.gatherings:
            self._start(found, found.start)
            self._paragraphs()
        return settled(self.gatherings, self.log)

    def _paragraphs(self) -> None:
        text, paragraphs = self.text, self.story.paragraphs
        chronicle = is_chronicle(text, paragraphs)
        for number, (start, end) in enumerate(paragraphs):
            said, coming = self.speech, paragraphs[number : number + _NEXT]
            if number and said and not speeches.goes_on(text, said.start, said.end, coming):
                self.speech = None
            self.left = False
            if chronicle:
                self.current = None
                self.entry = mention_at(text, cues.item(text, start, end)[0], end) or self.entry
            if self.current and self._form(start, end):
                continue
            for a, b in sentences(text, start, end):
                head, self.numbered = cues.item(text, a, b)
                if head < b:
                    self._sentence(head, b, a == start)

    def _form(self, start: int, end: int) -> bool:
        """Reads a line of the form of minutes; whether it tells of people or of the place."""
        assert self.current is not None
        self.label = forms.label_of(self.text, start, end, self.label)
        if self.label is None:
            return False
        told = forms.line(self.text, end, self.label, self.roster, self.roles.chain)
        self.current.venues += told.venues
        for note in told.notes:
            self._note(note)
        if told.unread >= 0:
            self.log.add(notices.UNREAD_PEOPLE, told.unread, end, _UNREAD)
        return bool(told.venues or told.notes)

    def _sentence(self, a: int, b: int, opens: bool) -> None:
        text = self.text
        whole, b = b, min(b, a + _LONGEST)
        found = None if self.left else self._held(a, b, opens)
        if self.left or (self.current and not found and cues.LEFT.match(text, a, b)):
            self.left, self.speech = True, None
            return
        if self.current and not found and cues.BESIDE.match(text, a, b):
            self.speech = None
            return
        if self.current is not None:
            self.speakers.named_again(a, b, self.current.members)
        opened = self.speakers.opened(a, b)
        if found:
            self.speech = None
            self._start(found, a)
        if opened:
            self._open(a, b, opened, found, whole)
            return
        people, told = self._people(a, b)
        self.watched = self.watched or cues.WATCHED.search(text, a, b) is not None
        if self.speech is not None and not found:
            acts = text.startswith("会议", a) and agenda.items(text, a, b)
            if not (told or acts or cues.ends_speech(text, a)):
                self.speech.end = trimmed(text, whole)
                return
            self.speech = None
        self._agenda(a, whole, found, [subject.start for subject in people])
        self._circumstances(max(found.start, found.told) if found else a, b)

    def _people(self, a: int, b: int) -> tuple[list[Subject], bool]:
        """The people of a sentence that opens no speech, and whether it tells of them as its subject."""
        if not MENTIONED.search(self.text, a, b) and not ends_cut(self.text, a, b):
            return [], False
        people = self.speakers.subjects(a, b)
        told = self._roles(a, b, people)
        unread = cues.took_part(self.text, a, b, people)
        if unread >= 0 and self.current and self.speech is None and (people or not told):
            self.log.add(notices.UNREAD_PEOPLE, a, unread, _UNREAD)
        return people, told

    def _held(self, a: int, b: int, opens: bool) -> Held | None:
        text = self.text
        early = a <= self.story.paragraphs[0][1] or not self.early
        attended = (early and not self.gatherings) or (
            "代表团" in text[a:b] and cues.ANOTHER.match(text, a, b) is not None
        )
        found = sessions.find(text, a, b, self.roster, attended=attended)
        if found is None:
            return None
        if self.gatherings and self.current is not None:
            known, speaking = self.current.held.name, self.speech is not None
            if sessions.is_another(text, a, b, found, known, opens, speaking) and not self.current.fallback:
                return found
            if found.place and not self.current.venues and sessions.is_part(found.name, known):
                self.current.venues += circumstances.place_at(text, *found.place)
            return None
        return None if self.speech is not None else found

    def _start(self, found: Held, a: int) -> None:
        readings = session_names.joined(found.name, found.convener)
        date = self.story.dateline
        mention = next(mentions(self.text, a, found.start), None) or mention_at(self.text, a, found.end)
        mention = mention or self.entry
        if mention and mention.day is not None and (date is None or self.gatherings):
            date = self.story.calendar.resolve(mention, self.clean, self.log) or date
        mode = circumstances.mode_of_name(found.name)
        gathering = Gathering(found, readings, date, a, self.roles.chain.rules, mode=mode)
        self.gatherings.append(gathering)
        self.current = gathering
        self.roles.chain.begin(readings[0].organizer)
        if found.place:
            gathering.venues += circumstances.place_at(self.text, *found.place)
        early = self.early if len(self.gatherings) == 1 else self.watchers
        for note in early:
            self.current.join(note)
        self.early, self.watchers = [], []

    def _introduce(self, named: Named) -> None:
        if named.person:
            self.roster.add(named.name, named.posts)

    def _note(self, note: Note) -> None:
        named = note.named
        if named.person:
            if _HONORED.match(named.name):
                return
            self._introduce(named)
        if self.current is not None:
            self.current.join(note)
        elif not (self.watched and _ACTIVE.intersection(note.roles)):
            self.early.append(note)

    def _roles(self, a: int, b: int, found: list[Subject]) -> bool:
        """Notes who did what in the sentence; whether people are its subject."""
        if self.speech is not None and not (found and cues.opens(self.text, a, found[0].start)):
            return False  # a speech goes on until people are the subject of a sentence
        notes = self.roles.told(a, b, found, held=self.current is not None)
        if self.current is not None:
            told = [(subject.predicate, subject.end) for subject in found if subject.people]
            self.current.agenda += done(self.text, a, b, told)
        if self.current and self.current.above and cues.WATCHED.search(self.text, a, b):
            self.current.watched = True
            self.watchers += notes  # of a meeting above: they attend the one held here after it
            for note in notes:
                self._introduce(note.named)
            return True
        for note in notes:
            self._note(note)
            if "chair" in note.roles or "speaker" in note.roles:
                self.speakers.remember(note.named, heard=note.told.rule is BY_REPORT)
        return any(note.roles for note in notes)

    def _open(self, a: int, b: int, opened: Opened, found: Held | None, whole: int) -> None:
        text, opening = self.text, opened.opening
        verb = opening.verb_start
        self.speech = None
        above = not found and (
            speeches.ELSEWHERE.search(text, opened.start, verb)
            or (opened.from_above and self.current and not self.current.knows(opened.speakers))
        )
        if above or (opened.speakers[0] in self.elsewhere and any(one.posts for one in opened.people)):
            self.elsewhere.add(opened.speakers[0])
            return
        if any(_HONORED.match(one.name) for one in opened.people):
            return
        if MENTIONED.search(text, a, verb):
            self._roles(a, verb, opened.subjects or self.speakers.subjects(a, verb))
        if opening.told and opened.subjects and self.current:  # 对甲进行部署：…
            own = [(opened.subjects[-1].predicate, opening.text_start - 1)]
            self.current.agenda += done(text, a, opening.text_start - 1, own)
        if opened.start > a or found or opened.entity == "meeting":
            told = max(opened.start, opening.subject_start) if opened.start > a or found else verb
            self._agenda(a, told, found)
        self._circumstances(max(found.start, found.told) if found else a, verb)
        if self.current is None:
            for one in opened.people:
                self._introduce(one)
            return
        self._speaks(opened, trimmed(text, whole))
        approves = _APPROVES.search(text, opening.text_start, whole) if opening.verb == "认为" else None
        if approves and opened.entity == "meeting":
            self.current.agenda += agenda.items(text, approves.end(), whole)
        for other in self.speakers.after_semicolons(opening.text_start, b):
            if self.speech:
                self.speech.end = other.start - 1
            self._speaks(other, trimmed(text, b))
        after = self.speakers.told_after(opening.text_start, b)
        if after and self.speech:
            self.speech.end, self.speech = after[0].start - 1, None
            self._roles(after[0].start, b, after)
            self._circumstances(after[0].start, b)

    def _speaks(self, opened: Opened, end: int) -> None:
        """Notes a speech up to `end`, and that its speakers spoke."""
        assert self.current is not None
        opening = opened.opening
        spoke = Told(SPOKE, opened.start, opening.text_start)
        for one in opened.people:
            self._note(Note(one, ("speaker",), spoke))
            self.speakers.remember(one)
        if not opened.people and (member := self.current.members.get(opened.speakers[0])):
            member.roles.setdefault("speaker", spoke)
        by = Told(opened.rule, opened.start, opening.text_start)
        self.speech = Said(opened.speakers, opened.entity, opening.verb, opening.text_start, end, by)
        self.current.speeches.append(self.speech)

    def _agenda(self, a: int, b: int, found: Held | None, stops: Iterable[int] = ()) -> None:
        if (gathering := self.current) is None:
            return
        alone, after = self.speech is None, found.after if found else None
        begin = begins(self.text, a, b, after, alone=alone, numbered=self.numbered)
        if 0 <= begin < b:
            gathering.agenda += agenda.items(self.text, begin, b, stops)

    def _circumstances(self, a: int, b: int) -> None:
        if self.current is not None:
            self.current.note_circumstances(self.text, a, b)
