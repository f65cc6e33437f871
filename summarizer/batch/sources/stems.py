"""Where the outputs of an item go: names that are safe as paths, and that no two items share."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from pathlib import PurePath

from summarizer.documents.file_names import file_name

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)  # by Windows
_ADDRESS = re.compile(r"https?://(?:[^/?#]*@)?([^?#]*)", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
# Systems take 255 bytes; this leaves room for the suffixes of outputs.
_LONGEST_NAME = 180
_HASH_CHARS = 8


def table_stem(key: str) -> str:
    """An id as it stands where it can be a name anywhere, and otherwise what can be read of it with its hash."""
    return key if _PLAIN.fullmatch(key) and not _RESERVED.match(key) else hashed_stem(key, key)


def address_stem(address: str) -> str:
    """Host and path of a web address, with the hash of the whole."""
    found = _ADDRESS.match(address)
    return hashed_stem(found[1] if found else address, address)


def file_stems(names: Collection[str]) -> dict[str, str]:
    """For the names of the files in one folder, each name without its suffix.

    With it where that would be the stem of another too, in whatever case, since systems that take "Berita" and
    "berita" for the same have to hold both.
    """
    bare = Counter(_folded(PurePath(name).stem) for name in names)
    whole = Counter(map(_folded, names))
    stems = {}
    for name in names:
        stem = PurePath(name).stem
        alone = bare[_folded(stem)] == 1 and _folded(stem) not in whole
        stems[name] = _safe(stem if alone else name, name, alone=alone or whole[_folded(name)] == 1)
    return stems


def folder_stems(names: Collection[str]) -> dict[str, str]:
    """For the names of the folders in one folder, each name."""
    whole = Counter(map(_folded, names))
    return {name: _safe(name, name, alone=whole[_folded(name)] == 1) for name in names}


def hashed_stem(words: str, key: str) -> str:
    """What can be read of ``words``, and the beginning of the hash of ``key``."""
    hashed = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{file_name(words, '')}-{hashed[:_HASH_CHARS]}"


def _safe(stem: str, name: str, *, alone: bool) -> str:
    safe = not _UNSAFE.search(stem) and len(stem.encode()) <= _LONGEST_NAME
    return stem if alone and safe else hashed_stem(stem, name)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
