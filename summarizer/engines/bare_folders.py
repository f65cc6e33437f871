"""A checkpoint in a folder of the user's own, used where it lies: nothing is recorded of it, nothing converted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarizer.engines.catalogue import Architecture, Entry, Task
from summarizer.engines.checkpoints.checkpoint import open_checkpoint
from summarizer.engines.store.describing import describe
from summarizer.engines.store.records import Model
from summarizer.errors import OptionError


@dataclass(frozen=True, slots=True)
class BareModel(Model):
    """The folder is the checkpoint itself."""

    @property
    def checkpoint(self) -> Path:
        return self.folder


def bare_model(folder: Path, langpair: str | None, task: Task) -> BareModel:
    """The model in ``folder``, to be run on transformers.

    Raises ModelUnavailable if it holds nothing fit, and OptionError for a translator whose languages are unknown.
    """
    folder = folder.resolve()
    open_checkpoint(folder)
    # The stroke tells it from a model of that name, and nothing in the name may pass for a further field.
    name = f"{folder.name.replace('|', '_')}/"
    return BareModel(folder, name, _entry(folder, name, langpair, task), "transformers", "float32")


def _entry(folder: Path, name: str, langpair: str | None, task: Task) -> Entry:
    try:
        stated = describe(folder, name, [], task)
    except OptionError:
        if langpair is None:
            raise
        return describe(folder, name, [langpair], task)
    # What a Marian translates is fixed; others take the languages that they have tags for.
    if langpair is None or task is not Task.TRANSLATION or stated.architecture is Architecture.MARIAN:
        return stated
    return describe(folder, name, [langpair], task)
