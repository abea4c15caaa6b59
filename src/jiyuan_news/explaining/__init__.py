"""Why a record says what it says: for each of its values the rule of reading, the vocabulary entry, and the words."""

from jiyuan_news.explaining.entries import Entry as Entry
from jiyuan_news.explaining.reasons import Reason as Reason
from jiyuan_news.explaining.reasons import explain as explain
from jiyuan_news.explaining.reasons import explain_page as explain_page
from jiyuan_news.reading.rules import RULES as RULES
