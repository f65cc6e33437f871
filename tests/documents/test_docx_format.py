"""Word: what an editor reads in the file, where its links lead, and bytes that depend on the brief alone."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import qn

from summarizer import Brief, Document, make_brief
from summarizer.briefing import with_edit
from summarizer.datamodels import Origin
from summarizer.documents import docx_format
from summarizer.documents.marks import NOTICE
from summarizer.engines.recording import RecordingTranslator
from summarizer.summarization import SummaryOptions
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE, fake_engine

ORIGIN = Origin("Pemkot Kupang Buka Dua Pasar Baru", "Rina Taolin", "2025-03-04", "https://example.org/pasar")
RED, YELLOW = "FBE3E1", "FFF4D1"


def made(article: str = ARTICLE, origin: Origin = ORIGIN, sentences: int = 2) -> Brief:
    return make_brief(Document(article, origin=origin), translator=fake_engine(), summary=SummaryOptions(sentences))


def echoed(article: str) -> Brief:
    """The brief of an engine that repeats the source."""
    return make_brief(Document(article), translator=RecordingTranslator(default=lambda sentence: sentence))


def opened(brief: Brief) -> Opened:
    return docx.Document(BytesIO(docx_format.brief(brief)))


def lines(document: Opened) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def rows(document: Opened, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def attribute(element: Any, path: str, name: str) -> list[str]:
    """The attribute ``name`` of each element at ``path``, both with the prefix "w:"."""
    return [found.get(qn(name)) for found in element.iterfind("/".join(map(qn, path.split("/"))))]


def test_the_text_around_the_table() -> None:
    brief = made()
    assert lines(opened(brief)) == [
        "Kupang Opens Two New Markets",
        "Rina Taolin · 2025-03-04 · https://example.org/pasar",
        NOTICE,
        "Summary",
        "Kupang opened two new markets on Monday. (sentence 3)",
        "The two markets house traders from four wards. [!4] (sentence 4)",
        "Translation",
        "A thick line begins a paragraph of the article. [!] marks a sentence with errors, [?] one with warnings.",
        "Checks",
        "2 of 5 sentences failed a check: 1 marked [!] with errors, 1 marked [?] with warnings. "
        "Meaning and who did what were not checked.",
        "Found again in the translation: 1 of 2 numbers, 1 of 1 date, 2 of 2 names.",
        "Signature",
        brief.translation.signature,
        brief.summary.signature,
    ]


def test_styles_are_those_of_the_parts() -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in opened(made()).paragraphs}
    assert styles["Kupang Opens Two New Markets"] == "Title"
    assert styles["Summary"] == styles["Translation"] == styles["Checks"] == styles["Signature"] == "Heading 1"
    assert styles["Kupang opened two new markets on Monday. (sentence 3)"] == "List Number"


def test_the_notice_is_in_italics_and_on_every_page() -> None:
    document = opened(made())
    [notice] = [paragraph for paragraph in document.paragraphs if paragraph.text == NOTICE]
    assert all(run.italic for run in notice.runs)
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text == "Machine draft, page "
    assert attribute(footer._p, "w:fldSimple", "w:instr") == [" PAGE "]


def test_without_an_origin_there_is_no_line_of_it() -> None:
    assert lines(opened(made(origin=Origin())))[1] == NOTICE


def test_a_row_for_each_sentence_with_its_marks() -> None:
    assert rows(opened(made())) == [
        ["No.", "Indonesian", "English"],
        ["1", "Pemkot Kupang Buka Dua Pasar Baru", "Kupang Opens Two New Markets"],
        ["2", "KUPANG -", "KUPANG -"],
        [
            "3",
            "Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin.",
            "Kupang opened two new markets on Monday.",
        ],
        [
            "4",
            "Kedua pasar itu menampung 250 pedagang dari empat kelurahan.",
            "The two markets house traders from four wards. [!4]",
        ],
        [
            "5",
            "Wali kota berjanji menambah jalur angkutan umum ke pasar tersebut mulai bulan depan.",
            "The mayor promised 7 more bus routes to the market, starting next month. [?5]",
        ],
        [
            "6",
            "Para pedagang menyambut rencana itu dengan gembira.",
            "The traders were happy to hear of the plan.",
        ],
    ]


def test_errors_and_warnings_are_shaded() -> None:
    fills = [attribute(row._tr, "w:tc/w:tcPr/w:shd", "w:fill") for row in opened(made()).tables[0].rows]
    assert fills[1:] == [[], [], [], [RED] * 3, [YELLOW] * 3, []]


def test_a_thick_line_begins_each_paragraph() -> None:
    thick = [attribute(row._tr, "w:tc/w:tcPr/w:tcBorders/w:top", "w:sz") for row in opened(made()).tables[0].rows]
    assert [bool(sizes) for sizes in thick[1:]] == [True, True, False, False, True, False]


def test_the_header_is_repeated_and_no_sentence_is_torn() -> None:
    for table in opened(made()).tables:
        headers = [row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in table.rows]
        assert headers == [True] + [False] * (len(headers) - 1)
        assert all(row._tr.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in table.rows)


def test_receipts_lead_to_the_rows_of_their_sentences() -> None:
    document = opened(made())
    targets = [attribute(row._tr, "w:tc/w:p/w:bookmarkStart", "w:name") for row in document.tables[0].rows[1:]]
    assert targets == [[f"sentence_{number}"] for number in range(1, 7)]
    receipts = [attribute(paragraph._p, "w:hyperlink", "w:anchor") for paragraph in document.paragraphs]
    assert [anchor for anchors in receipts for anchor in anchors] == ["sentence_3", "sentence_4"]
    checked = [attribute(row._tr, "w:tc/w:p/w:hyperlink", "w:anchor") for row in document.tables[1].rows[1:]]
    assert checked == [["sentence_4"], ["sentence_5"]]


def test_a_sentence_of_two_sources_has_two_receipts() -> None:
    brief = made()
    first, second = brief.summary.sentences
    both = replace(first, sources=(2, 3))
    document = opened(replace(brief, summary=replace(brief.summary, sentences=(both, second))))
    assert "Kupang opened two new markets on Monday. [!4] (sentence 3, sentence 4)" in lines(document)


def test_the_checks_are_listed() -> None:
    assert rows(opened(made()), 1) == [
        ["Sentence", "Severity", "Kind", "Detail"],
        ["sentence 4", "error", "number missing", "missing: 250"],
        ["sentence 5", "warning", "number added", "added: 7"],
    ]


def test_edits_and_repairs_are_said_in_words() -> None:
    source = "Pemerintah kota membangun 6.000 rumah baru bagi warga."
    engine = fake_engine()
    engine.answers = {**engine.answers, source: "The city built 6.000 new homes for residents."}
    brief = make_brief(Document(f"{SHORT_ARTICLE}\n{source}"), translator=engine)
    document = opened(with_edit(brief, 0, "The city of Kupang opened two new markets on Monday."))
    assert [row[2] for row in rows(document)[1:]] == [
        "The city of Kupang opened two new markets on Monday.\nEdited by a human.",
        "The city built 6,000 new homes for residents.\nRepaired: 6.000 -> 6,000",
    ]
    assert "Edited by a human: sentence 1." in lines(document)
    assert rows(document, 1)[1:] == [["sentence 2", "repaired", "number", "6.000 -> 6,000"]]
    assert "The article is no longer than the summary asked for; this is all of it." in lines(document)


def test_a_brief_without_findings_has_no_list_of_them() -> None:
    assert len(opened(made(SHORT_ARTICLE)).tables) == 1


def test_an_article_without_a_sentence_says_so() -> None:
    assert "(There is no sentence to summarise.)" in lines(opened(echoed("Baca juga: Harga Beras di Pasar Biak\n")))
    assert rows(opened(echoed(""))) == [["No.", "Indonesian", "English"]]


def test_items_of_a_list_keep_their_marks() -> None:
    found = rows(opened(echoed("Kebutuhan warga saat ini:\n1. beras lima ton\n2. minyak goreng\n")))
    assert [row[1] for row in found[1:]] == ["Kebutuhan warga saat ini:", "1. beras lima ton", "2. minyak goreng"]
    assert found[2][2].startswith("1. beras lima ton")


def test_each_run_has_the_language_of_its_text() -> None:
    document = opened(made())
    [_, *sentences] = document.tables[0].rows
    for row in sentences:
        number, source, target = (attribute(cell._tc, "w:p/w:r/w:rPr/w:lang", "w:val") for cell in row.cells)
        assert set(number) == {"en-US"}
        assert source == ["id-ID"]
        assert set(target) == {"en-US"}
    for paragraph in document.paragraphs:
        assert attribute(paragraph._p, "w:r/w:rPr/w:lang", "w:val") == ["en-US"] * len(paragraph.runs)


def test_the_properties_are_those_of_the_article() -> None:
    properties = opened(made()).core_properties
    assert properties.title == "Kupang Opens Two New Markets"
    assert properties.author == "Rina Taolin"
    assert opened(made(origin=Origin())).core_properties.author == ""
    assert (properties.last_modified_by, properties.comments) == ("", "")
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.year == 1980


def test_a_title_of_any_length_is_a_property() -> None:
    brief = replace(made(), headline="Kupang opens markets " * 40)
    assert opened(brief).core_properties.title == ("Kupang opens markets " * 40)[:255]


def test_the_file_is_that_of_the_brief_alone() -> None:
    first, second = docx_format.brief(made()), docx_format.brief(made())
    assert first == second
    assert docx_format.brief(made(sentences=1)) != first
    with ZipFile(BytesIO(first)) as file:
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = file.namelist()
        assert names[0] == "[Content_Types].xml"
        assert not [name for name in names if "thumbnail" in name or name == "docProps/app.xml"]
        assert b"python-docx" not in b"".join(map(file.read, names))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Harga\x00 naik\x1b[8m di \ud83dpasar.", "Harga\ufffd naik\ufffd[8m di \ufffdpasar."),
        ("Harga \ufffe naik \uffff di pasar.", "Harga \ufffd naik \ufffd di pasar."),
        ("Harga\tnaik  di\u00a0pasar.", "Harga naik di pasar."),
        ("<w:t>Harga</w:t> &amp; naik.", "<w:t>Harga</w:t> &amp; naik."),
        ("Harga 🛒 naik “tajam”.", "Harga 🛒 naik “tajam”."),
    ],
    ids=["controls", "no characters", "blanks", "markup", "beyond the basic plane"],
)
def test_any_text_is_shown_as_text(text: str, shown: str) -> None:
    assert rows(opened(echoed(text)))[1][1] == shown


def test_direction_controls_stay_and_are_closed() -> None:
    source = "Warga membaca \u202e250\u2067 papan itu pada hari Senin."
    assert rows(opened(made(source)))[1][1] == f"{source}\u2069\u202c"
