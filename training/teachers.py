"""The models that write synthetic pairs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from training.models.gemma import GemmaOptions, GemmaTranslator, read_saved
from training.models.marian import MarianStudent
from training.protocols import Trainable
from training.provenance import Provenance, read_provenance


class TeacherError(ValueError):
    """A folder that is no teacher."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """A model and what it was made from."""

    model: Trainable
    provenance: Provenance


def load_teacher(folder: Path, langpair: str, batch_sentences: int, seed: int, licence: str = "") -> Teacher:
    """The model of a ``model`` folder that a run has left; ``licence`` is stated for it. Raises TeacherError."""
    try:
        kind = json.loads((folder / "config.json").read_text(encoding="utf-8"))["model_type"]
        if kind == "marian":
            model: Trainable = MarianStudent.load(folder)
        elif kind == "gemma3_text":
            options = GemmaOptions(batch_sentences=batch_sentences)
            model = GemmaTranslator(read_saved(folder), options, seed, langpair=langpair)
        else:
            raise TeacherError(f"{folder} holds a {kind}; a teacher is a marian or a gemma3_text")
        provenance = read_provenance(folder / "model.safetensors", licence)
    except TeacherError:
        raise
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise TeacherError(f"{folder} is no checkpoint that can teach: {error}") from error
    return Teacher(model, provenance)
