"""What a reader sees of a summary: its form, its languages, and which sentence was made how."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from summarizer import Document, make_brief
from summarizer.datamodels import Brief, SentenceOrigin, SummaryForm, SummarySentence
from summarizer.documents import docx_format, json_format, markdown_format, text_format
from summarizer.summarization import SummaryOptions
from tests.documents.kupang import ARTICLE, fake_engine
from tests.documents.word_files import paragraphs

OPENED = "Kupang opened two new markets on Monday."
HOUSE = "The two markets house traders from four wards. [!4]"
BUKA = "Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin."
TAMPUNG = "Kedua pasar itu menampung 250 pedagang dari empat kelurahan."


def made(form: SummaryForm = SummaryForm.BULLETS, lang: str = "en") -> Brief:
    sentences = None if form is SummaryForm.HEADLINE else 2
    return make_brief(Document(ARTICLE), translator=fake_engine(), summary=SummaryOptions(sentences, None, form, lang))


def text(brief: Brief) -> str:
    return text_format.summary(brief.summary, brief.translation).partition("\n\n")[2]


def markdown(brief: Brief) -> str:
    return markdown_format.summary(brief.summary, brief.translation).partition("\n\n")[2]


def test_a_headline_is_one_line_with_its_receipt() -> None:
    brief = made(SummaryForm.HEADLINE)
    assert text(brief) == "Kupang Opens Two New Markets\n   source, sentence 1: Pemkot Kupang Buka Dua Pasar Baru\n"
    assert markdown(brief) == "Kupang Opens Two New Markets\n\n> 1: Pemkot Kupang Buka Dua Pasar Baru\n"


def test_running_text_names_its_sources_as_it_goes() -> None:
    brief = made(SummaryForm.PARAGRAPH)
    assert text(brief) == (
        f"{OPENED} (3) {HOUSE} (4)\n   source, sentence 3: {BUKA}\n   source, sentence 4: {TAMPUNG}\n"
    )
    assert markdown(brief) == (f"{OPENED} (3) {HOUSE} (4)\n\n> 3: {BUKA}\n\n> 4: {TAMPUNG}\n")
    assert f"{OPENED} (sentence 3) {HOUSE} (sentence 4)" in paragraphs(docx_format.brief(brief))


def test_in_both_languages_one_stands_beside_the_other() -> None:
    brief = made(lang="both")
    assert text(brief) == (
        f"English:\n1. {OPENED} (sentence 3)\n2. {HOUSE} (sentence 4)\n\n"
        f"Indonesian:\n1. {BUKA} (sentence 3)\n2. {TAMPUNG} (sentence 4)\n"
    )
    assert markdown(brief).startswith(f"### English\n\n1. {OPENED} (3)\n\n2. ")
    assert f"### Indonesian\n\n1. {BUKA} (3)\n\n2. {TAMPUNG} (4)\n" in markdown(brief)
    shown = paragraphs(docx_format.brief(brief))
    assert shown.index("English") < shown.index(f"1. {OPENED} (sentence 3)") < shown.index("Indonesian")
    assert f"2. {TAMPUNG} (sentence 4)" in shown


def test_in_indonesian_a_sentence_is_its_own_receipt() -> None:
    brief = made(lang="id")
    assert text(brief).startswith(f"1. {BUKA} (sentence 3)\n2. {TAMPUNG} [!4] (sentence 4)\n")
    assert [one["text"] for one in json.loads(json_format.brief(brief))["summary"]["sentences"]] == [BUKA, TAMPUNG]


@pytest.mark.parametrize(
    ("origin", "remark"),
    [(SentenceOrigin.COMPRESSED, " (shortened)"), (SentenceOrigin.GENERATED, " (written by a model)")],
)
def test_the_reader_sees_how_a_sentence_was_made(origin: SentenceOrigin, remark: str) -> None:
    brief = made()
    summary = replace(
        brief.summary,
        sentences=(SummarySentence("Kupang opened two markets.", f"{BUKA} {TAMPUNG}", (2, 3), origin),),
        notes=("1 of 2 sentences was replaced",),
    )
    brief = replace(brief, summary=summary)
    assert text(brief) == (
        f"1. Kupang opened two markets. [!4]{remark}\n   source, sentence 3, 4: {BUKA} {TAMPUNG}\n"
        "(1 of 2 sentences was replaced)\n"
    )
    assert f"1. Kupang opened two markets. [!4]{remark}" in markdown(brief)
    shown = paragraphs(docx_format.brief(brief))
    assert f"Kupang opened two markets. [!4]{remark} (sentence 3, sentence 4)" in shown
    assert "1 of 2 sentences was replaced" in shown
    written = json.loads(json_format.brief(brief))["summary"]
    assert (written["sentences"][0]["origin"], written["notes"]) == (str(origin), list(summary.notes))
