"""Months and weekdays survive, in words or in figures; a wrong one is an error that names both."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.dates import check_dates, source_dates, target_dates

SOURCE_NAMES = [
    ("pada 12 Agustus 2024", ["August"]),
    ("pada 12 agustus 2024", ["August"]),
    ("12 Agu 2024", ["August"]),
    ("12 Agt 2024", ["August"]),
    ("3 Mei 1998", ["May"]),
    ("bulan Mei", ["May"]),
    ("sejak Maret 2020", ["March"]),
    ("akhir Maret", ["March"]),
    ("7 Pebruari", ["February"]),
    ("10 Nopember 1945", ["November"]),
    ("Okt 2023", ["October"]),
    ("1 Des", ["December"]),
    ("17-18 Juli", ["July"]),
    ("awal Januari", ["January"]),
    ("pada Juni", ["June"]),
    ("Senin (12/8)", ["Monday", "August"]),
    ("Selasa (1/4/2025)", ["Tuesday", "April"]),
    ("tanggal 12/8/2024", ["August"]),
    ("tanggal 12-08-2024", ["August"]),
    ("pada hari Rabu", ["Wednesday"]),
    ("pada hari rabu", ["Wednesday"]),
    ("Kamis malam", ["Thursday"]),
    ("Jumat dini hari", ["Friday"]),
    ("salat Jum'at", ["Friday"]),
    ("Sabtu lalu", ["Saturday"]),
    ("hari Minggu", ["Sunday"]),
    ("Minggu (4/8)", ["Sunday", "August"]),
    ("Minggu pagi", ["Sunday"]),
    ("Ahad sore", ["Sunday"]),
    ("dua minggu", []),
    ("Pasar Minggu", []),
    ("Universitas Sebelas Maret", []),
    ("Mei Ling berkata", []),
    ("skor 2-1", []),
    ("sebanyak 1/2 bagian", []),
    ("skor (2-1)", []),
    ("(30/25)", []),
    ("des Esseintes", []),
    ("jalan berdebu", []),
    ("senin-kamis", []),
    ("Agustusan", []),
]
TARGET_NAMES = [
    ("on August 12, 2024", ["August"]),
    ("on 12 August 2024", ["August"]),
    ("Aug. 12", ["August"]),
    ("Sept. 3", ["September"]),
    ("the 3rd of May", ["May"]),
    ("May 3", ["May"]),
    ("in May", ["May"]),
    ("in March 2020", ["March"]),
    ("late March", ["March"]),
    ("since January", ["January"]),
    ("on Monday", ["Monday"]),
    ("Tuesday's vote", ["Tuesday"]),
    ("July 17-18", ["July"]),
    ("he may go", []),
    ("KV62 may be", []),
    ("the march on Rome", []),
    ("an august house", []),
    ("the sun rose", []),
    ("May they rest", []),
    ("a decent man", []),
    ("Sat down", []),
    ("Tom wed Ann", []),
]


@pytest.mark.parametrize(("text", "names"), SOURCE_NAMES)
def test_months_and_weekdays_of_an_indonesian_text(text: str, names: list[str]) -> None:
    assert [found.name for found in source_dates(f"Kata dia, {text} dan seterusnya.") if found.firm] == names


@pytest.mark.parametrize(("text", "names"), TARGET_NAMES)
def test_months_and_weekdays_of_an_english_text(text: str, names: list[str]) -> None:
    assert [found.name for found in target_dates(f"As they say, {text} and so on.") if found.firm] == names


@pytest.mark.parametrize(
    ("source", "target", "detail"),
    [
        ("Rapat digelar 12 Agustus 2024.", "The meeting is on July 12, 2024.", "Agustus (August) has become July"),
        ("Rapat digelar Senin (12/8).", "The meeting is on Tuesday, August 12.", "Senin (Monday) has become Tuesday"),
        ("Rapat digelar Senin (12/8).", "The meeting is on Monday, December 8.", "12/8 (August) has become December"),
        ("Rapat digelar hari Minggu.", "The meeting is over.", "missing: Minggu (Sunday)"),
        (
            "Rapat digelar 3 Mei atau 3 Juni.",
            "The meeting is on 3 July.",
            "missing: Mei (May), Juni (June); added: July",
        ),
    ],
)
def test_a_month_or_weekday_that_is_lost_is_an_error(source: str, target: str, detail: str) -> None:
    (issue,) = check_dates(source, target)
    assert (issue.kind, issue.severity, issue.detail) == (IssueKind.DATE_CHANGED, Severity.ERROR, detail)
    assert issue in check(source, target)


def test_a_month_that_the_source_lacks_is_a_warning_with_its_span() -> None:
    target = "The meeting is in October."
    (issue,) = check_dates("Rapat digelar bulan depan.", target)
    assert (issue.severity, issue.detail) == (Severity.WARNING, "added: October")
    assert [target[slice(*span)] for span in issue.target_spans] == ["October"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Rapat digelar 12 Agustus 2024.", "The meeting is on 12/8/2024."),
        ("Rapat digelar Senin (12/8).", "The meeting is on Monday (8/12)."),
        ("Rapat digelar Senin (12/8).", "The meeting is on Mon., Aug. 12."),
        ("Ia lulus dari Universitas Sebelas Maret pada Juli.", "She graduated from Universitas Sebelas Maret in July."),
        ("Ia tinggal di Pasar Senen.", "He lives in Pasar Senen."),
        ("Ia pulang dua minggu lalu.", "He went home two weeks ago."),
        ("Ia membaca The Sunday Times.", "He reads The Sunday Times."),
        ("Ia mungkin hadir.", "He may come."),
        ("Ia berlatih di bulan Agustusnya.", "He trained that August."),
    ],
)
def test_the_same_day_in_another_form_is_no_fault(source: str, target: str) -> None:
    assert check_dates(source, target) == []
