"""Addresses stand in the translation as they stood in the source, or the sentence is marked."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity.addresses import check_addresses


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("Surat ke redaksi@harian-pagi.co.id.", "Write to redaksi@hidayat-pagi.co.id.", "redaksi@harian-pagi.co.id"),
        ("Baca https://contoh.id/Berita/1.", "Read https://contoh.id/berita/1.", "https://contoh.id/Berita/1"),
        ("Buka www.contoh.go.id sekarang.", "Open the site now.", "www.contoh.go.id"),
        ("Buka contoh.co.id/daftar, lalu isi.", "Open contoh.co.id and fill it in.", "contoh.co.id/daftar"),
        ("Ikuti @warga_biak di sana.", "Follow @residents_biak there.", "@warga_biak"),
        ("Ikuti @biak di sana.", "Follow @biak_baru there.", "@biak"),
    ],
)
def test_a_changed_address_is_an_error(source: str, target: str, missing: str) -> None:
    (issue,) = check_addresses(source, target)
    assert (issue.kind, issue.severity) == (IssueKind.ADDRESS_CHANGED, Severity.ERROR)
    assert issue.detail == f"not in the translation: {missing}"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Surat ke redaksi@harian-pagi.co.id.", "Write to (Redaksi@Harian-Pagi.co.id), please."),
        ("Baca https://Contoh.id/Berita/1.", "Read “https://contoh.id/Berita/1”."),
        ("Menurut TEMPO.CO, Kompas.com dan detik.com, harga naik.", "Prices rose, Tempo and others said."),
        ("Beras dijual @Rp2.000 dan @ 3.000.", "Rice sells at Rp2,000 and 3,000 each."),
        ("Melaju 60 km/jam di Jl. Merdeka No.5/2020.", "It went at 60 km/h on Jalan Merdeka no. 5/2020."),
    ],
)
def test_what_is_kept_or_no_address(source: str, target: str) -> None:
    assert check_addresses(source, target) == []
