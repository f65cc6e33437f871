"""Word documents for the tests, whole and taken apart."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any


def saved(document: Any) -> bytes:
    """The file of a document of python-docx."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(raw)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these members."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_body(raw: bytes, body: str) -> bytes:
    """The document with WordprocessingML of ours at the beginning of its body."""
    parts = parts_of(raw)
    main = parts["word/document.xml"].decode()
    parts["word/document.xml"] = main.replace("<w:body>", f"<w:body>{body}", 1).encode()
    return packed(parts)


def paragraphs(raw: bytes) -> list[str]:
    """The text of each paragraph that stands outside tables."""
    import docx

    return [paragraph.text for paragraph in docx.Document(BytesIO(raw)).paragraphs]
