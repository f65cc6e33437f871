"""What a model that chats says around a translation, taken away where it is certain not to be a part of it."""

from __future__ import annotations

import re

_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_LEAD_IN = re.compile(
    r"\A(?:here(?: is|'s|’s) (?:the|your) )?(?:(?:english|indonesian) )?(?:translation|terjemahan)"
    r"(?: (?:in|into|to|dalam|ke) (?:english|indonesian|bahasa (?:inggris|indonesia)))?\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "'": "'"}
_QUOTATION_MARKS = frozenset("\"“”„«»‘’'")


def bare_translation(answer: str, sentence: str) -> str:
    """``answer``, the translation of ``sentence``, on one line.

    Without thoughts before it; without a lead-in such as "Translation:", unless the sentence has a colon itself; and
    without quotation marks around it, unless the sentence begins or ends with one. Whatever else the model says is
    left, for the checks to find.
    """
    text = " ".join(_THOUGHTS.sub("", answer).split())
    if ":" not in sentence:
        text = _LEAD_IN.sub("", text)
    return _unquoted(text, sentence.strip())


def _unquoted(text: str, sentence: str) -> str:
    if len(text) < 3 or text[-1] != _CLOSING.get(text[0]):
        return text
    inside = text[1:-1]
    if {text[0], text[-1]} & set(inside) or {sentence[:1], sentence[-1:]} & _QUOTATION_MARKS:
        return text
    return inside.strip()
