"""Of languages that are not read here only the checks run that look at no words; figures are compared as printed."""

from __future__ import annotations

import pytest

from summarizer.datamodels import FactCount, FactKind, IssueKind, Severity
from summarizer.fidelity import check, numbers_of
from summarizer.fidelity.digits import check_digits
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.names import names
from summarizer.fidelity.quantities import quantities_of
from summarizer.fidelity.report import count_facts


@pytest.mark.parametrize(
    ("langpair", "source", "target"),
    [
        ("jv-en", "Regane 1.500 rupiah kanggo 47 wedhus.", "The price was 1,500 rupiah for 47 goats."),
        ("jv-en", "Regane 1,5 yuta.", "The price was 1.5 million."),
        ("jv-en", "Ana 47 wedhus.", "There are forty-seven goats."),
        ("jv-en", "Rapat jam 14.30.", "The meeting was at 2:30 p.m."),
        ("jv-en", "Ana 15 ewu wong.", "There were 15,000 people."),
        ("ms-en", "Kerajaan tidak membayar pada bulan Ogos.", "The government paid in August."),
        ("th-en", "มี ๑,๕๐๐ คน", "There were 1,500 people."),
        ("en-jv", "There were 1,500 people.", "Ana 1.500 wong."),
        ("jv-en", "Sutrisno lunga.", "He left, and the road, long and dusty as it was, saw nobody for a week."),
    ],
)
def test_what_says_nothing_is_left_alone(langpair: str, source: str, target: str) -> None:
    assert check(source, target, langpair=langpair) == ()


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("Ana 47 wedhus.", "There are 74 goats.", "47"),
        ("Ana 30 wong.", "There were 300 people.", "30"),
        ("Ana 1.500 omah.", "There were 1,600 houses.", "1.500"),
        ("มี ๑,๕๐๐ คน", "There were people.", "๑,๕๐๐"),
        ("Taun 1998 lan 2024.", "In 1998.", "2024"),
    ],
)
def test_lost_figures_are_a_warning(source: str, target: str, missing: str) -> None:
    (issue,) = check_digits(source, target, "jv-en")
    assert (issue.kind, issue.severity) == (IssueKind.NUMBER_MISSING, Severity.WARNING)
    assert issue.detail == f"missing: {missing}"
    assert [source[slice(*span)] for span in issue.source_spans] == [missing]


def test_loops_silence_and_addresses_are_seen_in_any_language() -> None:
    def kinds(source: str, target: str) -> list[IssueKind]:
        return [issue.kind for issue in check(source, target, langpair="jv-en")]

    assert kinds("Rega beras mundhak.", "") == [IssueKind.EMPTY]
    assert kinds("Rega beras mundhak.", "Rice rice rice rice rice.") == [IssueKind.REPETITION]
    assert kinds("Deleng https://contoh.id/a.", "See the site.") == [IssueKind.ADDRESS_CHANGED]


def test_a_users_terms_are_looked_for_from_any_language() -> None:
    glossary = Glossary([Term("wedhus", "goat")])
    assert check("Ana wedhus.", "There are goats.", glossary, "jv-en") == ()
    (issue,) = check("Ana wedhus.", "There are sheep.", glossary, "jv-en")
    assert issue.kind is IssueKind.TERM_MISSING


def test_the_report_counts_figures_only() -> None:
    counts = count_facts([("Sutrisno duwe 47 wedhus lan 12 sapi.", "He has 47 goats.")], langpair="jv-en")
    assert counts[0] == FactCount(FactKind.NUMBER, kept=1, flagged=1)
    assert not any(count.found for count in counts[1:])


def test_nothing_is_read_of_another_language() -> None:
    assert numbers_of("twelve 12", "nl") == quantities_of("12 kilo", "nl") == ()
    assert list(names("In Wamena was Sutrisno.", "nl")) == []
