"""Hypothesis strategies for whole raw pages, each with what a careful reader makes of it.

A page is built from small pieces: names and posts (`people`), days (`days`), names of meetings (`sessions`), what they
did (`agenda`), who said what (`speeches`), readouts of all that (`readouts`) and other news (`other_news`), articles
(`articles`), pages and their damage (`pages`). Each piece knows what it tells (`told`), so that the page does.
`known.KNOWN` has the forms that the parser does not read yet.
"""

from support.feeds.known import KNOWN as KNOWN
from support.feeds.mutations import Cut as Cut
from support.feeds.mutations import broken as broken
from support.feeds.mutations import cut_pages as cut_pages
from support.feeds.pages import Feed as Feed
from support.feeds.pages import damages as damages
from support.feeds.pages import feeds as feeds
