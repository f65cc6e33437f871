"""Empty targets and targets of the wrong length."""

from __future__ import annotations

import pytest

from summarizer.datamodels import Issue, IssueKind, Severity
from summarizer.fidelity.structure import check_empty, check_length

SENTENCE = "Gubernur meresmikan pasar baru di pusat kota pada Senin pagi bersama para pedagang setempat."


@pytest.mark.parametrize("target", ["", " ", "\n\t", "\u00a0"])
def test_a_blank_target_is_empty(target: str) -> None:
    assert check_empty("Harga beras naik.", target) == [
        Issue(IssueKind.EMPTY, Severity.ERROR, "the translation is empty")
    ]


@pytest.mark.parametrize("target", [".", "...", '""', "— !"])
def test_a_target_of_punctuation_is_empty(target: str) -> None:
    (issue,) = check_empty("Harga beras naik.", target)
    assert (issue.kind, issue.severity) == (IssueKind.EMPTY, Severity.ERROR)
    assert issue.detail == "the translation has no letter and no digit"


@pytest.mark.parametrize(
    ("source", "target"),
    [("", ""), ("  ", ""), ("***", "***"), ("—", "-"), ("Ya.", "Yes."), ("70", "70"), ("Ya.", "7")],
)
def test_what_is_not_empty(source: str, target: str) -> None:
    assert check_empty(source, target) == []


def test_punctuation_that_is_lost_is_empty() -> None:
    assert [issue.detail for issue in check_empty("***", "")] == ["the translation is empty"]


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        (SENTENCE[:10], Severity.ERROR),
        (SENTENCE[:30], Severity.WARNING),
        (SENTENCE + SENTENCE[:80], Severity.WARNING),
        (SENTENCE * 3, Severity.ERROR),
    ],
)
def test_a_length_out_of_proportion(target: str, severity: Severity) -> None:
    (issue,) = check_length(SENTENCE, target)
    assert (issue.kind, issue.severity) == (IssueKind.LENGTH, severity)


def test_the_length_detail_has_the_figures() -> None:
    (short,) = check_length("a" * 100, "b" * 10)
    (long,) = check_length("a" * 100, "b" * 300)
    assert short.detail == "too short: 10 characters for 100 in the source (0.10 times)"
    assert long.detail == "too long: 300 characters for 100 in the source (3.00 times)"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SENTENCE, "On Monday morning the governor opened a new market downtown with local traders."),
        ("KPU DKI", "The Jakarta General Elections Commission"),
        ("Ya.", "Yes, that is so."),
        ("Pertanggungjawabannya", "Its liability"),
        ("", "anything at all"),
        ("   ", "x" * 500),
    ],
)
def test_lengths_in_proportion(source: str, target: str) -> None:
    assert check_length(source, target) == []


@pytest.mark.parametrize(
    ("length", "severities"),
    [
        (19, ["error"]),
        (20, ["warning"]),
        (44, ["warning"]),
        (46, []),
        (180, []),
        (181, ["warning"]),
        (240, ["warning"]),
        (241, ["error"]),
    ],
)
def test_the_bounds_for_a_hundred_characters(length: int, severities: list[str]) -> None:
    assert [issue.severity for issue in check_length("a" * 100, "b" * length)] == severities
