"""Rules for raw pages: what their text is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import attrs

from jiyuan_news.checks.catalogue import Fault, Faults, check
from jiyuan_news.records import Page
from jiyuan_news.spans import Span


@attrs.frozen(slots=True)
class Feed:
    """A raw page and what was read from it."""

    text: str
    page: Page
    disguise: Mapping[str, int] = attrs.field(factory=dict)
    """How often each mend was made that undoes what mirrors do."""
    disguised_at: Span | None = None
    """Where the first of them was made."""


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_REPLACED = re.compile("\ufffd")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4}){2}")
_HTML = re.compile(
    r"</?(?:p|br|div|span|a|img|t[adrh]|table|tbody|script|style|strong|b|i|em|li|ul|ol|font|h[1-6])(?:\s[^<>]{0,200})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|lsquo|rsquo|hellip|mdash|middot|emsp|ensp|#[0-9]{2,5}|#x[0-9a-fA-F]{2,5});",
    re.I,
)
_HAN = re.compile("[\u4e00-\u9fff]")


def _first_of(pattern: re.Pattern[str], text: str, one: str, many: str) -> Faults:
    """A fault at the first match, which tells how many there are."""
    first = pattern.search(text)
    if first is None:
        return
    count = sum(1 for _ in pattern.finditer(text))
    words = f"This is {one}." if count == 1 else f"This is the first of {count:,} {many}."
    yield Fault(words, span=Span(*first.span()))


@check("JN003", "control-characters", "warning", "feed")
def control_characters(feed: Feed) -> Faults:
    r"""The text has control characters.

    Why: They act on terminals and editors, break CSV and XML, and end up inside names and speeches.

    Example: `市委\x07书记` with a bell, or a NUL, from a PDF or a broken download.

    To do: Drop them when the page is stored; a NUL mostly means that the download was cut or is no text.
    """
    yield from _first_of(_CONTROL, feed.text, "a control character", "control characters")


@check("JN004", "replacement-characters", "warning", "feed")
def replacement_characters(feed: Feed) -> Faults:
    r"""The text has U+FFFD, which a decoder writes for bytes that it could not read.

    Why: What stood there is lost before this library sees it: a name, a number, a mark.

    Example: `市长\ufffd\ufffd主持会议`.

    To do: Decode the crawl again from its bytes, with the encoding that the page declares.
    """
    yield from _first_of(_REPLACED, feed.text, "a replacement character", "replacement characters")


@check("JN005", "mojibake", "error", "feed")
def mojibake(feed: Feed) -> Faults:
    """The text was decoded in the wrong encoding, and maybe stored again.

    Why: No word of it can be read; the records of the page are missing or nonsense.

    Example: `锟斤拷`; `æµŽæºç½‘` for 济源网 (UTF-8 read as Latin-1); `娴庢簮缃` for 济源网 (UTF-8 read as GBK).

    To do: Fetch the page again and decode it as UTF-8, or turn the wrong step back: `text.encode("gbk").decode("utf-8")`.
    """
    places = sorted(_garbled(feed.text), key=lambda found: found[0].start)
    if places:
        span, words = places[0]
        more = f", the first of {len(places):,} such stretches" if len(places) > 1 else ""
        yield Fault(f"This is text in the wrong encoding{more}.", span=span, read_as=words or None)


_LOST = re.compile("(?:锟斤拷)+|(?:烫烫){2,}|(?:屯屯){2,}")
_AS_GBK = re.compile("[\u4e00-\u9fff\ue000-\uf8ff\u20ac]{4,}")
_AS_LATIN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{6,}"
)
_GBK_SIGNS = frozenset("銆锛鈥涓鐨鍦鏄浜鏈甯浼")
"""What the first bytes of 。，“ and of the most common characters become in GBK."""
_SHORTEST = 3
"""Han that garbled text must give when it is turned back."""


def _garbled(text: str) -> list[tuple[Span, str]]:
    """The stretches in the wrong encoding, each with the words that it is, where that can be told."""
    found = [(Span(*match.span()), "") for match in _LOST.finditer(text)]
    for pattern, turned in ((_AS_GBK, _from_gbk), (_AS_LATIN, _from_latin)):
        for match in pattern.finditer(text):
            words = turned(match[0])
            if len(_HAN.findall(words)) >= _SHORTEST:
                found.append((Span(*match.span()), words))
    return found


def _from_gbk(run: str) -> str:
    """What is the text as UTF-8 that was read as GBK; its ends may be cut."""
    if _GBK_SIGNS.isdisjoint(run):
        return ""
    words = run.encode("gb18030").decode("utf-8", "replace").strip("\ufffd")
    return "" if words.count("\ufffd") > len(words) // 10 else words


def _from_latin(run: str) -> str:
    data = b"".join(_latin_byte(character) for character in run)
    words = data.decode("utf-8", "replace").strip("\ufffd")
    return "" if words.count("\ufffd") > len(words) // 3 else words


def _latin_byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1", "ignore")


@check("JN006", "html-in-text", "warning", "feed")
def html_in_text(feed: Feed) -> Faults:
    """The text has tags or entities of HTML.

    Why: The parser reads text: a tag becomes part of a name or a speech, and `&nbsp;` parts words.

    Example: `<p>市长&nbsp;甲某主持会议</p>`.

    To do: Extract the text with an HTML parser before the page is stored.
    """
    yield from _first_of(_HTML, feed.text, "HTML", "tags and entities")


@check("JN007", "not-chinese", "error", "feed")
def not_chinese(feed: Feed) -> Faults:
    """The text has hardly any Chinese characters.

    Why: Nothing can be read from it; mostly it is a page of an error, a script, or a binary file.

    Example: `403 Forbidden nginx`.

    To do: Check what the crawl stored; leave the file out if it is no news.
    """
    letters = sum(map(str.isalpha, feed.text))
    han = len(_HAN.findall(feed.text))
    if not feed.text.strip():
        yield Fault("The page is empty.", span=Span(0, 0))
    elif han * 10 < letters or not letters:
        yield Fault(f"{han} of its {letters:,} letters are Chinese.", span=Span(0, len(feed.text)))


@check("JN008", "escaped-text", "warning", "feed")
def escaped_text(feed: Feed) -> Faults:
    r"""Characters are written as escapes of JSON or JavaScript.

    Why: The parser takes `\u5e02` for five letters and a mark; no word of it is read.

    Example: `\u5e02\u957f\u4e3b\u6301\u4f1a\u8bae` for 市长主持会议.

    To do: Decode the JSON that the page came in before its text is stored.
    """
    yield from _first_of(_ESCAPED, feed.text, "an escape of JSON", "escapes of JSON")


@check("JN009", "bidi-controls", "warning", "feed")
def bidi_controls(feed: Feed) -> Faults:
    r"""The text has marks that turn the direction of writing.

    Why: Chinese needs none: what people see can differ from what programs read, in a name or a number too.

    Example: `2021\u202e-08-21`, which shows its end backwards.

    To do: Drop them when the page is stored, and ask how they came into it.
    """
    yield from _first_of(_BIDI, feed.text, "a mark of direction", "marks of direction")


@check("JN106", "repeated-article", "info", "feed", recovered=True)
def repeated_article(feed: Feed) -> Faults:
    """An article stands twice on the page.

    Why: Whoever counts the articles of pages counts it twice.

    Example: The same item in the list 相关新闻 and in the list 推荐阅读.

    To do: Nothing; `jn.merge_articles` and the data set keep one.
    """
    first: dict[str, Span] = {}
    for article in feed.page.articles:
        if article.id in first:
            yield Fault(
                f"This article stands at character {first[article.id].start:,} too.", span=article.span
            )
        first.setdefault(article.id, article.span)


_REPEATED = 30
"""Letters from which a paragraph is not said twice by chance."""


@check("JN107", "repeated-paragraph", "warning", "feed")
def repeated_paragraph(feed: Feed) -> Faults:
    """A long paragraph stands twice in one article.

    Why: The crawl stored a part twice; what is told there, such as speeches and agenda, is in the records twice.

    Example: A page whose body for phones and for desktops were both extracted.

    To do: Extract one of the two only.
    """
    for article in feed.page.articles:
        seen: Counter[str] = Counter()
        for paragraph in article.paragraphs:
            seen[paragraph.text] += 1
            if seen[paragraph.text] == 2 and len(paragraph.text) >= _REPEATED:
                yield Fault("This paragraph stood in the article before.", span=paragraph.span)


@check("JN403", "disguised-text", "info", "feed", recovered=True)
def disguised_text(feed: Feed) -> Faults:
    """The page is from a mirror site that disguised its text; what it did was undone.

    Why: Whoever reads the raw text finds no name and no post that is written in other characters or with a gloss.

    Example: `示范區(qū)召開會議,,研究` for 示范区召开会议，研究: characters converted, pinyin put in, commas doubled.

    To do: Nothing; crawl the news site itself if it is there, to be sure. What was not certain has notices of its own.
    """
    if feed.disguised_at:
        told = ", ".join(f"{name} ({count:,})" for name, count in feed.disguise.items())
        yield Fault(f"A mirror disguised the text; undone: {told}.", span=feed.disguised_at)
