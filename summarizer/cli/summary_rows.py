"""Files of summaries to be measured, and of references: JSON Lines, packed or not."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.batch.sources.lines import DAMAGE, MAX_ROW_BYTES, Overlong, bounded_lines, damaged, open_binary
from summarizer.errors import UnfitInput, UnreadableInput

_FORM = (
    'Write it as in {"id": "berita-1", "article": "…", "translation": "…", "summary": "…"}, or as summarizer batch does'
)
_REFERENCE_FORM = 'Write it as in {"id": "berita-1", "reference": "…"}'
_LANGS = ("en", "id")


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A summary of an Indonesian article, as a text or in sentences.

    ``translation`` is English, "" where there is none; ``lang`` is the summary's, "en" or "id".
    """

    name: str
    summary: str | tuple[str, ...]
    article: str
    translation: str = ""
    lang: str = "en"
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class FailedRow:
    """An article of which a batch has made nothing."""

    name: str


def read_summaries(file: str) -> Iterator[SummaryRow | FailedRow]:
    """What `summarizer batch` has written, or rows with "id", "article" and "summary".

    The latter may have "translation", "lang" and "reference" too. Raises UnreadableInput, and UnfitInput, with the
    line, for what is no such row.
    """
    seen: set[str] = set()
    for place, row in _objects(file):
        name = _name(row, place)
        if name in seen:
            raise UnfitInput(f"{place}: the id {name} was there before. Give each article one row")
        seen.add(name)
        if "error" in row and "summary" not in row:
            yield FailedRow(name)
        else:
            yield _of_batch(row, name, place) if isinstance(row.get("source"), dict) else _minimal(row, name, place)


def read_references(file: str) -> dict[str, str]:
    """The references by the names of their articles. Raises UnreadableInput, and UnfitInput with the line."""
    found: dict[str, str] = {}
    for place, row in _objects(file):
        name = _name(row, place)
        reference = _reference(row, place)
        if reference is None:
            raise UnfitInput(f'{place}: there is no "reference". {_REFERENCE_FORM}')
        if found.setdefault(name, reference) != reference:
            raise UnfitInput(f"{place}: the id {name} was there before, with another reference. Leave one of them")
    return found


def count_rows(file: str) -> int:
    """How many rows there are; 0 for a pipe, which can be read but once. Raises UnreadableInput."""
    return sum(1 for _ in _lines(file)) if Path(file).is_file() else 0


def _of_batch(row: dict[str, Any], name: str, place: str) -> SummaryRow:
    summary, target = row.get("summary"), row.get("target")
    try:
        if summary is None or target is None:
            raise UnfitInput(f"{place}: there is no summary, as of summarizer translate. {_FORM}")
        lang = "id" if summary.get("lang") == "id" else "en"
        return SummaryRow(
            name=name,
            summary=_texts([sentence["text"] for sentence in summary["sentences"]]),
            article=_text(row["source"]["text"]),
            translation=_text(target["text"]) if target["lang"] == "en" else "",
            lang=lang,
            reference=_reference(row, place),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise UnfitInput(f"{place}: this is not a row of summarizer batch: {error!r}. {_FORM}") from error


def _minimal(row: dict[str, Any], name: str, place: str) -> SummaryRow:
    for column in ("article", "summary"):
        if row.get(column) is None:
            raise UnfitInput(f'{place}: there is no "{column}". {_FORM}')
    lang = row.get("lang") or "en"
    if lang not in _LANGS:
        raise UnfitInput(f'{place}: "lang" is {" or ".join(_LANGS)}, the language of the summary, not {lang!r}')
    try:
        summary = row["summary"]
        return SummaryRow(
            name=name,
            summary=summary if isinstance(summary, str) else _texts(summary),
            article=_text(row["article"]),
            translation=_text(row.get("translation") or ""),
            lang=lang,
            reference=_reference(row, place),
        )
    except TypeError as error:
        raise UnfitInput(f"{place}: {error}. {_FORM}") from error


def _name(row: dict[str, Any], place: str) -> str:
    name = row.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        raise UnfitInput(f'{place}: there is no "id", the name of the article, which is a text or a number')
    return str(name)


def _reference(row: dict[str, Any], place: str) -> str | None:
    value = row.get("reference")
    if value is None:
        return None
    try:
        reference = value if isinstance(value, str) else " ".join(_texts(value))
    except TypeError as error:
        raise UnfitInput(f"{place}: {error}. {_REFERENCE_FORM}") from error
    if not any(map(str.isalnum, reference)):
        raise UnfitInput(f'{place}: the "reference" has no word in it. Leave such articles out')
    return reference


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a summary or reference is a text or a list of sentences")
    return tuple(map(_text, value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"there is {value!r:.40} in place of a text")
    return value


def _objects(file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with its place, for messages."""
    for number, line in _lines(file):
        place = f"{file}, line {number}"
        if isinstance(line, Overlong):
            raise UnfitInput(f"{place} is longer than {MAX_ROW_BYTES // 2**20} MiB, the most a row may be")
        try:
            row = json.loads(line.decode())
        except UnicodeDecodeError as error:
            raise UnfitInput(f"{place} is not UTF-8 (byte {error.start} is wrong). Save the file as UTF-8") from error
        except (ValueError, RecursionError) as error:
            raise UnfitInput(f"{place} is no JSON: {error}. Each line must be one JSON object") from error
        if not isinstance(row, dict):
            raise UnfitInput(f"{place} is no JSON object, as each line must be. {_FORM}")
        yield place, row


def _lines(file: str) -> Iterator[tuple[int, bytes | Overlong]]:
    """The lines that are not blank, with their numbers from 1."""
    path = Path(file)
    if path.is_dir():
        raise UnreadableInput(f"{file} is a folder; name one file of JSON Lines")
    number = 0
    try:
        with open_binary(path) as opened:
            for number, line in enumerate(bounded_lines(opened, MAX_ROW_BYTES), start=1):
                if isinstance(line, Overlong):
                    yield number, line
                elif content := (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip():
                    yield number, content
    except FileNotFoundError:
        raise UnreadableInput(f"there is no file {file}") from None
    except DAMAGE as error:
        raise damaged(file, number, error) from error
