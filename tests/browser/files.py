"""Files as a visitor has them on his disk, and a page of a website, with the article of tests/documents/kupang.py."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
from playwright.sync_api import FilePayload

from tests.documents.kupang import ARTICLE
from tests.documents.pdf_files import column, pdf

PARAGRAPHS = [paragraph for paragraph in ARTICLE.split("\n") if paragraph]


def upload(name: str, content: bytes) -> FilePayload:
    """A file as Playwright takes it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def text_file() -> bytes:
    return ARTICLE.encode()


def word_file() -> bytes:
    document = docx.Document()
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def web_page() -> bytes:
    headline, *paragraphs = PARAGRAPHS
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{headline}</title></head><body>'
        f"<nav><a href='/'>Beranda</a> <a href='/ekonomi'>Ekonomi</a></nav>"
        f"<article><h1>{headline}</h1>{body}</article><footer>Hak cipta</footer></body></html>"
    ).encode()


def pdf_file() -> bytes:
    lines: list[str] = []
    for paragraph in PARAGRAPHS:
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 70:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    return pdf([column(lines)])


def zip_file(members: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()
