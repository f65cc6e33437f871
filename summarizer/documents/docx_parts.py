"""What python-docx has no call for: languages, links inside the document, borders, and a file of fixed bytes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EMBEDDINGS = re.compile("[\u202a\u202b\u202d\u202e]")
_ISOLATES = re.compile("[\u2066\u2067\u2068]")
_LINK_COLOUR = "0B5394"
# Where python-docx's template says that it was made on a Macintosh, and has a picture of an empty page.
_OF_THE_TEMPLATE = ("/extended-properties", "/thumbnail")


def xml_text(text: str) -> str:
    """``text`` on one line, with U+FFFD for each character that XML forbids.

    Direction controls stay and are closed at the end, so that what follows in the paragraph keeps its own direction.
    """
    line = _FORBIDDEN.sub("\ufffd", " ".join(text.split()))
    return line + "\u2069" * len(_ISOLATES.findall(line)) + "\u202c" * len(_EMBEDDINGS.findall(line))


def add_run(paragraph: Paragraph, text: str, lang: str) -> Run:
    """Add a run of one line of text, with the blank before or behind it; its language is a tag such as "id-ID"."""
    before, behind = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    run = paragraph.add_run(f"{before}{xml_text(text)}{behind}")
    run._r.get_or_add_rPr().append(_element("w:lang", val=lang))
    return run


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make the paragraph one that `add_link` leads to; ``number`` is the bookmark's own in the document."""
    start = _element("w:bookmarkStart", id=str(number), name=name)
    paragraph._p.extend([start, _element("w:bookmarkEnd", id=str(number))])


def add_link(paragraph: Paragraph, text: str, bookmark: str, lang: str) -> None:
    """Add text that leads to a bookmark of the same document."""
    from docx.shared import RGBColor

    run = add_run(paragraph, text, lang)
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(_LINK_COLOUR)
    link = _element("w:hyperlink", anchor=bookmark, history="1")
    link.append(run._r)
    paragraph._p.append(link)


def add_page_number(paragraph: Paragraph) -> None:
    """Add a field that shows the number of the page."""
    run = paragraph.add_run("1")
    field = _element("w:fldSimple", instr=" PAGE ")
    field.append(run._r)
    paragraph._p.append(field)


def shade(cell: _Cell, colour: str) -> None:
    """Fill the cell with a colour such as "FFF2CC". After its borders, as the standard orders them."""
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=colour))


def line_above(cell: _Cell, eighths: int) -> None:
    """Draw a line above the cell, as thick as that many eighths of a point."""
    borders = _element("w:tcBorders")
    borders.append(_element("w:top", val="single", sz=str(eighths), space="0", color="000000"))
    cell._tc.get_or_add_tcPr().append(borders)


def restyle_tables(document: Document, table_style: str, colour: str, padding: int) -> None:
    """Give all tables of a style lines of a colour, and ``padding`` twentieths of a point above and below the text."""
    from docx.oxml.ns import qn

    properties = document.styles[table_style].element.find(qn("w:tblPr"))
    for line in properties.find(qn("w:tblBorders")):
        line.set(qn("w:color"), colour)
    for edge in ("w:top", "w:bottom"):
        properties.find(qn("w:tblCellMar")).find(qn(edge)).set(qn("w:w"), str(padding))


def repeat_on_each_page(row: _Row) -> None:
    """Make the row, the first of its table, one that is printed on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def keep_on_one_page(row: _Row) -> None:
    """Have no page break inside the row."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def to_bytes(document: Document) -> bytes:
    """The file: the same bytes for the same document, whatever the time, the machine and its user."""
    relations = document.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith(_OF_THE_TEMPLATE)]:
        del relations[name]
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as parts, ZipFile(fixed, "w") as file:
        for name in parts.namelist():
            part = ZipInfo(name)  # of 1980, as nothing else is said
            part.create_system = 0
            part.compress_type = ZIP_DEFLATED
            file.writestr(part, parts.read(name))
    return fixed.getvalue()


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    return OxmlElement(tag, {qn(f"w:{name}"): value for name, value in attributes.items()})
