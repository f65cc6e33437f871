"""The files that a reader can download of a brief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizer.datamodels import Brief
from summarizer.documents import docx_format, json_format, markdown_format, tmx_format


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of file: its suffix with the dot, its media type, and how it is written."""

    suffix: str
    media_type: str
    write: Callable[[Brief], bytes]


def _markdown(brief: Brief) -> bytes:
    return _utf8(markdown_format.brief(brief))


def _json(brief: Brief) -> bytes:
    return _utf8(json_format.brief(brief))


def _tmx(brief: Brief) -> bytes:
    return tmx_format.translation(brief.translation)


def _utf8(text: str) -> bytes:
    """The text, with "?" for half a surrogate pair, which a web page can send and no file can hold."""
    return text.encode("utf-8", errors="replace")


EXPORTS: dict[str, Export] = {
    "md": Export(".md", "text/markdown", _markdown),
    "docx": Export(
        ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx_format.brief
    ),
    "json": Export(".json", "application/json", _json),
    "tmx": Export(".tmx", "application/x-tmx", _tmx),
}
