"""The words of the page in English and Indonesian: one JSON file a language, the same keys in each."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "id")
DEFAULT = "en"


@cache
def texts(language: str) -> dict[str, str]:
    """The words in ``language``, one of LANGUAGES, by their keys."""
    words: dict[str, str] = json.loads(Path(__file__).with_name(f"{language}.json").read_text(encoding="utf-8"))
    return words


def preferred(accept_language: str) -> str:
    """The language of LANGUAGES for a browser with that Accept-Language header: its first, or else English.

    The others that it names do not count, since Gradio goes by the first alone, and a page is in one language.
    """
    first = accept_language.partition(",")[0].partition(";")[0].strip().lower().partition("-")[0]
    # "in" was the code of Indonesian until 1989, and is still sent by some Android browsers.
    code = {"in": "id"}.get(first, first)
    return code if code in LANGUAGES else DEFAULT
