"""English months and weekdays survive in Indonesian; a wrong one is an error that names both."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.dates import check_dates, dates_of, name_in

KEPT = [
    ("It is on August 12, 2024.", "Acaranya 12 Agustus 2024."),
    ("It is on Aug. 12.", "Acaranya 12 Agt."),
    ("It is on 3 May.", "Acaranya 3 Mei."),
    ("It is in March 2020.", "Acaranya pada Maret 2020."),
    ("It is in late October.", "Acaranya akhir Oktober."),
    ("It has rained since January.", "Hujan turun sejak Januari."),
    ("It is on Monday.", "Acaranya Senin."),
    ("It is on Sunday.", "Acaranya pada Minggu."),
    ("It is on Sunday morning.", "Acaranya Minggu pagi."),
    ("It is on Sunday.", "Acaranya hari Ahad."),
    ("Friday prayers were held.", "Salat Jumat digelar."),
    ("It is on Monday, August 12.", "Acaranya Senin (12/8)."),
    ("It is on August 12, 2024.", "Acaranya 12/8/2024."),
    ("It is on 8/12/2024.", "Acaranya 12 Agustus 2024."),
    ("He may go.", "Ia mungkin pergi."),
    ("They march on the capital.", "Mereka berpawai ke ibu kota."),
    ("He went home two weeks ago.", "Ia pulang dua minggu lalu."),
    ("He reads The Sunday Times.", "Ia membaca The Sunday Times."),
    ("April Jones left.", "April Jones pergi."),
]


@pytest.mark.parametrize(("source", "target"), KEPT)
def test_the_same_day_raises_nothing(source: str, target: str) -> None:
    assert check_dates(source, target, "en-id") == []


LOST = [
    ("It is on July 12.", "Acaranya 12 Agustus.", "July has become Agustus (August)"),
    ("It is in March.", "Acaranya pada Mei 2020.", "March has become Mei (May)"),
    ("It is on Monday.", "Acaranya Selasa.", "Monday has become Selasa (Tuesday)"),
    ("It is on Sunday.", "Acaranya Sabtu.", "Sunday has become Sabtu (Saturday)"),
    ("It is on Thursday.", "Acaranya kemarin.", "missing: Thursday"),
    ("It is on Aug. 12.", "Acaranya tanggal 12.", "missing: Aug"),
    ("It is on December 8.", "Acaranya (12/8).", "December has become 12/8 (August)"),
    ("It is on May 3 or June 3.", "Acaranya 3 Juli.", "missing: May, June; added: Juli (July)"),
    ("It is on Monday, August 12.", "Acaranya Senin, 12 April.", "August has become April (April)"),
    ("It is on Wednesday.", "Acaranya hari Minggu.", "Wednesday has become Minggu (Sunday)"),
    ("It was in February 1998.", "Acaranya pada 1998.", "missing: February"),
    ("It was in early September.", "Acaranya awal Oktober.", "September has become Oktober (October)"),
    ("Tuesday's vote was close.", "Pemungutan suara itu ketat.", "missing: Tuesday"),
    ("It is on Saturday night.", "Acaranya Jumat malam.", "Saturday has become Jumat (Friday)"),
    ("It is on the 3rd of May.", "Acaranya 3 Maret.", "May has become Maret (March)"),
]


@pytest.mark.parametrize(("source", "target", "detail"), LOST)
def test_a_lost_month_or_weekday_is_an_error(source: str, target: str, detail: str) -> None:
    (issue,) = check_dates(source, target, "en-id")
    assert (issue.kind, issue.severity, issue.detail) == (IssueKind.DATE_CHANGED, Severity.ERROR, detail)
    assert issue in check(source, target, langpair="en-id")


def test_an_added_one_is_a_warning() -> None:
    target = "Acaranya pada Oktober."
    (issue,) = check_dates("It is next month.", target, "en-id")
    assert (issue.severity, issue.detail) == (Severity.WARNING, "added: Oktober (October)")
    assert [target[slice(*span)] for span in issue.target_spans] == ["Oktober"]


def test_names_of_days_in_either_language() -> None:
    assert [name_in(name, "id") for name in ("August", "Sunday")] == ["Agustus", "Minggu"]
    assert name_in("May", "en") == "May"
    assert dates_of("on Monday", "nl") == ()
