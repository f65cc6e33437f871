"""The engines by name, and the generators. Only this module knows which class an alias means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from summarizer.engines.checkpoints.checkpoint import Family, open_checkpoint
from summarizer.engines.embedded import build, cache
from summarizer.engines.generation.causal import CausalGenerator
from summarizer.engines.generation.seq2seq import Seq2SeqGenerator
from summarizer.errors import ModelUnavailable, UnknownEngine
from summarizer.protocols import Generator, Progress, Translator, no_progress


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """One row of the table.

    ``loader`` is "module:function", imported when the engine is asked for and called with (alias, progress): a model
    that turns out to be damaged is reported under the name that the user knows.
    """

    alias: str
    langpair: str
    runtime: str
    about: str
    licence: str
    loader: str


@dataclass(frozen=True, slots=True)
class GeneratorSpec:
    """One row of the table of generators, its ``loader`` as in `EngineSpec`.

    ``abstractive_default`` says that its summaries, gated, were measured to be better than the article's own sentences.
    """

    alias: str
    abstractive_default: bool
    about: str
    licence: str
    loader: str


_EMBEDDED_LICENCE = (
    "Gemma Terms of Use, as derived from Gemma 3 270M (GEMMA_TERMS.md and NOTICE are with the model); the use of its "
    "output is subject to the Gemma Prohibited Use Policy"
)
_SPECS = (
    EngineSpec(
        alias="embedded",
        langpair="id-en",
        runtime="ctranslate2",
        about="Gemma 3 270M with our adapter; the default",
        licence=_EMBEDDED_LICENCE,
        loader="summarizer.engines.embedded.ctranslate2_runtime:load_float32",
    ),
    EngineSpec(
        alias="embedded-int8",
        langpair="id-en",
        runtime="ctranslate2",
        about="the same model in int8 arithmetic: faster, smaller in memory, less stable words",
        licence=_EMBEDDED_LICENCE,
        loader="summarizer.engines.embedded.ctranslate2_runtime:load_int8",
    ),
    EngineSpec(
        alias="embedded-reference",
        langpair="id-en",
        runtime="transformers",
        about="the same weights on transformers; slow, for comparison and debugging",
        licence=_EMBEDDED_LICENCE,
        loader="summarizer.engines.embedded.transformers_runtime:load",
    ),
)
ENGINES = {spec.alias: spec for spec in _SPECS}
DEFAULT_ENGINE = "embedded"
_GENERATOR_SPECS = (
    GeneratorSpec(
        alias="embedded",
        abstractive_default=False,
        about="Gemma 3 270M as it was pre-trained, without our adapter",
        licence=_EMBEDDED_LICENCE,
        loader="summarizer.engines.generation.embedded:load",
    ),
)
GENERATORS = {spec.alias: spec for spec in _GENERATOR_SPECS}


def engine_spec(alias: str) -> EngineSpec:
    """The row of ``alias``. Raises UnknownEngine, naming the engines that there are."""
    try:
        return ENGINES[alias]
    except KeyError:
        raise UnknownEngine(
            f"there is no engine {alias!r}. Engines: {', '.join(ENGINES)} (summarizer models list)"
        ) from None


def load_translator(engine: str = DEFAULT_ENGINE, *, progress: Progress = no_progress) -> Translator:
    """The translator of that name; its model is built first if this machine does not have it yet.

    Raises UnknownEngine, or another ModelUnavailable if the model cannot be built.
    """
    load = cast(Callable[[str, Progress], Translator], _function(engine_spec(engine).loader))
    return load(engine, progress)


def load_generator(name: str, *, progress: Progress = no_progress) -> Generator:
    """The generator of that name, its model built first if need be, or one over the checkpoint in the folder ``name``.

    Raises UnknownEngine for what is neither a name nor a folder, or another ModelUnavailable if the model cannot be
    built or the folder holds none that can be used.
    """
    if name in GENERATORS:
        load = cast(Callable[[str, Progress], Generator], _function(GENERATORS[name].loader))
        return load(name, progress)
    folder = Path(name).expanduser()
    if not name or not folder.is_dir():
        raise UnknownEngine(
            f"there is no generator {name!r}, and no folder of that name. Generators: {', '.join(GENERATORS)}, or the "
            "path of a folder with a checkpoint"
        )
    checkpoint = open_checkpoint(folder)
    return Seq2SeqGenerator(checkpoint) if checkpoint.family is Family.SEQ2SEQ else CausalGenerator(checkpoint)


def _function(place: str) -> object:
    """What "module:function" means, its module imported."""
    module, name = place.split(":")
    return getattr(import_module(module), name)


def model_folder(engine: str) -> Path:
    """Where the model of ``engine`` is, or will be once it is built."""
    return cache.model_folder(engine_spec(engine).runtime)


def is_built(engine: str) -> bool:
    """Whether the model of ``engine`` is there, every file at its full size."""
    return cache.is_complete(model_folder(engine))


def build_model(engine: str, progress: Progress, *, force: bool = False) -> Path:
    """Build the model of ``engine`` if it is not there, or anyway with ``force``; returns its folder."""
    return build.ensure_built(engine_spec(engine).runtime, progress, force=force)


def verify_model(engine: str) -> None:
    """Read every file of the model of ``engine``.

    Raises ModelCorrupt, naming the files, if one is missing or differs, and ModelUnavailable if there is no model yet.
    """
    folder = model_folder(engine)
    if not folder.exists():
        raise ModelUnavailable(
            f"the model of {engine} has not been built yet; build it with: summarizer models build {engine}"
        )
    if differences := cache.differences(folder, deep=True):
        raise cache.damaged(folder, f"({', '.join(differences)})", engine)
