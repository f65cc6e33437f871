"""The first paragraph is a headline where it looks like one and a body follows."""

from __future__ import annotations

import pytest

from summarizer.datamodels import SegmentKind
from summarizer.segmentation import split

BODY = "Stok beras di gudang cukup. Harga pun turun."


@pytest.mark.parametrize(
    ("headline", "separator"),
    [
        ("Harga Beras Turun di Pasar Induk", "\n\n"),
        ("Harga Beras Turun di Pasar Induk", "\n"),
        ("Harga Beras Turun di Pasar Induk", "\r\n\r\n"),
        ("Apa Itu Beras Fortifikasi?", "\n\n"),
        ("Akhirnya Turun Juga!", "\n\n"),
        ("Timnas Menang! Ini Kata Pelatih", "\n\n"),
        ("Nasib Petani Kini...", "\n"),
        ("Nasib Petani Kini…", "\n\n"),
        ('Menteri: "Stok Aman"', "\n\n"),
        ("PT. Padi Tbk. Naik", "\n\n"),
        (" ".join(["kata"] * 20), "\n\n"),
    ],
)
def test_headline_is_one_segment(headline: str, separator: str) -> None:
    segments = split(headline + separator + BODY)
    assert (segments[0].kind, segments[0].text) == (SegmentKind.HEADLINE, headline)
    assert [segment.kind for segment in segments[1:]] == [SegmentKind.SENTENCE] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Harga Beras Turun",
        f"Harga beras turun.\n\n{BODY}",
        f'"Harga beras turun."\n\n{BODY}',
        f"Harga beras turun karena:\n\n{BODY}",
        f"Apa itu beras?\n{BODY}",
        f"- Harga Beras Turun\n\n{BODY}",
        f"1. Harga Beras Turun\n\n{BODY}",
        f"{' '.join(['kata'] * 21)}\n\n{BODY}",
        f"{BODY}\n\nSatu baris tanpa titik\n\n{BODY}",
    ],
)
def test_no_headline(text: str) -> None:
    assert {segment.kind for segment in split(text)} == {SegmentKind.SENTENCE}


def test_markdown_heading_loses_its_mark_to_the_glue() -> None:
    segments = split(f"# Harga Beras Turun\n\n{BODY}")
    assert (segments[0].kind, segments[0].text, segments[0].start) == (SegmentKind.HEADLINE, "Harga Beras Turun", 2)


def test_headline_stands_behind_debris() -> None:
    segments = split(f"ADVERTISEMENT\nHarga Beras Turun\n\n{BODY}")
    assert [segment.kind for segment in segments[:2]] == [SegmentKind.DEBRIS, SegmentKind.HEADLINE]


def test_debris_alone_is_no_body() -> None:
    segments = split("Harga Beras Turun\n\nIklan")
    assert [segment.kind for segment in segments] == [SegmentKind.SENTENCE, SegmentKind.DEBRIS]
