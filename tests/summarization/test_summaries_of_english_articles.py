"""An English article put into Indonesian: its headline, and its summary in each language, form and length."""

from __future__ import annotations

import pytest

from summarizer import Brief, Document, make_brief, summarize
from summarizer.briefing import with_edit
from summarizer.datamodels import SentenceOrigin, SummaryForm
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import OptionError
from summarizer.summarization import SummaryOptions
from summarizer.summarization.headlines import headline
from summarizer.translation.documents import untranslated
from tests.summarization.english_article import (
    ARTICLE,
    BODY,
    ENGLISH,
    INDONESIAN,
    JUDUL,
    SENTENCES,
    TITLE,
    document,
    engine,
)


def brief(text: str = ARTICLE, **asked: object) -> Brief:
    options = SummaryOptions(**asked) if asked else None  # type: ignore[arg-type]
    return make_brief(document(text), "id", translator=engine(), summary=options)


def test_the_headline_is_the_title_in_the_language_of_the_translation() -> None:
    assert brief().headline == JUDUL


def test_the_summary_is_in_the_language_of_the_translation_unless_another_is_asked_for() -> None:
    summary = brief().summary
    assert summary.lang == "id"
    assert [one.text for one in summary.sentences] == [SENTENCES[one.source_text] for one in summary.sentences]
    assert summary == brief(lang="id").summary
    assert summary.sentences[0].text == INDONESIAN[0]


@pytest.mark.parametrize("lang", ["en", "id", "both"])
@pytest.mark.parametrize("form", [SummaryForm.LEAD, SummaryForm.BULLETS, SummaryForm.PARAGRAPH])
def test_every_sentence_has_its_text_its_source_and_its_receipt(lang: str, form: SummaryForm) -> None:
    made = brief(lang=lang, form=form)
    assert len(made.summary.sentences) == (1 if form is SummaryForm.LEAD else 3)
    for one in made.summary.sentences:
        [index] = one.sources
        segment = made.translation.segments[index]
        assert one.source_text == segment.source
        assert one.text == (segment.source if lang == "en" else segment.target)
    assert (made.summary.lang, made.summary.form) == (lang, form)


def test_a_headline_in_each_language() -> None:
    form = SummaryForm.HEADLINE
    assert brief(form=form).summary.text == JUDUL
    assert brief(form=form, lang="en").summary.text == TITLE
    [both] = brief(form=form, lang="both").summary.sentences
    assert (both.text, both.source_text) == (JUDUL, TITLE)


def test_without_a_title_the_best_sentence_is_shortened_as_its_language_allows() -> None:
    made = brief(BODY)
    assert made.headline.endswith(" …")
    assert INDONESIAN[0].startswith(made.headline.removesuffix(" …"))
    assert len(made.headline.split()) <= 14
    line = headline(made.translation, "en")
    assert line is not None
    assert line.text == "Mayor of Makassar opens flood canal worth Rp 890 billion"
    assert line.origin is SentenceOrigin.COMPRESSED


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Banjir merendam dua desa di Kupang.", "Banjir merendam dua desa di Kupang"),
        (
            "Wali kota dan para kepala dinas meninjau tiga desa yang terendam banjir untuk yang kedua kalinya.",
            "Wali kota dan para kepala dinas meninjau tiga desa yang terendam banjir …",
        ),
        (
            "Banjir merendam dua desa di pesisir utara Kupang, sementara warga mengungsi ke sekolah dan balai desa.",
            "Banjir merendam dua desa di pesisir utara Kupang …",
        ),
        (
            "Pemerintah daerah mengirim bantuan beras, obat dan selimut sebanyak dua truk kepada Bupati Yosef Lede.",
            "Pemerintah daerah mengirim bantuan beras, obat dan selimut sebanyak dua truk …",
        ),
        (
            'Menurut laporan resmi dari kantor bupati, banjir itu "akibat hutan gundul dan juga tambang liar".',
            'Menurut laporan resmi dari kantor bupati, banjir itu "akibat hutan gundul …"',
        ),
    ],
)
def test_a_line_of_indonesian_ends_on_no_word_that_goes_on(target: str, expected: str) -> None:
    source = "Floods swamped two villages near Kupang after a night of rain."
    fake = RecordingTranslator(answers={source: target}, langpair="en-id")
    translation = make_brief(document(source), "id", translator=fake).translation
    line = headline(translation)
    assert line is not None
    assert line.text == expected


def test_what_refers_back_is_not_told_alone() -> None:
    for count in range(1, 12):
        sources = {one.sources[0] for one in brief(BODY, sentences=count).summary.sentences}
        for back in (2, 4, 6, 9):
            assert back not in sources or back - 1 in sources


@pytest.mark.parametrize("budget", range(10, 120, 10))
@pytest.mark.parametrize("lang", ["en", "id", "both"])
def test_a_budget_of_words_is_kept(budget: int, lang: str) -> None:
    summary = brief(words=budget, lang=lang).summary
    assert sum(len(one.text.split()) for one in summary.sentences) <= budget
    if lang == "both":
        assert sum(len(one.source_text.split()) for one in summary.sentences) <= budget


def test_english_sentences_can_be_shortened_on_the_side_of_the_article() -> None:
    summary = brief(BODY, sentences=12, lang="en", compress=True).summary
    texts = {one.sources[0]: one for one in summary.sentences}
    assert texts[1].text == (
        "The canal will carry 1,200 cubic metres of water a second from the Tallo River to the sea."
    )
    assert texts[1].origin is SentenceOrigin.COMPRESSED
    assert texts[1].source_text == ENGLISH[1]
    assert texts[5].text == "Engineers moved 230 houses and three schools to make room for the canal."
    assert texts[11].text == ENGLISH[11]  # without the council it would be a promise of ours
    assert summary.notes == ()


def test_whoever_wants_indonesian_shortened_is_told_that_it_is_not() -> None:
    summary = brief(sentences=4, compress=True).summary
    assert {one.origin for one in summary.sentences} == {SentenceOrigin.EXTRACTED}
    assert summary.notes == ("only English sentences can be shortened; these are whole",)


def test_an_edit_reaches_the_summary_and_the_headline() -> None:
    made = with_edit(brief(), 0, "Kanal Banjir Makassar Dibuka")
    assert made.headline == "Kanal Banjir Makassar Dibuka"
    made = with_edit(made, 1, "Kanal banjir itu dibuka pada hari Selasa.")
    assert made.summary.sentences[0].text == "Kanal banjir itu dibuka pada hari Selasa."
    english = brief(lang="en")
    assert with_edit(english, 1, "Kanal itu dibuka.").summary.sentences == english.summary.sentences


def test_a_summary_in_english_needs_no_translation() -> None:
    made = untranslated(document())
    summary = summarize(made, options=SummaryOptions(lang="en"))
    assert [one.text for one in summary.sentences] == [one.text for one in brief(lang="en").summary.sentences]
    assert summarize(made).sentences == summary.sentences
    line = summarize(untranslated(document(BODY)), options=SummaryOptions(form=SummaryForm.HEADLINE, lang="en"))
    assert line.text == "Mayor of Makassar opens flood canal worth Rp 890 billion"
    short = summarize(untranslated(document(BODY)), options=SummaryOptions(words=20, lang="en"))
    assert short.sentences[0].origin is SentenceOrigin.COMPRESSED


def test_a_short_article_is_returned_whole() -> None:
    assert brief(f"{ENGLISH[0]} {ENGLISH[1]}").summary.whole
    assert not brief().summary.whole


def test_the_signature_says_the_language_that_was_taken() -> None:
    assert "|lang:id|" in brief().summary.signature
    assert "|lang:en|" in brief(lang="en").summary.signature


@pytest.mark.parametrize("source_lang", ["jv", "ms", "su"])
def test_of_another_language_the_summary_is_in_english(source_lang: str) -> None:
    article = {
        "Pasar anyar dibukak dening walikota ing pinggir kali dina Senen wingi.": (
            "A new market (the second one) was opened by the mayor on the river bank last Monday."
        ),
        "Pasar iku bisa dienggo 250 bakul saka patang kelurahan sak kutha.": (
            "The market has room for 250 traders from four wards of the town."
        ),
    }
    text = Document(" ".join(article), lang=source_lang)
    fake = RecordingTranslator(answers=article, langpair=f"{source_lang}-en")
    made = make_brief(text, "en", translator=fake, summary=SummaryOptions(1, compress=True))
    assert made.summary.lang == "en"
    assert made.summary.text == "A new market was opened by the mayor on the river bank last Monday."
    assert made.headline.startswith("New market opened by mayor")
    both = make_brief(text, "en", translator=fake, summary=SummaryOptions(1, lang="both")).summary
    assert both.sentences[0].source_text == next(iter(article))
    asked = len(fake.calls)
    with pytest.raises(OptionError, match=f"the article is in {source_lang} and the translation in en: .* in id"):
        make_brief(text, "en", translator=fake, summary=SummaryOptions(lang="id"))
    assert len(fake.calls) == asked
