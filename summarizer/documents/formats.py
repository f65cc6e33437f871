"""The output formats by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizer.datamodels import Brief, Summary, Translation
from summarizer.documents import json_format, markdown_format, text_format


@dataclass(frozen=True, slots=True)
class Format:
    """How one format writes the whole brief and each of its parts; all end with a line break."""

    brief: Callable[[Brief], str]
    translation: Callable[[Translation], str]
    summary: Callable[[Summary, Translation], str]


FORMATS = {
    "text": Format(text_format.brief, text_format.translation, text_format.summary),
    "md": Format(markdown_format.brief, markdown_format.translation, markdown_format.summary),
    "json": Format(json_format.brief, json_format.translation, json_format.summary),
}
