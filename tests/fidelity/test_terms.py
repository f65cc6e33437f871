"""A user's glossary: what counts as the term and as its English, and how a lost one is told."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.terms import check_terms, with_targets

GLOSSARY = Glossary(
    [
        Term("praperadilan", "pretrial motion"),
        Term("undang-undang", "statute"),
        Term("rancangan undang-undang", "draft statute", acronym="RUU"),
        Term("wali kota", "mayor"),
        Term("gotong royong", "gotong royong"),
        Term("PAN", "National Mandate Party"),
    ]
)


def found(text: str) -> list[str]:
    return [text[match.start : match.end] for match in GLOSSARY.find(text)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Praperadilan ditolak.", ["Praperadilan"]),
        ("PRAPERADILAN DITOLAK", ["PRAPERADILAN"]),
        ("Praperadilannya ditolak.", ["Praperadilan"]),
        ("Rancangan Undang-Undang itu dibahas.", ["Rancangan Undang-Undang"]),
        ("Rancangan undang-undangnya dibahas.", ["Rancangan undang-undang"]),
        ("RUU dan undang-undang itu dibahas.", ["RUU", "undang-undang"]),
        ("Wali kotanya hadir.", ["Wali kota"]),
        ("Wali, kota itu indah.", []),
        ("Ia membeli pan di PAN.", ["PAN"]),
        ("Kepraperadilanan.", []),
    ],
)
def test_the_longest_term_is_found_in_any_case_and_with_a_clitic(text: str, terms: list[str]) -> None:
    assert found(text) == terms


def test_a_lost_term_is_a_warning_with_its_span() -> None:
    source, target = "Hakim menolak praperadilannya.", "The judge rejected his lawsuit."
    (issue,) = check_terms(source, target, GLOSSARY)
    assert (issue.kind, issue.severity) == (IssueKind.TERM_MISSING, Severity.WARNING)
    assert issue.detail == "not as in the glossary: praperadilan = pretrial motion"
    assert [source[slice(*span)] for span in issue.source_spans] == ["praperadilan"]
    assert issue in check(source, target, GLOSSARY)
    assert issue not in check(source, target)


@pytest.mark.parametrize(
    "target",
    [
        "Two pretrial motions failed.",
        "The pretrial motion's fate.",
        "PRETRIAL MOTION FAILS",
        "A Pretrial Motion failed.",
    ],
)
def test_its_english_may_be_inflected_and_in_any_case(target: str) -> None:
    assert check_terms("Praperadilan gagal.", target, GLOSSARY) == []


def test_what_is_not_translated_has_to_be_there_letter_for_letter() -> None:
    source = "Semangat gotong royong warga."
    assert check_terms(source, "The people's gotong royong spirit.", GLOSSARY) == []
    assert len(check_terms(source, "The people's mutual help.", GLOSSARY)) == 1


def test_a_sentence_with_its_terms_in_english() -> None:
    assert with_targets("Rancangan undang-undangnya dibahas wali kota.", GLOSSARY) == (
        "draft statutenya dibahas mayor."
    )
