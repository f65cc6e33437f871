"""ZIP files of articles: the articles in them, under names that are safe to show and to write."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Container
from itertools import chain, count
from pathlib import PurePosixPath

from summarizer.documents.articles import MAX_DOCUMENT_BYTES, SUFFIXES
from summarizer.documents.zip_members import ZipLimits, ZipMembers
from summarizer.errors import UnreadableInput

MAX_MEMBERS = 500
MAX_UNPACKED_BYTES = 50 * 2**20
_KIND = "a ZIP file"
_RATIO = 200
_DRIVE = re.compile(r"^[A-Za-z]:")
_FOREIGN = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Controls, and what turns a name around or cannot be seen: "cod.exe" can be made to look like "exe.doc".
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_LONGEST_PART = 100
_DEEPEST = 4


def read_archive(raw: bytes, name: str) -> list[tuple[str, bytes]]:
    """(name, content) of each article in a ZIP file, in its order; `read_article` takes both as they are.

    Members of other kinds, folders, links and hidden files are passed over. A content that is longer than an article
    may be is cut just above that, for `read_article` to refuse. Names have "/" between their folders and no way out
    of these; no two are alike.

    Raises UnreadableInput for what is no ZIP file, damaged, encrypted, over these limits or without any article.
    """
    if len(raw) > MAX_UNPACKED_BYTES:
        raise UnreadableInput(
            f"{name} is larger than {MAX_UNPACKED_BYTES // 2**20} MiB, the most an archive may be. Split it"
        )
    members = ZipMembers(raw, name, _KIND, ZipLimits(MAX_MEMBERS, MAX_UNPACKED_BYTES, _RATIO))
    articles: dict[str, tuple[str, bytes]] = {}
    for member in members.files:
        safe = "" if stat.S_ISLNK(member.external_attr >> 16) else _safe_name(member.filename)
        if safe:
            unique = _unique(safe, articles)
            articles[unique.casefold()] = unique, members.read(member, MAX_DOCUMENT_BYTES + 1)
    if not articles:
        raise UnreadableInput(f"{name} has no article in it. These are taken: {', '.join(SUFFIXES)}")
    return list(articles.values())


def _safe_name(path: str) -> str:
    """The name of an article without ways out of its folder; "" for what is hidden or no article."""
    parts = list(filter(None, map(_safe_part, _DRIVE.sub("", path.replace("\\", "/")).split("/"))))
    if not parts or "__MACOSX" in parts or any(part.startswith(".") for part in parts):
        return ""
    if PurePosixPath(parts[-1]).suffix.lower() not in SUFFIXES:
        return ""
    return "/".join(parts[-_DEEPEST:])


def _safe_part(part: str) -> str:
    """A folder or a file as every system takes it; "" for "." and ".."."""
    seen = "".join(one for one in unicodedata.normalize("NFC", part) if unicodedata.category(one) not in _UNSEEN)
    name = PurePosixPath(_FOREIGN.sub("_", seen).strip().rstrip(". "))
    shortened = name.stem[: _LONGEST_PART - len(name.suffix)] + name.suffix[:_LONGEST_PART]
    return f"_{shortened}" if _DEVICE.match(shortened) else shortened


def _unique(name: str, taken: Container[str]) -> str:
    path = PurePosixPath(name)
    candidates = (str(path.with_stem(f"{path.stem} ({number})")) for number in count(2))
    return next(one for one in chain([name], candidates) if one.casefold() not in taken)
