"""Lists of people: `市委副书记、市长A,副市长B、C和各镇负责人` to persons with posts, and groups.

A `Listing` takes the items of a list (what stands between 、 and ，) as long as they read as posts, names or groups. A
name is told by what stands before it (a post, a form of address such as 市领导), by a family name, or because the page
named the person before: there is no list of persons.
"""

from __future__ import annotations

import re

from jiyuan_news.reading import allotment, offices, persons
from jiyuan_news.reading.group_names import (
    AND,
    LONGEST,
    before_count,
    begins_another,
    between_commas,
    can_be_part,
    can_begin,
    ends_at_people,
    held_by_many,
    is_group,
    is_leaders,
    is_unit,
    parted,
    says_several,
    words,
)
from jiyuan_news.reading.list_state import ListState
from jiyuan_news.reading.names import is_name, plain, split_post, without_note
from jiyuan_news.reading.posts import ends_in_title
from jiyuan_news.reading.roster import Named
from jiyuan_news.reading.rules import Rule, rule

HOLDERS = rule("group-of-holders", "Posts without a name stand for those who hold them")

_LONGEST = 48
_BEFORE = re.compile("[ \u3000]*(?:以及|及)?")


class Listing(ListState):
    """A list of people while it is read, item by item."""

    __slots__ = ()

    def add(self, start: int, end: int, mark: str, *, goes_on: bool, closes: bool = False) -> bool:
        """Takes `text[start:end]` into the list; False, and nothing taken, where it is no part of one.

        Args:
            start: where the item begins.
            end: where it ends.
            mark: the mark before it, 、 or another; empty for the first.
            goes_on: whether 、 follows.
            closes: whether it is the last.
        """
        shared = self._shared
        if mark != "、":
            if self._office >= 0:
                return False
            self._shared = None
            self._allot()
        if self._take(start, end, mark, goes_on, closes):
            return True
        self._shared = shared
        return False

    def _take(self, start: int, end: int, mark: str, goes_on: bool, closes: bool) -> bool:
        text = self._text
        start = next(_BEFORE.finditer(text, start, end)).end()
        item = text[start:end].rstrip()
        end = start + len(item)
        if not item:
            return False
        if self._office >= 0:
            return self._office_goes_on(item, start, end, goes_on)
        if self._pending and mark != "、" and says_several(self._pending[-1]):
            self._holders()  # 驻地的省人大代表，市长甲
        if end - start <= _LONGEST and can_begin(item):
            if any(map(item.__contains__, "和及与")) and self._two(item, start, end, mark, goes_on, closes):
                return True
            size = len(item) if closes else self._before_etc(item, mark)
            if self._person(item[:size], start, mark, closes):
                return True
        titled, led = ends_in_title(item), item.startswith(words().leads)
        last = self.found[-1] if self.found and not self._pending and mark == "、" else None
        group = None if last is None or last.person else last
        if titled and not (led or closes or group) and len(item) < 24 and can_begin(item):
            return self._post(item, start)
        if not can_be_part(item):
            return False
        size = -1 if closes else before_count(item, False)
        if size > 0 and is_group(item[:size]):
            return self._group(start, start + size, mark)  # 市委委员33人、
        if len(item) <= _LONGEST and self._among_titles(mark) and (one := persons.unknown_title(item, start)):
            self.found = (*self.found, one)
            return True
        if titled and not led:
            if group and group.name.startswith(words().leads):
                return self._group(start, end, mark)  # 各县党委书记、统战部部长
            if not closes:
                return self._post(item, start)  # 成员 and 代表 may end a group too: what follows tells
        if closes and not self._pending and mark != "、" and is_unit(item) and self._units(start, end):
            return True
        short = self._pending or group or (self.found and len(item) == 4 and not is_name(item[:2], False))
        among = goes_on and not led and is_unit(item)  # 调研组、检查组列席
        known = (is_group(item) and not among) or (not goes_on and is_leaders(item))
        if known or (mark == "、" and short and words().ends.of(item)):
            return self._group(start, end, mark)
        if titled:
            return self._post(item, start)
        if closes and not self._pending and is_unit(item) and offices.may_end(item, mark, group):
            return self._group(start, end, mark)
        if not goes_on or len(item) > 24:
            return False
        if self._pending and (led or mark != "、"):
            self._holders()
        self._office = self._from if self._pending else start
        self._pending, self._from = (), -1
        return True

    # -- persons

    def _person(self, item: str, start: int, mark: str, closes: bool = False) -> bool:
        near = mark == "、" and bool(self.found) and self.found[-1].person
        before = persons.Before(self._pending, self._from, self._shared, near, closes)
        hit = persons.read(self._text, item, start, before, self._roster, self._chain)
        if hit is None:
            return False
        named, self._shared = hit
        self.found = (*self.found, named)
        self._pending, self._from = (), -1
        return True

    def _among_titles(self, mark: str) -> bool:
        """Whether persons with posts, parted by commas, were listed before."""
        last = self.found[-1] if self.found and not self._pending and mark != "、" else None
        return last is not None and last.person and bool(last.posts)

    def _two(self, item: str, start: int, end: int, mark: str, goes_on: bool, closes: bool) -> bool:
        """`A和B`, `A及各镇负责人`: a person, and what follows."""
        for joint in AND.finditer(item, 1, len(item) - 1):
            left = item[: joint.start()]
            # 自然资源和规划局 is one office.
            apart = joint.group() in ("及", "以及") or item.startswith(words().apart, joint.end())
            known = bool(self.found or self._pending or self._shared)
            name = left[: self._before_etc(left, mark)]
            among = (known or apart) and is_name(plain(without_note(name)), known and apart)
            each = closes and persons.before_titles(left, item[joint.end() :])
            if len(left) > 1 and (among or each or name in self._roster or persons.introduced(left)):
                before = self._state()
                if self._person(name, start, mark, each):
                    if self._take(start + joint.end(), end, "、", goes_on, closes):
                        return True
                    self._restore(before)
        return False

    def _post(self, item: str, start: int) -> bool:
        self._from = start if self._from < 0 else self._from
        self._till, self._pending = start + len(item), (*self._pending, item)
        return True

    # -- groups

    def _group(self, start: int, end: int, mark: str, told: Rule = offices.GROUP) -> bool:
        """A group, or more of the one before it: 、 joins what stands under one head noun.

        Where the one before ends at people (各镇负责人、), a word such as 各 or 有关 begins another.
        """
        text, leads = self._text, words().leads
        places = mark == "、" and offices.are_places(text[start:end])
        if self._pending:
            self._holders()
        if mark == "、" and not text.startswith(leads, start):
            begin = offices.begin(text, self.found, start, places)
            while start > begin:
                start = self._pop()
                mark = text[start - 1]
        last = self.found[-1] if self.found else None
        another = last and ends_at_people(last.name) and begins_another(text, start)
        if last and not last.person and mark == "、" and not another and last.end + 1 == start:
            start = self._pop()
        groups = [Named(text[at:stop], False, at, stop, told) for at, stop in parted(text, start, end)]
        self.found, self._shared = (*self.found, *groups), None
        return True

    def _pop(self) -> int:
        """Takes the last of the list back; where it began."""
        last = self.found[-1]
        self.found = self.found[:-1]
        return last.start

    def _office_goes_on(self, item: str, at: int, end: int, goes_on: bool) -> bool:
        start = self._office
        of = item.rfind("的") + 1 if self._text.endswith("来自", 0, start) else 0
        if of and persons.introduced(item[of:]):
            self._office = -1  # 来自甲、乙界的委员丙
            return self._person(item[of:], at + of, "、")
        before = tuple(self._text[start : at - 1].split("、"))
        if persons.may_lead(before[0]) and split_post(item) and not is_group(item):
            # What read as an office was a post of a title that is not known.
            self._office, self._from, self._pending = -1, start, before
            return self._person(item, at, "、")
        held = split_post(item)
        labels = allotment.labels(before, held[0]) if held and not is_group(item) else ()
        if labels and self._person(item, at, "、"):
            self._office, self._allotment = -1, allotment.Allotment(labels, len(self.found) - 1)
            return True
        for joint in AND.finditer(item):
            rest = at + joint.end()
            if words().ends.of(item[: joint.start()]) and persons.introduced(self._text[rest:end]):
                self._office = -1  # 甲党、乙党负责人和无党派人士代表丙
                self._group(start, at + joint.start(), self._joined(start))
                return self._person(self._text[rest:end], rest, "、")
        if end - start > LONGEST or not can_be_part(item):
            return False
        of_all = self._text.startswith(words().leads, start)
        head, told = words().ends.of(item), offices.GROUP
        if not goes_on and not of_all and not head and ends_in_title(item) and not split_post(item):
            told = HOLDERS  # 内科、外科护士长
        elif not (of_all and ends_in_title(item)) and (not head or (is_unit(item) and not of_all)):
            taken = goes_on or self._units(start, end)
            if taken or not head:
                return taken
        self._office = -1
        return self._group(start, end, self._joined(start), told)

    def _joined(self, start: int) -> str:
        return "、" if self.found and self._text[start - 1] == "、" else "，"  # ， parts

    def _units(self, start: int, end: int) -> bool:
        """Offices named one by one without a head noun (`甲街道、乙镇、丙小学`), each a group."""
        units = offices.units(self._text, start, end)
        if units:
            self._office, self._shared, self.found = -1, None, (*self.found, *units)
        return bool(units)

    def close(self, start: int, end: int, mark: str, *, holders: bool = False) -> bool:
        """Takes the last item, `text[start:end]`, before the verb; 等 and a count at its end are no part of it.

        With `holders`, posts without a name stand for those who hold them, but not one alone.
        """
        item = self._text[start:end]
        counted = before_count(item, mark == "、" and bool(self.found))
        if counted == 0:
            return self.whole()
        ends = (counted, len(item)) if counted > 0 else (self._before_etc(item, mark),)
        before = self._state()
        for size in ends:  # 30名同志 may be no count
            taken = size and self.add(start, start + size, mark, goes_on=False, closes=True)
            if taken and self.whole(holders):
                return True
            self._restore(before)
        return False

    def _before_etc(self, item: str, mark: str) -> int:
        """Where 等 begins after a person; the item's length where it is part of a group's name."""
        places = self._office >= 0 or (mark == "、" and bool(self.found) and not self.found[-1].person)
        return persons.before_etc(item, self._roster, places=places, listed=bool(self.found or self._pending))

    def whole(self, holders: bool = False) -> bool:
        """Whether the list is complete; with `holders`, posts without a name stand for those who hold them."""
        several = holders and (len(self._pending) > 1 or self.found)
        if self._pending and (several or held_by_many(self._pending[-1])):
            self._holders()
        if not self.found or self.open:
            return False
        self._allot()
        return True

    def _holders(self) -> None:
        """The posts that wait for a name become groups: 、 joins them, a comma parts them."""
        text, begin, end = self._text, self._from, self._till
        self._pending, self._from = (), -1
        for start, stop in between_commas(text, begin, end):
            joined = start == begin and text[start - 1 : start] == "、"
            self._group(start, stop, "、" if joined else "，", HOLDERS)
