"""The files that a batch makes of a brief, by the names of their formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from summarizer.datamodels import Brief
from summarizer.documents import text_format
from summarizer.documents.exports import EXPORTS
from summarizer.documents.json_format import as_dict


@dataclass(frozen=True, slots=True)
class Renderer:
    """The suffix of its files, with the dot, and how one is made; the same brief gives the same bytes."""

    suffix: str
    write: Callable[[Brief], bytes]


def _text(brief: Brief) -> bytes:
    return text_format.brief(brief).encode("utf-8", errors="replace")


RENDERERS: dict[str, Renderer] = {
    "md": Renderer(EXPORTS["md"].suffix, EXPORTS["md"].write),
    "text": Renderer(".txt", _text),
    **{name: Renderer(EXPORTS[name].suffix, EXPORTS[name].write) for name in ("docx", "json", "tmx")},
}
"""The formats of a folder."""

ROW = "row"
"""The one format of a table; it is no file of its own."""


def row(key: str, brief: Brief) -> bytes:
    """A line of JSON Lines without its end: "id", "headline" and what ``docs/brief.schema.json`` describes."""
    return _line({"id": key, "headline": brief.headline, **as_dict(brief.translation, brief.summary)})


def failure_row(key: str, reason: str) -> bytes:
    """The line of an item that has failed: it has "id" and "error" alone, so that it is missed by nobody."""
    return _line({"id": key, "error": reason})


def _line(fields: dict[str, object]) -> bytes:
    # Half a surrogate pair, which JSON can carry in, no file can hold.
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="replace")


def render(key: str, brief: Brief, formats: tuple[str, ...]) -> dict[str, bytes]:
    """The content of each of ``formats``: names in `RENDERERS`, or `ROW`."""
    return {name: row(key, brief) if name == ROW else RENDERERS[name].write(brief) for name in formats}
