"""Word documents (.docx): their paragraphs and the cells of their tables, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.parsers import expat

from summarizer.datamodels import Origin
from summarizer.documents.extracted import extracted_text, property_byline, property_title
from summarizer.documents.reading import Article
from summarizer.documents.zip_members import ZipLimits, ZipMembers
from summarizer.errors import UnreadableInput

_LIMITS = ZipLimits(members=2000, total_bytes=64 * 2**20)
_OLE = b"\xd0\xcf\x11\xe0"
_KIND = "a Word document (.docx)"
_XML = (".xml", ".rels")
_MARKUP_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read_docx(raw: bytes, name: str) -> Article:
    """Paragraphs, headings and table cells, parted by blank lines; tracked changes count as accepted.

    Title and author of the file's properties become the origin where they can be believed.
    Raises UnreadableInput for a document that is damaged, protected or made to do harm, UnfitInput for an empty one.
    """
    # python-docx: MIT, since 2013, 1.2 of 2025; the one library that reads and writes these.
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    if raw.startswith(_OLE):
        raise UnreadableInput(
            f"{name} is protected by a password or in the old format of Word (.doc). "
            "Save it as .docx without a password first"
        )
    _require_harmless(raw, name)
    try:
        document = docx.Document(BytesIO(raw))
        blocks = list(_paragraphs(document.element.body))
        title, author = document.core_properties.title, document.core_properties.author
    # What python-docx and lxml raise for parts that are missing, of another kind or not well-formed.
    except (OpcError, PythonDocxError, LookupError, ValueError, AttributeError, TypeError, SyntaxError) as error:
        raise _damaged(name) from error
    text = extracted_text(blocks, name)
    return Article(text, Origin(title=property_title(title, text), byline=property_byline(author)))


def _require_harmless(raw: bytes, name: str) -> None:
    """Unpack every part within the limits, and refuse XML with a document type, in which entities are declared."""

    def refuse(*_: object) -> None:
        raise UnreadableInput(
            f"{name} has declarations in it that Word never writes: it looks made to do harm. "
            "Copy the text and paste it"
        )

    members = ZipMembers(raw, name, _KIND, _LIMITS)
    for member in members.files:
        content = members.read(member)
        if member.filename.lower().endswith(_XML):
            parser = expat.ParserCreate()
            parser.StartDoctypeDeclHandler = refuse
            try:
                parser.Parse(content, True)
            except expat.ExpatError as error:
                raise _damaged(name) from error


def _damaged(name: str) -> UnreadableInput:
    return UnreadableInput(f"{name} is not {_KIND}, or is damaged. Open it in its own program and save it again")


def _paragraphs(body: Any) -> Iterator[str]:
    """The text of each paragraph, wherever it stands: in a table, a text box or a form."""
    from docx.oxml.ns import qn

    paragraph_tag, run_tag = qn("w:p"), qn("w:r")
    # Fallback repeats a text box for old programs; the others hold what a tracked change has taken away.
    passed_over = {f"{_MARKUP_COMPATIBILITY}Fallback", qn("w:del"), qn("w:moveFrom")}
    for paragraph in body.iter(paragraph_tag):
        if passed_over.isdisjoint(parent.tag for parent in paragraph.iterancestors()):
            yield "".join(
                run.text for run in paragraph.iter(run_tag) if _stands_in(run, paragraph, paragraph_tag, passed_over)
            )


def _stands_in(run: Any, paragraph: Any, paragraph_tag: str, passed_over: set[str]) -> bool:
    for parent in run.iterancestors():
        if parent.tag in passed_over:
            return False
        if parent.tag == paragraph_tag:
            return parent is paragraph
    return False
