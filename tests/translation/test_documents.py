"""Documents: layout survives, each target belongs to one source sentence, datelines are carried over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import DecodingOptions, Document, translate
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import OptionError
from summarizer.translation import translate_batch

ARTICLE = (
    "Harga Beras Naik Lagi\n"
    "\n"
    "TEMPO.CO, Jakarta - Harga beras naik di pasar induk. Pedagang menunggu pasokan baru.\n"
    "\n\n"
    "Kebutuhan warga saat ini:\n"
    "- beras lima ton\n"
    "- minyak goreng\r\n"
    "\n"
    "Baca juga: Panen Raya Tertunda\n"
)


def test_layout_survives() -> None:
    translation = translate(Document(ARTICLE), translator=RecordingTranslator())
    assert translation.text == (
        "EN(Harga Beras Naik Lagi)\n"
        "\n"
        "TEMPO.CO, Jakarta - EN(Harga beras naik di pasar induk.) EN(Pedagang menunggu pasokan baru.)\n"
        "\n\n"
        "EN(Kebutuhan warga saat ini:)\n"
        "- EN(beras lima ton)\n"
        "- EN(minyak goreng)\r\n"
        "\n"
        "EN(Baca juga: Panen Raya Tertunda)\n"
    )


def test_spans_point_into_the_source() -> None:
    translation = translate(Document(ARTICLE), translator=RecordingTranslator())
    for translated in translation.segments:
        assert ARTICLE[translated.segment.start : translated.segment.end] == translated.source


def test_the_dateline_is_carried_over_and_never_sent_to_the_engine() -> None:
    translator = RecordingTranslator()
    translation = translate(Document(ARTICLE), translator=translator)
    [dateline] = [one for one in translation.segments if one.segment.kind == "dateline"]
    assert dateline.target == dateline.source == "TEMPO.CO, Jakarta -"
    assert not [sentence for call, _ in translator.calls for sentence in call if "TEMPO" in sentence]


def test_a_hard_wrapped_sentence_reaches_the_engine_on_one_line() -> None:
    wrapped = (
        "Pemerintah kabupaten mulai memperbaiki jembatan yang putus diterjang banjir\n"
        "bandang pada awal bulan lalu agar warga dapat kembali melintas dengan aman\n"
        "sebelum musim tanam tiba."
    )
    translator = RecordingTranslator()
    translate(Document(wrapped), translator=translator)
    assert translator.calls[0][0] == (" ".join(wrapped.split()),)


@given(st.text(alphabet=st.sampled_from('Ab c.,!?"”“\n\r\t-•1 ')))
def test_any_text_with_an_engine_that_echoes_comes_back_as_it_was(text: str) -> None:
    translation = translate(Document(text), translator=RecordingTranslator(default=lambda sentence: sentence))
    # In whatever case: words in capitals are given to the engine in title case.
    assert translation.text.casefold().split() == text.casefold().split()


def test_documents_share_batches_and_keep_their_order() -> None:
    translator = RecordingTranslator()
    documents = [Document("Harga naik."), Document(""), Document("Hujan turun. Harga naik.")]
    texts = [translation.text for translation in translate_batch(documents, translator=translator)]
    assert texts == ["EN(Harga naik.)", "", "EN(Hujan turun.) EN(Harga naik.)"]
    assert sum(len(call) for call, _ in translator.calls) == 2


def test_another_language_pair_is_refused() -> None:
    with pytest.raises(OptionError, match="translates id-en, not en-id"):
        translate(Document("Prices rose.", lang="en"), "id", translator=RecordingTranslator())


def test_the_signature_names_engine_options_and_version() -> None:
    translation = translate(
        Document("Harga naik."), translator=RecordingTranslator(), options=DecodingOptions(beam_size=2)
    )
    fields = dict(field.split(":", 1) for field in translation.signature.split("|"))
    assert fields["engine"] == "recording"
    assert fields["beam_size"] == "2"
    assert fields["langpair"] == "id-en"
    assert "version" in fields


def test_other_options_make_another_signature() -> None:
    def signature(**options: float) -> str:
        document = Document("Harga naik.")
        return translate(document, translator=RecordingTranslator(), options=DecodingOptions(**options)).signature

    assert signature(length_penalty=0.6) != signature()
