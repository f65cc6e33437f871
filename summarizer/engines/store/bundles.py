"""A model as one file, for machines without a network: made on one that has it, unpacked and checked on another."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from summarizer.documents.output import (
    final_path,
    is_device,
    move_into_place,
    reported,
    require_writable,
    scratch_file,
)
from summarizer.engines.catalogue import of_hub
from summarizer.engines.store.bundle_format import Member, corrupt, read_members, write_end, write_header, write_padding
from summarizer.engines.store.installed import damaged, differences, find
from summarizer.engines.store.installing import settle
from summarizer.engines.store.locking import locked
from summarizer.engines.store.places import (
    model_folder,
    require_name,
    require_space,
    scratch_folder,
    storing,
    user_path,
)
from summarizer.engines.store.plain_words import plain
from summarizer.engines.store.records import CHECKPOINT, CONVERTED, RECORD, Model, parse_record, read_record
from summarizer.engines.store.selection import require_shards
from summarizer.errors import ModelCorrupt, OptionError, OutputError, UnreadableInput
from summarizer.protocols import BytesStage, Progress

_CHUNK = 2**20  # bytes
_RECORD_LIMIT = 2**20  # bytes
_LEVEL = 3  # of zstandard: weights hardly get smaller at any


def bundle(alias: str, path: str | Path, progress: Progress) -> None:
    """Write the installed model ``alias`` to ``path`` as a .tar.zst; the same model always gives the same bytes.

    Raises NotPulled or UnknownEngine, ModelCorrupt if a file is not as the record says (nothing is written then), and
    OutputError.
    """
    import zstandard

    model = find(alias)
    path = user_path(path)
    if str(path) == "-" or is_device(path):
        raise OutputError(f"the output {path} is no file, and a bundle needs one. Name a file, as in {alias}.tar.zst")
    require_writable(str(path))
    with reported(path):
        target = final_path(str(path))
        with scratch_file(target.parent) as scratch:
            with scratch.open("wb") as file:
                compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
                with compressor.stream_writer(file, closefd=False) as out:
                    _write(model, out, progress)
            move_into_place(scratch, target)


def _write(model: Model, out: BinaryIO, progress: Progress) -> None:
    stage, done = BytesStage(f"bundling {model.alias}"), 0
    record = (model.folder / RECORD).read_bytes()
    write_header(out, Member(RECORD, len(record)))
    out.write(record)
    write_padding(out, len(record))
    for name in sorted(model.files):
        expected, digest = model.files[name], hashlib.sha256()
        write_header(out, Member(name, expected.size))
        left = expected.size
        for chunk in _chunks(model, name):
            left -= len(chunk)
            digest.update(chunk)
            out.write(chunk)
            done += len(chunk)
            progress(stage, done, model.size)
        if left or digest.hexdigest() != expected.sha256:
            raise damaged(model, f"{name} is not as its record says")
        write_padding(out, expected.size)
    write_end(out)


def _chunks(model: Model, name: str) -> Iterator[bytes]:
    try:
        with (model.folder / name).open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise damaged(model, f"{name}: {error.strerror}") from error


def unbundle(
    path: str | Path, *, alias: str | None = None, reserved: Collection[str] = (), progress: Progress
) -> Model:
    """The model in the bundle at ``path``, unpacked and checked, as ``alias`` or by the name that it was bundled under.

    A whole model of that name stays: it is returned if it is the same. What the catalogue knows of the hub's model is
    taken from there, not from the bundle. ``reserved`` is as in `require_name`. Raises UnreadableInput, ModelCorrupt
    for a file that is no bundle, is cut off or was changed, OptionError for a name that is taken, or CacheUnusable.
    """
    path = user_path(path)
    try:
        file = path.open("rb")
    except OSError as error:
        raise UnreadableInput(f"the bundle {path} cannot be read: {error.strerror}") from error
    with file:
        members = read_members(file, path)
        model = _record(members, path)
        model = replace(model, alias=alias or model.alias)
        model = replace(model, folder=scratch_folder(model.alias) / "model")
        require_name(model.alias, model.entry.hub, reserved)
        with storing(), locked(model.alias, progress):
            if (here := _here(model)) is not None:
                return here
            require_space(model.size, f"unpacking {model.alias}")
            scratch = scratch_folder(model.alias)
            try:
                _unpack(members, model, path, progress)
                return settle(model, scratch)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)


def _record(members: Iterator[tuple[Member, Iterator[bytes]]], path: Path) -> Model:
    """The record that the bundle begins with, held to what our own records are."""
    for member, content in members:
        if member.name != RECORD or member.size > _RECORD_LIMIT:
            raise corrupt(path, f"it begins with {member.name!r} and not with the record of a model")
        try:
            model = parse_record(b"".join(content).decode(), Path())
        except ValueError as error:
            raise corrupt(path, f"its record cannot be read: {plain(str(error))}") from error
        if not _names_weights(model):
            raise corrupt(path, "its record is not one that summarizer models bundle writes")
        return _as_catalogued(model, path)
    raise corrupt(path, "it is empty")


def _names_weights(model: Model) -> bool:
    needed = {f"{CHECKPOINT}/config.json"} | ({f"{CONVERTED}/model.bin"} if model.converted else set())
    return needed <= set(model.files)


def _as_catalogued(model: Model, path: Path) -> Model:
    """``model`` with what the catalogue says of it, if it has it: a bundle cannot lift the terms of a licence."""
    entry = model.entry
    known = of_hub(entry.hub)
    if known is None:
        return model
    if (known.task, known.architecture) != (entry.task, entry.architecture):
        raise corrupt(path, f"what its record says of {known.hub} is not so")
    return replace(model, entry=replace(known, revision=entry.revision))


def _here(model: Model) -> Model | None:
    """The same model, already installed; None if there is none of that name, or a damaged one.

    Raises OptionError if it is another.
    """
    try:
        here = read_record(model_folder(model.alias))
    except ModelCorrupt:
        return None
    if (here.entry.hub, here.revision, here.files) != (model.entry.hub, model.revision, model.files):
        raise OptionError(
            f"there is another model {model.alias} already. Give another name with --alias, or remove that one with: "
            f"summarizer models remove {model.alias}"
        )
    return None if differences(here, deep=False) else here


def _unpack(members: Iterator[tuple[Member, Iterator[bytes]]], model: Model, path: Path, progress: Progress) -> None:
    stage, done, left = BytesStage(f"unpacking {model.alias}"), 0, dict(model.files)
    for member, content in members:
        expected = left.pop(member.name, None)
        if expected is None or member.size != expected.size:
            raise corrupt(path, f"{member.name!r} in it is not as its record says")
        target, digest = model.folder / member.name, hashlib.sha256()
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as out:
            for chunk in content:
                digest.update(chunk)
                out.write(chunk)
                done += len(chunk)
                progress(stage, done, model.size)
        if digest.hexdigest() != expected.sha256:
            raise corrupt(path, f"{member.name!r} in it is not as its record says")
    if left:
        raise corrupt(path, f"{min(left)} is missing from it")
    try:
        require_shards(model.checkpoint, [file.name for file in model.checkpoint.iterdir()])
    except ModelCorrupt as error:
        raise corrupt(path, "the index of its weights names other files than it holds") from error
