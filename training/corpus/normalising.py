"""The same characters for the same text, and the repair of what exports have done to it.

Typographic quotes and dashes stay: news articles have both styles, and the model has to read both.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from training.corpus.reading import Pair

# With the semicolon only: html.unescape alone also reads "?a=1&copy=2" as "?a=1©=2".
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What a byte from 0x80 to 0xBF looks like in Windows-1252, or in Latin-1 where that leaves it undefined.
_CONTINUATION = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0xC0)}
# UTF-8 read as Windows-1252. Only the lead bytes of Latin-1 letters, punctuation and emoji: with more of them,
# a capital accented letter before a closing quotation mark ("CAFÉ”") would be taken for one.
_MOJIBAKE = re.compile("[ÂÃ]{0}|â{0}{{2}}|ð{0}{{3}}".format("[" + re.escape("".join(_CONTINUATION)) + "]"))
_QUOTES = "\"'“”‘’«»„"
# '"No.""Yes."' is two speeches without a space between them, and no field of a CSV file.
_TWO_SPEECHES = re.compile(r'[.!?,…]""\w')
_LAST_MARK = re.compile(r"(?<![.!?])[.!?]\Z")


def normalise(pair: Pair) -> tuple[Pair, list[str]]:
    """Both sides of ``pair`` normalised, freed of CSV quoting, and with the same final punctuation; and what of that
    changed it: "characters", "csv quoting", "final punctuation"."""
    changes = []
    sides = pair.indonesian, pair.english
    for name, step in _STEPS.items():
        changed = step(*sides)
        if changed != sides:
            changes.append(name)
        sides = changed
    return replace(pair, indonesian=sides[0], english=sides[1]), changes


def normalise_text(text: str) -> str:
    """``text`` in NFC on one line, without entities, mojibake, control characters and invisible ones."""
    text = _MOJIBAKE.sub(_repaired, _ENTITY.sub(lambda match: html.unescape(match.group()), text))
    visible = (_visible(character) for character in unicodedata.normalize("NFC", text))
    return " ".join("".join(visible).split())


def undo_csv_quoting(indonesian: str, english: str) -> tuple[str, str]:
    """The two sides without the quotation marks that a CSV writer has put around a field and doubled within it.

    A field with doubled marks shows that the pair comes from such a file. Without one, marks around one side only are
    taken for the writer's too, unless the other side has quotation marks of any sort at an end: then they are speech.
    """
    doubled = [_has_doubled_quotes(indonesian), _has_doubled_quotes(english)]
    wrapped = [_is_wrapped(indonesian), _is_wrapped(english)]
    if not any(doubled) and (all(wrapped) or _has_quoted_end(english if wrapped[0] else indonesian)):
        return indonesian, english
    return _unwrapped(indonesian), _unwrapped(english)


def complete_punctuation(indonesian: str, english: str) -> tuple[str, str]:
    """Add the final mark that one side has and the other, which ends in a letter or a digit, lacks.

    An ellipsis or a row of marks is left: whether the other side has the same tone cannot be told.
    """
    if (mark := _LAST_MARK.search(indonesian)) and english[-1:].isalnum():
        return indonesian, english + mark.group()
    if (mark := _LAST_MARK.search(english)) and indonesian[-1:].isalnum():
        return indonesian + mark.group(), english
    return indonesian, english


_STEPS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "characters": lambda indonesian, english: (normalise_text(indonesian), normalise_text(english)),
    "csv quoting": undo_csv_quoting,
    "final punctuation": complete_punctuation,
}


def _repaired(match: re.Match[str]) -> str:
    misread = match.group()
    try:
        return bytes([ord(misread[0]), *(_CONTINUATION[character] for character in misread[1:])]).decode("utf-8")
    except UnicodeDecodeError:
        return misread


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # zero-width and direction marks, soft hyphens
        return ""
    return " " if category == "Cc" else character


def _is_wrapped(field: str) -> bool:
    """Whether ``field`` stands in straight quotation marks and has only doubled ones within.

    Their number may be odd: of a cell of several sentences, one can hold the beginning of a speech and another its end.
    """
    inner = field[1:-1]
    return (
        len(field) > 2
        and field[0] == field[-1] == '"'
        and '"' not in inner.replace('""', "")
        and not _TWO_SPEECHES.search(inner)
    )


def _has_doubled_quotes(field: str) -> bool:
    return _is_wrapped(field) and '""' in field[1:-1]


def _has_quoted_end(text: str) -> bool:
    return text[:1] in _QUOTES or text[-1:] in _QUOTES


def _unwrapped(field: str) -> str:
    return field[1:-1].replace('""', '"').strip() if _is_wrapped(field) else field
