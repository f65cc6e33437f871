"""Summaries: sentences of the article, in its order, with receipts, and nothing that does not stand alone."""

from __future__ import annotations

import pytest

from summarizer import Document, Translation, summarize, translate
from summarizer.datamodels import Segment
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import OptionError
from summarizer.summarization.candidates import candidates

ARTICLE = """Banjir Rendam Tiga Kecamatan

TEMPO.CO, Semarang - Banjir merendam tiga kecamatan di Kota Semarang sejak Senin malam dan ribuan warga mengungsi.
"Air datang cepat sekali. Kami tidak sempat membawa apa-apa dari rumah itu."

(Data ini masih dapat berubah sewaktu-waktu menurut petugas.)

Baca juga: Hujan Deras Diprakirakan Turun sampai Kamis di Pesisir Utara Jawa Tengah

Pemerintah Kota Semarang membuka enam pos pengungsian banjir di sekolah dan balai kecamatan untuk menampung warga.
Banjir itu surut perlahan.
"Bantuan makanan sudah dikirim ke semua kecamatan yang terendam banjir," kata Kepala Dinas Sosial Kota Semarang.
"""


@pytest.fixture
def translation() -> Translation:
    return translate(Document(ARTICLE), translator=RecordingTranslator())


def test_receipts_lead_to_the_source_sentences(translation: Translation) -> None:
    summary = summarize(translation, sentences=3)
    assert len(summary.sentences) == 3
    for sentence in summary.sentences:
        [index] = sentence.sources
        assert translation.segments[index].source == sentence.source_text
        assert translation.segments[index].target == sentence.text


def test_sentences_stand_in_the_order_of_the_article(translation: Translation) -> None:
    sources = [sentence.sources for sentence in summarize(translation, sentences=3).sentences]
    assert sources == sorted(sources)


def test_the_lead_is_first(translation: Translation) -> None:
    assert summarize(translation, sentences=1).sentences[0].source_text.startswith("Banjir merendam tiga kecamatan")


@pytest.mark.parametrize(
    "unfit",
    ["TEMPO.CO", "Banjir Rendam Tiga", "Baca juga", "(Data ini", "Air datang", "Kami tidak sempat", "Banjir itu surut"],
    ids=["dateline", "headline", "debris", "aside", "orphan quote", "end of a quote", "scrap"],
)
def test_what_does_not_stand_alone_is_left_out(translation: Translation, unfit: str) -> None:
    assert not [one for one in summarize(translation, sentences=3).sentences if unfit in one.source_text]


def test_an_attributed_quotation_may_be_taken(translation: Translation) -> None:
    assert [one for one in summarize(translation, sentences=3).sentences if "Kepala Dinas Sosial" in one.source_text]


def test_a_short_article_is_returned_whole_and_said_so() -> None:
    short = translate(Document("Harga naik. Rupiah melemah."), translator=RecordingTranslator())
    summary = summarize(short, sentences=3)
    assert summary.whole
    assert [sentence.source_text for sentence in summary.sentences] == ["Harga naik.", "Rupiah melemah."]


def test_a_long_article_is_not_called_whole(translation: Translation) -> None:
    assert not summarize(translation, sentences=2).whole


def test_an_article_of_quotations_alone_still_has_a_summary() -> None:
    text = '"Kami tidak akan mundur dari sini." "Warga menolak rencana itu sejak awal." "Semua sudah jelas bagi kami."'
    translation = translate(Document(text), translator=RecordingTranslator())
    assert len(summarize(translation, sentences=1).sentences) == 1


def test_no_sentences_is_refused(translation: Translation) -> None:
    with pytest.raises(OptionError, match="at least 1 sentence"):
        summarize(translation, sentences=0)


def test_a_summary_is_filled_up_with_what_stands_less_well_alone() -> None:
    text = (
        'Petani di Sumba memanen jagung lebih awal tahun ini. "Hujan datang terlambat di kebun kami semua." '
        "Hasilnya bagus. Harga turun.\n\nBaca juga: Harga Jagung di Pasar Waingapu\n"
    )
    summary = summarize(translate(Document(text), translator=RecordingTranslator()), sentences=3)
    assert len(summary.sentences) == 3
    assert summary.sentences[0].source_text.startswith("Petani di Sumba")
    assert not summary.whole


def test_an_article_without_a_sentence_has_an_empty_summary() -> None:
    lone = translate(Document("Baca juga: Harga Jagung di Pasar Waingapu\n"), translator=RecordingTranslator())
    summary = summarize(lone)
    assert (summary.sentences, summary.whole, summary.notes) == ((), False, ())


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("”Kami akan memanen jagung lebih awal,” kata Budi.", True),
        ("”Kami akan memanen jagung,” kata Budi, ”lalu menanam padi.”", True),
        ('"Kami akan memanen jagung," kata Budi, "lalu menanam padi."', True),
        ("”Kami akan memanen jagung lebih awal tahun ini.”", False),
        ("”Kami akan memanen jagung lebih awal tahun ini.", False),
        ('"Kami akan memanen jagung lebih awal tahun ini."', False),
        ("“Kami akan memanen jagung lebih awal tahun ini.”", False),
        ("‘Kami akan memanen jagung lebih awal tahun ini.’", False),
    ],
)
def test_a_quotation_needs_its_speaker(text: str, fit: bool) -> None:
    assert candidates([Segment(text, 0, len(text), 0)]) == ([0] if fit else [])
