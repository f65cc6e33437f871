"""The models on this machine: which there are, whether they are whole, and how one goes."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Collection

from summarizer.engines.catalogue import Entry, catalogue, of_hub
from summarizer.engines.store.locking import locked
from summarizer.engines.store.places import (
    is_name,
    model_folder,
    models_folder,
    pulling_folder,
    scratch_folder,
    storing,
)
from summarizer.engines.store.records import Model, files_of, read_record, recorded
from summarizer.errors import CacheUnusable, ModelCorrupt, NotPulled, UnknownEngine
from summarizer.protocols import Progress, no_progress


def installed() -> dict[str, Model | ModelCorrupt]:
    """Every model by its name, in order; for one whose record is damaged, what is wrong. Raises CacheUnusable."""
    found: dict[str, Model | ModelCorrupt] = {}
    for alias in filter(is_name, _folders()):  # what else lies there no command could remove
        try:
            found[alias] = read_record(model_folder(alias))
        except ModelCorrupt as error:
            found[alias] = error
    return found


def unfinished() -> list[str]:
    """The names of the models that were pulled in part, in order. Raises CacheUnusable."""
    prefix = pulling_folder("").name
    names = [name.removeprefix(prefix) for name in _folders(hidden=True) if name.startswith(prefix)]
    return [*filter(is_name, names)]


def find(wanted: str) -> Model:
    """The model of that name, or the one that was pulled from the hub as ``wanted`` ("org/name", "org/name@revision").

    Raises NotPulled for what is in the catalogue alone, UnknownEngine for what is nowhere, and ModelCorrupt for a
    model whose record is damaged.
    """
    if is_name(wanted) and model_folder(wanted).is_dir():
        return read_record(model_folder(wanted))
    here = installed()
    hub, _, revision = wanted.partition("@")
    for model in here.values():
        if isinstance(model, ModelCorrupt) or "/" not in hub or model.entry.hub != hub:
            continue
        if revision in ("", model.revision, model.entry.revision):
            return model
    entry = catalogue().get(wanted) or of_hub(wanted)
    if entry is not None:
        raise _not_pulled(entry)
    if wanted in unfinished():
        raise NotPulled(
            f"{wanted} was pulled in part. Go on with the summarizer models pull that was cut off, or remove what "
            f"there is with: summarizer models remove {wanted}"
        )
    raise unknown(wanted, [*here, *catalogue()])


def unknown(wanted: str, names: Collection[str]) -> UnknownEngine:
    """The error for a name that nothing has; those of ``names`` that look like it are named."""
    near = difflib.get_close_matches(wanted, names, n=3)
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    return UnknownEngine(
        f"there is no model {wanted!r}. {meant}See: summarizer models list. From the hub, give its name there, as in "
        "org/name"
    )


def differences(model: Model, deep: bool) -> list[str]:
    """Which files of ``model`` are not as its record says; ``deep`` reads them and compares their sha256."""
    found = []
    for name, expected in model.files.items():
        path = model.folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif path.stat().st_size != expected.size:
            found.append(f"{name} has another size")
        elif deep and recorded(path) != expected:
            found.append(f"{name} has another sha256")
    return [*found, *(f"{name} does not belong there" for name in files_of(model.folder) if name not in model.files)]


def verify(model: Model) -> None:
    """Read every file of ``model``. Raises ModelCorrupt, naming the files, if one is not as the record says."""
    try:
        found = differences(model, deep=True)
    except OSError as error:
        found = [str(error)]
    if found:
        raise damaged(model, ", ".join(found))


def damaged(model: Model, how: str) -> ModelCorrupt:
    """The error for an installed model that must be had again."""
    again = f"summarizer models pull {model.entry.hub}" if model.entry.hub else "summarizer models add"
    if model.entry.alias in catalogue():
        again = f"summarizer models pull {model.entry.alias}"
    return ModelCorrupt(
        f"the model in {model.folder} is damaged ({how}). Remove it with: summarizer models remove {model.alias}; then "
        f"have it again with: {again}"
    )


def remove(alias: str, progress: Progress = no_progress) -> None:
    """Take the model ``alias`` off this machine, and what an unfinished pull has left of it.

    Raises NotPulled or UnknownEngine if there is neither, and CacheUnusable.
    """
    places = [model_folder(alias), pulling_folder(alias), scratch_folder(alias)] if is_name(alias) else []
    if not any(place.exists() for place in places):
        if entry := catalogue().get(alias):
            raise _not_pulled(entry)
        raise unknown(alias, list(installed()))
    with storing(), locked(alias, progress):
        scratch = scratch_folder(alias)
        scratch.mkdir(exist_ok=True)
        if model_folder(alias).exists():
            # Renamed first: a model that is half removed is never found.
            model_folder(alias).rename(scratch / "removed")
        for place in (scratch, pulling_folder(alias)):
            if place.exists():
                shutil.rmtree(place)


def _not_pulled(entry: Entry) -> NotPulled:
    size = f" ({entry.size / 10**6:,.0f} MB)" if entry.size else ""
    alias = entry.alias
    begun = " whole" if alias in unfinished() else ""
    return NotPulled(
        f"the model {alias} is not on this machine{begun}. Pull it with: summarizer models pull {alias}{size}. Without "
        f"a network, bring it as a file: summarizer models bundle {alias} {alias}.tar.zst on a machine that has it, "
        f"and summarizer models unbundle {alias}.tar.zst here"
    )


def _folders(*, hidden: bool = False) -> list[str]:
    """The names of the folders among the models, in order, hidden ones alone or none of them."""
    try:
        paths = list(models_folder().iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CacheUnusable(
            f"the models' folder {models_folder()} cannot be read ({error.strerror}). Make it readable, or set "
            "SUMMARIZER_CACHE to another"
        ) from error
    return sorted(path.name for path in paths if path.name.startswith(".") is hidden and path.is_dir())
