"""An article's bytes to text, with a plain word for everything that can be wrong with them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import UnfitInput, UnreadableInput

MAX_BYTES = 2**20
_STDIN = "-"
# Control characters that text files hold; others mark a binary file.
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x85")
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text, and what the user should know about how it was read."""

    text: str
    notes: tuple[str, ...] = ()


def read_text(path: str, *, max_bytes: int | None = MAX_BYTES) -> ReadText:
    """Read a file, or standard input for "-".

    Raises UnreadableInput for no such file, a folder, no permission, more than ``max_bytes`` bytes, binary content
    or an unknown encoding, and UnfitInput for an empty file.
    """
    name = "standard input" if path == _STDIN else path
    return decode_text(_read_bytes(path, name, max_bytes), name)


def decode_text(raw: bytes, name: str) -> ReadText:
    """Decode UTF-8 (or what a byte-order mark says), or else cp1252, which is then noted. Errors as `read_text`."""
    if not raw.strip():
        raise UnfitInput(f"{name} is empty: there is nothing to translate")
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if raw.startswith(mark)), "utf-8")
    if encoding != "utf-16" and any(byte < 32 and byte not in _TEXT_CONTROLS for byte in raw):
        raise UnreadableInput(f"{name} is a binary file, not text. Save the article as plain text (UTF-8) first")
    notes: tuple[str, ...] = ()
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            raise UnreadableInput(
                f"{name} is neither UTF-8 (byte {error.start} is wrong) nor cp1252. Save it as UTF-8 first"
            ) from error
        notes = (f"{name} is not UTF-8; it was read as cp1252 (Windows), so check its accents and quotation marks",)
    if not text.strip():
        raise UnfitInput(f"{name} is empty: there is nothing to translate")
    return ReadText(text, notes)


def _read_bytes(path: str, name: str, max_bytes: int | None) -> bytes:
    limit = -1 if max_bytes is None else max_bytes + 1
    try:
        if path == _STDIN:
            raw = sys.stdin.buffer.read(limit)
        else:
            with Path(path).open("rb") as file:
                raw = file.read(limit)
    except FileNotFoundError:
        raise UnreadableInput(f"there is no file {path}") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path} is a folder; name one article in it") from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}") from error
    if max_bytes is not None and len(raw) > max_bytes:
        raise UnreadableInput(
            f"{name} is larger than {max_bytes // 2**10} KiB, the most one article may be. Split it into several files"
        )
    return raw
