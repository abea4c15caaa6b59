"""The schemas: valid, described, and the same as the classes."""

from __future__ import annotations

from pathlib import Path

import attrs
import jsonschema_rs
import pytest

from jiyuan_news import schema
from jiyuan_news.shapes import RECORD_CLASSES

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", list(schema.RECORDS))
def test_schema_is_valid_and_committed(name: str) -> None:
    jsonschema_rs.meta.validate(schema.json_schema(name))
    assert (ROOT / "schemas" / f"{name}.schema.json").read_bytes() == schema.schema_bytes(name), (
        "run `make data`"
    )


@pytest.mark.parametrize("cls", RECORD_CLASSES, ids=lambda cls: cls.__name__)
def test_every_record_and_field_is_described(cls: type) -> None:
    words = schema.descriptions()[cls.__name__]
    assert words[""]
    for field in attrs.fields(cls):
        assert len(words[field.name]) > 10, f"{cls.__name__}.{field.name} needs a docstring under it"


def test_fields_are_those_of_the_contract() -> None:
    fields = {cls.__name__: " ".join(field.name for field in attrs.fields(cls)) for cls in RECORD_CLASSES}
    assert fields["Page"] == "source segments repairs articles meetings notices"
    assert fields["Source"] == "name sha256 characters url retrieved language"
    assert fields["Segment"] == "kind span article"
    assert fields["Repair"] == "mend span status before after"
    assert fields["Notice"] == "code name severity message span line column recovered help"
    assert fields["Headline"] == "role value span"
    assert fields["Contributor"] == "name role span"
    assert fields["Paragraph"] == "text span"
    assert fields["Article"] == (
        "id source kind headlines credit by date_published dateline paragraphs truncated doubtful span meeting_ids"
    )
    assert fields["Date"] == "edtf earliest latest basis quote span"
    assert fields["Session"] == "name classification organizer term year ordinal enlarged span"
    assert fields["Venue"] == "name role span"
    assert fields["Participant"] == "name entity_type roles posts post_as_written position span"
    assert fields["Post"] == "label acting former"
    assert fields["AgendaItem"] == "action topic order span"
    assert fields["Speech"] == "speaker entity_type verb text order span"
    assert fields["Meeting"] == (
        "id sessions date mode venues attendance agenda speeches source article_ids aliases doubtful tellings"
    )
    assert fields["Report"] == "findings not_run inputs left_off known"
    assert fields["Finding"] == "code name severity message place recovered help read_as"
    assert fields["Place"] == "path line column span pointer excerpt excerpt_at"
    assert fields["NotRun"] == "code path reason"
    assert fields["Input"] == "path kind problem"
    assert fields["LeftOff"] == "code name severity count"
