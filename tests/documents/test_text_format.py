"""Plain text: what a reader of a terminal sees."""

from __future__ import annotations

import pytest

from summarizer import Brief, Document, make_brief
from summarizer.briefing import with_edit
from summarizer.datamodels import Origin
from summarizer.documents import text_format
from summarizer.documents.marks import NOTICE
from summarizer.summarization import SummaryOptions
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE, fake_engine


@pytest.fixture
def brief() -> Brief:
    return make_brief(Document(ARTICLE), translator=fake_engine(), summary=SummaryOptions(2))


def test_a_brief_in_full(brief: Brief) -> None:
    assert text_format.brief(brief) == (
        "Kupang Opens Two New Markets\n"
        "============================\n"
        f"{NOTICE}\n"
        "\n"
        "SUMMARY\n"
        "\n"
        "1. Kupang opened two new markets on Monday.\n"
        "   source, sentence 3: Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin.\n"
        "2. The two markets house traders from four wards. [!4]\n"
        "   source, sentence 4: Kedua pasar itu menampung 250 pedagang dari empat kelurahan.\n"
        "\n"
        "TRANSLATION\n"
        "\n"
        "Kupang Opens Two New Markets\n"
        "\n"
        "KUPANG - Kupang opened two new markets on Monday. "
        "The two markets house traders from four wards. [!4]\n"
        "\n"
        "The mayor promised 7 more bus routes to the market, starting next month. [?5] "
        "The traders were happy to hear of the plan.\n"
        "\n"
        "CHECKS\n"
        "\n"
        "2 of 5 sentences failed a check: 1 marked [!] with errors, 1 marked [?] with warnings. "
        "Meaning and who did what were not checked.\n"
        "Found again in the translation: 1 of 2 numbers, 1 of 1 date, 2 of 2 names.\n"
        "\n"
        "[4] error, number_missing: missing: 250\n"
        "    source: Kedua pasar itu menampung 250 pedagang dari empat kelurahan.\n"
        "    target: The two markets house traders from four wards.\n"
        "\n"
        "[5] warning, number_added: added: 7\n"
        "    source: Wali kota berjanji menambah jalur angkutan umum ke pasar tersebut mulai bulan depan.\n"
        "    target: The mayor promised 7 more bus routes to the market, starting next month.\n"
        "\n"
        "SIGNATURE\n"
        "\n"
        f"{brief.translation.signature}\n"
        f"{brief.summary.signature}\n"
    )


def test_the_origin_stands_below_the_headline() -> None:
    origin = Origin("Judul", "Rina\nTaolin", "", "https://example.org/pasar")
    lines = text_format.brief(make_brief(Document(ARTICLE, origin=origin), translator=fake_engine())).splitlines()
    assert lines[1:4] == ["=" * 28, "Rina Taolin · https://example.org/pasar", NOTICE]


def test_the_checks_name_what_a_human_has_edited(brief: Brief) -> None:
    edited = with_edit(with_edit(brief, 3, "The two markets house 250 traders from four wards."), 1, "KUPANG, Timor -")
    assert "2 of 2 names.\nEdited by a human: sentences 2, 4.\n\n[5] warning" in text_format.brief(edited)


def test_the_translation_keeps_the_layout_and_has_marks(brief: Brief) -> None:
    written = text_format.translation(brief.translation)
    assert written.count("\n") == ARTICLE.count("\n")
    assert "four wards. [!4]\n\nThe mayor" in written
    assert "next month. [?5] The traders" in written


def test_the_summary_alone_has_its_receipts(brief: Brief) -> None:
    assert text_format.summary(brief.summary, brief.translation).splitlines() == [
        NOTICE,
        "",
        "1. Kupang opened two new markets on Monday.",
        "   source, sentence 3: Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin.",
        "2. The two markets house traders from four wards. [!4]",
        "   source, sentence 4: Kedua pasar itu menampung 250 pedagang dari empat kelurahan.",
    ]


def test_a_short_article_is_all_of_its_summary() -> None:
    short = make_brief(Document(SHORT_ARTICLE), translator=fake_engine())
    written = text_format.brief(short)
    assert "(The article is no longer than the summary asked for; this is all of it.)" in written
    assert "Checked in 1 sentence: length, repetition, untranslated words, web addresses, numbers, units" in written


def test_one_sentence_is_spoken_of_as_one() -> None:
    engine = fake_engine()
    engine.answers = {SHORT_ARTICLE.strip(): "Kupang opened 2000 markets on Monday."}
    written = text_format.brief(make_brief(Document(SHORT_ARTICLE), translator=engine))
    assert "1 of 1 sentence failed a check" in written


def test_without_a_headline_the_best_sentence_stands_in_shortened() -> None:
    long_answer = (
        "The city government of Kupang opened two new markets on Monday, after a long year of planning, building, "
        "painting and waiting for electricity."
    )
    engine = fake_engine()
    engine.answers = {SHORT_ARTICLE.strip(): long_answer}
    first_line, rule = text_format.brief(make_brief(Document(SHORT_ARTICLE), translator=engine)).splitlines()[:2]
    assert first_line == "City government of Kupang opened two new markets"
    assert len(first_line) <= 100
    assert rule == "=" * len(first_line)
