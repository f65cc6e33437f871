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
    """The language of LANGUAGES that stands first in the Accept-Language header of a browser, which Gradio goes by too.

    English where it names none of them.
    """
    for part in accept_language.split(","):
        code = part.split(";")[0].strip().lower().partition("-")[0]
        # "in" was the code of Indonesian until 1989, and is still sent by some Android browsers.
        code = {"in": "id"}.get(code, code)
        if code in LANGUAGES:
            return code
    return DEFAULT
