"""What is quoted stays quoted, from its start to its end."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.quotations import check_quotations

QUOTED = "“Harga akan turun,” kata menteri."


@pytest.mark.parametrize(
    ("source", "target", "detail"),
    [
        (QUOTED, "The minister said prices would fall.", "the quotation marks are lost"),
        (
            "Menteri itu berkata harga akan turun.",
            '"Prices will fall," the minister said.',
            "quotation marks were added",
        ),
        (QUOTED, '"Prices will fall, the minister said.', "a quotation is not opened or not closed"),
    ],
)
def test_lost_added_and_open_quotations_are_warnings(source: str, target: str, detail: str) -> None:
    (issue,) = check_quotations(source, target)
    assert (issue.kind, issue.severity, issue.detail) == (IssueKind.QUOTATION_CHANGED, Severity.WARNING, detail)
    assert issue in check(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (QUOTED, '"Prices will fall," the minister said.'),
        (QUOTED, "“Prices will fall,” the minister said."),
        ("“Harga akan turun.", '"Prices will fall.'),  # the next sentence closes it
        ("“Harga”, “upah” dan «sewa» naik.", '"Prices" and "wages" rose.'),
        ("Harga turun.", "Prices aren't rising."),
    ],
)
def test_marks_of_any_form_do(source: str, target: str) -> None:
    assert check_quotations(source, target) == []
