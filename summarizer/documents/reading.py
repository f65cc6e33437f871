"""An article's bytes to text, with a plain word for everything that can be wrong with them."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass
from pathlib import Path

from summarizer.datamodels import Origin
from summarizer.errors import UnfitInput, UnreadableInput

MAX_BYTES = 2**20
_STDIN = "-"
# Text files hold a few control characters; any other one marks a binary file. ESC is not among the few: on a
# terminal it could hide the marks.
_BINARY = frozenset(map(chr, range(32))) - frozenset("\t\n\v\f\r")
# UTF-32 before UTF-16: the mark of the one begins with the mark of the other.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text, and what the user should know about how it was read."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article, where it comes from, and what the user should know about how it was read."""

    text: str
    origin: Origin
    notes: tuple[str, ...] = ()


def read_text(path: str, *, max_bytes: int | None = MAX_BYTES, blank_allowed: bool = False) -> ReadText:
    """Read a file, or standard input for "-".

    Raises UnreadableInput for no such file, a folder, no permission, more than ``max_bytes`` bytes, binary content
    or an unknown encoding, and UnfitInput for a file without a word, unless ``blank_allowed``.
    """
    name = "standard input" if path == _STDIN else path
    raw = read_bytes(path, max_bytes)
    if max_bytes is not None:
        require_size(raw, name, max_bytes)
    return decode_text(raw, name, blank_allowed=blank_allowed)


def read_bytes(path: str, max_bytes: int | None) -> bytes:
    """The bytes of a file, or of standard input for "-": at most one more than ``max_bytes``, which tells too many.

    Raises UnreadableInput for no such file, a folder, no permission.
    """
    limit = -1 if max_bytes is None else max_bytes + 1
    try:
        if path == _STDIN:
            return sys.stdin.buffer.read(limit)
        with Path(path).open("rb") as file:
            return file.read(limit)
    except FileNotFoundError:
        raise UnreadableInput(f"there is no file {path}") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path} is a folder; name one article in it") from None
    except OSError as error:
        name = "standard input" if path == _STDIN else path
        raise UnreadableInput(f"{name} cannot be read: {error.strerror or error}") from error


def require_size(raw: bytes, name: str, max_bytes: int) -> None:
    """Raise UnreadableInput if ``raw``, which came from ``name``, is more than ``max_bytes`` bytes."""
    if len(raw) > max_bytes:
        raise UnreadableInput(
            f"{name} is larger than {max_bytes // 2**10} KiB, the most one article may be. Split it into several files"
        )


def decode_text(raw: bytes, name: str, *, blank_allowed: bool = False) -> ReadText:
    """Decode what a byte-order mark says, or else UTF-8, or else cp1252, which is then noted. Errors as `read_text`."""
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if raw.startswith(mark)), None)
    read = _decode_unmarked(raw, name) if encoding is None else ReadText(_decode_marked(raw, name, encoding))
    if not blank_allowed:
        require_words(read.text, name)
    return read


def require_words(text: str, name: str) -> None:
    """Raise UnfitInput if ``text``, which came from ``name``, has nothing to translate."""
    if not text.strip():
        raise UnfitInput(f"{name} is empty: there is nothing to translate")
    if not any(map(str.isalnum, text)):
        raise UnfitInput(f"{name} has no word in it: there is nothing to translate")


def _decode_marked(raw: bytes, name: str, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        standard = encoding.removesuffix("-sig").upper()
        raise UnreadableInput(
            f"{name} begins with the mark of {standard}, but byte {error.start} is wrong. Save it as UTF-8 first"
        ) from error
    _refuse_binary(text, name)
    return text


def _decode_unmarked(raw: bytes, name: str) -> ReadText:
    _refuse_binary(raw.decode("latin-1"), name)  # one character a byte, so this asks about the bytes
    try:
        return ReadText(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            raise UnreadableInput(
                f"{name} is neither UTF-8 (byte {error.start} is wrong) nor cp1252. Save it as UTF-8 first"
            ) from error
    note = f"{name} is not UTF-8; it was read as cp1252 (Windows), so check its accents and quotation marks"
    return ReadText(text, (note,))


def _refuse_binary(text: str, name: str) -> None:
    if not _BINARY.isdisjoint(text):
        raise UnreadableInput(f"{name} is a binary file, not text. Save the article as plain text (UTF-8) first")
