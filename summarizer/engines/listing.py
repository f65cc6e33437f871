"""What there is to choose from: the engines that are built, the models on this machine, and those of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from summarizer.engines.catalogue import Entry, Task, catalogue, of_hub
from summarizer.engines.embedded import cache
from summarizer.engines.registry import ENGINES
from summarizer.engines.store.installed import differences, installed, unfinished
from summarizer.engines.store.records import Model
from summarizer.errors import ModelCorrupt, UnknownEngine


class State(StrEnum):
    """How it stands with a model on this machine.

    The embedded ones are built from installed packages, all others are pulled, added or unpacked.
    """

    BUILT = "built"
    NOT_BUILT = "not built"
    INSTALLED = "installed"
    BROKEN = "broken"
    UNFINISHED = "partly pulled"
    AVAILABLE = "not pulled"


@dataclass(frozen=True, slots=True)
class Listed:
    """One model. ``size`` is in bytes: on disk if it is here, or else to be downloaded; 0 if nobody says.

    ``fault`` says what is wrong with a broken one.
    """

    name: str
    state: State
    task: Task
    langpairs: tuple[str, ...]
    size: int
    licence: str
    about: str
    warning: str = ""
    runtime: str = ""
    fault: str = ""


def listed() -> Iterator[Listed]:
    """All models: the embedded ones, those of the catalogue in its order, then those that the user has added."""
    for spec in ENGINES.values():
        folder = cache.model_folder(spec.runtime)
        state = State.BUILT if cache.is_complete(folder) else State.NOT_BUILT
        size = sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0
        yield Listed(
            spec.alias, state, Task.TRANSLATION, (spec.langpair,), size, spec.licence, spec.about, runtime=spec.runtime
        )
    here = installed()
    begun = set(unfinished())
    for alias, entry in catalogue().items():
        yield _row(alias, entry, here.pop(alias, None), begun)
    for alias, model in here.items():
        yield _row(alias, model.entry if isinstance(model, Model) else None, model, begun)


def details(name: str) -> dict[str, Any]:
    """All that is known of the model ``name``, its own or the hub's, as JSON can have it: what is listed, and more.

    Raises UnknownEngine if it is not listed.
    """
    if known := of_hub(name):
        name = known.alias
    for row in listed():
        if row.name == name:
            break
    else:
        raise UnknownEngine(f"there is no model {name!r}. See: summarizer models list")
    found: dict[str, Any] = {key: value for key, value in asdict(row).items() if value}
    here = installed().get(name)
    entry = here.entry if isinstance(here, Model) else catalogue().get(name)
    if entry is not None:
        found |= {key: value for key, value in asdict(entry).items() if value and key not in {"alias", "size", "about"}}
    if isinstance(here, Model):
        found |= {"revision": here.revision or "added from a folder", "folder": str(here.folder)}
        found |= {"runtime": here.runtime, "quantization": here.quantization}
    return found


def _row(alias: str, entry: Entry | None, model: Model | ModelCorrupt | None, begun: set[str]) -> Listed:
    if isinstance(model, Model):
        faults = differences(model, deep=False)
        state, fault = (State.BROKEN, "; ".join(faults)) if faults else (State.INSTALLED, "")
        return _of_entry(alias, model.entry, state, model.size, f"{model.runtime} {model.quantization}", fault)
    if isinstance(model, ModelCorrupt):
        if entry is None:
            return Listed(alias, State.BROKEN, Task.TRANSLATION, (), 0, "", "", fault=str(model))
        return _of_entry(alias, entry, State.BROKEN, entry.size, fault=str(model))
    assert entry is not None
    return _of_entry(alias, entry, State.UNFINISHED if alias in begun else State.AVAILABLE, entry.size)


def _of_entry(alias: str, entry: Entry, state: State, size: int, runtime: str = "", fault: str = "") -> Listed:
    return Listed(
        alias, state, entry.task, entry.langpairs, size, entry.licence, entry.about, entry.warning, runtime, fault
    )
