"""The models that write synthetic pairs, and what they may be used for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from training.corpus.licences import is_shippable
from training.models.gemma import GemmaOptions, GemmaTranslator, read_saved
from training.models.marian import MarianStudent
from training.protocols import Trainable

LICENCES_FILE = "licences.json"


class TeacherError(ValueError):
    """A folder that is no teacher, or one that may not teach a model that is shipped."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """A model, the sha256 of its weights, and the licences of the rows that it learnt from, if they are known."""

    model: Trainable
    signature: str
    licences: tuple[str, ...]


def load_teacher(folder: Path, langpair: str, batch_sentences: int, seed: int) -> Teacher:
    """The model of a ``model`` folder that a run has left. Raises TeacherError if it is none."""
    try:
        kind = json.loads((folder / "config.json").read_text(encoding="utf-8"))["model_type"]
        if kind == "marian":
            model: Trainable = MarianStudent.load(folder)
        elif kind == "gemma3_text":
            options = GemmaOptions(batch_sentences=batch_sentences)
            model = GemmaTranslator(read_saved(folder), options, seed, langpair=langpair)
        else:
            raise TeacherError(f"{folder} holds a {kind}; a teacher is a marian or a gemma3_text")
        with (folder / "model.safetensors").open("rb") as weights:
            signature = hashlib.file_digest(weights, "sha256").hexdigest()
    except TeacherError:
        raise
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise TeacherError(f"{folder} is no checkpoint that can teach: {error}") from error
    return Teacher(model, signature, read_licences(folder))


def read_licences(folder: Path) -> tuple[str, ...]:
    """The licences of all rows that the model in ``folder`` learnt from; none if nobody wrote them down."""
    try:
        found = json.loads((folder / LICENCES_FILE).read_text(encoding="utf-8"))
    except OSError:
        return ()
    except ValueError as error:
        raise TeacherError(f"{folder / LICENCES_FILE} is no list of licences: {error}") from error
    if not isinstance(found, list) or not all(isinstance(licence, str) for licence in found):
        raise TeacherError(f"{folder / LICENCES_FILE} is no list of licences")
    return tuple(found)


def require_shippable(folder: Path, licences: tuple[str, ...]) -> None:
    """Raise TeacherError unless ``licences`` are known and allow what is learnt from them to be shipped."""
    if not licences:
        raise TeacherError(
            f"nobody knows under which licence the rows were that {folder} learnt from. State it as teacher_licence, "
            "or set shippable_only = false for an experiment"
        )
    if closed := [licence for licence in licences if not is_shippable(licence)]:
        raise TeacherError(
            f"{folder} learnt from rows whose licence does not allow it to teach a model that is shipped: "
            f"{', '.join(closed)}. Set shippable_only = false for an experiment"
        )
