"""Targets that are still Indonesian, and names that may be."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity.untranslated import check_untranslated


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Harga beras naik tajam pekan ini.", "Harga beras naik tajam pekan ini."),
        ("Warga yang mengungsi belum dapat pulang.", "Warga yang mengungsi belum dapat pulang"),
        ("Harga beras naik", "Harga beras naik"),
        ("Polisi menangkap pelaku di rumahnya.", "Police menangkap pelaku di rumahnya."),
        ("Ia datang dengan ibunya pada Senin.", "He datang dengan ibunya pada Monday."),
    ],
)
def test_an_indonesian_target_is_an_error(source: str, target: str) -> None:
    (issue,) = check_untranslated(source, target)
    assert (issue.kind, issue.severity) == (IssueKind.UNTRANSLATED, Severity.ERROR)


def test_the_detail_counts_the_words() -> None:
    (issue,) = check_untranslated("Harga beras naik tajam.", "Harga beras naik tajam.")
    assert issue.detail == "not translated: 3 of 3 lower-case words are the source's own"


@pytest.mark.parametrize(
    ("source", "target", "run"),
    [
        (
            "Gubernur mengatakan warga yang tinggal di bantaran sungai akan dipindahkan ke rumah susun.",
            "The governor said that warga yang tinggal di the river banks would be moved to public flats.",
            "warga yang tinggal di",
        ),
        (
            "Menurut dia, harga beras di tingkat petani sudah turun sejak awal bulan lalu.",
            "He said that the price has been falling since the start of harga beras di tingkat last month.",
            "harga beras di tingkat",
        ),
    ],
)
def test_a_run_left_in_indonesian_is_a_warning(source: str, target: str, run: str) -> None:
    (issue,) = check_untranslated(source, target)
    assert (issue.kind, issue.severity) == (IssueKind.UNTRANSLATED, Severity.WARNING)
    assert issue.detail == f"left in Indonesian: {run!r}"


@pytest.mark.parametrize(
    "same",
    [
        "Jakarta",
        "TEMPO.CO",
        "PT Telkom Indonesia Tbk",
        "Manchester United 2-1 Arsenal",
        "Manchester United vs Arsenal",
        "Ludwig van Beethoven",
        "Leonardo da Vinci",
        "12.500",
        "https://www.contoh.co.id/berita/yang/baru",
        "redaksi@contoh.co.id",
        "10 x 20 cm",
        "",
        "***",
    ],
)
def test_what_reads_the_same_in_both_languages(same: str) -> None:
    assert check_untranslated(same, same) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "Yayasan Lembaga Bantuan Hukum Indonesia menolak aturan itu.",
            "Yayasan Lembaga Bantuan Hukum Indonesia rejected the rule.",
        ),
        ("Dewan Perwakilan Rakyat bersidang.", "The Dewan Perwakilan Rakyat is in session."),
        (
            "Kementerian Pemberdayaan Perempuan dan Perlindungan Anak membuka posko.",
            "The Kementerian Pemberdayaan Perempuan dan Perlindungan Anak opened a post.",
        ),
        ("Film Ada Apa dengan Cinta diputar.", "The film Ada Apa dengan Cinta was shown."),
        ("Program bank itu normal.", "The program of the bank is normal."),
        ("Harga beras naik.", ""),
    ],
)
def test_names_inside_english(source: str, target: str) -> None:
    assert check_untranslated(source, target) == []


@pytest.mark.parametrize(
    "capitals",
    [
        "KPK TANGKAP BUPATI LEBAK DALAM OPERASI SENYAP",
        "POLISI TAHAN PENCURI MOTOR",
        "WARGA MENGUNGSI AKIBAT BANJIR",
        "HAKIM BEBASKAN PETANI YANG DITUDUH MENCURI",
    ],
)
def test_capitals_returned_unchanged_are_an_error(capitals: str) -> None:
    for target in (capitals, capitals.title()):
        (issue,) = check_untranslated(capitals, target)
        assert (issue.kind, issue.severity) == (IssueKind.UNTRANSLATED, Severity.ERROR)


@pytest.mark.parametrize(
    "capitals",
    [
        "PSSI", "PT TELKOM TBK", "PT TELKOM INDONESIA TBK", "DKI JAKARTA", "PT MERDEKA COPPER GOLD TBK",
        "KANTOR BASARNAS DI KOTA SORONG", "UNIVERSITAS DIPONEGORO SEMARANG", "B 1234 XYZ AB",
    ],
)  # fmt: skip
def test_names_in_capitals_pass(capitals: str) -> None:
    assert check_untranslated(capitals, capitals) == []


def test_translated_capitals_pass() -> None:
    assert check_untranslated("KPK TANGKAP BUPATI LEBAK", "KPK ARRESTS LEBAK REGENT") == []
