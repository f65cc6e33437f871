"""Spelled numbers in figures: the same values, in the notation of the source."""

from __future__ import annotations

import pytest

from summarizer.fidelity import source_numbers
from summarizer.fidelity.figures import in_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Ada empat belas bank.", "Ada 14 bank."),
        ("Perang Tiga Puluh Tahun berakhir.", "Perang 30 Tahun berakhir."),
        ("Pada abad kesembilan belas dan kedua puluh.", "Pada abad ke-19 dan ke-20."),
        ("Tamunya berusia dua puluhan.", "Tamunya berusia 20-an."),
        ("Umurnya dua puluh delapan tahun.", "Umurnya 28 tahun."),
        ("Dua belas ribu orang datang.", "12 ribu orang datang."),
        ("Dua juta lima ratus ribu orang datang.", "2.500.000 orang datang."),
        ("Lima belas ribu dua ratus rumah rusak.", "15.200 rumah rusak."),
        ("Tahun seribu sembilan ratus sembilan puluh delapan.", "Tahun 1998."),
        ("Harga Rp12 ribu untuk tiga belas butir.", "Harga Rp12 ribu untuk 13 butir."),
    ],
)
def test_spelled_numbers_become_figures_of_the_same_value(text: str, figures: str) -> None:
    assert in_figures(text) == figures
    assert {n.value for n in source_numbers(figures) if n.firm} == {n.value for n in source_numbers(text) if n.firm}


@pytest.mark.parametrize(
    "text",
    [
        "Kedua pihak sepakat pada tiga hal.",
        "Seratus orang, seribu alasan.",
        "Tentara Kesepuluh menang pada tahun itu.",
        "Dua per tiga warga dan seperempat mil.",
        "Ia membeli 14 buku pada 12 Mei.",
        "Tidak ada angka.",
        "",
    ],
)
def test_what_is_small_vague_or_in_figures_stays(text: str) -> None:
    assert in_figures(text) == text
