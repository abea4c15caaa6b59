"""Articles: a report with what stands around its body, and the items of the list below it."""

from __future__ import annotations

import datetime as dt

import attrs
from hypothesis import strategies as st
from support.feeds import other_news, readouts, words
from support.feeds.days import event, published
from support.feeds.names import han_names
from support.feeds.scene import Scene
from support.feeds.templates import either, on
from support.feeds.told import Body, Heads, Held, Made, Told, joined, marked
from support.feeds.words import Place


@attrs.frozen(eq=False)
class Line:
    """A line of a page, or the rest of one when it is glued to the line before."""

    kinds: tuple[str, ...]
    """What its segment may be: more than one kind where the contract does not say."""
    told: Told
    glued: bool = False
    own: bool = True
    """Whether it is of an article, and not of the site."""


@attrs.frozen(eq=False)
class Story:
    """An article as it is made, and what is known of it but for its words."""

    kind: str
    lines: list[Line]
    """Its lines, up to and with the date that closes a teaser."""
    meetings: int = 0
    published: dt.date | None = None
    credit: str | None = None
    truncated: bool = False
    stated: int | None = None
    """The year in a chronicle's title."""


# -- the people who made it


@st.composite
def _makers(draw: st.DrawFn, taken: set[str], count: int = 3) -> list[str]:
    """Names of reporters: of the people of an article, none."""
    name = han_names().filter(lambda name: name not in taken)
    found = draw(st.lists(name, min_size=1, max_size=count, unique=True))
    taken.update(found)
    return found


def _made(names: list[str], role: str, between: str = " ") -> Told:
    return joined([marked(name, Made(name, role)) for name in names], between)


_ROLES = (("记者", "reporter"), ("通讯员", "correspondent"), ("见习记者", "trainee"))


@st.composite
def _credits(draw: st.DrawFn, taken: set[str]) -> Told:
    """`记者 甲 乙 通讯员 丙`."""
    words_of_roles = draw(st.lists(st.sampled_from(_ROLES), min_size=1, max_size=2, unique=True))
    if not on("two_roles_in_a_byline"):
        del words_of_roles[1:]
    return joined([f"{word} " + _made(draw(_makers(taken)), role) for word, role in words_of_roles], " ")


_OUTLETS = (("济源网讯", "济源网"), ("济源日报讯", "济源日报"))


@st.composite
def _head(draw: st.DrawFn, place: Place, taken: set[str], day: dt.date) -> tuple[Told, str | None]:
    """The by-line at the head of a body, and the outlet that it names."""
    way = draw(
        st.sampled_from(("outlet", "outlet", "names", "staff", "own", "agency", "outlet_alone", "none"))
    )
    if way == "none":
        return Told(), None
    if way == "names" and on("byline_without_outlet"):
        return "（" + draw(_credits(taken)) + "）", None
    if way == "staff" and on("staff_byline"):
        return "（济源日报社全媒体记者 " + _made(draw(_makers(taken)), "reporter") + "）", "济源日报"
    if way == "own" and on("own_paper"):
        return "本报讯（" + draw(_credits(taken)) + "）", None
    if way == "agency" and on("news_agency"):
        return f"新华社云城{day.month}月{day.day}日电（" + draw(_credits(taken)) + "）", "新华社"
    words_, outlet = draw(st.sampled_from(_OUTLETS))
    if place.name != "示范区":
        outlet = draw(st.sampled_from(words.OUTLETS[:2]))
        words_ = f"{outlet}讯"
    if way == "outlet_alone" and on("outlet_without_names"):
        return Told(words_ + " "), outlet
    blanks = draw(st.sampled_from((("", ""), (" ", " "))))
    return words_ + blanks[0] + "（" + draw(_credits(taken)) + "）" + blanks[1], outlet


# -- above and below the body


@st.composite
def _headlines(draw: st.DrawFn, taken: set[str]) -> list[Line]:
    """None to four lines; roles by their number, and for two by what the first ends in."""
    count = draw(st.sampled_from((0, 0, 0, 1, 2, 2, 3, 4)))
    name = draw(han_names())
    lines = [*words.SLOGANS[:2], f"{name}作工作部署", *words.SLOGANS[2:]][:count]
    kicker = draw(
        st.sampled_from(
            (f"{name}主持召开视频调度会议并强调", f"{name}在柳塘镇调研时", f"{name}要求", f"{name}讲话并")
        )
    )
    if count == 1:
        lines, roles = [draw(st.sampled_from(words.SLOGANS))], ["main"]
    elif count == 2:
        ends = draw(st.booleans())
        lines, roles = ([kicker, lines[0]], ["kicker", "main"]) if ends else (lines, ["main", "subtitle"])
    else:
        lines, roles = [kicker, *lines[1:]][:count], ["kicker", "main", "subtitle", "subtitle"][:count]
    return [Line(("headline",), marked(line, Heads(role))) for line, role in zip(lines, roles, strict=True)]


_TRAILS = ("您的位置：首页 > 要闻 > 正文", "当前位置：首页 > 新闻中心 > 要闻")


@st.composite
def _meta(draw: st.DrawFn, place: Place, taken: set[str], out: dt.date) -> tuple[Line, str]:
    """The glued line of date, source and editor; and the first source."""
    editor = _made(draw(_makers(taken, 1)), "editor")
    source, outlet = "济源网-济源日报", "济源网"
    if place.name != "示范区":
        source = outlet = draw(st.sampled_from(words.OUTLETS))
    told = draw(
        st.sampled_from(
            (
                f"{out} 09:31来源：{source}责任编辑：" + editor,
                f"时间：{out} 09:12  来源：{source}  责任编辑：" + editor,
                Told(f"来源：{source} 发布时间：{out} 17:40 浏览次数：368"),
                Told(f"{out} 15:07 来源：{source}"),
            )
        )
    )
    return Line(("meta",), told), outlet


@st.composite
def _caption(draw: st.DrawFn, taken: set[str]) -> tuple[Line, str | None]:
    """A photo's words and who took it; and the agency that they name."""
    scene, who = draw(st.sampled_from(words.SCENES)), _made(draw(_makers(taken, 1)), "photographer")
    told, outlet = draw(
        st.sampled_from(
            (
                (f"图为{scene}。 记者 " + who + " 摄", None),
                (f"图①为{scene}，图②为活动现场。 " + who + " 摄", None),
                (f"{scene}。（" + who + " 摄）", None),
                ("新华社发（" + who + " 摄）", "新华社"),
                (Told("图片由柳塘镇文化站提供"), None),
                (Told("△会议现场"), None),
            )
        )
    )
    return Line(("caption",), told), outlet


# -- reports


@st.composite
def report(draw: st.DrawFn, place: Place, url: dt.date | None) -> Story:
    """The lead of a page."""
    scene, taken = Scene(place), set[str]()
    out = draw(st.none() | published())
    day = draw(event(out or url))
    lines: list[Line] = []
    if draw(st.booleans()) and on("trail"):
        lines.append(Line(("boilerplate",), Told(draw(st.sampled_from(_TRAILS))), own=False))
    lines += draw(_headlines(taken))
    source = None
    if out and on("meta_line"):
        line, source = draw(_meta(place, taken, out))
        lines.append(line)
    else:
        out = None
    head, outlet = draw(_head(place, taken, day))
    if head.text:
        lines.append(Line(("byline",), head))
    scene.taken |= taken
    if draw(st.integers(0, 4)) == 4:
        body, meetings = draw(other_news.paragraphs(scene, day, out)), 0
    else:
        body, meetings = draw(readouts.paragraphs(scene, day, out)), 1
        if draw(st.integers(0, 5)) == 5 and on("second_gathering"):
            scene = attrs.evolve(scene, last=None)
            first = {mark.fact.name for told in body for mark in told.marks if isinstance(mark.fact, Held)}
            body += [told.of_meeting(1) for told in draw(readouts.second(scene, first))]
            meetings = 2
    taken |= scene.taken
    for number, paragraph in enumerate(body):
        glued = number == 0 and bool(head.text)
        lines.append(Line(("body",), marked(paragraph, Body()), glued=glued))
    below, agency = draw(_below(taken))
    return Story("report", lines + below, meetings, out, outlet or agency or source)


@st.composite
def _below(draw: st.DrawFn, taken: set[str]) -> tuple[list[Line], str | None]:
    """By-line, caption and editor under a body."""
    lines, agency = [], None
    if draw(st.integers(0, 5)) == 5 and on("byline_below"):
        glued = on("byline_glued_to_the_body") and draw(st.booleans())
        lines.append(Line(("byline",), "（" + draw(_credits(taken)) + "）", glued))
    if draw(st.integers(0, 3)) == 3 and on("caption"):
        line, agency = draw(_caption(taken))
        lines.append(line)
    if draw(st.integers(0, 3)) == 3 and on("editor_line"):
        word = draw(st.sampled_from(("责编：", "责任编辑：", "编辑：")))
        lines.append(Line(("meta", "byline"), word + _made(draw(_makers(taken, 1)), "editor")))
    return lines, agency


@st.composite
def chronicle(draw: st.DrawFn, place: Place) -> Story:
    """A place's events of a month, each a meeting with a day of its own; the year is in the title."""
    out = draw(published())
    first, scene = out.replace(day=1) - dt.timedelta(1), Scene(place)
    title = f"{place.name}大事记（{first.year}年{first.month}月）"
    lines = [
        Line(("headline",), marked(title, Heads("main"))),
        Line(("meta",), Told(f"发布日期：{out}")),
    ]
    days = sorted(draw(st.lists(st.integers(1, 28), min_size=3, max_size=5, unique=True)))
    for number, day in enumerate(days):
        scene.last = None
        told = draw(readouts.entry(scene, first.replace(day=day))).of_meeting(number)
        lines.append(Line(("body",), marked(told, Body())))
    return Story("report", lines, len(days), out, stated=first.year)


# -- items of the list


@st.composite
def teaser(draw: st.DrawFn, place: Place, out: dt.date) -> Story:
    """An item, and the date that closes it."""
    scene = Scene(place)
    day = draw(event(out))
    body, meetings = draw(
        either(
            teaser_of_other_news=st.tuples(other_news.line(scene, day, out), st.just(0)),
            teaser_of_a_meeting=st.tuples(readouts.short(scene, day, out), st.just(1)),
        )
    )
    lines = [Line(("teaser",), marked(body, Body())), Line(("date",), Told(out.isoformat()))]
    return Story("teaser", lines, meetings, out)


@st.composite
def undated_teaser(draw: st.DrawFn, place: Place, near: dt.date) -> Story:
    """An item with no date after it; it begins with a day shortly before `near`."""
    day = near - dt.timedelta(draw(st.integers(1, 5)))
    if (day.month, day.day) == (2, 29):
        day -= dt.timedelta(1)
    body = draw(readouts.entry(Scene(place), day))
    return Story("teaser", [Line(("teaser",), marked(body, Body()))], 1)


@st.composite
def cut_teaser(draw: st.DrawFn) -> Story:
    """The last item, which the crawl cut."""
    line = draw(st.sampled_from(words.FILLER))
    return Story(
        "teaser", [Line(("teaser",), marked(line[: draw(st.integers(4, 8))], Body()))], truncated=True
    )
