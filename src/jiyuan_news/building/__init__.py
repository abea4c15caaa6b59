"""Builds data sets: that of a repository from its own pages, and others from any number of pages of a crawl.

A page is read once and what was read is kept in a file beside the data set (`store`), so that a build goes on where
another was stopped; articles and meetings are merged over that file, not in memory (`joining`); the order and the
bytes of what is written depend on the pages alone.
"""
