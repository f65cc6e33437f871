"""Pulling a model from the hub: only what is needed, checked byte for byte, and whole or not at all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.engines.catalogue import Architecture, Entry, catalogue, of_hub
from summarizer.engines.store import refusals
from summarizer.engines.store.describing import describe, normalised, task_of, with_tags
from summarizer.engines.store.hub import HubFile, Listing, fetch, is_offline, look_up
from summarizer.engines.store.installed import differences, installed, unknown
from summarizer.engines.store.installing import conversion_space, install, settled
from summarizer.engines.store.locking import locked
from summarizer.engines.store.places import (
    model_folder,
    pulling_folder,
    require_name,
    require_space,
    storing,
)
from summarizer.engines.store.records import CHECKPOINT, Model, read_record, write_record
from summarizer.engines.store.selection import is_weights, needed, require_shards
from summarizer.errors import ModelCorrupt, OptionError
from summarizer.protocols import BytesStage, Progress

_HUB_ID = re.compile(r"([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)(?:@(\w[\w./-]*))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Request:
    """What is to be pulled, ``wanted`` as the user says it; without ``entry`` the catalogue does not know it."""

    wanted: str
    alias: str
    hub: str
    revision: str
    entry: Entry | None
    runtime: str | None
    quantization: str | None
    langpairs: tuple[str, ...]

    def runs_on(self, entry: Entry) -> tuple[str, str]:
        """Runtime and quantization."""
        return settled(self.runtime, self.quantization, entry)


def pull(
    wanted: str,
    *,
    alias: str | None = None,
    runtime: str | None = None,
    quantization: str | None = None,
    langpairs: Sequence[str] = (),
    reserved: Collection[str] = (),
    progress: Progress,
) -> Model:
    """The model ``wanted``, a name of the catalogue or one of the hub ("org/name", "org/name@revision"), pulled.

    If it is here already, as it was asked for and at the commit that the hub has, nothing is fetched; another of that
    name is replaced once the new one is whole. What has come when a pull is cut off stays, and the next goes on. Of
    several processes that pull one model, one does and the others wait for it. ``langpairs`` are as in `describe`, and
    ``reserved`` as in `require_name`.

    Raises OptionError, UnknownEngine, HubUnavailable, CacheUnusable, ModelCorrupt for a file that did not arrive as
    the hub describes it, BuildFailed, or another ModelUnavailable for what cannot be used.
    """
    request = _request(wanted, alias, runtime, quantization, langpairs)
    require_name(request.alias, request.hub, reserved)
    if is_offline():
        model = _here(request, request.revision, offline=True)
        if model is None:
            raise refusals.offline(wanted)
        return model
    with storing(), locked(request.alias, progress):
        model = _here(request, request.revision)
        if model is None:
            listing = look_up(request.hub, request.revision, progress)
            model = _here(request, listing.commit) or _pulled(request, listing, progress)
        return _described_anew(model, request)


def _request(
    wanted: str, alias: str | None, runtime: str | None, quantization: str | None, langpairs: Sequence[str]
) -> _Request:
    entry = catalogue().get(wanted)
    if entry is None:
        match = _HUB_ID.fullmatch(wanted)
        if match is None:
            raise unknown(wanted, [*catalogue(), *installed()])
        hub, revision = match[1], match[2]
        entry = of_hub(hub)
        if entry is not None and revision is not None:
            entry = replace(entry, revision=revision)
    else:
        hub, revision = entry.hub, None
    langpairs = normalised(langpairs)
    if entry is not None:
        settled(runtime, quantization, entry)
        _require_known(langpairs, entry)
        name, revision = entry.alias, entry.revision
    else:
        name = re.sub(r"[^a-z0-9._-]+", "-", hub.partition("/")[2].lower())[:64].strip("._-")
    return _Request(wanted, alias or name, hub, revision or "main", entry, runtime, quantization, langpairs)


def _require_known(langpairs: Sequence[str], entry: Entry) -> None:
    """Raise OptionError for languages that the model of ``entry`` cannot have."""
    task_of(langpairs, entry.task)
    unknown_pairs = [langpair for langpair in langpairs if langpair not in entry.langpairs]
    # The others have many languages, of which the catalogue offers a few.
    if unknown_pairs and entry.architecture is Architecture.MARIAN:
        raise OptionError(
            f"--langpair {unknown_pairs[0]} is none of {entry.alias}, which translates {', '.join(entry.langpairs)}. "
            "Give one of these, or leave it out"
        )


def _here(request: _Request, commit: str, *, offline: bool = False) -> Model | None:
    """The model that is on this machine as ``request`` has it at ``commit``; None if none is, or not whole.

    ``offline`` takes it at a branch too, as that was when it was pulled. Raises OptionError if the name is taken by
    another.
    """
    try:
        model = read_record(model_folder(request.alias))
        faults = differences(model, deep=False)
    except (ModelCorrupt, OSError):
        return None
    if model.entry.hub != request.hub:
        origin = model.entry.hub or "a folder that was added"
        raise OptionError(
            f"the name {request.alias} is taken by {origin}. Give another with --alias, or remove that one with: "
            f"summarizer models remove {request.alias}"
        )
    runs_on = request.runs_on(request.entry or model.entry)
    revisions = (model.revision, model.entry.revision) if offline else (model.revision,)
    if faults or commit not in revisions or (model.runtime, model.quantization) != runs_on:
        return None
    return model


def _described_anew(model: Model, request: _Request) -> Model:
    """``model``, its record brought up to what the catalogue says now or the user says of its languages."""
    if request.entry is None and not request.langpairs:
        return model
    entry = replace(_entry(request, model.checkpoint), size=model.entry.size, is_gated=model.entry.is_gated)
    if entry == model.entry:
        return model
    model = replace(model, entry=entry)
    write_record(model)
    return model


def _entry(request: _Request, checkpoint: Path) -> Entry:
    if request.entry is None:
        entry = describe(checkpoint, request.alias, request.langpairs)
        return replace(entry, hub=request.hub, revision=request.revision)
    if request.langpairs:
        return with_tags(replace(request.entry, langpairs=request.langpairs), checkpoint)
    return request.entry


def _pulled(request: _Request, listing: Listing, progress: Progress) -> Model:
    chosen = needed([file.name for file in listing.files], f"{request.hub} at {request.revision}")
    by_name = {file.name: file for file in listing.files}
    files = [by_name[name] for name in chosen]
    size = sum(file.size for file in files)
    work = pulling_folder(request.alias)
    transfer = _Transfer(request, listing, work, size, progress)
    transfer.keep_only(files)
    weights = [file for file in files if is_weights(file.name)]
    # Of what nothing is known yet, the dearer is supposed.
    runtime, quantization = request.runs_on(request.entry) if request.entry else (request.runtime or "ctranslate2", "")
    space = conversion_space(sum(file.size for file in weights), runtime, quantization)
    require_space(size - transfer.there() + space, f"pulling {request.alias}")
    for file in files:
        if not is_weights(file.name):
            transfer.take(file)
    # Before the weights come: an option that is missing should not cost a gigabyte.
    require_shards(transfer.checkpoint, chosen)
    entry = _entry(request, transfer.checkpoint)
    if request.entry is None:
        entry = replace(entry, size=size, is_gated=listing.is_gated)
    runtime, quantization = request.runs_on(entry)
    for file in weights:
        transfer.take(file)
    model = Model(transfer.folder, request.alias, entry, runtime, quantization, listing.commit)
    model = install(model, work, progress)
    shutil.rmtree(work)
    return model


class _Transfer:
    """The files of one pull on their way: parts by their digest, so that a newer commit goes on with what is the same.

    ``size`` is that of all files, in bytes.
    """

    def __init__(self, request: _Request, listing: Listing, work: Path, size: int, progress: Progress) -> None:
        self.folder = work / "model"
        self.checkpoint = self.folder / CHECKPOINT
        self._request = request
        self._listing = listing
        self._parts = work / "parts"
        self._size = size
        self._done = 0
        self._progress = progress
        self._stage = BytesStage(f"pulling {request.alias}")
        for folder in (self.checkpoint, self._parts):
            folder.mkdir(parents=True, exist_ok=True)

    def keep_only(self, files: Sequence[HubFile]) -> None:
        """Remove what an earlier pull has left and ``files`` do not have."""
        wanted = {self.checkpoint / file.name for file in files} | {self._parts / file.digest for file in files}
        for path in (*self.checkpoint.iterdir(), *self._parts.iterdir()):
            if path not in wanted:
                path.unlink()

    def there(self) -> int:
        """The bytes that have come already."""
        return sum(path.stat().st_size for path in (*self.checkpoint.iterdir(), *self._parts.iterdir()))

    def take(self, file: HubFile) -> None:
        """Have ``file`` in the checkpoint. Raises ModelCorrupt if it is not as the hub describes it."""
        target, part = self.checkpoint / file.name, self._parts / file.digest
        if not (target.exists() and file.is_at(target)):
            target.unlink(missing_ok=True)
            fetch(self._listing, file, part, self._report, self._progress)
            if not file.is_at(part):
                part.unlink()
                raise ModelCorrupt(
                    f"{file.name} of {self._listing.hub} did not arrive as the hub describes it: its size or its hash "
                    "is another. What came of it is removed, the other files are kept; pull again with: summarizer "
                    f"models pull {self._request.wanted}"
                )
            part.rename(target)
        self._done += file.size
        self._report(0)

    def _report(self, got: int) -> None:
        self._progress(self._stage, self._done + got, self._size)
