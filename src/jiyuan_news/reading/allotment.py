"""Posts of several bodies before as many names, allotted in their order: `甲镇、乙镇党委书记丙、丁`."""

from __future__ import annotations

from typing import NamedTuple

from jiyuan_news.reading.group_names import is_unit, words
from jiyuan_news.reading.posts import Chain, office_of
from jiyuan_news.reading.roster import Named


class Allotment(NamedTuple):
    """Posts that wait for names, and where in a list the first of these stands."""

    labels: tuple[str, ...]
    first: int


def labels(offices: tuple[str, ...], post: str) -> tuple[str, ...]:
    """The posts that `offices` and the one of `post` have in common by its title; empty where they are no offices."""
    office = office_of(post)
    title = post.removeprefix(office)
    if not office or any(one.startswith(words().leads) or not is_unit(one) for one in offices):
        return ()
    return (*(one + title for one in offices), post)


def settle(allotment: Allotment, found: tuple[Named, ...], chain: Chain) -> None:
    """Gives each name of the list its post; none where they are more or fewer, so that nobody can tell whose is whose."""
    people = found[allotment.first :]
    size = next((at for at, one in enumerate(people) if not one.person), len(people))
    alike = size == len(allotment.labels)
    for at, one in enumerate(people[:size]):
        chain.person()
        one.posts = (chain.post(allotment.labels[at]),) if alike else ()
        one.written = None
