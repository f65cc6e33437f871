"""PDF files that have text in them: the lines of their pages, put together to paragraphs by where they stand."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from summarizer.datamodels import Origin
from summarizer.documents.extracted import extracted_text, property_byline, property_title
from summarizer.documents.pdf_paragraphs import Line, paragraphs
from summarizer.documents.reading import MAX_BYTES, Article
from summarizer.errors import UnreadableInput

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 200
_UPRIGHT = (0,)
# Letters whose meaning a PDF does not tell come out as private or unassigned characters.
_MEANINGLESS = {"Co", "Cn", "Cc"}
_MOST_MEANINGLESS = 0.2


def read_pdf(raw: bytes, name: str) -> Article:
    """The paragraphs as they can be told from the layout, with a note that they are guessed.

    Title and author of the file's properties become the origin where they can be believed.
    Raises UnreadableInput for a file that is damaged, protected, too long or a scan.
    """
    # pypdf: BSD-3-Clause, since 2005, monthly releases; pure Python, with limits of its own for many attacks.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):  # many may be read by all, and only not be changed
            raise _protected(name)
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableInput(f"{name} has more than {MAX_PAGES} pages, the most one article may. Split it")
        pages = _pages(reader)
        title, author = _properties(reader)
    except DependencyError as error:  # a cipher that takes another library
        raise _protected(name) from error
    except PyPdfError as error:
        raise UnreadableInput(
            f"{name} is not a PDF file, or is damaged. Open it in its own program, and copy its text"
        ) from error
    _require_letters(pages, name)
    text = extracted_text(paragraphs(pages), name)
    notes = [f"the layout of {name} is guessed: check where its paragraphs begin and end"]
    if empty := sum(not page for page in pages):
        notes.append(f"{empty} of {len(pages)} pages of {name} have no text, only pictures, and were left out")
    return Article(text, Origin(title=property_title(title, text), byline=property_byline(author)), tuple(notes))


def _protected(name: str) -> UnreadableInput:
    return UnreadableInput(f"{name} is protected by a password. Save it without one first, or copy its text")


def _pages(reader: PdfReader) -> list[list[Line]]:
    pages, size = [], 0
    for page in reader.pages:
        lines = _Lines()
        page.extract_text(orientations=_UPRIGHT, visitor_text=lines)
        pages.append(lines.finished())
        size += sum(len(line.text) for line in pages[-1])
        if size > MAX_BYTES:  # it will be refused; no need to read on
            break
    return pages


class _Lines:
    """Gathers what pypdf reports piece by piece into lines; a line stands where its first piece does."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._place = (0.0, 0.0, 0.0)

    def __call__(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        for position, piece in enumerate(text.split("\n")):
            if position:
                self._end_line()
            if not piece.strip() and not self._pieces:
                continue
            if not self._pieces:
                self._place = (
                    tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
                    tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
                    abs(size) * math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3]),
                )
            self._pieces.append(piece)

    def finished(self) -> list[Line]:
        self._end_line()
        return self._lines

    def _end_line(self) -> None:
        text = " ".join("".join(self._pieces).split())
        if text:
            x, y, size = self._place
            self._lines.append(Line(text, x, y, size or 1.0))
        self._pieces = []


def _properties(reader: PdfReader) -> tuple[str, str]:
    found = reader.metadata
    return (str(found.title or ""), str(found.author or "")) if found else ("", "")


def _require_letters(pages: Sequence[Sequence[Line]], name: str) -> None:
    text = "".join(line.text for page in pages for line in page)
    if not any(map(str.isalnum, text)):
        raise UnreadableInput(
            f"{name} has no text in it, only pictures: it is a scan. Run a text recognition on it, or type the text"
        )
    meaningless = sum(unicodedata.category(one) in _MEANINGLESS or one == "\ufffd" for one in text)
    if meaningless > _MOST_MEANINGLESS * len(text):
        raise UnreadableInput(f"{name} does not say which letters its signs are. Open it, copy its text and paste it")
