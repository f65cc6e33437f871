"""A user's glossary from a file: CSV with a header, or TBX, the exchange format of terminology (ISO 30042)."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import NamedTuple
from xml import sax
from xml.sax.xmlreader import AttributesImpl

from summarizer.errors import GlossaryError
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.langpairs import sides

_COLUMNS = tuple(field.name for field in fields(Term))
_MAX_CHARS = 10_000  # the limit of csv itself is the process's own, and others raise it
_NEEDED = ("source", "target")
_DELIMITERS = ",;\t"
_HASH_DIGITS = 8


class _Row(NamedTuple):
    line: int
    term: Term


def read_glossary(path: Path, langpair: str = "id-en") -> Glossary:
    """The glossary in a ``.csv``, ``.tsv`` or ``.tbx`` file; see `parse_glossary`, whose errors it raises too.

    Raises GlossaryError if it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"the glossary {path} cannot be read: {error.strerror or error}") from error
    return parse_glossary(data, path, langpair)


def parse_glossary(data: bytes, path: Path, langpair: str = "id-en") -> Glossary:
    """The glossary in the bytes of a file, which ``path`` names: for messages, and to tell CSV from TBX.

    CSV has a header with ``source`` and ``target``, in any order, and may have ``kind``, ``acronym`` and ``note``;
    commas, semicolons or tabs part the columns. Of TBX, which names its languages, ``langpair`` says which is the
    source. Raises GlossaryError, which names the line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GlossaryError(f"{path}, line {line}: this is not UTF-8. Save the file as UTF-8") from error
    rows = list(_tbx_rows(path, text, langpair) if path.suffix.lower() in {".tbx", ".xml"} else _csv_rows(path, text))
    if not rows:
        raise GlossaryError(f"{path}: there is no term in it")
    _require_one_translation(path, rows)
    return Glossary((row.term for row in rows), hashlib.sha256(data).hexdigest()[:_HASH_DIGITS])


def glossary_csv(glossary: Glossary) -> str:
    """The glossary as CSV that `parse_glossary` reads."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, _COLUMNS)
    writer.writeheader()
    writer.writerows(asdict(term) for term in glossary.terms)
    return written.getvalue()


def _csv_rows(path: Path, text: str) -> Iterator[_Row]:
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        _require_columns(path, columns)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(columns):
                raise GlossaryError(
                    f"{path}, line {reader.line_num}: {len(cells)} columns, but the header has {len(columns)}. "
                    'Put a text that has the separator in it between " quotation marks'
                )
            if (longest := max(map(len, cells))) > _MAX_CHARS:
                raise GlossaryError(
                    f"{path}, line {reader.line_num}: {longest:,} characters are no term; {_MAX_CHARS:,} are the most"
                )
            row = {name: " ".join(cell.split()) for name, cell in zip(columns, cells, strict=False)}
            yield _row(path, reader.line_num, row)
    except csv.Error as error:
        raise GlossaryError(f"{path}, line {reader.line_num}: {error}") from error


def _require_columns(path: Path, columns: list[str]) -> None:
    lacking = [name for name in _NEEDED if name not in columns]
    if lacking:
        raise GlossaryError(f"{path}, line 1: the header lacks {' and '.join(lacking)}. It may be: source,target,note")
    unknown = [name for name in columns if name not in _COLUMNS]
    if unknown:
        raise GlossaryError(f"{path}, line 1: unknown column {unknown[0]!r}. Known are {', '.join(_COLUMNS)}")


def _row(path: Path, line: int, row: dict[str, str]) -> _Row:
    for name in _NEEDED:
        if not any(map(str.isalnum, row.get(name, ""))):
            hint = ". Repeat the source to leave a term untranslated" if name == "target" else ""
            raise GlossaryError(f"{path}, line {line}: the {name} is empty{hint}")
    return _Row(line, Term(**row))


def _require_one_translation(path: Path, rows: list[_Row]) -> None:
    seen: dict[str, _Row] = {}
    for row in rows:
        first = seen.setdefault(row.term.source.casefold(), row)
        if first.term.target != row.term.target:
            raise GlossaryError(
                f"{path}, line {row.line}: {row.term.source!r} is {row.term.target!r} here and {first.term.target!r} "
                f"in line {first.line}. Keep one of them"
            )


def _tbx_rows(path: Path, text: str, langpair: str) -> Iterator[_Row]:
    source_lang, target_lang = sides(langpair)
    handler = _TbxHandler({source_lang: "source", target_lang: "target"})
    try:
        sax.parseString(text, handler)  # decoded already, whatever the file says of its encoding
    except sax.SAXParseException as error:
        raise GlossaryError(f"{path}, line {error.getLineNumber()}: {error.getMessage()}") from error
    for line, terms in handler.concepts:
        for source in terms["source"] or [""]:
            yield _row(path, line, {"source": source, "target": (terms["target"] or [""])[0]})


class _TbxHandler(sax.ContentHandler):
    """Collects the terms of each concept; both the names of the 2008 and those of the 2019 edition are known."""

    def __init__(self, languages: Mapping[str, str]) -> None:
        super().__init__()
        self._languages = languages
        self.concepts: list[tuple[int, dict[str, list[str]]]] = []
        self._side = ""
        self._term: list[str] | None = None

    def setDocumentLocator(self, locator: sax.xmlreader.Locator) -> None:  # noqa: N802
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        if name in {"termEntry", "conceptEntry"}:
            self.concepts.append((self._locator.getLineNumber() or 0, {"source": [], "target": []}))
        elif name in {"langSet", "langSec"}:
            self._side = self._languages.get(attrs.get("xml:lang", "").lower().partition("-")[0], "")
        elif name == "term":
            self._term = []

    def characters(self, content: str) -> None:
        if self._term is not None:
            self._term.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        if name == "term" and self._term is not None:
            if self._side and self.concepts:
                self.concepts[-1][1][self._side].append(" ".join("".join(self._term).split()))
            self._term = None
        elif name in {"langSet", "langSec"}:
            self._side = ""
