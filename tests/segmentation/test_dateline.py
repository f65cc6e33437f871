"""Press datelines are segments of their own; sentences with a dash are not taken for one."""

from __future__ import annotations

import pytest

from summarizer.datamodels import SegmentKind
from summarizer.segmentation import split

BODY = "Pemerintah menambah stok beras. Harga pun turun."

DATELINES = (
    "TEMPO.CO, Jakarta -",
    "TEMPO.CO, Jakarta –",
    "TEMPO.CO, Jakarta —",
    "TEMPO.CO, Jakarta --",
    "TEMPO.CO, Tanjung Selor -",
    "TEMPO Interaktif, Jakarta:",
    "Tempo.co, Bandung -",
    "Jakarta (ANTARA) -",
    "Kupang (Antara) -",
    "Serang, Banten (ANTARA News) -",
    "JAKARTA, KOMPAS.com -",
    "JAKARTA, KOMPAS.com —",
    "KOMPAS.com -",
    "JAKARTA, KOMPAS —",
    "Jakarta, CNN Indonesia --",
    "Banda Aceh, CNN Indonesia --",
    "REPUBLIKA.CO.ID, JAKARTA --",
    "REPUBLIKA.CO.ID,JAKARTA --",
    "Liputan6.com, Jakarta -",
    "Liputan6.com, Jakarta",
    "Liputan6.com, Jakarta Selatan",
    "Bisnis.com, JAKARTA -",
    "Suara.com -",
    "Merdeka.com -",
    "VIVA –",
    "Jakarta, detikcom -",
    "detikcom -",
    "Jakarta -",
    "JAKARTA –",
    "Kuala Lumpur -",
    "BANDUNG, (PR).-",
    "JAKARTA (Pos Kota) –",
    "Jakarta, 12 Agustus 2024 -",
    "Jakarta (12/8) -",
)

SENTENCES = (
    "Presiden Jokowi - yang sedang di Bali - menolak.",
    "Kementerian Luar Negeri – UNIDO menggelar lokakarya.",
    "Jakarta - Bandung kini ditempuh dalam satu jam.",
    "Jakarta menjadi tuan rumah - dan siap.",
    "Kompas - Gramedia membuka toko baru.",
    "Bukalapak.com - lokapasar lokal - merugi.",
    "Pasangan Andi - Budi unggul sementara.",
    "KPK - Polri menandatangani kesepakatan.",
    "Jakarta, ibu kota negara, macet.",
    "Menurut TEMPO.CO, Jakarta - Bogor macet.",
)


@pytest.mark.parametrize("dateline", DATELINES)
@pytest.mark.parametrize("before", ["", "Harga Beras Turun\n\n", "Harga Beras Turun\n"])
def test_dateline_and_its_dash_are_one_segment(dateline: str, before: str) -> None:
    segments = [s for s in split(f"{before}{dateline} {BODY}") if s.kind is not SegmentKind.HEADLINE]
    assert [(segment.kind, segment.text) for segment in segments] == [
        (SegmentKind.DATELINE, dateline),
        (SegmentKind.SENTENCE, "Pemerintah menambah stok beras."),
        (SegmentKind.SENTENCE, "Harga pun turun."),
    ]
    assert len({segment.paragraph for segment in segments}) == 1


@pytest.mark.parametrize("dateline", ["Liputan6.com, Jakarta", "Jakarta, CNN Indonesia --", "JAKARTA, KOMPAS.com"])
def test_dateline_on_a_line_of_its_own(dateline: str) -> None:
    segments = split(f"{dateline}\n\n{BODY}")
    assert (segments[0].kind, segments[0].text) == (SegmentKind.DATELINE, dateline)
    assert [segment.kind for segment in segments[1:]] == [SegmentKind.SENTENCE] * 2


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_with_a_dash_is_no_dateline(sentence: str) -> None:
    assert [(s.kind, s.text) for s in split(sentence)] == [(SegmentKind.SENTENCE, sentence)]


def test_dash_hard_upon_the_sentence() -> None:
    assert split(f"JAKARTA –{BODY}")[0].text == "JAKARTA –"


def test_no_dateline_deep_in_the_body() -> None:
    paragraphs = [BODY] * 4 + [f"Jakarta - {BODY}"]
    kinds = {segment.kind for segment in split("\n\n".join(paragraphs))}
    assert SegmentKind.DATELINE not in kinds


def test_only_the_first_dateline_counts() -> None:
    segments = split(f"Jakarta - {BODY}\n\nBandung - {BODY}")
    assert [segment.text for segment in segments if segment.kind is SegmentKind.DATELINE] == ["Jakarta -"]


def test_dateline_longer_than_the_window_is_text() -> None:
    text = "kabar" * 30 + ".com - " + BODY
    assert SegmentKind.DATELINE not in {segment.kind for segment in split(text)}


def test_dateline_may_stand_behind_page_furniture() -> None:
    segments = split(f"ADVERTISEMENT\n\nHarga Beras Turun\n\nPenulis: Ani\n\nTEMPO.CO, Jakarta - {BODY}")
    assert [segment.kind for segment in segments] == [
        SegmentKind.DEBRIS,
        SegmentKind.HEADLINE,
        SegmentKind.DEBRIS,
        SegmentKind.DATELINE,
        SegmentKind.SENTENCE,
        SegmentKind.SENTENCE,
    ]
