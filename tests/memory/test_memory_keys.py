"""One key for each thing, and another for every other."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from summarizer.datamodels import DecodingOptions
from summarizer.memory.keys import output_signature, unit_key
from tests.memory.sentences import ENGINE, PAIR, RICE


def test_a_key_is_of_all_four_and_of_where_each_ends() -> None:
    keys = {
        unit_key(RICE, PAIR, ENGINE),
        unit_key(RICE + " ", PAIR, ENGINE),
        unit_key(RICE, "id-ms", ENGINE),
        unit_key(RICE, PAIR, "human"),
        unit_key(RICE, PAIR, ENGINE, "1a2b"),
        unit_key(RICE, PAIR, ENGINE + "1a2b"),
        unit_key(RICE + PAIR, "", ENGINE),
    }
    assert len(keys) == 7
    assert unit_key(RICE, PAIR, ENGINE) == unit_key(RICE, PAIR, ENGINE)
    assert all(len(key) == 64 for key in keys)


def test_a_key_does_not_change_between_versions() -> None:
    """Whoever changes it loses what every memory has."""
    assert unit_key(RICE, PAIR, "human") == "5ec1853819643cae97206e22a20bbd20812cfa92d5526fbecfb62e0829a8a9b5"


def test_any_text_has_a_key() -> None:
    assert unit_key("rusak \ud800 \0", PAIR, ENGINE) != unit_key("rusak \ud801 \0", PAIR, ENGINE)


@pytest.mark.parametrize("name", [field.name for field in fields(DecodingOptions)])
def test_every_decoding_option_counts(name: str) -> None:
    plain = DecodingOptions()
    other = replace(plain, **{name: getattr(plain, name) + 1})
    assert output_signature("engine:coba", plain) != output_signature("engine:coba", other)
