"""Word: a document to be read and signed off, with the summary on top and the article beside its translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from summarizer.datamodels import (
    Brief,
    SegmentKind,
    Severity,
    Summary,
    SummaryForm,
    TranslatedSegment,
    Translation,
)
from summarizer.documents.docx_parts import (
    add_bookmark,
    add_link,
    add_page_number,
    add_run,
    keep_on_one_page,
    line_above,
    repeat_on_each_page,
    restyle_tables,
    shade,
    to_bytes,
    xml_text,
)
from summarizer.documents.marks import (
    NO_SUMMARY,
    NOTICE,
    edited,
    facts,
    findings,
    layout_mark,
    mark,
    origin,
    signatures,
    summary_notes,
    verdict,
)
from summarizer.documents.summary_view import ShownSentence, shown
from summarizer.language import language_name

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

_ENGLISH = "en-US"
_LEGEND = "A thick line begins a paragraph of the article. [!] marks a sentence with errors, [?] one with warnings."
# A date of its own would make other bytes each time; this is the first that a ZIP file can have.
_MADE = datetime(1980, 1, 1, tzinfo=UTC)
_LONGEST_PROPERTY = 255  # characters, by the standard
_FONT = "Calibri"
_SIZES = {"Normal": 10, "Title": 20, "Heading 1": 14, "Footer": 9}  # points
_ROW_COLOURS = {Severity.ERROR: "FBE3E1", Severity.WARNING: "FFF4D1"}
_TABLE_STYLE = "Table Grid"
_HEADER_COLOUR = "E7E6E6"
_LINE_COLOUR = "BFBFBF"
_PADDING = 40  # twentieths of a point
_PARAGRAPH_LINE = 18  # eighths of a point
_MARGIN = 20  # mm, of a page of A4
_ARTICLE_WIDTHS = (12, 79, 79)  # mm
_CHECK_WIDTHS = (24, 22, 44, 80)


class _Language(NamedTuple):
    name: str
    tag: str


_LANGUAGES = {"en": _Language("English", _ENGLISH), "id": _Language("Indonesian", "id-ID")}


def brief(brief: Brief) -> bytes:
    """A .docx file: headline, origin, what to beware of, summary, bilingual table, checks, signature.

    Each sentence of the summary and each row of the checks links to the row of its sentence. The same brief gives the
    same bytes.
    """
    import docx

    document = docx.Document()
    _lay_out(document)
    _describe(document, brief)
    target = _language(brief.translation.target_lang)
    add_run(document.add_paragraph(style="Title"), brief.headline, target.tag)
    if source := origin(brief.translation):
        add_run(document.add_paragraph(), source, _ENGLISH)
    _add_words(document, NOTICE)
    _add_heading(document, "Summary")
    _add_summary(document, brief.summary, brief.translation)
    _add_heading(document, "Translation")
    _add_words(document, _LEGEND)
    _add_article(document, brief.translation)
    _add_heading(document, "Checks")
    _add_checks(document, brief.translation)
    _add_heading(document, "Signature")
    for line in signatures(brief.translation, brief.summary):
        add_run(document.add_paragraph(), line, _ENGLISH).font.name = "Courier New"
    return to_bytes(document)


def _lay_out(document: Document) -> None:
    """A4, quiet styles, and a footer that says on every page what this is."""
    from docx.shared import Mm, Pt, RGBColor

    [section] = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    for name, size in _SIZES.items():
        font = document.styles[name].font
        font.size, font.color.rgb = Pt(size), RGBColor(0, 0, 0)
    document.styles["Normal"].font.name = _FONT
    footer = section.footer.paragraphs[0]
    add_run(footer, "Machine draft, page ", _ENGLISH)
    add_page_number(footer)
    restyle_tables(document, _TABLE_STYLE, _LINE_COLOUR, _PADDING)


def _describe(document: Document, brief: Brief) -> None:
    properties = document.core_properties
    properties.title = xml_text(brief.headline)[:_LONGEST_PROPERTY]
    properties.author = xml_text(brief.translation.document.origin.byline)[:_LONGEST_PROPERTY]
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = _MADE
    properties.language = _language(brief.translation.target_lang).tag


def _add_heading(document: Document, text: str) -> None:
    add_run(document.add_paragraph(style="Heading 1"), text, _ENGLISH)


def _add_words(document: Document, text: str) -> None:
    """A line of ours, in italics."""
    add_run(document.add_paragraph(), text, _ENGLISH).italic = True


def _add_summary(document: Document, summary: Summary, translation: Translation) -> None:
    parts = shown(summary, translation) if summary.sentences else []
    for part in parts:
        language = _language(part.lang)
        if len(parts) > 1:
            add_run(document.add_paragraph(), language.name, _ENGLISH).bold = True
        # Word would go on counting in the second list of two.
        is_list = summary.form is SummaryForm.BULLETS and len(parts) == 1
        paragraph = None
        for number, one in enumerate(part.sentences, start=1):
            before = " "
            if paragraph is None or summary.form is not SummaryForm.PARAGRAPH:
                paragraph = document.add_paragraph(style="List Number" if is_list else None)
                before = f"{number}. " if summary.form is SummaryForm.BULLETS and not is_list else ""
            add_run(paragraph, f"{before}{one.text}", language.tag)
            _add_tail(paragraph, one, translation)
    if not parts and not summary.notes:
        _add_words(document, NO_SUMMARY)
    for note in summary_notes(summary):
        _add_words(document, note)


def _add_tail(paragraph: Paragraph, one: ShownSentence, translation: Translation) -> None:
    """Marks, how the sentence was made, and its receipts."""
    if one.marks:
        for number in one.sources:
            _add_mark(paragraph, translation.segments[number - 1], number)
    if one.remark:
        add_run(paragraph, f" ({one.remark})", _ENGLISH).italic = True
    for position, number in enumerate(one.sources):
        add_run(paragraph, ", " if position else " (", _ENGLISH)
        _add_receipt(paragraph, number)
    add_run(paragraph, ")", _ENGLISH)


def _add_article(document: Document, translation: Translation) -> None:
    source, target = _language(translation.document.lang), _language(translation.target_lang)
    rows = _add_table(document, ("No.", source.name, target.name), _ARTICLE_WIDTHS, len(translation.segments))
    position, paragraph = 0, -1
    for number, (row, translated) in enumerate(zip(rows, translation.segments, strict=True), start=1):
        segment = translated.segment
        if segment.paragraph != paragraph:
            for cell in row.cells:
                line_above(cell, _PARAGRAPH_LINE)
        _shade_row(row, translated)
        numbered, left, right = (cell.paragraphs[0] for cell in row.cells)
        add_bookmark(numbered, _bookmark(number), number)
        add_run(numbered, str(number), _ENGLISH)
        before = layout_mark(translation.document.text[position : segment.start])
        for cell_text, text, lang in ((left, translated.source, source.tag), (right, translated.target, target.tag)):
            written = add_run(cell_text, f"{before} {text}" if before else text, lang)
            written.bold = segment.kind is SegmentKind.HEADLINE or None
        _add_mark(right, translated, number)
        for words in _in_words(translated):
            add_run(row.cells[-1].add_paragraph(), words, _ENGLISH).italic = True
        position, paragraph = segment.end, segment.paragraph


def _in_words(translated: TranslatedSegment) -> Iterator[str]:
    """What a colour does not say of the target."""
    for repair in translated.repairs:
        yield f"Repaired: {repair.before} -> {repair.after}"
    if translated.edited:
        yield "Edited by a human."


def _add_checks(document: Document, translation: Translation) -> None:
    for line in filter(None, (verdict(translation), facts(translation), edited(translation))):
        add_run(document.add_paragraph(), line, _ENGLISH)
    found = list(findings(translation))
    if not found:
        return
    rows = _add_table(document, ("Sentence", "Severity", "Kind", "Detail"), _CHECK_WIDTHS, len(found))
    for row, one in zip(rows, found, strict=True):
        first, *rest = (cell.paragraphs[0] for cell in row.cells)
        _add_receipt(first, one.number)
        for paragraph, text in zip(rest, (one.severity, one.kind.replace("_", " "), one.detail), strict=True):
            add_run(paragraph, text, _ENGLISH)


def _add_table(document: Document, names: Sequence[str], widths: Sequence[int], rows: int) -> list[_Row]:
    """The ``rows`` empty rows of a new table, below a header of the names; ``widths`` are in mm."""
    from docx.shared import Mm

    table: Table = document.add_table(1 + rows, len(widths), _TABLE_STYLE)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    header, *others = table.rows
    for row in (header, *others):
        keep_on_one_page(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    repeat_on_each_page(header)
    for cell, name in zip(header.cells, names, strict=True):
        shade(cell, _HEADER_COLOUR)
        add_run(cell.paragraphs[0], name, _ENGLISH).bold = True
    return others


def _shade_row(row: _Row, translated: TranslatedSegment) -> None:
    severities = {issue.severity for issue in translated.issues}
    for severity, colour in _ROW_COLOURS.items():
        if severity in severities:
            for cell in row.cells:
                shade(cell, colour)
            return


def _add_mark(paragraph: Paragraph, translated: TranslatedSegment, number: int) -> None:
    if marked := mark(translated, number):
        add_run(paragraph, marked, _ENGLISH).bold = True


def _add_receipt(paragraph: Paragraph, number: int) -> None:
    add_link(paragraph, f"sentence {number}", _bookmark(number), _ENGLISH)


def _bookmark(number: int) -> str:
    return f"sentence_{number}"


def _language(code: str) -> _Language:
    return _LANGUAGES.get(code) or _Language(language_name(code), code)
