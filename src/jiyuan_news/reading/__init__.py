"""From clean text to records: segments, articles, dates, by-lines, meetings. No input or output, no clock.

`page.parse` is the way through.
"""
