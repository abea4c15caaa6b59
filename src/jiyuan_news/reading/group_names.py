"""Groups of people as a list names them: `各镇、街道主要负责人`, `示范区防汛抗旱指挥部成员单位负责人`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.names import is_name, split_post, without_note
from jiyuan_news.reading.posts import ends_in_title
from jiyuan_news.reading.words import Endings

AND = re.compile(r"以及|[和及与](?!以及|[和及与（(])")
"""Words that join two in a list; before another, or before a note, it is the last of a name."""
_ETC = re.compile(
    r"(?:等|一行)$|等(?P<of>(?:(?!及(?:其他|各|有关|相关|部分))[^、，,]){0,16}?)(?P<who>人|人员|同志|领导|负责人|负责同志|嘉宾|专家|成员|委员|[党市县区旗州盟省镇乡校院公司]*(?:常委|党组成员|班子成员)|代表|干部|名家|企业家|副?[市县区旗州盟省镇乡]长)$"
)
_COUNTED = re.compile(
    r"等?(?P<etc>共计?|等|一行|近|约|共约)?[一二三四五六七八九十百两\d]{1,5}[余多]?(?:[人名位个](?:同志|负责同志)?|[名位](?P<of>[^、，]{0,8}?(?:代表|委员|负责人|企业家)))$"
)
_LEADERS = re.compile(r"(?!在|由|请|与|等|和|对)[^各]{1,2}领导")
_JOINTS = tuple("和及与")
LONGEST = 70
"""No group's name is longer, in code points."""

_COUNT = re.compile(r"(?:[一二两三四五六七八九十]|\d)+[名位]")
_OF_AN_OFFICE = ("负责人", "负责同志", "干部", "人员")
_NO_HEAD = re.compile(
    r"(?:大会|会议|会上|全会)?(?:听取|审议|表彰(?!对象|单位|代表)|授予|命名)|召开|举行|围绕|针对|聚焦|紧扣|[作做](?![家协物])|邀请|特邀(?!人士|监[察督]|检察官|嘉宾|代表|委员|专家|律师|企业)|应(?!急|.{1,2}[及和与（(])|[要须并还也均共由对就以把让使为向给]|受(?![邀表援灾训])|在(?!家|[^，。；、]{1,6}(?:领导|委员|代表|高校|院校|企业|单位))|(?:认真|深入|集中|集体|再次|专题|一并|共同)*(?:听取|审议|研究(?!员|室|所|院|会|生)|传达|学习|观看|通报|讨论|推动)|会议(?!主席|召集)|(?:视频)?连线|据(?!点|守)|一些|有[的些]|[应实]到|也?有(?=委员|代表|同志|专家|群众|企业)|不少|许多|代表(?=[全本我党省市县区旗州盟镇乡])"
)
_NO_GROUP = re.compile(
    r"[。！？：:]|[X×]{2}|已有|共有|累计|召开|举行|坚持|推动|加强|实现|落实|强化|提升|推进|听取了|会议(?!的|代表|成员|组成|列席|副?秘书|召集)"
)


@attrs.frozen(slots=True)
class Words:
    """What the names of groups are made of."""

    intros: tuple[str, ...]
    """What may stand before names in place of a post, the longest first."""
    ends: Endings
    people: tuple[str, ...]
    short: tuple[str, ...]
    """What ends the name of a group of four characters (机关干部); other words may stand behind a person's name."""
    kinds: tuple[str, ...]
    """What 代表 stands for behind it (人大代表, 企业家代表), so that it is no verb."""
    leads: tuple[str, ...]
    apart: tuple[str, ...]
    """What begins a group of its own after 和."""
    press: re.Pattern[str]
    units: Endings
    no_units: tuple[str, ...]
    collective: Endings


@cache
def words() -> Words:
    """The vocabulary of groups."""
    posts = vocabulary.load("posts")
    return Words(
        tuple(sorted(posts["intros"], key=len, reverse=True)),
        Endings(posts["groups"]),
        tuple(posts["group_people"]),
        tuple(posts["group_short"]),
        tuple(posts["group_kinds"]),
        tuple(posts["group_leads"]),
        (*posts["group_leads"], *"省市县区旗州盟被"),
        re.compile(rf"[^、和及与]{{0,8}}(?:{'|'.join(posts['press'])})"),
        Endings(posts["units"]),
        tuple(posts["not_units"]),
        Endings(posts["collective"]),
    )


def is_group(item: str) -> bool:
    """Whether an item of a list is the whole name of a group; brackets may hold a part of it (人大主席（主任）)."""
    if item.endswith("）"):
        item = item[: item.rfind("（")]
    known = words()
    led = item.startswith(known.leads)
    if (len(item) <= 4 and not led and not _COUNT.match(item)) or item in known.leads:
        return len(item) == 4 and item.endswith(known.short) and not is_name(item[:2], False)
    return known.ends.of(item) is not None or (led and ends_in_title(item))


def is_leaders(item: str) -> bool:
    """Whether an item that no post follows is those who lead (局领导，); before one it is a form of address."""
    return _LEADERS.fullmatch(item) is not None


def can_begin(item: str) -> bool:
    """Whether an item can be part of a list: it does not begin as a predicate does."""
    return len(without_note(item)) < 4 or _NO_HEAD.match(item) is None


def can_be_part(item: str) -> bool:
    """Whether an item can be part of a group's name: it is no clause."""
    return len(item) <= LONGEST and can_begin(item) and _NO_GROUP.search(item) is None


def before_count(item: str, near: bool) -> int:
    """Where it begins to tell how many took part, at the end of a list (`甲5位委员`); -1 where it does not.

    Behind no name `三位委员` are the group themselves; `near`: other names stand before.
    """
    count = _COUNTED.search(item)
    if count is None or (count["etc"] and count["etc"][0] not in "近约"):
        return -1 if count is None else count.start()
    alone = count.start() == 0 and item[-1] not in "人名位个"  # 三十名同志
    if alone or (count["of"] and not _is_person(item[: count.start()], near)):
        return -1
    return count.start()


def _is_person(item: str, near: bool) -> bool:
    return is_name(item, near and item[-1:] not in _JOINTS) or split_post(item) is not None


def is_unit(item: str) -> bool:
    """Whether an item is an office that attends and speaks by its own name."""
    return (
        2 < len(item) < 20
        and item[0] not in "作做"
        and unit_of(item) is not None
        and not item.endswith(words().no_units)
    )


def unit_of(item: str) -> str | None:
    """The word for an office that an item ends in, before a note in brackets (各镇（街道）), or None."""
    return words().units.of(item[: item.rfind("（")] if item.endswith("）") else item)


def before_etc(item: str) -> int:
    """Where 等 begins at the end of a list of persons, with who else is meant; the item's length where it does not.

    甲等市领导 are persons; 甲等镇负责人 tells of places.
    """
    etc = _ETC.search(item)
    if etc is None:
        return len(item)
    known, of = words(), (etc["of"] or "").removesuffix("主要").removesuffix("分管")
    office = not of.startswith(known.leads) and (known.units.of(of) or known.ends.of(of))
    return len(item) if office and etc["who"].endswith(_OF_AN_OFFICE) else etc.start()


def ends_at_people(name: str) -> bool:
    """Whether a group's name ends in a word for people, so that it is complete."""
    name = name.removesuffix("”")
    return name.endswith(words().people) or ends_in_title(name)


_SEVERAL = re.compile(r"的|各|^全[省市县区旗州盟镇乡]|[二两三四五六七八九十\d][位名个]")
_QUANTITY = re.compile(r"(?:近|约)?(?:[一二两三四五六七八九十百]+|\d+)[余多]?[名位家个]")


def says_several(post: str) -> bool:
    """Whether a post without a name is that of several, in so many words (各镇书记, 驻地的人大代表)."""
    return _SEVERAL.search(post) is not None


def held_by_many(post: str) -> bool:
    """Whether a post without a name stands for those who hold it."""
    return words().collective.of(post) is not None or says_several(post)


def begins_another(text: str, start: int) -> bool:
    """Whether a group of its own begins at `start`, after people: with a word such as 各, or a number (8名代表)."""
    return text.startswith(words().leads, start) or _QUANTITY.match(text, start) is not None


def parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A group, in two where 和 stands after people and before a word such as 各, a number or the press."""
    for joint in AND.finditer(text, start + 2, end - 2):
        left = text[start : joint.start()]
        complete = ends_at_people(left)
        if complete and (
            begins_another(text, joint.end()) or words().press.fullmatch(text, joint.end(), end)
        ):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def between_commas(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of `text[start:end]` between commas."""
    at = start
    for index in range(start, end + 1):
        if index == end or text[index] in "，,；;":
            if at < index:
                yield at, index
            at = index + 1
