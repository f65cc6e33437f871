"""A checkpoint in a folder of the user's own, used where it lies: nothing is recorded of it, nothing converted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarizer.engines.catalogue import Task
from summarizer.engines.checkpoints.checkpoint import open_checkpoint
from summarizer.engines.store.describing import describe
from summarizer.engines.store.records import Model


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
    entry = describe(folder, folder.name, [langpair] if langpair else [], task)
    return BareModel(folder, folder.name, entry, "transformers", "float32")
