"""A model on this machine, and the record beside its files that says what it is and how each file must be."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from summarizer.documents.output import write_whole
from summarizer.engines.catalogue import Entry, entry_of, is_printable, is_size
from summarizer.engines.store.plain_words import plain
from summarizer.engines.store.selection import is_safe, may_be_stored
from summarizer.errors import ModelCorrupt

RECORD = "model.json"
CHECKPOINT = "checkpoint"
CONVERTED = "ctranslate2"
RUNTIMES = ("ctranslate2", "transformers")
QUANTIZATIONS = ("int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16", "float16", "bfloat16", "float32")
# What CTranslate2 writes. Its model.bin is a format of its own, not a pickle.
_CONVERTED_NAMES = {"config.json", "model.bin"}
_CONVERTED_SUFFIXES = ("vocabulary.json", "vocabulary.txt", "vmap.txt")
_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Size in bytes and sha256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model in ``folder``, by the name ``alias``, which may be another than its entry's.

    ``checkpoint/`` in it has configuration and tokenizer as transformers saves them, and the weights too unless
    ``runtime`` is "ctranslate2"; then they are in ``ctranslate2/``, converted to ``quantization``. ``revision`` is the
    commit that was pulled, "" for a folder that was added. ``files`` has every file but the record, by its path from
    ``folder`` with "/".
    """

    folder: Path
    alias: str
    entry: Entry
    runtime: str
    quantization: str
    revision: str = ""
    files: Mapping[str, FileRecord] = field(default_factory=dict)

    @property
    def checkpoint(self) -> Path:
        return self.folder / CHECKPOINT

    @property
    def converted(self) -> Path | None:
        """The folder of the converted weights; None if it runs on transformers."""
        return self.folder / CONVERTED if self.runtime == "ctranslate2" else None

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files.values())


def files_of(folder: Path) -> list[str]:
    """Every file in the model's ``folder`` but the record, by its path from there with "/", sorted."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir())
    return sorted(path.as_posix() for path in paths if path.as_posix() != RECORD)


def recorded(path: Path) -> FileRecord:
    """The record of the file at ``path``, which is read whole."""
    with path.open("rb") as file:
        return FileRecord(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def write_record(model: Model) -> None:
    """Write the record of ``model`` into its folder, whole or not at all."""
    row = {key: value for key, value in asdict(model).items() if key != "folder"}
    text = json.dumps(row, ensure_ascii=False, indent=2)
    write_whole(model.folder / RECORD, f"{text}\n".encode())


def parse_record(text: str, folder: Path) -> Model:
    """The model that the record ``text`` tells of, as in ``folder``. Raises ValueError for what is no record."""
    try:
        row: dict[str, Any] = json.loads(text)
        row["entry"] = entry_of(row["entry"])
        row["files"] = {name: FileRecord(**file) for name, file in row["files"].items()}
        model = Model(folder=folder, **row)
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    for name, is_right in _checks(model):
        if not is_right:
            raise ValueError(f"its {name} cannot be right")
    return model


def _checks(model: Model) -> Iterator[tuple[str, bool]]:
    """The fields of a record by name, and whether each is what `write_record` could have written."""
    yield "alias", is_printable(model.alias)
    yield "revision", is_printable(model.revision)
    yield "runtime", model.runtime in RUNTIMES and model.entry.runtime in RUNTIMES
    yield "quantization", model.quantization in QUANTIZATIONS and model.entry.quantization in QUANTIZATIONS
    for name, file in model.files.items():
        yield f"file {name!r}", _may_be_recorded(name) and is_size(file.size)
        yield f"sha256 of {name!r}", isinstance(file.sha256, str) and _SHA256.fullmatch(file.sha256) is not None


def _may_be_recorded(name: str) -> bool:
    folder, _, file = name.partition("/")
    if folder == CONVERTED:
        return is_safe(file) and (file in _CONVERTED_NAMES or file.endswith(_CONVERTED_SUFFIXES))
    return folder == CHECKPOINT and may_be_stored(file)


def read_record(folder: Path) -> Model:
    """The model in ``folder``. Raises ModelCorrupt if its record is missing or is none."""
    path = folder / RECORD
    try:
        return parse_record(path.read_text(encoding="utf-8"), folder)
    except (OSError, ValueError) as error:
        raise ModelCorrupt(
            f"{path} is missing or damaged ({plain(str(error))}). Remove the model with: summarizer models remove "
            f"{folder.name}; then pull it again"
        ) from error
