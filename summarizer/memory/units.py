"""What the memory hands out, and how a text is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.documents.tmx_format import HUMAN, MACHINE
from summarizer.segmentation import normalise

MAX_CHARS = 5_000
"""The longest wording of one sentence."""

# Control characters that are no blanks, lone surrogates and the two that are no characters: neither XML nor a server
# has a place for them.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence and its target. ``origin`` is `HUMAN` or `MACHINE`, ``cost`` the number of issues of the target.

    ``made_by`` is the signature of the translation, or "human"; ``glossary`` the signature of the glossary, if any.
    """

    source: str
    target: str
    langpair: str
    origin: str = HUMAN
    made_by: str = HUMAN
    glossary: str = ""
    cost: int = 0


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """How much there is: wordings that people gave, machine units by (langpair, signature), answers of engines.

    ``size_bytes`` is that of the file, None for a server.
    """

    edits: int
    machine: Mapping[tuple[str, str], int]
    outputs: int
    size_bytes: int | None


def one_line(text: str) -> str:
    """The text on one line, without the characters that files and servers would stumble over."""
    return normalise(_UNFIT.sub("", text))


__all__ = ["HUMAN", "MACHINE", "MAX_CHARS", "MemoryStats", "Unit", "one_line"]
