"""What pages, articles and meetings are known by: the same for all who read the same words, see docs/identity.md."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Letters and digits that NFKC leaves alone, and marks whose NFKC form has no letter or digit: most bodies have no other.
_PLAIN = "\u4e00-\u9fff0-9A-Za-z"
_PLAIN_LETTERS = re.compile(f"[{_PLAIN}]+")
_NOT_PLAIN = re.compile(f"[^{_PLAIN}，。、“”：（）；《》！？ ,.%\\-\u3000·—…‘’•◆]")
_NO_LETTER = re.compile(r"[\W_]+")


def letters(words: str) -> str:
    """The letters and digits alone, whatever forms they and the marks between them are written in."""
    if not _NOT_PLAIN.search(words):
        return "".join(_PLAIN_LETTERS.findall(words))
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", words))


def page_sha256(text: str) -> str:
    """The SHA-256 of a raw page in UTF-8, in lower-case hex. A byte order mark is no part of it.

    Raises:
        UnicodeEncodeError: when a lone surrogate is in the text.
    """
    return hashlib.sha256(text.removeprefix("\ufeff").encode()).hexdigest()


def article_id(body: str) -> str:
    """The id of an article with this body: the hash of its letters and digits, whatever the marks between."""
    return "a1-" + hashlib.sha256(letters(body).encode("utf-8", "replace")).hexdigest()[:16]


def meeting_id(article: str, order: int) -> str:
    """The id of a meeting that the article with this id tells, after `order` others."""
    return "m1-" + hashlib.sha256(f"{article}\n{order}".encode()).hexdigest()[:16]
