"""Two editions of a data set beside each other: which records came, went or changed, and in which values."""

from __future__ import annotations

from jiyuan_news.comparing.editions import Comparison, Unreadable, compare

__all__ = ["Comparison", "Unreadable", "compare"]
