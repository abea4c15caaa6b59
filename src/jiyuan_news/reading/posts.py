"""Posts: the organisation that a chain of posts names once, given back to each of them.

`示范区党工委委员、管委会副主任` holds 示范区党工委委员 and 示范区管委会副主任. An organ written without its place or
parent hangs on the post before: `vocabulary/posts.toml` says on what.
"""

from __future__ import annotations

import re
from functools import cache

from jiyuan_news import vocabulary
from jiyuan_news.reading.organs import (
    ELECTED,
    WITHIN,
    body_of,
    committees,
    conveners,
    house,
    kind_of,
    nearest,
    of_convener,
    of_title,
    organs,
    relatives,
    within,
)
from jiyuan_news.reading.rules import Rule, rule
from jiyuan_news.reading.words import Endings
from jiyuan_news.records import Post


@cache
def _titles() -> Endings:
    return Endings(vocabulary.load("posts")["titles"])


@cache
def _capacities() -> Endings:
    return Endings(vocabulary.load("posts")["capacities"])


@cache
def _grammar() -> re.Pattern[str]:
    titles = vocabulary.any_of(vocabulary.load("posts")["titles"])
    ranks = "一级|二级|三级|四级|首席|名誉|高级|执行|专职|兼职"
    return re.compile(
        rf"(?P<org>.*?)(?P<former>原)?(?P<acting>代理|代)?(?P<title>(?:{ranks})?(?:党组|机关党委)?(?:第一|常务)?副?(?:{titles}))(?P<tail>候选人|提名人选|人选)?$"
    )


_PLACE = re.compile(
    r"(.*?(?:示范区|经开区|高新区|开发区|新区|自治区|自治州|自治县|园区|街道|省|市|县|区|州|盟|旗|镇|乡))"
    r"(?=委|党|管|人大|人民|政协|政府|纪|监|常|行署|办事处|工|公安|$|政)"
)
# Bodies of a house of its own, whose other organs are not those of a place.
_PLACELESS = ("校党委", "集团党委", "公司党委", "学院党委", "医院党委", "大学党委")
_PARTY_TITLES = ("书记", "党委委员", "常委", "政法委员", "组织委员", "宣传委员", "统战委员", "武装委员")
# Bodies with a commissar of their own; other places share one with the garrison.
_ARMED = ("局", "队", "厅", "部", "院")
_TOWN = re.compile("(.{2,}[镇乡])党委$")
_PARTY_GROUPS = ("党组", "机关党委")
_OF_PARTY_GROUP = ("书记", "副书记", "成员")
_MARKED = re.compile(r"^(?:原任|原|时任)")
_WAS = re.compile(r"(?<=.)原(?=党委|党组|副|主席|主任|书记|常委)")
# 市人大常委会不是党组成员的副主任: what a post's holder is not.
_IS_NOT = re.compile(r"(?:不是|非)(?:中共|党组|党员|常委)[^的，。]{0,6}的(?=.)|主持[^的，。]{0,8}工作的(?=.)")
# 宣传部部长（兼）, 院长（主持工作）: what is said of a post in brackets.
_CLOSING = frozenset("）)")
_SAID = re.compile(r"[（(](?:兼任?|主持[^）)]{0,4}工作|[正副][^）)]{1,3}级|挂职|试用期)[)）]$")
_NEW = re.compile(
    r"^(?:(?:今天|现场)?(?:我们)?(?:很高兴)?邀请(?:到|了|到了)|新(?:任命|当选|任)的?|(?:分管|包[村片联]|联系|挂点|带班|值班)领导(?=.)|[我该本](?:[省市县区州盟旗镇乡](?=[省市县区州盟旗镇乡副])|[省市县区州盟旗镇乡校院局](?=副))|该(?=[县市区旗镇乡]党委))|在家(?=领导|班子)"
)


@cache
def title_last() -> frozenset[str]:
    """The last characters of titles, and of what somebody is in place of one."""
    return _titles().last | _capacities().last | _CLOSING


def ends_in_title(words: str) -> bool:
    """Whether `words` end in a title, so that they read as a post; a note on it in brackets may follow."""
    if words[-1:] in _CLOSING:
        words = _SAID.sub("", words)
        head, mark, note = words[:-1].rpartition("（")
        if mark and _titles().of(note) is not None:
            words = head  # 镇长（主任）
    return _titles().of(words) is not None


def is_capacity(words: str) -> bool:
    """Whether `words` end in what somebody is or speaks as, and hold no post (种粮大户)."""
    return _capacities().of(words) is not None


@cache
def _glued() -> re.Pattern[str]:
    organs = "|".join(word for kind in ("party", "place") for word in relatives()[kind])
    return re.compile(
        rf"(.*(?:常委|书记|委员|成员|主席|主任))((?:常务)?副?[省市县区州盟旗镇乡]长|(?:{organs}|党组).*)"
        r"|(.*(?:总经理|董事长|[院校局所站]长))(党(?:委|总支|支部|组)副?书记)|(.{2,})兼(?!职)任?(.{2,})"
    )


def parted(label: str) -> tuple[str, ...]:
    """The posts of a label in which one stands behind the other without a mark (县委常委宣传部部长)."""
    match = _glued().fullmatch(label)
    if match is None:
        return (label,)
    left, right = [part for part in match.groups() if part]
    return (*parted(left), right) if ends_in_title(left) else (label,)


WRITTEN = rule("post-as-written", "The post has its organisation with it, or needs none")
CARRIED = rule("post-carried-on", "The post names no organisation: it is that of a post before")
RELATIVE = rule(
    "post-of-a-parent", "The post names an organ without its place or parent: a post before has it"
)


def office_of(label: str) -> str:
    """The organisation of a post as it is written; empty where there is none."""
    return match["org"] if (match := _grammar().match(label)) else ""


def is_title(words: str) -> bool:
    """Whether `words` are a title and no more."""
    return _titles().of(words) == words


class Chain:
    """The posts of one gathering as they are read; carries an organisation on to those that leave theirs out."""

    def __init__(self) -> None:
        self._posts: list[tuple[str, str]] = []  # organisation, title
        self._own = 0  # where the posts of the present person begin
        self._list = 0  # where those of the present list begin
        self._conveners: tuple[str, ...] = ()
        self._whole_ones: list[str] = []  # all organisations so far, those of earlier meetings too
        self.rules: dict[str, Rule] = {}
        """How each post so far came to be whole, by its label."""

    def __len__(self) -> int:
        return len(self._posts)

    def begin(self, organizer: str | None) -> None:
        """Begins the posts of another meeting, and notes whose it is: the last from whom one is carried on."""
        self.cut(0)
        self._conveners = conveners(organizer)

    def people(self) -> None:
        """Begins the posts of another list."""
        self._list = len(self._posts)

    def person(self) -> None:
        """Begins the posts of another person."""
        self._own = len(self._posts)

    def in_committee(self) -> bool:
        """Whether the list has named who leads a party committee, so that a 委员 after them is of that."""
        here = self._posts[self._list :]
        return any(own.endswith(("党工委", "党委")) and title.endswith("书记") for own, title in here)

    def cut(self, size: int) -> None:
        """Forgets all but the first `size` posts."""
        del self._posts[size:]

    def shared(self, label: str) -> bool:
        """Whether several people named in a row can hold the post."""
        match = _grammar().match(label)
        if not match:
            return False
        title = match["title"]
        return "副" in title or title.endswith(tuple(vocabulary.load("posts")["shared"]))

    def post(self, label: str) -> Post:
        """The post that `label` stands for, whole."""
        former = bool(_MARKED.match(label) or _WAS.search(label))
        label = _IS_NOT.sub("", _SAID.sub("", _WAS.sub("", _NEW.sub("", _MARKED.sub("", label))))).strip()
        match = _grammar().match(label)
        if not match:
            return Post(label, False, former)
        org, title, tail = match["org"], match["title"], match["tail"] or ""
        if not org and title in _OF_PARTY_GROUP and len(self._posts) > self._list:
            last, before = self._posts[-1]
            if group := next((word for word in _PARTY_GROUPS if before.startswith(word)), ""):
                org, title = last, group + title
        acting = bool(match["acting"])
        former = former or bool(match["former"])
        words = vocabulary.load("posts")
        whole = self._whole(org, title, tuple(words["bare"]))
        self._posts.append((body_of(whole, title), title))
        self._whole_ones.append(whole)
        found = Post(whole + title + tail, acting, former)
        written = match["org"]
        self.rules[found.label] = WRITTEN if whole == written else RELATIVE if written else CARRIED
        return found

    def _whole(self, org: str, title: str, bare: tuple[str, ...]) -> str:
        own = self._posts[self._own :]
        if title.endswith(bare):
            return org or self._town(title) or self._house(title)
        if part := within(org, nearest(own or (self._posts[self._list :] if org == "工会" else []))):
            return part
        if not own and org and (body := self._of_convener(org, title)):
            return body
        whole = self._leaning(org, title) if self._posts else org
        return (self._of_convener(org, title) or org) if whole == org else whole

    def _of_convener(self, org: str, title: str) -> str:
        """The organisation that the convener tells, unless the text calls it by one character (院党组书记、院长)."""
        if any(len(own.removesuffix("党组").removesuffix("党委")) == 1 for own, _ in self._posts):
            return ""
        body = of_convener(self._conveners, org, title)
        if body or org not in organs() or (org, title) in ELECTED:
            return body
        return next((own for own in reversed(self._whole_ones) if own.endswith(org) and own != org), "")

    def _leaning(self, org: str, title: str) -> str:
        if not org:
            return self._carried(title)
        if (org, title) in ELECTED:
            return org
        for kind, words in relatives().items():
            if org.startswith(words):
                return self._parent(kind, org) + org
        return org

    def _town(self, title: str) -> str:
        """The town with a name of its own that the present person's party post names (青禾镇党委副书记、镇长)."""
        town = _TOWN.match(nearest(self._posts[self._own :])) if title.endswith(("镇长", "乡长")) else None
        return town[1] if town else ""

    def _house(self, title: str) -> str:
        """The firm, or the bureau of a technical head, that the present person's party post names."""
        own = self._posts[self._own :]
        by_group = any(before.startswith("党组") for _, before in own)
        return house(nearest(own or self._posts[self._list :]), title, by_group)

    def _carried(self, title: str) -> str:
        party = title.startswith(_PARTY_GROUPS) or title.endswith(_PARTY_TITLES)
        party = party or (title == "委员" and self.in_committee())
        if title.endswith("主任委员"):
            return next((own for own, _ in reversed(self._posts) if own.endswith("委员会")), "")
        own = nearest(self._posts[self._own :])
        if not own:
            listed = [one for one in self._posts[self._list :] if not WITHIN.search(one[0])]
            here = listed or self._posts
            told = of_title(listed, title) or (party and committees().match(nearest(listed)))
            body = "" if told else self._of_convener("", title)
            if body and kind_of(nearest(here)) != kind_of(body):
                return body
            last = listed[-1][0] if listed else ""
            fits = last and not party and not last.endswith("政府") and not committees().match(last)
            own = last if fits else of_title(here, title)
            if not own:
                own = nearest(here) if party or here is self._posts else last
        if party:
            return own
        held = own.removesuffix("党组").removesuffix("党委")
        if title.endswith("政委") and not held.endswith(_ARMED):
            return ""
        another = ("校", "工会") if title.endswith("院长") else ("工会",) if title.endswith("长") else ()
        if held in another or (len(held) == 1 and held in title):
            return ""  # 厅党组书记、副厅长; 工会主席甲、副院长乙
        return held

    def _parent(self, kind: str, organ: str) -> str:
        organisations = [own for own, _ in self._posts if own]
        if kind == "body":
            own = organisations[-1] if organisations else ""
            part = next((word for word in relatives()["body"] if own.endswith(word)), "")
            return own.removesuffix(part)
        if kind == "party":
            for own in reversed(organisations):
                if committee := committees().match(own):
                    return committee[1]
            kind = "place"
        if kind == "standing":
            for own in reversed(organisations):
                if "常委会" in own:
                    return own[: own.index("常委会")]
                if committee := committees().match(own):
                    return committee[1]
            return ""
        if kind == "committee":
            own = next((own for own in reversed(organisations) if own.endswith("党委")), "")
            return own.removesuffix("党委")
        for own, title in reversed(self._posts):
            if own in ("党委", "院党委") or own.endswith(_PLACELESS):
                return own.removesuffix("党委") if organ.startswith("纪委") else ""
            match = _PLACE.match(own)
            if match:
                return match[1]
            stem = title.removeprefix("常务").removeprefix("副")
            if not own and len(stem) == 2 and stem.endswith("长") and stem[0] in "市县区旗州盟省镇乡":
                return stem[0]
        return ""
