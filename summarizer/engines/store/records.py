"""A model on this machine, and the record beside its files that says what it is and how each file must be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from summarizer.documents.output import write_whole
from summarizer.engines.catalogue import Entry, entry_of
from summarizer.errors import ModelCorrupt

RECORD = "model.json"
CHECKPOINT = "checkpoint"
CONVERTED = "ctranslate2"


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
    """The model that the record ``text`` tells of, as in ``folder``.

    Raises ValueError, TypeError, KeyError or AttributeError for what is no record.
    """
    row: dict[str, Any] = json.loads(text)
    row["entry"] = entry_of(row["entry"])
    row["files"] = {name: FileRecord(**file) for name, file in row["files"].items()}
    return Model(folder=folder, **row)


def read_record(folder: Path) -> Model:
    """The model in ``folder``. Raises ModelCorrupt if its record is missing or is none."""
    path = folder / RECORD
    try:
        return parse_record(path.read_text(encoding="utf-8"), folder)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelCorrupt(
            f"{path} is missing or damaged ({error}). Remove the model with: summarizer models remove {folder.name}; "
            "then pull it again"
        ) from error
