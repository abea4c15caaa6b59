"""Gatherings of many counties over a year and what two or three articles tell of each: what `tools/bench.py` merges."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from typing import Any

import jiyuan_news as jn

_SPAN = jn.Span(0, 1)
_COUNTY = "槐溆昭珂绛浦霁云泽弄朗绥榆望橹柳塘滨屿沅东甘棠青岚白渡石桥乌林平川长宁安澜"
_SURNAMES = "宗仇白毛萧容尉郎司柴巩邓申水贝公令陶那乌辛古石燕慕商杜"
_GIVEN = "自强学会如霜遂安何岚平野亮胡固海清源一鸣守渡夷月明见川来芷陆若飞建国志军文华春秋玉林永红光东立新德福庆祥宝成忠诚"
_TOPICS = ("春季防火", "防汛抗旱", "安全生产", "信访稳定", "乡村振兴", "项目建设", "生态环保", "教育体育")
_KINDS: tuple[tuple[str, str], ...] = (("工作会议", "work"), ("调度会", "dispatch"), ("推进会", "advance"))
_ITEMS = (
    "农村供水",
    "秸秆禁烧",
    "营商环境",
    "耕地保护",
    "养老服务",
    "水库加固",
    "校园安全",
    "矿山治理",
    "招商引资",
    "河湖管护",
)
_TELLINGS_OF_A_COUNTY = 50
_DAYS = 365


def generated(count: int) -> Iterator[tuple[int, jn.Meeting, jn.Article]]:
    """`count` tellings, each with the number of its gathering. The more there are, the more counties."""
    chance = random.Random(0)
    counties = max(1, count // _TELLINGS_OF_A_COUNTY)
    people = [
        [_name(chance, _SURNAMES, 1) + _name(chance, _GIVEN, 2) for _ in range(12)] for _ in range(counties)
    ]
    places = [_name(chance, _COUNTY, 3) for _ in range(counties)]
    made = 0
    for gathering in range(count):
        county = chance.randrange(counties)
        told = _gathering(chance, people[county])
        for telling in range(chance.choice((1, 2, 2, 3))):
            if made == count:
                return
            made += 1
            yield (gathering, *_telling(chance, told, places[county], f"{gathering}/{telling}", telling))


def _name(chance: random.Random, letters: str, size: int) -> str:
    return "".join(chance.choices(letters, k=size))


def _gathering(chance: random.Random, people: list[str]) -> dict[str, Any]:
    chair, *others = chance.sample(people, chance.randint(3, 8))
    number, term = chance.randint(1, 120), chance.choice((None, 14))
    routine = chance.random()
    if routine < 0.4:
        said = ("县委", f"县委第{number}次常委会会议", "standing-committee")
    elif routine < 0.6:
        said = ("县政府", f"县政府第{number}次常务会议", "executive")
    else:
        word, kind = chance.choice(_KINDS)
        said, number, term = ("县", f"县{chance.choice(_TOPICS)}{word}", kind), None, None  # type: ignore[assignment]
    day = dt.date(2021, 1, 1) + dt.timedelta(chance.randrange(_DAYS))
    agenda = "，".join(f"研究{one}工作" for one in chance.sample(_ITEMS, chance.randint(1, 6)))
    return {
        "agenda": agenda,
        "said": said,
        "number": number,
        "term": term,
        "day": day,
        "chair": chair,
        "others": others,
    }


def _telling(
    chance: random.Random, told: dict[str, Any], place: str, key: str, rank: int
) -> tuple[jn.Meeting, jn.Article]:
    body, name, kind = told["said"]
    if chance.random() < 0.2:
        body, name = place + body, place + name
    number = told["number"] if chance.random() < 0.8 else None
    if number is None and told["number"]:
        name = name.replace(f"第{told['number']}次", "")
    session = jn.Session(name, kind, body, told["term"] if number else None, None, number, False, _SPAN)
    day: dt.date = told["day"]
    sure = chance.random()
    edtf = day.isoformat() if sure < 0.8 else f"{day}?" if sure < 0.9 else f"XXXX-{day:%m-%d}"
    date = jn.Date(
        edtf,
        day if sure < 0.8 else None,
        day if sure < 0.9 else None,
        "published" if sure < 0.8 else "crawl" if sure < 0.9 else "none",
        f"{day.month}月{day.day}日",
        _SPAN,
    )
    named = [(told["chair"], "chair")] if chance.random() < 0.8 else []
    named += [(one, "speaker" if at == 0 else "attendee") for at, one in enumerate(told["others"])][
        : 1 if rank else 8
    ]
    attendance = tuple(
        [jn.Participant(one, "person", (role,), (), None, at, _SPAN) for at, (one, role) in enumerate(named)]  # type: ignore[arg-type]
    )
    digest = hashlib.sha256(key.encode()).hexdigest()
    article, meeting, page = f"a1-{digest[:16]}", f"m1-{digest[16:32]}", digest
    text = f"{date.quote}，{name}召开，{told['agenda']}。" + "、".join(one for one, _ in named) + "出席。"
    outlet = None if rank == 1 else f"{place}县融媒体中心" if rank == 0 else "沅东日报"
    return (
        jn.Meeting(meeting, (session,), date, None, (), attendance, (), (), page, (article,), (), (), ()),
        jn.Article(
            article,
            page,
            "teaser" if rank == 1 else "report",
            (),
            outlet,
            (),
            None,
            date,
            (jn.records.Paragraph(text, _SPAN),),
            False,
            (),
            _SPAN,
            (meeting,),
        ),
    )
