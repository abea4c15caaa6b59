"""What rests on a repair that is not certain says so: no such value is an unmarked fact."""

from __future__ import annotations

import functools

import pytest
from support.cloak import cloak

import jiyuan_news as jn

BODY = (
    "济源网讯（记者 丁一）8月20日上午，示范区召开防汛视频调度会议。县委副书记、政法委书记吴大明主持会议并讲话。"
    "会议要求，各部门要认真履行职责。市委常委王小红参加会议。\n"
    "吴大明指出，要压实责任，确保安全度汛。\n"
)


def at(page: jn.Page, record: object, pointer: str) -> object:
    """The value that a pointer of `doubtful` names."""
    return functools.reduce(
        lambda value, key: value[int(key)] if isinstance(value, tuple) else getattr(value, key),
        pointer.split("/")[1:],
        record,
    )


def marked(page: jn.Page) -> list[object]:
    records = [*page.articles, *page.meetings]
    return [at(page, record, pointer) for record in records for pointer in record.doubtful]


def test_a_clean_page_has_no_doubts() -> None:
    page = jn.parse(BODY)
    assert page.repairs == ()
    assert marked(page) == []
    assert not [notice for notice in page.notices if notice.code.startswith("JN4")]


def test_a_certain_repair_is_no_doubt() -> None:
    clean = "济源日报讯8月20日上午，示范区召开防汛调度会议，吴大明主持会议。\n"
    disguised = cloak(clean, aligned=False)
    assert "日?qǐng)?bào)訊" in disguised
    page, other = jn.parse(disguised), jn.parse(clean)
    assert page.repairs == ()
    assert [article.id for article in page.articles] == [article.id for article in other.articles]
    assert page.articles[0].text == other.articles[0].text
    assert marked(page) == []


def test_a_post_that_was_scored_is_marked() -> None:
    disguised = cloak(BODY, commas=True, phase=1, aligned=False)
    assert "??h委副書(shū)記" in disguised
    page = jn.parse(disguised)
    (repair,) = (one for one in page.repairs if "h" in one.before)
    assert (repair.mend, repair.status, repair.after) == ("bytes", "scored", "。县")
    assert disguised[repair.span.slice] == repair.before
    meeting = page.meetings[0]
    person = next(one for one in meeting.attendance if one.name == "吴大明")
    assert [post.label for post in person.posts][:1] == ["县委副书记"]
    values = marked(page)
    assert person.posts in values
    assert page.articles[0].paragraphs[0] in values
    other = next(one for one in meeting.attendance if one.name == "王小红")
    assert other.posts not in values
    assert other not in values
    assert [notice.code for notice in page.notices if notice.code.startswith("JN4")] == ["JN401"]


def test_what_is_lost_is_marked_and_not_invented() -> None:
    disguised = cloak(BODY.replace("8月20日上午", "日报8月20日上午"), aligned=False, level=6)
    page = jn.parse(disguised)
    assert [repair.status for repair in page.repairs] == ["lost"]
    assert "\ufffd" in page.repairs[0].after
    assert page.articles[0].paragraphs[0] in marked(page)
    assert [notice.code for notice in page.notices if notice.code.startswith("JN4")] == ["JN402"]


def test_a_character_that_the_decoder_lost_is_a_doubt_and_no_repair() -> None:
    page = jn.parse(BODY.replace("、政法委书记吴大明", "、\ufffd\ufffd书记吴大明"))
    assert page.repairs == ()
    assert page.articles[0].doubtful == ("/paragraphs/0",)
    assert [one.name for one in page.meetings[0].attendance] == ["吴大明", "王小红"]
    assert {"/attendance/0/posts", "/attendance/0/roles"} <= set(page.meetings[0].doubtful)
    assert not any(pointer.startswith("/attendance/1") for pointer in page.meetings[0].doubtful)


def test_a_name_beside_what_is_lost_in_a_by_line_is_marked() -> None:
    disguised = cloak("济源日报讯（记者 丁一 王红）8月20日，示范区召开防汛调度会。\n", 6, aligned=False)
    page = jn.parse(disguised)
    article = page.articles[0]
    assert [one.name for one in article.by] == ["丁一", "王红"]
    assert "\ufffd丁一" in jn.clean(disguised).text
    assert "/by/0" in article.doubtful
    assert "/by/1" not in article.doubtful


@pytest.mark.parametrize("commas", [False, True])
@pytest.mark.parametrize("private_use", [False, True])
@pytest.mark.parametrize("level", [0, 6, 13])
def test_every_difference_is_marked(commas: bool, private_use: bool, level: int) -> None:
    """What a damaged page says otherwise than the clean one stands in a paragraph that is marked."""
    text = BODY * 3
    page = jn.parse(cloak(text, level, commas=commas, aligned=False, private_use=private_use))
    told = {paragraph.text for article in jn.parse(text).articles for paragraph in article.paragraphs}
    for article in page.articles:
        for paragraph in article.paragraphs:
            assert paragraph.text in told or paragraph in marked(page)
