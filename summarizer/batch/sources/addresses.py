"""Articles at the web addresses of a list."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from summarizer.batch.items import Item
from summarizer.batch.sources.lines import DAMAGE, Overlong, bounded_lines, damaged, open_binary
from summarizer.batch.sources.seen import Seen
from summarizer.batch.sources.stems import address_stem
from summarizer.documents.reading import Article
from summarizer.errors import UnfitInput

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST_LINE = 2**16
_SHOWN_CHARS = 40


class AddressSource:
    """An item for each address of a text file with one a line. Blank lines and those that begin with "#" are none.

    Raises UnfitInput if there is no address, or anything else, in any line, and UnreadableInput.
    """

    ignored = 0

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._path = path
        if not self.count():
            raise UnfitInput(f"{name} has no web address in it. Write one a line, beginning with http:// or https://")

    def __iter__(self) -> Iterator[Item]:
        for address in self._addresses():
            digest = hashlib.sha256(address.encode()).hexdigest()
            yield Item(address, address_stem(address), partial(str, digest), partial(_article, address))

    def count(self) -> int:
        return sum(1 for _ in self._addresses())

    def _addresses(self) -> Iterator[str]:
        seen = Seen()
        number = 0
        try:
            with open_binary(self._path) as file:
                for number, raw in enumerate(bounded_lines(file, _LONGEST_LINE), start=1):
                    line = (
                        "" if isinstance(raw, Overlong) else raw.removeprefix(codecs.BOM_UTF8).decode(errors="replace")
                    )
                    line = line.strip()
                    if not isinstance(raw, Overlong) and (not line or line.startswith("#")):
                        continue
                    if not _ADDRESS.fullmatch(line) or "\ufffd" in line:
                        raise self._no_list(number, line)
                    if seen.add(line):
                        yield line
        except DAMAGE as error:
            raise damaged(self.name, number, error) from error

    def _no_list(self, number: int, line: str) -> UnfitInput:
        shown = line if len(line) <= _SHOWN_CHARS else f"{line[:_SHOWN_CHARS]}…"
        return UnfitInput(
            f"line {number} of {self.name} is no web address: {shown!r}. If it is one article, use `summarizer brief "
            f"{self.name}`, or name the folder that it is in"
        )


def _article(address: str) -> Article:
    from summarizer.documents.fetching import read_url

    return read_url(address)
