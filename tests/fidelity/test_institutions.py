"""One province, court or office does not become another; another English name of the same one is no fault."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.institutions import check_institutions


@pytest.mark.parametrize(
    ("source", "target", "detail"),
    [
        (
            "Gubernur Jawa Barat datang.",
            "The governor of East Java came.",
            "Jawa Barat (West Java) has become East Java",
        ),
        (
            "Warga Sulawesi Utara pergi.",
            "People of South Sulawesi left.",
            "Sulawesi Utara (North Sulawesi) has become South Sulawesi",
        ),
        (
            "Mahkamah Agung menolak kasasi.",
            "The Constitutional Court rejected the appeal.",
            "Mahkamah Agung (Supreme Court) has become Constitutional Court",
        ),
        (
            "Menteri Luar Negeri hadir.",
            "The Home Affairs Minister came.",
            "Menteri Luar Negeri (Foreign Minister) has become Home Affairs Minister",
        ),
    ],
)
def test_another_one_is_an_error(source: str, target: str, detail: str) -> None:
    (issue,) = check_institutions(source, target)
    assert (issue.kind, issue.severity) == (IssueKind.INSTITUTION_CHANGED, Severity.ERROR)
    assert issue.detail == detail
    assert issue in check(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Gubernur Jawa Barat datang.", "The governor of West Java came."),
        ("Gubernur Jawa Barat dan Jawa Timur datang.", "The governors of East Java and West Java came."),
        ("Menteri Luar Negeri hadir.", "The Minister for Foreign Affairs came."),
        ("Mahkamah Agung menolak kasasi.", "The country's highest court rejected the appeal."),
        ("Mereka bertemu di Gedung DPR.", "They met at the House of Representatives."),
        ("Harga beras naik.", "Rice is dearer in East Java."),
        ("Kepala Dinas Jabar hadir di Jatim.", "The head of the agency was in East Java."),
    ],
)
def test_the_same_one_under_another_name_is_no_fault(source: str, target: str) -> None:
    assert check_institutions(source, target) == []
