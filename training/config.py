"""One TOML file a model: what it is, what it learns from, how long, and what it is measured on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from training.corpus.prepare import CorpusOptions
from training.loop import TrainingOptions
from training.models.gemma import GemmaOptions
from training.models.marian import MarianOptions
from training.synthesis import SynthesisOptions
from training.vocabulary import VocabularyOptions

_STRICT = ConfigDict(extra="forbid")


class ConfigError(ValueError):
    """A configuration file that cannot be used, and what to change in it."""


@dataclass(frozen=True, slots=True)
class PhaseOptions:
    """``tokens`` tokens of the rows whose source begins with one of ``sources``; of all rows if that is empty."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    tokens: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SynthesisStep:
    """Synthetic pairs, made by the model of an earlier run, ``teacher``, from texts under ``licence``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    teacher: str
    licence: str
    options: SynthesisOptions


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """Files of one sentence a line; ``others`` maps the names of other systems to their outputs on the same lines."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    source: str
    reference: str
    others: dict[str, str] = field(default_factory=dict)
    beam_size: int = 1


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """Exactly one of ``marian`` and ``gemma`` is given. A Gemma model may go on from where an earlier run
    ended, ``start``: an adapter.safetensors for LoRA, a checkpoint folder for full tuning."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    name: str
    marian: MarianOptions | None = None
    gemma: GemmaOptions | None = None
    vocabulary: VocabularyOptions = field(default_factory=VocabularyOptions)
    start: str = ""


@dataclass(frozen=True, slots=True)
class CardOptions:
    """What the model card says in words; its figures are measured."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    base: str
    architecture: str
    hardware: str
    test_set: str
    intended_use: str
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecipeConfig:
    """The whole file. ``toy_pairs`` over 0 writes a generated corpus of that many pairs first."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    model: ModelOptions
    corpus: CorpusOptions
    training: TrainingOptions
    phases: tuple[PhaseOptions, ...]
    evaluation: EvaluationOptions
    card: CardOptions
    synthesis: tuple[SynthesisStep, ...] = ()
    toy_pairs: int = 0
    seed: int = 1


def read_config(path: Path) -> RecipeConfig:
    """Read and check a configuration. Raises ConfigError, which names the entry at fault."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    try:
        config = TypeAdapter(RecipeConfig).validate_python(values)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].lower()}" for fault in error.errors())
        raise ConfigError(f"{path}: {faults}") from error
    if (config.model.marian is None) == (config.model.gemma is None):
        raise ConfigError(f"{path}: give one of [model.marian] and [model.gemma]")
    if not config.phases:
        raise ConfigError(f"{path}: give at least one [[phases]]")
    return config
