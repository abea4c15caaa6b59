"""The people of a line of minutes (`出席：副主任  鲍  平  熊小音（女）`), where blanks part what commas part in a sentence.

A name of two characters is padded to the width of three, by blanks as well; a line may be of such names alone.
"""

from __future__ import annotations

import re

import attrs

from jiyuan_news.reading.byline_grammar import BLANKS, HAN
from jiyuan_news.reading.group_names import is_unit, words
from jiyuan_news.reading.listings import Listing
from jiyuan_news.reading.names import has_compound_surname, is_name, split_post
from jiyuan_news.reading.posts import Chain, ends_in_title
from jiyuan_news.reading.roster import Named, Roster

Range = tuple[int, int]

_PART = re.compile(r"(?:[^，,、；;（(]|[（(][^（()）]{0,60}[)）]?)+")
_WORD = re.compile(rf"[^{BLANKS}（(]+(?:[（(][^（()）]{{0,60}}[)）]?)*|[（(][^（()）]{{0,60}}[)）]?")
_BEHIND = re.compile(rf"[{BLANKS}]*[（(](?P<posts>[^（()）；。]{{2,60}})[)）]")
_MARKS = re.compile("[、，,;；]")
_OPENING = re.compile("[（(]")
_LETTER = re.compile(f"[{HAN}]")
_MOST = 200
_NAME_SIZES = (2, 3, 4)
_LONGEST_NAME = 2


@attrs.frozen(slots=True)
class _Item:
    """What stands between two marks or wide blanks; a blank that parts two counts as 、."""

    start: int
    end: int
    mark: str
    posts: Range | None = None
    """Posts that stand behind the name."""


def people(text: str, start: int, end: int, roster: Roster, chain: Chain) -> tuple[list[Named], int]:
    """The people of `text[start:end]`, and where the first words stand that could not be read, or -1."""
    found: list[Named] = []
    unread = -1
    listing = Listing(text, roster, chain)
    items = _items(text, start, end, roster)
    for index, item in enumerate(items):
        following = items[index + 1].mark if index + 1 < len(items) else ""
        if not _take(listing, item, following):
            found += listing.found
            listing = Listing(text, roster, chain)  # what breaks a list off may begin another
            if not _take(listing, attrs.evolve(item, mark=""), following) and unread < 0:
                unread = item.start
        if item.posts and listing.found and listing.found[-1].person:
            _hold(text, listing.found[-1], *item.posts, chain)
    if listing.open and unread < 0:
        unread = items[-1].start
    found += listing.found
    for one in found:
        behind = _BEHIND.match(text, one.end, end) if one.person else None
        if behind:
            _hold(text, one, *behind.span("posts"), chain)
    return found, unread


def _take(listing: Listing, item: _Item, following: str) -> bool:
    if not following:
        return listing.close(item.start, item.end, item.mark, holders=True)
    return listing.add(item.start, item.end, item.mark, goes_on=following == "、")


def _hold(text: str, named: Named, start: int, end: int, chain: Chain) -> None:
    """Adds the posts that stand behind a name (`甲（区委副书记、区长）`)."""
    labels = [label for label in map(_plain, _MARKS.split(text[start:end])) if ends_in_title(label)]
    if labels:
        chain.person()
        named.posts = (*named.posts, *(chain.post(label) for label in labels))


def _items(text: str, start: int, end: int, roster: Roster) -> list[_Item]:
    items: list[_Item] = []
    for part in _PART.finditer(text, start, end):
        mark = text[part.start() - 1] if part.start() > start else ""
        spots = _names_joined(text, *part.span(), roster)
        if len(spots) == 2 and _is_person(text, *spots[0]) and _is_post(text, *spots[1]):
            items.append(_Item(*spots[0], mark, spots[1]))
            continue
        for x, y in _with_posts(text, spots):
            items.append(_Item(x, y, mark))
            mark = "、"
        if len(items) > _MOST:
            break
    return items


def _names_joined(text: str, start: int, end: int, roster: Roster) -> list[Range]:
    """The words of `text[start:end]`, in which the letters of padded names are together."""
    spots = [match.span() for match in _WORD.finditer(text, start, end)]
    result: list[Range] = []
    at = 0
    while at < len(spots):
        stop = at
        while stop < len(spots) and _LETTER.fullmatch(_bare(text, *spots[stop])):
            stop += 1
            if spots[stop - 1][1] - spots[stop - 1][0] > 1:
                break  # a note ends the name
        if stop - at > 1:
            result += _padded(text, spots[at:stop], roster)
        else:
            stop = at + 1
            result.append(spots[at])
        at = stop
    return result


def _padded(text: str, letters: list[Range], roster: Roster) -> list[Range]:
    """The names that single letters make: the one way to part them into names, or the one whose names are known.

    Known is what the page names elsewhere without blanks. Where several ways are left, none is taken.
    """
    word = "".join(text[start] for start, _ in letters)
    for size in range(2, len(word) - 1):  # 丁 一 局 长, 局 长 丁 一
        if (ends_in_title(word[size:]) and is_name(word[:size], False)) or (
            ends_in_title(word[:size]) and is_name(word[size:], False)
        ):
            return [(letters[0][0], letters[size - 1][1]), (letters[size][0], letters[-1][1])]
    ways: list[list[tuple[tuple[int, ...], int]]] = [[] for _ in range(len(word) + 1)]
    ways[0] = [((), 0)]
    for at in range(len(word)):
        best = sorted(ways[at], key=lambda way: -way[1])[:2]  # more than two equal ones tell no more than two
        for size in _NAME_SIZES:
            name = word[at : at + size]
            if len(name) < size or not is_name(name, False) or (size == 4) > has_compound_surname(name):
                continue
            known = size if name in roster or name in text else 0
            ways[at + size] += [((*stops, at + size), score + known) for stops, score in best]
    found = sorted(ways[-1], key=lambda way: -way[1])
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return [(letters[0][0], letters[-1][1])]
    stops = found[0][0]
    return [(letters[a][0], letters[b - 1][1]) for a, b in zip((0, *stops[:-1]), stops, strict=True)]


def _with_posts(text: str, spots: list[Range]) -> list[Range]:
    """The words, a post together with the name behind it, and without an office before a name, which is no post."""
    result: list[Range] = []
    before = False  # whether what stands last is a person
    for x, y in spots:
        person = _is_person(text, x, y)
        if person and result and not before:
            a, b = result.pop()
            if _is_post(text, a, b):
                x = a
            elif b - a <= _LONGEST_NAME or words().ends.of(text[a:b]):
                result.append((a, b))  # 某局某中队  甲: the office that somebody is from is no post
        result.append((_behind_office(text, x, y), y))
        before = person
    return result


def _behind_office(text: str, start: int, end: int) -> int:
    """Where the name begins that stands behind an office without a mark (`财政金融局郝某`); `start` for none."""
    word = _bare(text, start, end)
    for size in (3, 2):
        head, name = word[:-size], word[-size:]
        if len(head) > 2 and is_unit(head) and is_name(name, False) and not ends_in_title(word):
            return start + len(head)
    return start


def _bare(text: str, start: int, end: int) -> str:
    """A word without the notes behind it; a note that stands alone is the word."""
    word = text[start:end]
    return _OPENING.split(word, maxsplit=1)[0] or word


def _is_person(text: str, start: int, end: int) -> bool:
    word = _plain(_bare(text, start, end))
    return is_name(word, False) and not ends_in_title(word) and words().ends.of(word) is None


def _is_post(text: str, start: int, end: int) -> bool:
    return ends_in_title(_plain(text[start:end])) and split_post(_bare(text, start, end)) is None


def _plain(word: str) -> str:
    return "".join(word.split())
