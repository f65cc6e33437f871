"""The abbreviation table is well-formed, and each group is reachable through its rule."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from summarizer.segmentation import split
from summarizer.segmentation.abbreviations import Group, group_of

TABLE = files("summarizer.segmentation").joinpath("abbreviations.id.tsv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_table_is_generous_complete_and_without_duplicates() -> None:
    spellings = [row["abbreviation"] for row in ROWS]
    assert len(spellings) >= 150
    assert len(spellings) == len(set(spellings))
    assert all(all(row.values()) and len(row) == 4 for row in ROWS)
    assert {row["group"] for row in ROWS} == set(Group)


@pytest.mark.parametrize("row", ROWS, ids=[row["abbreviation"] for row in ROWS])
def test_abbreviation_holds_its_sentence_together(row: dict[str, str]) -> None:
    following = "7 di sini" if row["group"] == Group.NUMBER else "Sudarmono"
    goes_on = f"Menurut warga, {row['abbreviation']} {following}."
    if row["group"] in (Group.EITHER, Group.DEGREE):
        goes_on = f"Menurut warga, {row['abbreviation']} sudah biasa."
    assert [segment.text for segment in split(goes_on)] == [goes_on]


@pytest.mark.parametrize(
    "abbreviation", [row["abbreviation"] for row in ROWS if row["group"] in (Group.EITHER, Group.DEGREE)]
)
def test_abbreviation_may_end_a_sentence(abbreviation: str) -> None:
    text = f"Begitulah kata Budi, {abbreviation} Warga setuju."
    assert [segment.text for segment in split(text)][1:] == ["Warga setuju."]


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("Plt", Group.BEFORE),
        ("plt", Group.BEFORE),
        ("PLT", Group.BEFORE),
        ("Kol", Group.CASED),
        ("kol", None),
        ("r.a", Group.EITHER),
        ("R.A", None),
        ("S.Pd", Group.DEGREE),
        ("beras", None),
        ("", None),
    ],
)
def test_spellings(word: str, group: Group | None) -> None:
    assert group_of(word) is group


ENGLISH_TABLE = files("summarizer.segmentation").joinpath("abbreviations.en.tsv").read_text(encoding="utf-8")
ENGLISH_ROWS = list(csv.DictReader(ENGLISH_TABLE.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_english_table_is_complete_and_without_duplicates() -> None:
    spellings = [row["abbreviation"] for row in ENGLISH_ROWS]
    assert len(spellings) >= 100
    assert len(spellings) == len(set(spellings))
    assert all(all(row.values()) and len(row) == 4 for row in ENGLISH_ROWS)
    assert {row["group"] for row in ENGLISH_ROWS} == set(Group)


@pytest.mark.parametrize("row", ENGLISH_ROWS, ids=[row["abbreviation"] for row in ENGLISH_ROWS])
def test_english_abbreviation_holds_its_sentence_together(row: dict[str, str]) -> None:
    following = "7 there" if row["group"] == Group.NUMBER else "Sudarmono left"
    goes_on = f"They said that {row['abbreviation']} {following}."
    if row["group"] in (Group.EITHER, Group.DEGREE):
        goes_on = f"They said that {row['abbreviation']} was there."
    assert [segment.text for segment in split(goes_on, "en")] == [goes_on]


@pytest.mark.parametrize(
    "abbreviation", [row["abbreviation"] for row in ENGLISH_ROWS if row["group"] in (Group.EITHER, Group.DEGREE)]
)
def test_english_abbreviation_may_end_a_sentence(abbreviation: str) -> None:
    text = f"So said Budi, {abbreviation} The others left."
    assert [segment.text for segment in split(text, "en")][1:] == ["The others left."]
