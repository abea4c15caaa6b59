"""One person of a list: a name with its posts, with a form of address, or alone."""

from __future__ import annotations

import re

import attrs

from jiyuan_news.reading import group_names
from jiyuan_news.reading.group_names import is_group, is_unit, words
from jiyuan_news.reading.names import (
    before_suffix,
    has_compound_surname,
    has_given_name,
    is_name,
    plain,
    split_post,
    suffixes,
    without_honour,
    without_note,
)
from jiyuan_news.reading.posts import Chain, ends_in_title, is_capacity, is_title, parted
from jiyuan_news.reading.roster import Named, Roster
from jiyuan_news.reading.rules import Rule, rule
from jiyuan_news.records import Post

KNOWN = rule("person-known", "The page named the person before")
BY_POST = rule("person-by-post", "A name follows a post")
BY_CAPACITY = rule("person-by-capacity", "A name stands before what its bearer is: 甲委员, 甲代表")
BY_ADDRESS = rule("person-by-address", "A name follows a form of address: 市领导甲")
BY_SHARED_POST = rule("person-by-shared-post", "A name follows another whose post it shares: 副市长甲、乙")
BY_NEIGHBOUR = rule("person-by-neighbour", "A name follows another in a list of persons")
BY_SURNAME = rule(
    "person-by-surname", "A name begins with a family name, among people or before a verb of taking part"
)
BY_OFFICE = rule(
    "person-by-office", "A name stands right behind the office its bearer is of: 县水利局甲作了发言"
)
BY_TITLE_UNKNOWN = rule(
    "person-by-unknown-title", "A name ends an item among persons with posts; its own title is not known"
)

Shared = tuple[tuple[Post, ...], str]
"""Posts that the next names hold too, and the words that say so."""

# 代表 before a name says for whom somebody speaks; only one who was elected holds a post.
_CAPACITY = re.compile(r"^代表$|(?<!人大)(?<!人民)(?<!党)(?<!首席)代表$")
_LONGEST = 12
# 甲市长主持会议: an address of one whose title all know; no place is called so before a verb.
_BEHIND = re.compile(
    r"(?:[该我本][院校局县市区镇乡]的?)?(?P<name>[\u3400-\u9fff]{2,3}(?<!副))(?P<title>副?(?:书记|主席|主任|教授|研究员|[省市县区旗州盟镇乡局处科校院所厅部会行馆庭组队站园厂社台]长|检察长|董事长|理事长|总经理|总监|巡视员|调研员)|常委|秘书长|院士|护士长)"
)
# 市政协领导A: an address, whatever the body.
_LEADERS = re.compile(r"[^领]{1,8}?(?:领导(?:班子成员|(?![班小干集]))|级干部)")


_LED = re.compile(r"(?:联系)?[省市县区旗州盟镇校院厅局]?领导(?![班小干])")


@attrs.frozen(slots=True)
class Before:
    """What a list said before the person."""

    pending: tuple[str, ...]
    """Posts whose holder is still to come."""
    start: int
    """Where they begin; -1 for none."""
    shared: Shared | None
    near: bool
    """Whether a person stands right before, joined by 、."""
    last: bool
    """Whether a verb follows."""


def read(
    text: str, item: str, start: int, before: Before, roster: Roster, chain: Chain
) -> tuple[Named, Shared | None] | None:
    """The person that `item`, at `start` of `text`, names, and what the next names share; None for no person."""
    bare = without_honour(without_note(item))
    end = start + len(bare)
    if bare.endswith(suffixes()) and not bare.startswith(words().leads):
        at, name = before_suffix(bare)
        if name:
            return Named(name, True, start + at, start + at + len(name), BY_CAPACITY), None
    at = bare.rfind("的") + 1
    if at and (
        size := _address(bare[at:])
    ):  # 曾任县长、县委书记的老同志甲: what they were is not told one by one
        return _addressed(plain(bare[at + size :]), start + at + size, end)
    name = plain(bare)
    known = family_and_title(name, roster) if not before.pending else None
    if known:
        return Named(known, True, start, end, KNOWN), None
    if name in roster and not before.pending:
        return _alone(name, start, end, before.shared, KNOWN)
    address = _address(bare)
    if address and not (bare.startswith("委员") and chain.in_committee()):
        if before.pending:  # 县政府党组成员、副县级干部甲
            return _with_posts(text, None, plain(bare[address:]), start + address, end, before, chain)
        return _addressed(plain(bare[address:]), start + address, end)
    led = _LED.match(bare) if before.last and not before.pending else None
    if led and (behind := _BEHIND.fullmatch(bare, led.end())) and is_name(behind["name"], False):
        return _before_title(behind, start + led.end(), roster), None  # 校领导甲副校长
    if at and (behind := _BEHIND.fullmatch(bare, at)) and text.endswith("来自", 0, start):
        named = _before_title(behind, start + at, roster)  # 来自甲大学的乙教授
        named.posts = (Post(bare[: at - 1] + behind["title"], False, False),)
        return named, None
    behind = _BEHIND.fullmatch(name) if before.last and not before.pending else None
    if behind and (is_name(behind["name"], False) or has_given_name(behind["name"])):
        return _before_title(behind, start + behind.start("name"), roster), None
    held = split_post(name)
    if held and name[0] in "每各":  # 各企业负责人甲、乙: nobody holds that post
        return _addressed(held[1], end - len(held[1]), end) if is_name(held[1], False) else None
    if held and not is_group(bare):
        return _with_posts(text, *held, start, end, before, chain)
    if before.near and not before.pending and (one := _of_a_kind(bare, start)):
        return one, None
    if before.last and not before.pending and (one := _of_an_office(bare, start)):
        return one, None
    if before.pending or len(name) > _LONGEST or ends_in_title(name):
        return None
    introduced = before.shared is not None or (before.near and len(name) <= 6)
    if is_name(name, introduced):
        told = BY_SHARED_POST if before.shared else BY_NEIGHBOUR if before.near else BY_SURNAME
        return _alone(name, start, end, before.shared, told)
    return None


def family_and_title(word: str, roster: Roster) -> str | None:
    """The person whom the page named before and now calls by family name and title: 邹书记, 欧阳局长."""
    if not 3 <= len(word) <= _LONGEST or not ends_in_title(word):
        return None
    size = 2 if has_compound_surname(word) else 1
    return roster.called(word[:size], word[size:]) if is_title(word[size:].removeprefix("副")) else None


def by_shape(named: Named, *, shared: bool = False) -> bool:
    """Whether only the shape of a name speaks for a person; `shared`: or a post that another before it holds."""
    if named.rule is BY_SHARED_POST:
        return shared or not named.posts  # 市领导甲、乙
    return named.rule in (BY_SURNAME, BY_NEIGHBOUR)


def _address(item: str) -> int:
    """Length of the form of address before a name (市领导, 委员); 0 where the item is none with a name."""
    leaders = _LEADERS.match(item)
    if leaders and is_name(plain(item[leaders.end() :]), True):
        return leaders.end()
    intros = words().intros
    if not item.startswith(intros):
        return 0
    size = next(len(word) for word in intros if item.startswith(word))
    return size if is_name(plain(item[size:]), True) and not ends_in_title(item) else 0


def _before_title(match: re.Match[str], start: int, roster: Roster) -> Named:
    name, title = match["name"], match["title"]
    end = start + len(name)
    if name in roster:
        return Named(name, True, start, end, KNOWN)
    return Named(name, True, start, end, BY_CAPACITY, (Post(title, False, False),), title)


def _addressed(name: str, start: int, end: int) -> tuple[Named, Shared]:
    return Named(name, True, start, end, BY_ADDRESS), ((), "")


def before_titles(*items: str) -> bool:
    """Whether each item is a name before its title (甲副校长和乙副校长)."""
    found = [_BEHIND.fullmatch(item) for item in items]
    return all(one is not None and is_name(one["name"], False) for one in found)


def may_lead(item: str) -> bool:
    """Whether what an item says may lead to a name behind a mark: a post, a form of address (县领导、县委办主任甲)."""
    return ends_in_title(item) or item in words().intros


def introduced(item: str) -> bool:
    """Whether a post or a form of address tells that the item is a person."""
    bare = without_honour(without_note(item[: group_names.before_etc(item)]))
    return split_post(plain(bare)) is not None or _address(bare) > 0


def before_etc(item: str, roster: Roster, *, places: bool, listed: bool) -> int:
    """Where 等 begins after a person; the item's length where it is part of a group's name.

    Args:
        item: what may end in 等.
        roster: persons named before.
        places: whether offices or a group stand before it in the list.
        listed: whether anything does.
    """
    size = group_names.before_etc(item)
    name = item[:size]
    if size == len(item) or group_names.ends_at_people(name):
        return len(item) if item.startswith(("各界", "各行", "各方"), size + 1) else size  # 各镇负责人等
    if places or (words().units.of(name) is not None and name not in roster):
        return len(item)
    return size if listed or name in roster or introduced(name) else len(item)


def unknown_title(item: str, start: int) -> Named | None:
    """The person at the end of an item among other persons, whose title is not known (返乡创业青年甲)."""
    bare = without_note(item)
    if is_group(bare) or ends_in_title(bare) or words().ends.of(bare):
        return None
    for size in (3, 2):
        name, before = bare[-size:], bare[:-size]
        if any(ends_in_title(bare[:-at]) for at in range(1, size)):
            return None  # 主任甲, cut inside the title
        if len(before) > 1 and is_name(name, False) and not is_name(bare[-size - 1 :], False):
            return Named(name, True, start + len(before), start + len(bare), BY_TITLE_UNKNOWN)
    return None


def _of_a_kind(item: str, start: int) -> Named | None:
    """The person at the end of an item whom a word for people introduces (种植大户甲)."""
    for size in (3, 2):
        name, kind = item[-size:], item[:-size]
        if len(kind) > 2 and words().ends.of(kind) and is_name(name, False):
            return Named(name, True, start + len(kind), start + len(item), BY_TITLE_UNKNOWN)
    return None


def _of_an_office(item: str, start: int) -> Named | None:
    """The person at the end of an item whom the name of an office introduces (县水利局甲, 甲村的乙)."""
    titled = _BEHIND_OFFICE.fullmatch(item)
    if (
        titled
        and (is_unit(titled["office"]) or len(titled["office"]) == 2)
        and is_name(titled["name"], False)
    ):
        at = start + titled.start("name")
        office = titled["office"] if len(titled["office"]) > 2 else ""  # 学校甲校长
        post = Post(office + titled["title"], False, False)
        return Named(titled["name"], True, at, at + len(titled["name"]), BY_OFFICE, (post,), titled["title"])
    for size in (3, 2):
        name, office = item[-size:], item[:-size].removesuffix("的")
        inside = name[-1] in _DIVISION or words().ends.of(name) or is_unit(item)
        if not inside and is_unit(office) and is_name(name, False) and not is_name(item[-size - 1 :], False):
            return Named(name, True, start + len(item) - size, start + len(item), BY_OFFICE)
    return None


# 教导处甲主任, 县水利局乙局长
_BEHIND_OFFICE = re.compile(
    r"(?P<office>[^由，。；、]{1,12}[处科室部局院校办所站学司团])(?P<name>[\u3400-\u9fff]{2,3}(?<!副))(?P<title>副?(?:主任|书记|[校院局所站处科]长|经理|教授))"
)
# What a part of an office ends in, which is no name (医院康复科).
_DIVISION = "科处室队组站班团线层片"


def _alone(name: str, start: int, end: int, shared: Shared | None, told: Rule) -> tuple[Named, Shared | None]:
    posts, written = shared or ((), "")
    return Named(name, True, start, end, told, posts, written or None), shared


def is_no_post(label: str) -> bool:
    """Whether what stands before a name says for whom its bearer speaks, or is a form of address (市领导)."""
    if _CAPACITY.search(label) or is_capacity(label):
        return True
    return label in words().intros and not is_title(label)


def _with_posts(
    text: str, post: str | None, name: str, start: int, end: int, before: Before, chain: Chain
) -> tuple[Named, Shared | None]:
    chain.person()
    written_out = before.pending if post is None else (*before.pending, post)
    labels = [label for one in written_out for label in parted(one)]
    posts = tuple([chain.post(label) for label in labels if not is_no_post(label)])
    at = text.index(name[0], start + len(post or ""), end)
    written = text[before.start if before.start >= 0 else start : at]
    shares = post is not None and chain.shared(post)
    return Named(name, True, at, end, BY_POST, posts, written), (posts, written) if shares else None
