"""The glossary of the press: whole, without a line twice, and right where a mistake would be seen at once."""

from __future__ import annotations

from collections import Counter

import pytest

from summarizer.fidelity.glossary import press_glossary

KINDS = {
    "agency", "city", "commission", "company", "court", "disaster", "economic", "holiday", "international",
    "legal", "legislature", "local", "measure", "media", "military", "ministry", "organisation", "party", "place",
    "police", "political", "province", "title", "transport", "university",
}  # fmt: skip


def test_every_line_has_both_sides_and_a_kind_that_there_is() -> None:
    terms = press_glossary()
    assert len(terms) > 2500
    for term in terms:
        for text in (term.source, term.target, term.acronym, term.note):
            assert text == " ".join(text.split()), term
        assert term.source, term
        assert term.target, term
    assert {term.kind for term in terms} == KINDS


def test_no_line_stands_twice() -> None:
    counts = Counter((term.source, term.target, term.kind) for term in press_glossary())
    assert [line for line, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("source", "target", "acronym"),
    [
        ("Komisi Pemberantasan Korupsi", "Corruption Eradication Commission", "KPK"),
        ("Badan Pusat Statistik", "Statistics Indonesia", "BPS"),
        ("Badan Pemeriksa Keuangan", "Audit Board of the Republic of Indonesia", "BPK"),
        ("Mahkamah Konstitusi", "Constitutional Court", "MK"),
        ("Dewan Perwakilan Rakyat", "House of Representatives", "DPR"),
        ("Jawa Barat", "West Java", "Jabar"),
        ("Nusa Tenggara Timur", "East Nusa Tenggara", "NTT"),
        ("Menteri Keuangan", "Finance Minister", "Menkeu"),
    ],
)
def test_what_every_reader_knows_is_right(source: str, target: str, acronym: str) -> None:
    assert (target, acronym) in {(term.target, term.acronym) for term in press_glossary() if term.source == source}
