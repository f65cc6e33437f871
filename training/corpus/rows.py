"""Rows of JSON, a line each, from files that are packed or not."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpus.errors import CorpusError


def json_rows(path: Path) -> Iterator[tuple[int, Any]]:
    """Each row of a file of JSON lines, packed (.xz) or not, with its line from 1.

    Raises CorpusError, with the line.
    """
    line = 0
    try:
        with lzma.open(path, "rb") if path.suffix == ".xz" else path.open("rb") as file:
            for line, raw in enumerate(file, start=1):
                yield line, json.loads(raw)
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise CorpusError(f"{path}, after line {line}: cannot be read: {error}") from error
    except ValueError as error:
        raise CorpusError(f"{path}, line {line}: not a line of JSON in UTF-8: {error}") from error
