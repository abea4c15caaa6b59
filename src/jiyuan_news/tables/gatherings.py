"""What the tellings of a gathering say together of who was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import attrs

from jiyuan_news.records import AttendanceRole, Meeting, Participant, ParticipantType, Post
from jiyuan_news.tables.settings import Office, Setting, setting


@attrs.frozen(slots=True)
class Guest:
    """A person or group at a gathering."""

    name: str
    entity_type: ParticipantType
    mentions: tuple[tuple[int, Participant], ...]
    """Each with the rank of its telling."""
    held: tuple[tuple[Office, Post, int], ...]
    """The posts, each once, with the rank of the first telling that has it."""

    @property
    def named(self) -> tuple[int, ...]:
        """The ranks of the tellings that name them."""
        return tuple([at for at, _ in self.mentions])

    @property
    def first(self) -> Participant:
        """The first mention."""
        return self.mentions[0][1]

    def mention(self, telling: int) -> Participant:
        """The mention in that telling."""
        return next(one for at, one in self.mentions if at == telling)

    @property
    def roles(self) -> tuple[AttendanceRole, ...]:
        """All roles, each once, in the order told."""
        return tuple(dict.fromkeys(role for _, one in self.mentions for role in one.roles))

    @property
    def post_as_written(self) -> str | None:
        """The longest chain of posts; of two, that of the earlier telling."""
        return max((one.post_as_written or "" for _, one in self.mentions), key=len) or None


@attrs.frozen(slots=True)
class Telling:
    """A telling of a gathering."""

    record: Meeting
    setting: Setting
    named: tuple[tuple[int, Participant], ...]
    """The participants, each with its rank in the attendance of the gathering."""


@attrs.frozen(slots=True)
class Gathering:
    """A meeting with all its tellings."""

    meeting: Meeting
    tellings: tuple[Telling, ...]
    guests: tuple[Guest, ...]

    @property
    def place(self) -> str:
        """The place that it is of: what the first telling that knows one says."""
        session = next((one.setting.session for one in self.tellings if one.setting.session), None)
        outlet = next((one.setting.outlet for one in self.tellings if one.setting.outlet), None)
        return session or outlet or self.tellings[0].setting.page


def gathering(meeting: Meeting, outlet: Callable[[Meeting], str | None]) -> Gathering:
    """The gathering that a merged meeting is the record of.

    Args:
        meeting: the record.
        outlet: tells the place of the outlet that has a telling, where that shows one.

    """
    records = list(_records(meeting))
    settings = [setting(record, outlet(record)) for record in records]
    mentions: dict[tuple[str, str, int], list[tuple[int, Participant]]] = {}
    named: list[list[tuple[tuple[str, str, int], Participant]]] = []
    for at, record in enumerate(records):
        count: Counter[tuple[str, str]] = Counter()
        named.append([])
        for participant in record.attendance:
            name = (participant.entity_type, participant.name)
            key = (*name, count[name])  # two of one name in one telling are two
            count[name] += 1
            mentions.setdefault(key, []).append((at, participant))
            named[at].append((key, participant))
    rank = {key: position for position, key in enumerate(mentions)}
    return Gathering(
        meeting,
        tuple(
            [
                Telling(record, own, tuple([(rank[key], one) for key, one in told]))
                for record, own, told in zip(records, settings, named, strict=True)
            ]
        ),
        tuple([_guest(told, settings) for told in mentions.values()]),
    )


def _records(meeting: Meeting) -> Iterator[Meeting]:
    yield meeting
    for telling in meeting.tellings:
        yield from _records(telling)


def _guest(told: list[tuple[int, Participant]], settings: list[Setting]) -> Guest:
    held: dict[tuple[Office, bool, bool], tuple[Office, Post, int]] = {}
    for at, participant in told:
        for post in participant.posts:
            office = settings[at].office(post.label)
            held.setdefault((office, post.acting, post.former), (office, post, at))
    first = told[0][1]
    return Guest(first.name, first.entity_type, tuple(told), tuple(held.values()))
