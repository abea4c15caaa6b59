"""Who is named in a sentence: `市委副书记、市长A,副市长B、C和各镇负责人出席会议` to persons with posts, and groups.

A sentence is gone through once. Its items (what stands between 、 and ，) are taken into a `Listing` as long as they
read as posts, names or groups; the item that goes on with a verb closes the list, and what follows is its predicate. A
name is told by what stands before it (a post, a form of address such as 市领导), by a family name, or because the page
named the person before: there is no list of persons.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.names import is_name, plain, split_post
from jiyuan_news.reading.posts import Chain, ends_in_title
from jiyuan_news.reading.words import Endings
from jiyuan_news.records import Post


@attrs.define(slots=True)
class Named:
    """A person or group of a list; offsets in the clean text."""

    name: str
    person: bool
    start: int
    end: int
    posts: tuple[Post, ...] = ()
    written: str | None = None


@attrs.define(slots=True)
class Subject:
    """People who are the subject of a verb; offsets in the clean text."""

    people: list[Named]
    start: int
    """Where their list begins."""
    predicate: int
    """Where what they did begins."""
    end: int
    """Where that ends: clauses that go on with it are part of it."""


class Roster:
    """The persons that a page has named so far."""

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: set[str] = set()

    def add(self, name: str) -> None:
        """Notes a person."""
        self._names.add(name)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def at(self, text: str, start: int, end: int) -> int:
        """Length of the name of a known person that stands at `start`; 0 for none."""
        for size in (4, 3, 2):
            if start + size <= end and text[start : start + size] in self._names:
                return size
        return 0


# -- the words


@attrs.frozen(slots=True)
class _Words:
    intros: tuple[str, ...]
    groups: Endings
    people: tuple[str, ...]
    leads: tuple[str, ...]
    units: Endings
    openers: re.Pattern[str]


@cache
def _words() -> _Words:
    posts, verbs = vocabulary.load("posts"), vocabulary.load("verbs")
    openers = sorted(verbs["predicates"]["openers"], key=len, reverse=True)
    return _Words(
        tuple(sorted(posts["intros"], key=len, reverse=True)),
        Endings(posts["groups"]),
        tuple(posts["group_people"]),
        tuple(posts["group_leads"]),
        Endings(posts["units"]),
        re.compile("|".join(map(re.escape, openers))),
    )


_NOTE = re.compile(r"[（(]([^）)]{1,16})[）)]$")
_PERSON_NOTE = re.compile(r"女|男|族|党|致公|民建|民进|民盟|九三|农工|台盟|无党派|挂职")
_AND = re.compile(r"以及|[和及与]")
_ETC = re.compile(
    r"等(?:代表|委员)?$|等[^、，,]{0,12}?(?:人|同志|领导|负责人|负责同志|嘉宾|专家|成员|委员|代表)$"
)
_COUNTED = re.compile(
    r"(?:以?及|和|等)?(?:其他|部分)?(?:委员|代表|常委会组成人员|组成人员|成员)?(?:共|等|一行)?(?:计)?[一二三四五六七八九十百两\d]{1,5}余?(?:人|名|位)(?:委员|代表|同志)?$"
)
_SEVERAL = re.compile(r"的|各|[二两三四五六七八九十\d](?:位|名)")
_NO_GROUP = re.compile(
    r"^[要应须并还也均共由在对就以把让使为]|[。！？：:]|召开|举行|坚持|推动|加强|实现|落实|强化|提升|推进|听取了|会议(?!的|代表)"
)
_LONGEST_PERSON = 48
_LONGEST_GROUP = 70


def _is_group(item: str) -> bool:
    words = _words()
    led = item.startswith(words.leads)
    if len(item) <= 4 and not led:
        return False
    return words.groups.of(item) is not None or (led and ends_in_title(item))


# -- a list


class Listing:
    """A list of people while it is read, item by item."""

    __slots__ = ("_chain", "_from", "_office", "_pending", "_roster", "_shared", "_text", "found")

    def __init__(self, text: str, roster: Roster, chain: Chain) -> None:
        self._text, self._roster, self._chain = text, roster, chain
        self.found: list[Named] = []
        self._pending: list[str] = []  # posts whose holder is still to come
        self._from = -1  # where they begin
        self._office = -1  # where offices begin whose head noun is still to come
        self._shared: tuple[tuple[Post, ...], str] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing has been read."""
        return not self.found and not self._pending and self._office < 0

    def add(self, start: int, end: int, mark: str, *, goes_on: bool, after: str = "") -> bool:
        """Takes `text[start:end]` into the list; False, and nothing taken, where it is no part of one.

        Args:
            start: where the item begins.
            end: where it ends.
            mark: the mark before it, 、 or another; empty for the first.
            goes_on: whether 、 follows.
            after: the item that follows.
        """
        before = (len(self.found), len(self._pending), self._from, self._office, self._shared, len(self._chain))
        if mark != "、":
            if self._office >= 0:
                return False
            self._shared = None
        if self._take(start, end, mark, goes_on, after):
            return True
        size, pending, self._from, self._office, self._shared, posts = before
        del self.found[size:], self._pending[pending:]
        self._chain.cut(posts)
        return False

    def _take(self, start: int, end: int, mark: str, goes_on: bool, after: str) -> bool:
        text = self._text
        while start < end and text[start] in " \u3000":
            start += 1
        item = text[start:end].rstrip()
        end = start + len(item)
        if not item:
            return False
        if self._office >= 0:
            return self._office_goes_on(item, end, goes_on)
        if end - start <= _LONGEST_PERSON and (
            self._person(item, start, mark) or self._two(item, start, end, mark, goes_on, after)
        ):
            return True
        title = ends_in_title(item)
        if title and not item.startswith(_words().leads) and after and split_post(after):
            return self._post(item, start)
        if len(item) > _LONGEST_GROUP or _NO_GROUP.search(item):
            return False
        if _is_group(item) or (
            mark == "、" and self.found and not self.found[-1].person and _words().groups.of(item)
        ):
            return self._group(self._from if self._pending and mark == "、" else start, end, mark)
        if title:
            return self._post(item, start)
        if not goes_on or len(item) > 24:
            return False
        self._office = self._from if self._pending else start
        return True

    # -- persons

    def _person(self, item: str, start: int, mark: str) -> bool:
        bare = item
        if item[-1] in "）)":
            note = _NOTE.search(item)
            if note and _PERSON_NOTE.search(note[1]):
                bare = item[: note.start()]
        end = start + len(bare)
        name = plain(bare)
        if name in self._roster and not self._pending:
            self._named(name, start, end, *(self._shared or ((), "")))
            return True
        intros = _words().intros
        if bare.startswith(intros):
            intro = next(word for word in intros if bare.startswith(word))
            rest = plain(bare[len(intro) :])
            if rest and is_name(rest, True) and not ends_in_title(bare):
                self._named(rest, start + len(intro), end, (), "")
                self._pending, self._from, self._shared = [], -1, ((), "")
                return True
        parted = split_post(bare)
        if parted and not _is_group(bare):
            post, name = parted
            begin = self._from if self._from >= 0 else start
            posts = tuple([self._chain.post(label) for label in [*self._pending, post]])
            at = end - len(name)
            written = self._text[begin:at]
            self._named(plain(name), at, end, posts, written)
            self._shared = (posts, written) if self._chain.shared(post) else None
            self._pending, self._from = [], -1
            return True
        if self._pending or len(name) > 12:
            return False
        near = bool(self.found) and self.found[-1].person and mark == "、" and len(name) <= 3
        if is_name(name, self._shared is not None or near):
            self._named(name, start, end, *(self._shared or ((), "")))
            return True
        return False

    def _named(self, name: str, start: int, end: int, posts: tuple[Post, ...], written: str) -> None:
        self.found.append(Named(name, True, start, end, posts, written or None))

    def _two(self, item: str, start: int, end: int, mark: str, goes_on: bool, after: str) -> bool:
        """`A和B`, `A及各镇负责人`: a person, and what follows."""
        for joint in _AND.finditer(item, 1, len(item) - 1):
            left = item[: joint.start()]
            if (
                len(left) > 1
                and (self.found or self._pending or self._shared or left in self._roster or split_post(left))
                and self._person(left, start, mark)
            ):
                return self._take(start + joint.end(), end, "、", goes_on, after)
        return False

    def _post(self, item: str, start: int) -> bool:
        if self._from < 0:
            self._from = start
        self._pending.append(item)
        return True

    # -- groups

    def _group(self, start: int, end: int, mark: str) -> bool:
        """A group, or more of the one before it: 、 joins offices and people under one head noun."""
        found, text = self.found, self._text
        if mark == "、" and "等" in text[start:end]:
            while found and found[-1].person and not found[-1].posts and found[-1].name not in self._roster:
                start = found.pop().start
        last = found[-1] if found else None
        if last and not last.person and mark == "、" and not last.name.endswith(_words().people):
            start = found.pop().start
        found.append(Named(text[start:end], False, start, end))
        self._pending, self._from, self._shared = [], -1, None
        return True

    def _office_goes_on(self, item: str, end: int, goes_on: bool) -> bool:
        start = self._office
        if end - start > _LONGEST_GROUP or _NO_GROUP.search(item):
            return False
        led = ends_in_title(item) and self._text.startswith(_words().leads, start)
        if led or _words().groups.of(item):
            self._office = -1
            self._group(start, end, "、" if self.found and self._text[start - 1] == "、" else "，")
            return True
        if goes_on:
            return True
        return self._units(start, end)

    def _units(self, start: int, end: int) -> bool:
        """Offices named one by one without a head noun (`甲街道、乙镇、丙小学`), each a group."""
        words = self._text[start:end].split("、")
        if not all(2 < len(word) < 20 and _words().units.of(word) for word in words):
            return False
        self._office = -1
        for word in words:
            self.found.append(Named(word, False, start, start + len(word)))
            start += len(word) + 1
        return True

    # -- the end

    def close(self, start: int, end: int, mark: str) -> bool:
        """Takes the last item, `text[start:end]`, before the verb; 等 and a count at its end are no part of it."""
        text = self._text
        item = text[start:end]
        counted = _COUNTED.search(item)
        if counted:
            end = start + counted.start()
        elif "等" in item:
            etc = _ETC.search(item)
            if etc and (self.found or self._pending or self._person_before(item[: etc.start()])):
                if self._office < 0 and (not self.found or self.found[-1].person):
                    end = start + etc.start()
        if end <= start:
            return self.whole() if counted else False
        if not self.add(start, end, mark, goes_on=False):
            return False
        return self.whole()

    def _person_before(self, words: str) -> bool:
        return words in self._roster or split_post(words) is not None

    def whole(self) -> bool:
        """Whether the list is complete; posts without their holders stand for them."""
        if self._pending:
            if len(self._pending) < 2 and not _SEVERAL.search(self._pending[-1]):
                return False
            last = self._from + len("、".join(self._pending))
            self._group(self._from, last, "，")
        return bool(self.found) and self._office < 0


def people_of(text: str, start: int, end: int, roster: Roster, chain: Chain) -> list[Named]:
    """The people of `text[start:end]`, all of which is one list; empty where it is none."""
    listing = Listing(text, roster, chain)
    posts = len(chain)
    items = list(_ITEM.finditer(text, start, end))
    for index, match in enumerate(items):
        x, y = match.span()
        mark = text[x - 1] if index else ""
        if index + 1 == len(items):
            if listing.close(x, y, mark):
                return listing.found
        elif not listing.add(x, y, mark, goes_on=text[y] == "、", after=items[index + 1].group()):
            break
    chain.cut(posts)
    return []


# -- a sentence

_ITEM = re.compile(r"(?:[^、，,；;：:（(“《]|[（(][^）)]{0,60}[）)]?|“[^”]{0,200}”?|《[^》]{0,200}》?)+")
_LEAD = re.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[至到—-](?:\d{1,2}月)?\d{1,2}日)?|[上下中]午|当[天日晚]|[同次]日|今[天日]|昨[天日]|晚上?|早上|"
    r"会[上前后]|大会上|随[后即]|最后|其中|[ \u3000”])+"
)
_LED = re.compile(r"[^，,。]{0,12}会议?由|大会由|由|本次|此次|与会")
_GOES_ON = re.compile(r"并|同时|还|也|分别")
_NO_VERB = "、和及与等（(·"
_MOST_ITEMS = 120
_MOST_VERBS = 8


def subjects(
    text: str, start: int, end: int, roster: Roster, chain: Chain, *, verb_follows: bool = False
) -> list[Subject]:
    """The people who are the subject of a verb in `text[start:end]`, in order, each with its predicate.

    Args:
        text: the clean text.
        start: where the sentence begins.
        end: where it, or what is looked at of it, ends.
        roster: persons named before.
        chain: posts named before, from which an organisation left out is carried on.
        verb_follows: whether a verb stands at `end`, so that a list which ends there is its subject.
    """
    found: list[Subject] = []
    listing: Listing | None = None
    begin = posts = 0
    items = [match.span() for match in _ITEM.finditer(text, start, end)]
    for index, (x, y) in enumerate(items):
        mark = text[x - 1] if index else ""
        last = index + 1 == len(items)
        after = "" if last else text[slice(*items[index + 1])]
        while True:
            fresh = listing is None or listing.empty
            if fresh:
                if mark == "、":
                    break
                lead = _LEAD.match(text, x, y)
                if lead:
                    x = lead.end()
                if x >= y or _LED.match(text, x, y):
                    break
                begin, posts, listing = x, len(chain), Listing(text, roster, chain)
            assert listing is not None
            cut = _predicate(text, x, y, mark, listing, roster)
            if not cut and last and verb_follows and listing.close(x, y, mark):
                cut = y
            if cut:
                found.append(Subject(listing.found, begin, cut, y))
                listing = None
                break
            if not last and listing.add(x, y, mark, goes_on=text[y] == "、", after=after):
                break
            # The list broke off; the clause that broke it may begin another.
            chain.cut(posts)
            listing = None
            if fresh or mark == "、":
                break
        if index > _MOST_ITEMS:
            break
    _lengthen(text, found, items)
    return found


def _predicate(text: str, x: int, y: int, mark: str, listing: Listing, roster: Roster) -> int:
    """Where the verb begins in an item whose head closes the list; 0 where its head does not."""
    known = roster.at(text, x, y)
    if known and x + known < y and text[x + known] not in _NO_VERB and listing.close(x, x + known, mark):
        return x + known
    openers = _words().openers
    opener = openers.search(text, x, y)
    if opener and opener.start() == x and mark != "、" and listing.found and listing.whole():
        return x
    for _ in range(_MOST_VERBS):
        if opener is None or opener.start() - x > _LONGEST_GROUP:
            return 0
        at = opener.start()
        if at + 1 == y:
            return 0  # a single character before a mark is no verb
        if at - x > 1 and listing.close(x, at, mark):
            return at
        opener = openers.search(text, at + 1, y)
    return 0


def _lengthen(text: str, found: list[Subject], items: list[tuple[int, int]]) -> None:
    """Takes the clauses that go on with a predicate into it."""
    if not found:
        return
    openers = _words().openers
    bounds = iter([*[subject.start for subject in found[1:]], items[-1][1] + 1])
    for subject in found:
        bound = next(bounds)
        for x, y in items:
            if x <= subject.end or x >= bound:
                continue
            if text[x - 1] != "、" and not _GOES_ON.match(text, x, y) and not openers.match(text, x, y):
                break
            subject.end = min(y, bound)
