"""The gate of an English article put into Indonesian: sentences in either language, held to the same article."""

from __future__ import annotations

import pytest

from summarizer import summarize
from summarizer.datamodels import (
    Document,
    Issue,
    IssueKind,
    Segment,
    SentenceOrigin,
    Severity,
    SummaryForm,
    TranslatedSegment,
    Translation,
)
from summarizer.errors import OptionError
from summarizer.summarization import SummaryOptions
from summarizer.summarization.gate import passes, thresholds
from summarizer.translation.documents import untranslated
from tests.summarization.english_article import BODY, ENGLISH, INDONESIAN, SENTENCES, document
from tests.summarization.written_summaries import RecordingGenerator


def translation_of(*pairs: tuple[str, str], source_lang: str = "en", target_lang: str = "id") -> Translation:
    segments, position = [], 0
    for source, target in pairs:
        segments.append(TranslatedSegment(Segment(source, position, position + len(source), 0), target))
        position += len(source) + 1
    text = " ".join(source for source, _ in pairs)
    return Translation(Document(text, source_lang), target_lang, tuple(segments), "engine:fake")


ARTICLE = translation_of(*SENTENCES.items())
# A piece of what somebody says of himself is no news of the article's own.
COPIED = [n for n in range(len(ENGLISH)) if n != 3]


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("index", COPIED)
def test_a_sentence_of_the_article_passes_in_either_language(index: int, lang: str) -> None:
    verdict = passes((ENGLISH if lang == "en" else INDONESIAN)[index], ARTICLE, lang)
    assert verdict.reasons == ()
    assert verdict.sources == (index,)
    assert thresholds()[lang] <= verdict.score <= 1


@pytest.mark.parametrize(
    ("sentence", "lang", "reason"),
    [
        ("Banjir itu menewaskan 71 orang.", "id", "the number 71 is not in its sources"),
        ("Banjir itu menewaskan 17 orang pada 22 Februari.", "id", "Februari is not in its sources"),
        ("Banjir itu menewaskan 17 orang pada 21 Januari.", "id", "21 is not in its sources"),
        (
            "Wali Kota Makassar meresmikan kanal banjir senilai 890 miliar dolar pada hari Selasa.",
            "id",
            "890 miliar (dollar) is 890 billion (rupiah)",
        ),
        ("Wali Kota Kendari meresmikan kanal banjir senilai Rp890 miliar.", "id", "the name Kendari"),
        ("Kelompok lingkungan menghadiri upacara peresmian di balai kota.", "id", "a denial of its sources is lost"),
        ("Kementerian membangun dua kanal lagi di Kabupaten Gowa tahun depan.", "id", "a plan of its sources is lost"),
        (
            "Mereka mengatakan kanal itu akan membawa air asin 3 kilometer barat laut pelabuhan lama.",
            "id",
            "'baratlaut' is not in its sources",
        ),
        ("The flood killed 71 people on January 22.", "en", "the number 71 is not in its sources"),
        ("Environmental groups attended the opening ceremony at the city hall.", "en", "a denial of its sources"),
        (
            "They say the canal will carry salt water 3 kilometres northwest of the old harbour.",
            "en",
            "'northwest' is not in its sources",
        ),
    ],
)
def test_what_the_article_does_not_say_is_refused(sentence: str, lang: str, reason: str) -> None:
    assert reason in "; ".join(passes(sentence, ARTICLE, lang).reasons)


def test_a_wrong_number_of_the_translation_does_not_pass_for_the_article_s() -> None:
    article = translation_of(
        ("The canal cost 890 million dollars of the state budget.", "Kanal itu menelan 980 juta dolar anggaran negara.")
    )
    assert "the number 980 juta is not in its sources" in passes(article.segments[0].target, article, "id").reasons
    assert passes(article.segments[0].source, article, "en").passed


def test_only_a_sentence_of_the_translation_is_spoilt_by_its_error() -> None:
    spoilt = TranslatedSegment(
        ARTICLE.segments[4].segment,
        INDONESIAN[4],
        (Issue(IssueKind.NUMBER_MISSING, Severity.ERROR, "missing: 3"),),
    )
    article = Translation(ARTICLE.document, "id", (spoilt,), "engine:fake")
    assert passes(INDONESIAN[4], article, "id").reasons == ("the translation of its sources has an error",)
    assert passes(ENGLISH[4], article, "en").passed


def test_an_institution_of_the_press_is_known_by_its_acronym() -> None:
    article = translation_of(
        (
            "The National Disaster Management Agency handed blankets out to residents.",
            "Badan Nasional Penanggulangan Bencana membagikan selimut kepada warga.",
        )
    )
    reasons = passes("BNPB membagikan selimut kepada warga.", article, "id").reasons
    assert not any("name" in reason for reason in reasons)
    assert any("the name BMKG" in one for one in passes("BMKG membagikan selimut kepada warga.", article, "id").reasons)


def test_a_model_writes_the_summary_in_the_language_of_the_translation() -> None:
    generator = RecordingGenerator(lambda _: f"{INDONESIAN[0]} Banjir itu menewaskan 71 orang.")
    summary = summarize(ARTICLE, options=SummaryOptions(2, generator=generator))
    assert {request.lang for call in generator.calls for request in call} == {"id"}
    assert generator.calls[0][0].text.startswith(INDONESIAN[0])
    assert summary.sentences[0].text == INDONESIAN[0]
    assert summary.sentences[0].source_text == ENGLISH[0]
    assert any("replaced by the article's own" in note for note in summary.notes)
    assert all("71" not in one.text for one in summary.sentences)


def test_an_english_model_serves_an_english_article_without_a_translation() -> None:
    written = "The mayor of Makassar opened a flood canal worth Rp 890 billion on Tuesday."
    generator = RecordingGenerator(lambda _: written, langs=("en",))
    made = untranslated(document(BODY))
    summary = summarize(made, options=SummaryOptions(1, lang="en", generator=generator))
    assert [(one.text, one.origin) for one in summary.sentences] == [(written, SentenceOrigin.GENERATED)]
    assert summary.sentences[0].sources == (0,)
    assert summary.lang == "en"


@pytest.mark.parametrize("form", [SummaryForm.BULLETS, SummaryForm.HEADLINE])
def test_a_model_is_not_asked_for_a_language_that_it_or_the_gate_does_not_know(form: SummaryForm) -> None:
    english = RecordingGenerator(lambda _: "", langs=("en",))
    with pytest.raises(OptionError, match="this generator writes en, not id"):
        summarize(ARTICLE, options=SummaryOptions(form=form, generator=english))
    javanese = translation_of(("A market opened on Monday.", "Pasar anyar dibukak."), target_lang="jv")
    silent = RecordingGenerator(lambda _: "", langs=())
    with pytest.raises(OptionError, match="checked in id and en alone, not in jv"):
        summarize(javanese, options=SummaryOptions(form=form, lang="both", generator=silent))
    assert english.calls == silent.calls == []


def test_what_is_made_of_another_language_is_held_to_its_translation() -> None:
    article = translation_of(
        (
            "Pasar anyar kanggo 250 bakul dibukak walikota Semarang dina Senen.",
            "The mayor of Semarang opened a new market for 250 traders on Monday.",
        ),
        source_lang="jv",
        target_lang="en",
    )
    assert passes("The mayor of Semarang opened a new market for 250 traders.", article, "en").passed
    wrong = passes("The mayor of Semarang opened a new market for 350 traders on Tuesday.", article, "en").reasons
    assert "the number 350 is not in its sources" in wrong
    assert "Tuesday is not in its sources" in wrong
