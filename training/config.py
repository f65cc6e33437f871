"""One TOML file a model: what it is, what it learns from, how long, and what it is measured on."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, TypeAdapter, ValidationError

from training.card import CardWords
from training.corpus.licences import is_shippable
from training.corpus.options import CorpusOptions
from training.loop import TrainingOptions
from training.models.gemma import GemmaOptions
from training.models.marian import MarianOptions
from training.synthesis import SynthesisOptions
from training.vocabulary import VocabularyOptions

Langpair: TypeAlias = Literal["id-en", "en-id"]

_STRICT = ConfigDict(extra="forbid")


class ConfigError(ValueError):
    """A configuration file that cannot be used, and what to change in it."""


@dataclass(frozen=True, slots=True)
class StartOptions:
    """Where a Gemma model goes on from: an adapter.safetensors for LoRA, a checkpoint folder for full tuning.

    ``licence`` is that of the rows it was trained on, if there is no licences.json beside it. ``share``, from 0 to 1,
    is how much of the start is mixed into the result again (Wortsman et al. 2022, arXiv:2109.01903).
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    path: str
    licence: str = ""
    share: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.share < 1:
            raise ValueError(f"share must be from 0 to less than 1 and not {self.share}")


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """Exactly one of ``marian`` and ``gemma`` is given; ``vocabulary`` is for Marian, ``start`` for Gemma."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    name: str
    langpair: Langpair = "id-en"
    marian: MarianOptions | None = None
    gemma: GemmaOptions | None = None
    vocabulary: VocabularyOptions = field(default_factory=VocabularyOptions)
    start: StartOptions | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("name is blank")
        if (self.marian is None) == (self.gemma is None):
            raise ValueError("give one of [model.marian] and [model.gemma]")
        if self.start and self.marian:
            raise ValueError("start is for [model.gemma]; a Marian student starts from random weights")


@dataclass(frozen=True, slots=True)
class SynthesisStep:
    """Synthetic pairs by ``teacher``: the ``model`` folder of an earlier run, or the configuration of a run, which is
    then worked first, in a folder beside this one's.

    ``licence`` is that of the texts; distillation has none, its rows keep their own. ``teacher_licence`` is that of
    the rows the teacher learnt from, for a teacher that no run of this recipe has made.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    teacher: str
    options: SynthesisOptions
    licence: str | None = None
    teacher_licence: str = ""

    def __post_init__(self) -> None:
        if self.options.kind == "distillation":
            if self.licence is not None:
                raise ValueError("distilled rows keep their licences: state none")
        elif not self.licence or not self.licence.strip() or "\t" in self.licence or len(self.licence.splitlines()) > 1:
            raise ValueError(
                f"the licence of the texts must be stated, in one line without tabs, not as {self.licence!r}"
            )


@dataclass(frozen=True, slots=True)
class DataOptions:
    """``toy_pairs`` over 0 writes a made-up corpus of that many pairs into the corpus folder first."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    corpus: CorpusOptions
    synthesis: tuple[SynthesisStep, ...] = ()
    toy_pairs: int = 0

    def __post_init__(self) -> None:
        if self.toy_pairs < 0:
            raise ValueError(f"toy_pairs must be at least 0 and not {self.toy_pairs}")
        for step in self.synthesis:
            if self.corpus.shippable_only and step.licence and not is_shippable(step.licence):
                raise ValueError(
                    f"the licence of the texts, {step.licence}, allows no model that is shipped to learn from them. "
                    "Set shippable_only = false for an experiment"
                )


@dataclass(frozen=True, slots=True)
class PhaseOptions:
    """``tokens`` tokens of the rows of ``sources``, named up to their first "/"; of all rows if that is empty."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    tokens: int
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.tokens < 1:
            raise ValueError(f"tokens must be at least 1 and not {self.tokens}")


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """Files of one sentence a line; ``others`` maps the names of other systems to their outputs on the same lines."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    source: str
    reference: str
    others: dict[str, str] = field(default_factory=dict)
    beam_size: int = 1

    def __post_init__(self) -> None:
        if self.beam_size < 1:
            raise ValueError(f"beam_size must be at least 1 and not {self.beam_size}")


@dataclass(frozen=True, slots=True)
class RecipeConfig:
    """The whole file."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    model: ModelOptions
    data: DataOptions
    training: TrainingOptions
    phases: tuple[PhaseOptions, ...]
    evaluation: EvaluationOptions
    card: CardWords
    seed: int = 1

    def __post_init__(self) -> None:
        if not self.phases:
            raise ValueError("give at least one [[phases]]")

    def digest(self) -> str:
        """Equal for configurations that make the same model: the words of the card and the scoring do not count."""
        values = asdict(self)
        del values["card"]
        values["evaluation"] = [self.evaluation.source, self.evaluation.reference]  # nothing may overlap with them
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def read_config(path: Path) -> RecipeConfig:
    """Read and check a configuration. Raises ConfigError, which names the entry at fault."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    try:
        # As JSON, so that the check can be strict ("1" is no number) and still take a list for a tuple. A date, which
        # TOML has and JSON has not, is wanted nowhere: as a string it is refused where a number must be.
        return TypeAdapter(RecipeConfig).validate_json(json.dumps(values, default=str), strict=True)
    except ValidationError as error:
        faults = "; ".join(_fault(list(fault["loc"]), fault["msg"]) for fault in error.errors())
        raise ConfigError(f"{path}: {faults}") from error


def _fault(place: list[int | str], message: str) -> str:
    message = message.removeprefix("Value error, ")
    return f"{'.'.join(map(str, place))}: {message}" if place else message
