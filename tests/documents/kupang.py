"""An article of ours for the tests of formats, commands and the page, with the answers of a fake engine."""

from __future__ import annotations

from summarizer.engines.recording import RecordingTranslator

ARTICLE = """Pemkot Kupang Buka Dua Pasar Baru

KUPANG - Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin. Kedua pasar itu menampung 250 \
pedagang dari empat kelurahan.

Wali kota berjanji menambah jalur angkutan umum ke pasar tersebut mulai bulan depan. Para pedagang menyambut rencana \
itu dengan gembira.
"""
SHORT_ARTICLE = "Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin.\n"

# The fourth sentence loses its 250, an error; the fifth has a 7 too many, a warning.
ANSWERS = {
    "Pemkot Kupang Buka Dua Pasar Baru": "Kupang Opens Two New Markets",
    "Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin.": "Kupang opened two new markets on Monday.",
    "Kedua pasar itu menampung 250 pedagang dari empat kelurahan.": "The two markets house traders from four wards.",
    "Wali kota berjanji menambah jalur angkutan umum ke pasar tersebut mulai bulan depan.": (
        "The mayor promised 7 more bus routes to the market, starting next month."
    ),
    "Para pedagang menyambut rencana itu dengan gembira.": "The traders were happy to hear of the plan.",
}


def fake_engine() -> RecordingTranslator:
    """An engine that knows the article and nothing else."""
    return RecordingTranslator(answers=ANSWERS)
