"""The report counts what a reader would count: the facts of the source, and which of them are in the target."""

from __future__ import annotations

from summarizer.datamodels import FactCount, FactKind
from summarizer.fidelity.report import count_facts


def counts(*pairs: tuple[str, str]) -> dict[FactKind, tuple[int, int, int]]:
    return {count.kind: (count.found, count.kept, count.flagged) for count in count_facts(pairs)}


def test_kept_and_flagged_facts_by_kind_over_all_sentences() -> None:
    found = counts(
        (
            "Bupati Sutrisno menyiapkan Rp1,5 triliun pada 12 Agustus.",
            "Regent Sutrisno set aside $1.5 trillion on July 12.",
        ),
        ("Luasnya 40 hektare di Ambarawa.", "It covers 40 hectares."),
    )
    assert found == {
        FactKind.NUMBER: (3, 3, 0),
        FactKind.AMOUNT: (2, 1, 1),
        FactKind.DATE: (1, 0, 1),
        FactKind.NAME: (2, 1, 1),
        FactKind.TERM: (0, 0, 0),
    }


def test_an_amount_whose_number_is_lost_is_lost() -> None:
    assert counts(("Harganya Rp25 juta.", "It is dear."))[FactKind.AMOUNT] == (1, 0, 1)


def test_a_fact_stated_twice_in_a_sentence_counts_once() -> None:
    source, target = "Dari 40 orang, 40 orang pulang.", "Of 40 people, 40 went home."
    assert counts((source, target))[FactKind.NUMBER] == (1, 1, 0)


def test_without_sentences_all_counts_are_zero() -> None:
    assert count_facts([]) == tuple(FactCount(kind, 0, 0) for kind in FactKind)
