"""Page furniture is recognised by whole lines, and sentences that look like it are kept."""

from __future__ import annotations

import pytest

from summarizer.datamodels import SegmentKind
from summarizer.segmentation import split

BEFORE, AFTER = "Warga mengungsi sejak kemarin.", "Bantuan datang pagi ini."

DEBRIS = (
    "Baca juga: Harga Cabai Naik Lagi",
    "Baca Juga: Harga Cabai Naik. Ini Sebabnya",
    "BACA JUGA:",
    "Baca juga Harga Cabai Naik Lagi",
    "Baca Juga",
    "Baca_Juga",
    "[Baca juga: Harga Cabai Naik]",
    "(Baca: Harga Cabai Naik)",
    "Baca: Harga Cabai Naik",
    "Baca selengkapnya",
    "Lihat juga",
    "Lihat Juga: Banjir di Demak",
    "Simak juga: Banjir di Demak",
    "Simak Video: Banjir di Demak",
    "Simak juga video banjir di sini",
    "Tonton juga: Banjir di Demak",
    "Pilihan Editor: Banjir Meluas",
    "Berita terkait: Banjir Meluas",
    "ADVERTISEMENT",
    "- ADVERTISEMENT -",
    "SCROLL TO CONTINUE WITH CONTENT",
    "Scroll ke bawah untuk melanjutkan",
    "Gulir untuk lanjut membaca",
    "[Gambas:Video 20detik]",
    "[Gambas: Video CNN]",
    "Iklan",
    "Copyright © ANTARA 2024",
    "© 2024 Warta Desa",
    "Editor: Sari Dewi",
    "Penulis: Sari Dewi",
    "Pewarta: Sari Dewi",
    "Reporter: Sari Dewi",
    "Editor : Sari Dewi",
    "Sumber: Warta Desa",
    "Ikuti berita terkini kami di Google News",
    "Ikuti kanal WhatsApp kami untuk kabar terbaru.",
    "Dapatkan pembaruan berita pilihan di Telegram",
    "Halaman selanjutnya",
    "Halaman Berikutnya",
    "Artikel ini telah tayang di wartadesa.id",
    "Banjir di Demak (Foto: Warta Desa)",
    "(abc)",
    "[xyz]",
    "(abc/de)",
    "(end)",
    "***",
    "---",
)

SENTENCES = (
    "Ibu guru meminta siswa baca juga buku cerita.",
    "Baca juga bagian kedua laporan ini.",
    "Lihat juga dampaknya bagi petani kecil.",
    "Iklan rokok itu dilarang tayang.",
    "Iklan layanan masyarakat tayang pekan ini",
    "Editor itu menolak naskahnya.",
    "Penulis novel itu lahir di Padang.",
    "Halaman rumahnya terendam lumpur.",
    "Copyright lagu itu dipersoalkan ahli waris.",
    "Redaksi menerima surat pembaca.",
    "Ia mengikuti kanal WhatsApp milik desa.",
    "Scroll kuno itu dipamerkan di museum.",
    "Editor: " + "kata " * 12 + "akhir.",
    "Baca juga: " + "kata " * 40 + "akhir.",
)


@pytest.mark.parametrize("line", DEBRIS)
@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n"])
def test_whole_line_is_debris(line: str, separator: str) -> None:
    segments = split(separator.join([BEFORE, line, AFTER]))
    kinds = {segment.text: segment.kind for segment in segments}
    assert kinds.pop(BEFORE) is kinds.pop(AFTER) is SegmentKind.SENTENCE
    assert list(kinds.values()) == [SegmentKind.DEBRIS]
    # A list mark in front of furniture is glue, as it is anywhere.
    assert next(iter(kinds)) == line.removeprefix("- ")


@pytest.mark.parametrize("line", SENTENCES)
def test_sentence_is_not_debris(line: str) -> None:
    segments = split("\n\n".join([BEFORE, line, AFTER]))
    assert {segment.kind for segment in segments} == {SegmentKind.SENTENCE}


def test_very_long_line_is_not_debris() -> None:
    assert split("Baca: " + "x" * 500)[0].kind is SegmentKind.SENTENCE


@pytest.mark.parametrize("sign_off", ["(abc)", "(abc/def)", "[xyz]", "(abc / de)", "(end)"])
def test_reporters_initials_behind_the_last_sentence(sign_off: str) -> None:
    segments = split(f"{BEFORE} {AFTER} {sign_off}")
    assert [(segment.kind, segment.text) for segment in segments] == [
        (SegmentKind.SENTENCE, BEFORE),
        (SegmentKind.SENTENCE, AFTER),
        (SegmentKind.DEBRIS, sign_off),
    ]


@pytest.mark.parametrize(
    "remark", ["Ia menemui wakil WHO (WHO)", "Ia menang. (Kata saksi itu benar)", "Ia pergi (lagi)"]
)
def test_other_brackets_are_not_a_sign_off(remark: str) -> None:
    assert SegmentKind.DEBRIS not in {segment.kind for segment in split(remark)}


def test_debris_keeps_its_neighbours_apart_in_a_hard_wrapped_block() -> None:
    text = (
        "Hujan deras yang turun sejak kemarin malam membuat\n"
        "sungai meluap dan merendam puluhan rumah warga di\n"
        "Baca juga: Banjir Meluas\n"
        "tepi sungai."
    )
    assert [segment.kind for segment in split(text)] == [
        SegmentKind.SENTENCE,
        SegmentKind.DEBRIS,
        SegmentKind.SENTENCE,
    ]
