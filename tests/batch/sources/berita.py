"""Short articles for the tests of sources, and what a source makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from summarizer.batch.items import Item
from summarizer.batch.sources import open_source
from summarizer.errors import InputError, UnreadableInput

PASAR = "Harga beras di Pasar Oeba, Kupang, naik Rp2.000 per kilogram sejak Senin (12/8)."
KAPAL = "Kapal feri rute Larantuka–Waiwerang kembali berlayar setelah gelombang mereda, Rabu."
SEKOLAH = "Pemerintah Kabupaten Sikka membangun tiga sekolah dasar di Pulau Palue."


def items(path: Path, **options: str) -> list[Item]:
    return list(open_source(str(path), **options))  # type: ignore[arg-type]


def texts(found: Iterable[Item]) -> list[str]:
    return [item.read().text for item in found]


def said(item: Item) -> str:
    """Why an item cannot be read."""
    try:
        item.read()
    except InputError as error:
        return str(error)
    raise AssertionError(f"{item.key} was read")


def until_damage(source: Iterable[Item]) -> tuple[list[str], str]:
    """The texts that come before the input breaks, and what is said of that."""
    found = []
    try:
        for item in source:
            found.append(item.read().text)
    except UnreadableInput as error:
        return found, str(error)
    raise AssertionError("all was read")


def jsonl(path: Path, *rows: object) -> Path:
    """A file with a line for each row; one of bytes is written as it is."""
    lines = (row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path
