"""Sentences in capitals reach the engine in title case; ordinary ones as they are."""

from __future__ import annotations

import pytest

from summarizer import Document, translate
from summarizer.engines.recording import RecordingTranslator
from summarizer.translation.casing import from_capitals


@pytest.mark.parametrize(
    ("sentence", "cased"),
    [
        ("KPK TANGKAP BUPATI DALAM OPERASI SENYAP", "KPK Tangkap Bupati Dalam Operasi Senyap"),
        ("DPR RI SAHKAN RUU DAERAH", "DPR RI Sahkan RUU Daerah"),
        ("17 RUMAH RUSAK AKIBAT GEMPA", "17 Rumah Rusak Akibat Gempa"),
        ("BMKG: HUJAN LEBAT, WASPADA!", "BMKG: Hujan Lebat, Waspada!"),
        ("Presiden tiba di Surabaya.", "Presiden tiba di Surabaya."),
        ("PSSI dan KONI bertemu di GBK.", "PSSI dan KONI bertemu di GBK."),
        ("DKI JAKARTA", "DKI JAKARTA"),
        ("12 8 2024", "12 8 2024"),
        ("", ""),
    ],
)
def test_casing(sentence: str, cased: str) -> None:
    assert from_capitals(sentence) == cased


@pytest.mark.parametrize(
    ("sentence", "cased"),
    [
        ("POLICE ARREST TWO SUSPECTS IN BANDUNG", "Police Arrest Two Suspects In Bandung"),
        ("PRESIDENT'S VISIT TO THE US AND THE UN", "President's Visit To The US And The UN"),
        ("KPK AND BMKG: WHY THE SKY IS DRY", "KPK And BMKG: Why The Sky Is Dry"),
        ("The KPK met the EU in Jakarta.", "The KPK met the EU in Jakarta."),
        ("NEW YORK", "NEW YORK"),
    ],
)
def test_casing_of_english(sentence: str, cased: str) -> None:
    assert from_capitals(sentence, "en") == cased


def test_the_source_of_the_segment_keeps_its_capitals() -> None:
    translator = RecordingTranslator()
    translation = translate(Document("POLISI TETAPKAN DUA TERSANGKA BARU"), translator=translator)
    assert translator.calls[0][0] == ("Polisi Tetapkan Dua Tersangka Baru",)
    assert translation.segments[0].source == "POLISI TETAPKAN DUA TERSANGKA BARU"
