"""What is certain is put right in Indonesian too; the report counts the facts of an English article."""

from __future__ import annotations

import pytest

from summarizer.datamodels import FactCount, FactKind, Repair
from summarizer.fidelity import check
from summarizer.fidelity.figures import in_figures
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.numbers import numbers_of
from summarizer.fidelity.repairs import repair
from summarizer.fidelity.report import count_facts

GLOSSARY = Glossary([Term("pretrial motion", "praperadilan")])


@pytest.mark.parametrize(
    ("source", "target", "repaired", "done"),
    [
        (
            "Interest rose 5.125 percent.",
            "Bunga naik 5.125 persen.",
            "Bunga naik 5,125 persen.",
            Repair(FactKind.NUMBER, "5.125", "5,125"),
        ),
        (
            "The budget is Rp 1.5 trillion.",
            "Anggarannya Rp1,5 miliar.",
            "Anggarannya Rp1,5 triliun.",
            Repair(FactKind.NUMBER, "1,5 miliar", "1,5 triliun"),
        ),
        (
            "The vote is on Sunday, July 3.",
            "Pemungutan suara digelar Minggu, 3 Juni.",
            "Pemungutan suara digelar Minggu, 3 Juli.",
            Repair(FactKind.DATE, "Juni", "Juli"),
        ),
        (
            "It lies 30 km northwest of Palu.",
            "Letaknya 30 km tenggara Palu.",
            "Letaknya 30 km barat laut Palu.",
            Repair(FactKind.AMOUNT, "tenggara", "barat laut"),
        ),
        (
            "The governor of West Java came.",
            "Gubernur Jawa Timur datang.",
            "Gubernur Jawa Barat datang.",
            Repair(FactKind.NAME, "Jawa Timur", "Jawa Barat"),
        ),
        (
            "The mayor met Sutrisno.",
            "Wali kota menemui Sutrisna.",
            "Wali kota menemui Sutrisno.",
            Repair(FactKind.NAME, "Sutrisna", "Sutrisno"),
        ),
        (
            "The judge rejected the pretrial motion.",
            "Hakim menolak pretrial motion itu.",
            "Hakim menolak praperadilan itu.",
            Repair(FactKind.TERM, "pretrial motion", "praperadilan"),
        ),
    ],
)
def test_what_is_certain_is_put_right(source: str, target: str, repaired: str, done: Repair) -> None:
    def cost(text: str) -> int:
        return len(check(source, text, GLOSSARY, "en-id"))

    assert repair(source, target, cost, GLOSSARY, "en-id") == (repaired, (done,))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("He flew to Baghdad.", "Ia terbang ke Bagdad."),
        ("They met in Novemeber in Wamena.", "Mereka bertemu pada November di Wamena."),
    ],
)
def test_an_indonesian_form_or_a_slip_of_the_source_is_not_put_right(source: str, target: str) -> None:
    assert repair(source, target, lambda text: len(check(source, text, langpair="en-id")), None, "en-id")[0] == target


def test_which_part_of_the_day_is_meant_is_not_certain() -> None:
    source, target = "The meeting began at 2 p.m.", "Rapat dimulai pukul 2 pagi."
    assert repair(source, target, lambda text: len(check(source, text, langpair="en-id")), None, "en-id") == (
        target,
        (),
    )


def test_the_report_counts_facts_of_english_sentences() -> None:
    pairs = [
        ("The mayor met Sutrisno on Monday.", "Wali kota menemui Sutrisno pada Selasa."),
        ("Two ministries spent Rp 1.5 trillion and 25 days.", "Dua kementerian menghabiskan Rp1,5 triliun."),
        ("The judge rejected the pretrial motion.", "Hakim menolak praperadilan itu."),
    ]
    assert count_facts(pairs, (), GLOSSARY, "en-id") == (
        FactCount(FactKind.NUMBER, kept=1, flagged=1),
        FactCount(FactKind.AMOUNT, kept=1, flagged=0),
        FactCount(FactKind.DATE, kept=0, flagged=1),
        FactCount(FactKind.NAME, kept=1, flagged=0),
        FactCount(FactKind.TERM, kept=1, flagged=0),
    )


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Fourteen banks collapsed.", "14 banks collapsed."),
        ("Twelve thousand people came.", "12 thousand people came."),
        ("Two million five hundred thousand people came.", "2,500,000 people came."),
        ("In the nineteenth and the twentieth centuries.", "In the 19th and the 20th centuries."),
        ("The twenty-first century began.", "The 21st century began."),
        ("He lives on the tenth floor.", "He lives on the tenth floor."),
        ("It was nineteen ninety-eight.", "It was nineteen ninety-eight."),
        ("Three houses, two-thirds of a mile, a hundred reasons.",) * 2,
    ],
)
def test_spelled_english_numbers_in_figures(text: str, figures: str) -> None:
    assert in_figures(text, "en") == figures
    values = [{n.value for n in numbers_of(one, "en") if n.firm} for one in (text, figures)]
    assert values[0] == values[1]
