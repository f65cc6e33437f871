"""An English article put into Indonesian, in every format: each text under the name and the code of its language."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from jsonschema import Draft202012Validator
from translate.storage.tmx import tmxfile

from summarizer import Brief, Document, make_brief
from summarizer.datamodels import SummaryForm
from summarizer.documents import docx_format, json_format, markdown_format, text_format, tmx_format
from summarizer.documents.bilingual import bilingual_text
from summarizer.documents.tmx_units import read_units, write_units
from summarizer.engines.recording import RecordingTranslator
from summarizer.memory.units import Unit
from summarizer.summarization import SummaryOptions
from tests.conftest import ROOT

TITLE, JUDUL = "Kupang Opens Two Markets", "Kupang Buka Dua Pasar"
OPENED = "The city of Kupang opened two markets on Monday, the mayor said."
BUKA = "Kota Kupang membuka dua pasar pada hari Senin, kata wali kota."
HOUSE = "The two markets have room for 250 traders from four wards."
TAMPUNG = "Kedua pasar itu menampung 250 pedagang dari empat kelurahan."
ANSWERS = {TITLE: JUDUL, OPENED: BUKA, HOUSE: TAMPUNG}
ARTICLE = f"{TITLE}\n\n{OPENED} {HOUSE}\n"
SCHEMA = json.loads((ROOT / "docs" / "brief.schema.json").read_text(encoding="utf-8"))


def made(lang: str | None = None, form: SummaryForm = SummaryForm.BULLETS) -> Brief:
    fake = RecordingTranslator(answers=ANSWERS, langpair="en-id")
    return make_brief(Document(ARTICLE, "en"), "id", translator=fake, summary=SummaryOptions(lang=lang, form=form))


@pytest.mark.parametrize(
    ("write", "heading"), [(markdown_format.brief, "### {}"), (text_format.brief, "{}:")], ids=["md", "text"]
)
def test_each_language_of_a_summary_has_its_name_above_it(write: object, heading: str) -> None:
    text = write(made("both"))  # type: ignore[operator]
    indonesian, english = text.index(heading.format("Indonesian")), text.index(heading.format("English"))
    assert indonesian < text.index(BUKA) < english < text.index(OPENED)


def test_markdown_begins_with_the_headline_and_quotes_the_english() -> None:
    text = markdown_format.brief(made())
    assert text.startswith(f"# {JUDUL}\n")
    assert f"1. {BUKA}" in text
    assert f"> 2: {OPENED}" in text
    assert markdown_format.translation(made().translation).startswith(JUDUL)


def test_a_summary_in_the_language_of_the_article_is_its_own_receipt() -> None:
    text = text_format.brief(made("en"))
    assert f"1. {OPENED} (sentence 2)" in text
    assert "source, sentence 2" not in text


def test_a_word_document_has_a_column_and_a_language_for_each_side() -> None:
    document = docx.Document(BytesIO(docx_format.brief(made("both"))))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["No.", "English", "Indonesian"]
    _, source, target = (
        [one.get(qn("w:val")) for one in cell._tc.iter(qn("w:lang"))] for cell in document.tables[0].rows[1].cells
    )
    assert (source[0], target[0]) == ("en-US", "id-ID")
    title = document.paragraphs[0]
    assert (title.text, title.style.name) == (JUDUL, "Title")
    assert [one.get(qn("w:val")) for one in title._p.iter(qn("w:lang"))] == ["id-ID"]
    assert document.core_properties.language == "id-ID"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts.index("Indonesian") < texts.index("English")


@pytest.mark.parametrize("lang", ["en", "id", "both"])
@pytest.mark.parametrize("form", list(SummaryForm))
def test_json_is_valid_and_says_both_languages(lang: str, form: SummaryForm) -> None:
    written = json.loads(json_format.brief(made(lang, form)))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(written)] == []
    assert (written["source"]["lang"], written["target"]["lang"]) == ("en", "id")
    assert written["summary"]["lang"] == lang
    assert written["target"]["text"].startswith(JUDUL)


def test_tmx_says_which_side_is_which() -> None:
    content = tmx_format.translation(made().translation)
    units = tmxfile.parsestring(content, "en", "id").units
    assert [(unit.source, unit.target) for unit in units] == list(ANSWERS.items())
    assert b'srclang="en"' in content
    assert content.index(b'<tuv xml:lang="en">') < content.index(b'<tuv xml:lang="id">')


def test_units_of_english_are_written_and_read_again(tmp_path: Path) -> None:
    path = str(tmp_path / "memory.tmx")
    units = [Unit(source, target, "en-id") for source, target in ANSWERS.items()]
    assert write_units(path, units, "en", "id") == 3
    assert list(read_units(path, "en", "id")) == units
    assert [(one.source, one.target) for one in read_units(path)] == [
        (target, source) for source, target in ANSWERS.items()
    ]


def test_former_codes_of_languages_are_known(tmp_path: Path) -> None:
    path = tmp_path / "old.tmx"
    path.write_text(
        '<tmx version="1.4"><header/><body><tu><tuv xml:lang="JW"><seg>Pasar anyar.</seg></tuv>'
        '<tuv xml:lang="en-US"><seg>A new market.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert list(read_units(str(path), "jv", "en")) == [Unit("Pasar anyar.", "A new market.", "jv-en")]


def test_lines_in_turn_begin_with_the_article_s_own() -> None:
    assert f"{TITLE}\n→ {JUDUL}" in bilingual_text(made().translation)


@pytest.mark.parametrize(("lang", "name"), [("jv", "Javanese"), ("ms", "Malay"), ("su", "Sundanese")])
def test_any_language_has_its_name(lang: str, name: str) -> None:
    fake = RecordingTranslator(answers=ANSWERS, langpair=f"{lang}-en")
    brief = make_brief(Document(ARTICLE, lang), "en", translator=fake, summary=SummaryOptions(1, lang="both"))
    assert f"### {name}" in markdown_format.brief(brief)
    document = docx.Document(BytesIO(docx_format.brief(brief)))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["No.", name, "English"]
    written = json.loads(json_format.brief(brief))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(written)] == []
