"""The length of a summary: sentences and words, in one language or in both, and what is shortened to keep them."""

from __future__ import annotations

import pytest

from summarizer import Document, Summary, Translation, summarize, translate
from summarizer.datamodels import SentenceOrigin, SummaryForm
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import OptionError
from summarizer.summarization import SummaryOptions
from tests.summarization.written_summaries import RecordingGenerator

# Each with its English; the second one can lose what stands in brackets.
SENTENCES = {
    "Gubernur Jawa Tengah meresmikan bendungan baru di Kabupaten Blora pada hari Selasa.": (
        "The governor of Central Java inaugurated a new dam in Blora regency on Tuesday."
    ),
    "Bendungan senilai Rp890 miliar (dibiayai dari anggaran negara) akan mengairi 6.000 hektare sawah di tiga "
    "kecamatan.": (
        "The dam worth Rp 890 billion (financed from the state budget) will irrigate 6,000 hectares of rice fields in "
        "three districts."
    ),
    "Para petani di Kecamatan Randublatung berharap panen mereka naik dua kali lipat mulai tahun depan.": (
        "Farmers in Randublatung district hope that their harvest will double from next year."
    ),
    "Dinas pertanian setempat menyiapkan benih untuk musim tanam berikutnya di seluruh wilayah itu.": (
        "The local agriculture office is preparing seeds for the next planting season throughout the area."
    ),
}


@pytest.fixture
def translation() -> Translation:
    engine = RecordingTranslator(answers=SENTENCES)
    return translate(Document("\n\n".join(SENTENCES)), translator=engine)


def words(summary: Summary) -> int:
    return sum(len(one.text.split()) for one in summary.sentences)


@pytest.mark.parametrize("budget", range(8, 70, 3))
@pytest.mark.parametrize("lang", ["en", "id", "both"])
def test_a_word_budget_is_kept_in_each_language_shown(translation: Translation, budget: int, lang: str) -> None:
    summary = summarize(translation, options=SummaryOptions(words=budget, lang=lang))
    assert words(summary) <= budget
    if lang == "both":
        assert sum(len(one.source_text.split()) for one in summary.sentences) <= budget
    if budget >= 14:
        assert summary.sentences


def test_more_words_never_give_fewer(translation: Translation) -> None:
    lengths = [words(summarize(translation, options=SummaryOptions(words=budget))) for budget in range(14, 90, 5)]
    assert lengths == sorted(lengths)


def test_words_alone_set_no_bound_of_sentences_and_both_hold_together(translation: Translation) -> None:
    assert len(summarize(translation, options=SummaryOptions(words=500)).sentences) == 4
    assert len(summarize(translation, options=SummaryOptions(2, 500)).sentences) == 2
    assert len(summarize(translation, options=SummaryOptions(3, 15)).sentences) == 1


def test_a_sentence_is_shortened_where_only_that_makes_it_fit(translation: Translation) -> None:
    whole = summarize(translation, options=SummaryOptions(words=36))
    assert [one.origin for one in whole.sentences] == [SentenceOrigin.EXTRACTED] * 2
    short = summarize(translation, options=SummaryOptions(words=31))
    dam = short.sentences[1]
    assert dam.text == "The dam worth Rp 890 billion will irrigate 6,000 hectares of rice fields in three districts."
    assert dam.origin is SentenceOrigin.COMPRESSED
    assert dam.sources == (1,)
    assert dam.source_text == translation.segments[1].source


def test_compress_shortens_whatever_can_be(translation: Translation) -> None:
    summary = summarize(translation, options=SummaryOptions(2, compress=True))
    assert [one.origin for one in summary.sentences][1] is SentenceOrigin.COMPRESSED
    assert "(financed" not in summary.text
    assert "Rp 890 billion" in summary.text


def test_indonesian_is_never_shortened(translation: Translation) -> None:
    summary = summarize(translation, options=SummaryOptions(4, lang="id", compress=True))
    assert [one.text for one in summary.sentences] == list(SENTENCES)


def test_a_budget_that_nothing_fits_is_told_and_not_overrun(translation: Translation) -> None:
    summary = summarize(translation, options=SummaryOptions(words=3))
    assert summary.sentences == ()
    assert not summary.whole
    assert summary.notes == ("no sentence of the article that is worth it fits into 3 words; ask for more",)


def test_what_speaks_of_a_sentence_that_did_not_fit_is_left_out_too() -> None:
    article = {
        "Pemerintah Kabupaten Blora bersama para petani dari tiga kecamatan di tepi hutan jati membuka sebuah pasar "
        "ikan.": "The government of Blora regency and farmers of three districts at the edge of the teak forest opened "
        "a fish market.",
        "Pasar tersebut menampung 250 pedagang dari empat kelurahan.": "The market houses 250 traders of four wards.",
        "Para nelayan setempat menyambut rencana pemerintah dengan gembira.": "Local fishermen welcomed the plan.",
    }
    made = translate(Document(" ".join(article)), translator=RecordingTranslator(answers=article))
    assert [one.text for one in summarize(made, options=SummaryOptions(words=8)).sentences] == [
        "Local fishermen welcomed the plan."
    ]


def test_a_lead_is_one_sentence_and_a_headline_one_line(translation: Translation) -> None:
    lead = summarize(translation, options=SummaryOptions(form=SummaryForm.LEAD))
    assert [one.sources for one in lead.sentences] == [(0,)]
    for lang in ("en", "id", "both"):
        head = summarize(translation, options=SummaryOptions(form=SummaryForm.HEADLINE, lang=lang))
        [line] = head.sentences
        assert 0 < len(line.text.split()) <= 14
        assert "\n" not in line.text
        assert line.sources == (0,)


def test_in_indonesian_a_headline_is_the_title_as_it_stands() -> None:
    article = f"Gubernur Resmikan Bendungan di Blora\n\n{next(iter(SENTENCES))}\n"
    made = translate(Document(article), translator=RecordingTranslator(answers=SENTENCES))
    head = summarize(made, options=SummaryOptions(form=SummaryForm.HEADLINE, lang="id"))
    assert head.text == "Gubernur Resmikan Bendungan di Blora"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"sentences": 0}, "at least 1 sentence, not 0"),
        ({"words": 0}, "at least 1 word, not 0"),
        ({"form": "haiku"}, "there is no form 'haiku' of a summary. Forms: headline, lead, bullets, paragraph"),
        ({"lang": "fr"}, "a summary is in en, id or both, not in 'fr'"),
        ({"form": SummaryForm.HEADLINE, "sentences": 2}, "a headline is one line of at most 14 words"),
        ({"form": SummaryForm.HEADLINE, "words": 5}, "a headline is one line of at most 14 words"),
    ],
)
def test_what_cannot_be_is_refused(settings: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        SummaryOptions(**settings)  # type: ignore[arg-type]


def test_a_language_that_neither_article_nor_translation_has_is_refused(translation: Translation) -> None:
    untranslated = Translation(translation.document, "id", translation.segments, "engine:none")
    for lang in ("en", "both"):
        with pytest.raises(OptionError, match=f"the translation in id: there is no summary in {lang}"):
            summarize(untranslated, options=SummaryOptions(lang=lang))


def test_the_signature_tells_what_was_asked_for(translation: Translation) -> None:
    options = [
        SummaryOptions(),
        SummaryOptions(2),
        SummaryOptions(words=60),
        SummaryOptions(lang="both"),
        SummaryOptions(form=SummaryForm.PARAGRAPH),
        SummaryOptions(compress=True),
    ]
    signatures = [summarize(translation, options=one).signature for one in options]
    assert len(set(signatures)) == len(options)
    assert summarize(translation).signature == signatures[0]


def test_in_both_languages_each_headline_is_one_short_line() -> None:
    article = {
        "Pemerintah Kabupaten Blora bersama para petani dari tiga kecamatan di tepi hutan jati membuka sebuah pasar "
        "ikan.": "The government of Blora regency opened a fish market."
    }
    made = translate(Document(" ".join(article)), translator=RecordingTranslator(answers=article))
    [line] = summarize(made, options=SummaryOptions(form=SummaryForm.HEADLINE, lang="both")).sentences
    assert len(line.text.split()) <= 14
    assert len(line.source_text.split()) <= 14


def test_where_nothing_that_a_model_wrote_fits_the_article_speaks_for_itself(translation: Translation) -> None:
    generator = RecordingGenerator(lambda _: "The moon is made of green cheese, and the sea is made of lemonade.")
    options = SummaryOptions(words=12, generator=generator)
    summary = summarize(translation, options=options)
    assert summary.sentences == summarize(translation, options=SummaryOptions(words=12)).sentences
    assert summary.notes
    assert summary.signature != summarize(translation, options=SummaryOptions(words=12)).signature


def test_a_generator_is_not_asked_for_a_language_that_it_does_not_write(translation: Translation) -> None:
    generator = RecordingGenerator(lambda _: "", langs=("en",))
    with pytest.raises(OptionError, match="this generator writes en, not id"):
        summarize(translation, options=SummaryOptions(lang="id", generator=generator))
    assert generator.calls == []
