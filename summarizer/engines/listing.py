"""What there is to choose from: the engines that are built, the models on this machine, and those of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from summarizer.engines.catalogue import Entry, Task, catalogue, of_hub
from summarizer.engines.embedded import cache
from summarizer.engines.registry import ENGINES, EngineSpec
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
    yield from map(_embedded, ENGINES.values())
    here, begun = installed(), set(unfinished())
    for alias in dict.fromkeys([*catalogue(), *here]):
        yield _row(alias, here.get(alias), begun)


def details(name: str) -> dict[str, Any]:
    """All that is known of the model ``name``, its own or the hub's, as JSON can have it: what is listed, and more.

    Raises UnknownEngine if it is not listed.
    """
    if name in ENGINES:
        return _known(_embedded(ENGINES[name]))
    if known := of_hub(name):
        name = known.alias
    model, entry = installed().get(name), catalogue().get(name)
    if model is None and entry is None:
        raise UnknownEngine(f"there is no model {name!r}. See: summarizer models list")
    found = _known(_row(name, model, set(unfinished())))
    if isinstance(model, Model):
        entry = model.entry
    if entry is not None:
        found |= {key: value for key, value in asdict(entry).items() if value and key not in {"alias", "size", "about"}}
    if isinstance(model, Model):
        found |= {"revision": model.revision or "added from a folder", "folder": str(model.folder)}
        found |= {"runtime": model.runtime, "quantization": model.quantization}
    return found


def _known(row: Listed) -> dict[str, Any]:
    return {key: value for key, value in asdict(row).items() if value}


def _embedded(spec: EngineSpec) -> Listed:
    folder = cache.model_folder(spec.runtime)
    state = State.BUILT if cache.is_complete(folder) else State.NOT_BUILT
    size = sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0
    return Listed(
        spec.alias, state, Task.TRANSLATION, (spec.langpair,), size, spec.licence, spec.about, runtime=spec.runtime
    )


def _row(alias: str, model: Model | ModelCorrupt | None, begun: Collection[str]) -> Listed:
    """The row of what the catalogue has, or the store, or both."""
    if isinstance(model, Model):
        faults = differences(model, deep=False)
        state, fault = (State.BROKEN, "; ".join(faults)) if faults else (State.INSTALLED, "")
        return _of_entry(alias, model.entry, state, model.size, f"{model.runtime} {model.quantization}", fault)
    entry = catalogue().get(alias)
    fault = "" if model is None else str(model)
    if entry is None:
        return Listed(alias, State.BROKEN, Task.TRANSLATION, (), 0, "", "", fault=fault)
    if model is None:
        return _of_entry(alias, entry, State.UNFINISHED if alias in begun else State.AVAILABLE, entry.size)
    return _of_entry(alias, entry, State.BROKEN, entry.size, fault=fault)


def _of_entry(alias: str, entry: Entry, state: State, size: int, runtime: str = "", fault: str = "") -> Listed:
    return Listed(
        alias, state, entry.task, entry.langpairs, size, entry.licence, entry.about, entry.warning, runtime, fault
    )
