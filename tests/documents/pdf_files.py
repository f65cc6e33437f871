"""PDF files written by hand, so that a test says where each line stands."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

PlacedLine = tuple[float, float, float, str]
"""x, y, size of the letters, text."""
LEADING = 14.0
SIZE = 12.0
TOP, LEFT = 780.0, 72.0


def pdf(pages: Iterable[Sequence[PlacedLine]], *, title: str = "", author: str = "") -> bytes:
    """A PDF with these lines on its pages, in the order in which they are drawn."""
    return pdf_of_streams([page_stream(page) for page in pages], title=title, author=author)


def page_stream(lines: Sequence[PlacedLine]) -> bytes:
    drawn = [b"BT /F1 %f Tf 1 0 0 1 %f %f Tm (%s) Tj ET" % (size, x, y, _escaped(text)) for x, y, size, text in lines]
    return b"\n".join(drawn)


def pdf_of_streams(streams: Sequence[bytes], *, title: str = "", author: str = "", packed: bool = False) -> bytes:
    """A PDF whose pages have these content streams; ``packed`` says that they are deflated already."""
    filtered = b"/Filter /FlateDecode " if packed else b""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, stream in enumerate(streams):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (first + 2 * index + 1),
            b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filtered, len(stream), stream),
        ]
    objects.append(b"<< /Title (%s) /Author (%s) >>" % (_escaped(title), _escaped(author)))
    return pdf_of_objects(objects)


def pdf_of_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects: the first is the catalogue, the last the document's properties."""
    written, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
        + b"startxref\n%d\n%%%%EOF\n" % len(written)
    )


def column(
    lines: Iterable[str], *, x: float = LEFT, top: float = TOP, size: float = SIZE, leading: float = LEADING
) -> list[PlacedLine]:
    """Lines below each other; an empty one leaves half a line of room."""
    placed, y = [], top
    for line in lines:
        if line:
            placed.append((x, y, size, line))
        y -= leading if line else leading / 2
    return placed


def deflated_zeros(size: int) -> bytes:
    """A stream that inflates to ``size`` bytes of blanks."""
    packer = zlib.compressobj(9)
    block = b" " * 2**20
    return b"".join([*(packer.compress(block) for _ in range(size // 2**20)), packer.flush()])


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
