"""Who is named in a sentence: `市委副书记、市长A,副市长B、C和各镇负责人出席会议` to persons with posts, and groups.

A sentence is gone through once. Its items (what stands between 、 and ，) are taken into a `Listing` as long as they
read as posts, names or groups; the item that goes on with a verb closes the list, and what follows is its predicate. A
name is told by what stands before it (a post, a form of address such as 市领导), by a family name, or because the page
named the person before: there is no list of persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

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

    __slots__ = ("_by_head", "_names")

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._by_head: dict[str, list[str]] = {}

    def add(self, name: str) -> None:
        """Notes a person."""
        if name not in self._names:
            self._names.add(name)
            like = self._by_head.setdefault(name[:2], [])
            like.append(name)
            like.sort(key=len, reverse=True)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def at(self, text: str, start: int, end: int) -> int:
        """Length of the longest name of a known person that stands at `start`; 0 for none."""
        for name in self._by_head.get(text[start : start + 2], ()):
            if text.startswith(name, start) and start + len(name) <= end:
                return len(name)
        return 0


# -- the words


@attrs.frozen(slots=True)
class _Words:
    intros: tuple[str, ...]
    groups: Endings
    people: tuple[str, ...]
    leads: tuple[str, ...]
    units: Endings
    collective: Endings
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
        Endings(posts["collective"]),
        re.compile("|".join(openers)),
    )


_NOTE = re.compile(r"[（(]([^）)]{1,16})[）)]$")
_PERSON_NOTE = re.compile(r"女|男|族|党|致公|民建|民进|民盟|九三|农工|台盟|无党派|挂职")
# 代表 before a name says for whom somebody speaks; only one who was elected holds a post.
_CAPACITY = re.compile(r"^代表$|(?<!人大)(?<!人民)(?<!党)(?<!首席)代表$")
_SEVERAL = re.compile(r"的|各|[二两三四五六七八九十\d][位名]")
_SUFFIXES = ("委员", "代表", "同志")
_AND = re.compile(r"以及|[和及与]")
_ETC = re.compile(
    r"等(?:代表|委员)?$|等[^、，,]{0,12}?(?:人|同志|领导|负责人|负责同志|嘉宾|专家|成员|委员|代表)$"
)
_COUNTED = re.compile(r"(?:共计?|等|一行)?[一二三四五六七八九十百两\d]{1,5}余?[人名位]$")
_NO_GROUP = re.compile(
    r"^(?:应(?!急)|[要须并还也均共由在对就以把让使为向给]|听取|审议|研究|传达|学习|观看|通报|讨论|推动|会议$)|[。！？：:]|召开|举行|坚持|推动|加强|实现|落实|强化|提升|推进|听取了|会议(?!的|代表)"
)
_LONGEST_PERSON = 48
_LONGEST_GROUP = 70


def _is_group(item: str) -> bool:
    words = _words()
    led = item.startswith(words.leads)
    if (len(item) <= 4 and not led) or item in words.leads:
        return False
    return words.groups.of(item) is not None or (led and ends_in_title(item))


# -- a list


class Listing:
    """A list of people while it is read, item by item."""

    __slots__ = ("_chain", "_from", "_office", "_pending", "_roster", "_shared", "_text", "_till", "found")

    def __init__(self, text: str, roster: Roster, chain: Chain) -> None:
        self._text, self._roster, self._chain = text, roster, chain
        self.found: list[Named] = []
        self._pending: list[str] = []  # posts whose holder is still to come
        self._from = self._till = -1  # where they begin and end
        self._office = -1  # where offices begin whose head noun is still to come
        self._shared: tuple[tuple[Post, ...], str] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing has been read."""
        return not self.found and not self._pending and self._office < 0

    def add(self, start: int, end: int, mark: str, *, goes_on: bool, closes: bool = False) -> bool:
        """Takes `text[start:end]` into the list; False, and nothing taken, where it is no part of one.

        Args:
            start: where the item begins.
            end: where it ends.
            mark: the mark before it, 、 or another; empty for the first.
            goes_on: whether 、 follows.
            closes: whether it is the last.
        """
        before = self._state()
        if mark != "、":
            if self._office >= 0:
                return False
            self._shared = None
        if self._take(start, end, mark, goes_on, closes):
            return True
        self._restore(before)
        return False

    def _state(self) -> tuple[Any, ...]:
        own = (self.found[:], self._pending[:], self._from, self._till, self._office, self._shared)
        return (*own, len(self._chain))

    def _restore(self, state: tuple[Any, ...]) -> None:
        self.found, self._pending, self._from, self._till, self._office, self._shared, posts = state
        self._chain.cut(posts)

    def _take(self, start: int, end: int, mark: str, goes_on: bool, closes: bool) -> bool:
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
            self._person(item, start, mark) or self._two(item, start, end, mark, goes_on, closes)
        ):
            return True
        if len(item) > _LONGEST_GROUP or _NO_GROUP.search(item):
            return False
        words = _words()
        led = item.startswith(words.leads)
        if mark == "、" and not led and ends_in_title(item) and self._after_led():
            return self._group(start, end, mark)
        if not led and not closes and ends_in_title(item):
            return self._post(item, start)  # 成员 and 代表 may end a group too: what follows tells
        if _is_group(item) or (mark == "、" and self._after_group() and words.groups.of(item)):
            return self._group(start, end, mark)
        if ends_in_title(item):
            return self._post(item, start)
        if closes and mark != "、" and not self._pending and len(item) < 16 and words.units.of(item):
            return self._group(start, end, mark)
        if not goes_on or len(item) > 24:
            return False
        if self._pending and led:
            self._holders()
        self._office = self._from if self._pending else start
        self._pending, self._from = [], -1
        return True

    # -- persons

    def _person(self, item: str, start: int, mark: str) -> bool:
        bare = item
        if item[-1] in "）)":
            note = _NOTE.search(item)
            if note and _PERSON_NOTE.search(note[1]):
                bare = item[: note.start()]
        if len(bare) > 3 and bare.endswith(_SUFFIXES) and self._with_suffix(bare, start):
            return True
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
        parted = split_post(plain(bare))
        if parted and not _is_group(bare):
            post, name = parted
            begin = self._from if self._from >= 0 else start
            self._chain.person()
            posts = tuple(
                [self._chain.post(label) for label in [*self._pending, post] if not _CAPACITY.search(label)]
            )
            at = self._text.index(name[0], start + len(post), end)
            written = self._text[begin:at]
            self._named(name, at, end, posts, written)
            self._shared = (posts, written) if self._chain.shared(post) else None
            self._pending, self._from = [], -1
            return True
        if self._pending or len(name) > 12:
            return False
        near = mark == "、" and self._among(len(name))
        if is_name(name, self._shared is not None or near):
            self._named(name, start, end, *(self._shared or ((), "")))
            return True
        return False

    def _with_suffix(self, item: str, start: int) -> bool:
        """`甲委员`, `工商联界别的乙委员`: the name stands before what its bearer is."""
        words = item[:-2]
        at = words.rfind("的") + 1
        if not is_name(words[at:], False):
            return False
        self._named(words[at:], start + at, start + len(words), (), "")
        self._pending, self._from, self._shared = [], -1, None
        return True

    def _among(self, size: int) -> bool:
        """Whether names were listed before, so that a name of `size` characters needs no family name."""
        return bool(self.found) and self.found[-1].person and (size <= 3 or len(self.found) > 1)

    def _named(self, name: str, start: int, end: int, posts: tuple[Post, ...], written: str) -> None:
        self.found.append(Named(name, True, start, end, posts, written or None))

    def _two(self, item: str, start: int, end: int, mark: str, goes_on: bool, closes: bool) -> bool:
        """`A和B`, `A及各镇负责人`: a person, and what follows."""
        for joint in _AND.finditer(item, 1, len(item) - 1):
            left = item[: joint.start()]
            if (
                len(left) > 1
                and (self.found or self._pending or self._shared or left in self._roster or split_post(left))
                and self._person(left, start, mark)
            ):
                return self._take(start + joint.end(), end, "、", goes_on, closes)
        return False

    def _post(self, item: str, start: int) -> bool:
        if self._from < 0:
            self._from = start
        self._till = start + len(item)
        self._pending.append(item)
        return True

    # -- groups

    def _after_group(self) -> bool:
        return bool(self._pending) or (bool(self.found) and not self.found[-1].person)

    def _unknown(self, named: Named) -> bool:
        return named.person and not named.posts and not named.written and named.name not in self._roster

    def _after_led(self) -> bool:
        last = self.found[-1] if self.found and not self._pending else None
        return last is not None and not last.person and last.name.startswith(_words().leads)

    def _group(self, start: int, end: int, mark: str) -> bool:
        """A group, or more of the one before it: 、 joins what stands under one head noun.

        Where the one before ends at people (各镇负责人、), a word such as 各 or 有关 begins another.
        """
        found, text, words = self.found, self._text, _words()
        if mark == "、" and "等" in text[start:end]:
            while found and self._unknown(found[-1]):
                start = found.pop().start
        if self._pending:
            self._holders()
        if mark == "、" and not text.startswith(words.leads, start):
            # What read as bare names were offices: 水利、林业、气象三个部门负责人.
            while found and self._unknown(found[-1]) and text[found[-1].end : start] == "、":
                start = found.pop().start
        last = found[-1] if found else None
        ends = last is not None and (last.name.endswith(words.people) or ends_in_title(last.name))
        another = ends and text.startswith(words.leads, start)
        if last and not last.person and mark == "、" and not another:
            start = found.pop().start
        for at, stop in _parted(text, start, end):
            found.append(Named(text[at:stop], False, at, stop))
        self._shared = None
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

    def close(self, start: int, end: int, mark: str, *, holders: bool = False) -> bool:
        """Takes the last item, `text[start:end]`, before the verb; 等 and a count at its end are no part of it.

        With `holders`, two posts or more without a name stand for those who hold them.
        """
        text = self._text
        item = text[start:end]
        counted = _COUNTED.search(item)
        if counted:
            end = start + counted.start()
        elif "等" in item:
            etc = _ETC.search(item)
            if etc and (self.found or self._pending or self._person_before(item[: etc.start()])):
                if self._office < 0 and (mark != "、" or not self.found or self.found[-1].person):
                    end = start + etc.start()
        if end <= start:
            return self.whole() if counted else False
        before = self._state()
        if self.add(start, end, mark, goes_on=False, closes=True) and self.whole(
            holders and len(self._pending) > 1
        ):
            return True
        self._restore(before)
        return False

    def _person_before(self, words: str) -> bool:
        return words in self._roster or split_post(words) is not None

    def whole(self, holders: bool = False) -> bool:
        """Whether the list is complete; with `holders`, posts without a name stand for those who hold them."""
        if self._pending and (holders or _words().collective.of(self._pending[-1]) or _SEVERAL.search(self._pending[-1])):
            self._holders()
        return bool(self.found) and self._office < 0 and not self._pending

    def _holders(self) -> None:
        """The posts that wait for a name become groups: 、 joins them, a comma parts them."""
        text, begin, end = self._text, self._from, self._till
        self._pending, self._from = [], -1
        for start, stop in _parts(text, begin, end):
            joined = start == begin and text[start - 1 : start] == "、"
            self._group(start, stop, "、" if joined else "，")


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A group, in two where 和 stands between people and another word such as 各 (各街道主任和部分代表)."""
    words = _words()
    for joint in _AND.finditer(text, start + 2, end - 2):
        left = text[start : joint.start()]
        if text.startswith(words.leads, joint.end()) and (
            left.endswith(words.people) or (ends_in_title(left) and left.startswith(words.leads))
        ):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of `text[start:end]` between commas."""
    at = start
    for index in range(start, end + 1):
        if index == end or text[index] in "，,；;":
            if at < index:
                yield at, index
            at = index + 1


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
        elif not listing.add(x, y, mark, goes_on=text[y] == "、"):
            break
    chain.cut(posts)
    return []


# -- a sentence

_ITEM = re.compile(r"(?:[^、，,；;：:（(“《]|[（(][^）)]{0,60}[）)]?|“[^”]{0,200}”?|《[^》]{0,200}》?)+")
_LEAD = re.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[至到—-](?:\d{1,2}月)?\d{1,2}日)?|[上下中]午|当[天日晚]|[同次]日|今[天日]|昨[天日]|晚上?|早上|"
    r"会[上前后]|大会上|随[后即]|最后|其中|来自|[ \u3000”])+"
)
_LED = re.compile(r"[^，,。]{0,12}会议?由|大会由|由|本次|此次|与会")
_GOES_ON = re.compile(r"并|与|同时|还|也|分别")
_NAME_TOO = "为向"
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
            if not last and listing.add(x, y, mark, goes_on=text[y] == "、"):
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
    heads = opener is not None and opener.start() == x
    tried = []
    while opener and opener.start() - x <= _LONGEST_GROUP and len(tried) < _MOST_VERBS:
        at = opener.start()
        if at + 1 == y:
            break  # a single character before a mark is no verb
        if text[at] in _NAME_TOO and openers.match(text, at + 1, y):
            at += 1  # 安可为主持: the character is the last of a name
        if at - x > 1:
            if listing.close(x, at, mark):
                return at
            tried.append(at)
        opener = openers.search(text, at + 1, y)
    if heads and mark != "、" and listing.found and not _is_group(text[x:y]) and listing.whole():
        return x
    return next((at for at in tried if listing.close(x, at, mark, holders=True)), 0)


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


def last_person(found: list[Subject]) -> Named | None:
    """The person named last by several subjects."""
    for subject in reversed(found):
        for named in reversed(subject.people):
            if named.person:
                return named
    return None
