"""Models as text: the table of all, and what is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from summarizer.engines.catalogue import Task

if TYPE_CHECKING:
    from summarizer.engines.listing import Listed

_HEADINGS = ("NAME", "STATE", "SIZE", "TRANSLATES", "LICENCE")
_SHOWN_PAIRS = 2
_MB = 10**6


def list_text(rows: Iterable[Listed]) -> str:
    """A table of columns; what is wrong with broken models stands below."""
    rows = list(rows)
    table = [_HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table]
    faults = [f"{row.name}: {row.fault}" for row in rows if row.fault]
    return "\n".join([*lines, *([""] if faults else []), *faults]) + "\n"


def info_text(found: Mapping[str, Any]) -> str:
    """A line for each thing that is known, then the scores."""
    lines = [
        f"{key.replace('_', ' ').removeprefix('is ')}: {_value(key, value)}"
        for key, value in found.items()
        if key != "scores"
    ]
    scores = [
        f"  {score['langpair']}  {score['metric']} {score['value']:g} on {score['test_set']} ({score['source']})"
        for score in found.get("scores", ())
    ]
    return "\n".join([*lines, *(["scores:"] if scores else []), *scores]) + "\n"


def size_text(size: int) -> str:
    """Bytes as "298 MB", "1.2 GB" or "?" if nobody says."""
    if not size:
        return "?"
    return f"{size / 10**9:.1f} GB" if size >= 10**9 else f"{max(1, round(size / _MB))} MB"


def _cells(row: Listed) -> tuple[str, ...]:
    licence = row.licence.partition(",")[0]
    return (row.name, str(row.state), size_text(row.size), _pairs(row), f"{licence} !" if row.warning else licence)


def _pairs(row: Listed) -> str:
    if row.task is Task.SUMMARIZATION:
        return "summaries " + " ".join(dict.fromkeys(pair.partition("-")[0] for pair in row.langpairs))
    more = len(row.langpairs) - _SHOWN_PAIRS
    return " ".join(row.langpairs[:_SHOWN_PAIRS]) + (f" +{more}" if more > 0 else "")


def _value(key: str, value: Any) -> str:
    if key == "size":
        return size_text(value)
    if value is True:
        return "yes"
    if isinstance(value, Mapping):
        return " ".join(f"{lang}={tag}" for lang, tag in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(map(str, value))
    return str(value)
