"""TMX, read back with the library that translators' tools use."""

from __future__ import annotations

import pytest
from translate.storage.tmx import tmxfile, tmxunit

from summarizer import Document, Translation, translate
from summarizer.documents import tmx_format
from summarizer.engines.recording import RecordingTranslator
from summarizer.translation.editing import with_edit
from tests.documents.kupang import ARTICLE, fake_engine

CAPACITY = 3


@pytest.fixture
def translation() -> Translation:
    return translate(Document(ARTICLE), translator=fake_engine())


def units(translation: Translation) -> list[tmxunit]:
    return list(tmxfile.parsestring(tmx_format.translation(translation), "id", "en").units)


def test_a_unit_for_each_sentence_in_order_without_dateline_and_errors(translation: Translation) -> None:
    assert [(unit.source, unit.target) for unit in units(translation)] == [
        ("Pemkot Kupang Buka Dua Pasar Baru", "Kupang Opens Two New Markets"),
        (
            "Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin.",
            "Kupang opened two new markets on Monday.",
        ),
        (
            "Wali kota berjanji menambah jalur angkutan umum ke pasar tersebut mulai bulan depan.",
            "The mayor promised 7 more bus routes to the market, starting next month.",
        ),
        ("Para pedagang menyambut rencana itu dengan gembira.", "The traders were happy to hear of the plan."),
    ]


def test_a_warning_is_a_note(translation: Translation) -> None:
    assert [unit.getnotes() for unit in units(translation)] == ["", "", "warning, number_added: added: 7", ""]


def test_who_wrote_a_target_is_said(translation: Translation) -> None:
    edited = with_edit(translation, CAPACITY, "The two markets house 250 traders from four wards.")
    assert [unit.xmlelement.get("creationid") for unit in units(edited)] == [
        "machine",
        "machine",
        "human",
        "machine",
        "machine",
    ]


def test_what_a_human_wrote_stays_with_its_errors(translation: Translation) -> None:
    unit = units(with_edit(translation, CAPACITY, "The two markets house many traders from four wards."))[2]
    assert unit.target == "The two markets house many traders from four wards."
    assert unit.getnotes() == "error, number_missing: missing: 250"


def test_an_edited_dateline_is_left_out_too(translation: Translation) -> None:
    assert len(units(with_edit(translation, 1, "KUPANG, Timor –"))) == 4


def test_the_header_says_how_and_by_which_version(translation: Translation) -> None:
    header = tmxfile.parsestring(tmx_format.translation(translation)).document.getroot().find("header")
    version = translation.signature.rpartition("version:")[2]
    assert version
    assert dict(header.attrib) == {
        "creationtool": "summarizer",
        "creationtoolversion": version,
        "segtype": "sentence",
        "o-tmf": "UTF-8",
        "adminlang": "en",
        "srclang": "id",
        "datatype": "PlainText",
    }
    assert [(prop.get("type"), prop.text) for prop in header] == [("x-signature", translation.signature)]


def test_markup_is_text_and_characters_that_xml_forbids_are_dropped() -> None:
    source = "Warga <b>Kupang</b> & Biak\x01 membeli \u202eberas\u202c pada hari Senin."
    echo = RecordingTranslator(default=lambda _: "Residents of <b>Kupang</b> & Biak\x02 bought rice &amp; on Monday.")
    [unit] = units(translate(Document(source), translator=echo))
    assert unit.source == "Warga <b>Kupang</b> & Biak membeli beras pada hari Senin."
    assert unit.target == "Residents of <b>Kupang</b> & Biak bought rice &amp; on Monday."
