"""The engines by name, and the generators. Only this module knows which class a name means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TypeVar, cast

from summarizer.datamodels import RuntimeOptions
from summarizer.engines.bare_folders import bare_model
from summarizer.engines.catalogue import Task
from summarizer.engines.embedded import build, cache
from summarizer.engines.generation.opening import open_generator
from summarizer.engines.store.installed import damaged, differences, find, installed, verify
from summarizer.engines.store.places import user_path
from summarizer.engines.store.records import Model
from summarizer.engines.translators.opening import open_translator
from summarizer.errors import ModelUnavailable, OptionError, UnknownEngine
from summarizer.protocols import Generator, Progress, Translator, no_progress

_Taken = TypeVar("_Taken")

Notice = Callable[[str], None]
"""Called with a sentence for whoever chose the engine."""


def no_notice(text: str) -> None:
    """The Notice of callers that show none."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What is known of a translation engine before its model is loaded.

    ``langpairs`` has the usual one first; ``load`` is called with one of them.
    """

    name: str
    langpairs: tuple[str, ...]
    runtime: str
    about: str
    licence: str
    load: Callable[[str, RuntimeOptions, Progress], Translator]


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """One row of the table of engines whose model is built from installed packages.

    ``loader`` is "module:function", imported when the engine is asked for and called with (alias, runtime, progress): a
    model that turns out to be damaged is reported under the name that the user knows.
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
RESERVED = frozenset({*ENGINES, *GENERATORS})
"""Names that no model of a user's may have."""


def engine_of(name: str, langpair: str | None = None) -> Engine:
    """What is known of the engine ``name``: a row of the table, a model of the store, or a folder with a checkpoint.

    ``langpair`` says what the model of a folder translates where that cannot be read there. Raises UnknownEngine,
    NotPulled for what is in the catalogue alone, and another ModelUnavailable for a folder that holds nothing fit.
    """
    if name in ENGINES:
        spec = ENGINES[name]
        return Engine(name, (spec.langpair,), spec.runtime, spec.about, spec.licence, partial(_load_built, spec))
    model = _model(name, langpair)
    entry = model.entry
    if faults := differences(model, deep=False) if model.files else []:
        raise damaged(model, ", ".join(faults))

    def load(pair: str, runtime: RuntimeOptions, progress: Progress) -> Translator:
        return open_translator(model, pair, runtime)  # nothing to build

    if entry.task is not Task.TRANSLATION:
        raise UnknownEngine(f"{name} writes summaries and does not translate. Give it to --generator")
    licence = f"{entry.licence}. {entry.warning}" if entry.warning else entry.licence
    return Engine(name, entry.langpairs, model.runtime, entry.about, licence, load)


def offered() -> tuple[str, ...]:
    """The engines that a server offers by itself: the embedded ones that are quick, and the user's own translators."""
    own = (
        alias
        for alias, model in installed().items()
        if isinstance(model, Model) and model.entry.task is Task.TRANSLATION
    )
    return (DEFAULT_ENGINE, "embedded-int8", *own)


def require_served(engine: str, langpair: str) -> None:
    """Raise what `load_translator` would if nothing of ``engine`` is there or none of it translates ``langpair``.

    Cheap: nothing is built or loaded.
    """
    _first(engine, lambda name: _serving(name, langpair), no_notice)


def load_translator(
    engine: str = DEFAULT_ENGINE,
    *,
    langpair: str | None = None,
    runtime: RuntimeOptions | None = None,
    progress: Progress = no_progress,
    notice: Notice = no_notice,
) -> Translator:
    """The translator of that name; the model of an embedded one is built first if this machine does not have it yet.

    ``engine`` is a name of ``summarizer models list``, the path of a folder with a checkpoint, or several of these with
    commas between: the first that is there and translates ``langpair`` is taken, and ``notice`` is told why another
    was passed over. Without ``langpair`` it is the first that the engine has.

    Raises UnknownEngine, NotPulled for a model that is in the catalogue alone, another ModelUnavailable if the model
    cannot be built or is damaged, and OptionError for a language pair or a runtime that cannot be had.
    """
    return load_first(engine, langpair=langpair, runtime=runtime, progress=progress, notice=notice)[1]


def load_first(
    engine: str,
    *,
    langpair: str | None = None,
    runtime: RuntimeOptions | None = None,
    progress: Progress = no_progress,
    notice: Notice = no_notice,
) -> tuple[str, Translator]:
    """As `load_translator`, with the one name that was taken."""

    def load(name: str) -> tuple[str, Translator]:
        served = _serving(name, langpair)
        return name, served.load(langpair or served.langpairs[0], runtime or RuntimeOptions(), progress)

    return _first(engine, load, notice)


def load_generator(name: str, *, runtime: RuntimeOptions | None = None, progress: Progress = no_progress) -> Generator:
    """The generator of that name, its model built first if need be, or one over the checkpoint in the folder ``name``.

    Raises UnknownEngine for what is neither a name nor a folder, NotPulled, or another ModelUnavailable if the model
    cannot be built or the folder holds none that can be used.
    """
    runtime = runtime or RuntimeOptions()
    if name in GENERATORS:
        load = cast(Callable[[str, RuntimeOptions, Progress], Generator], _function(GENERATORS[name].loader))
        return load(name, runtime, progress)
    return open_generator(_model(name, None, task=Task.SUMMARIZATION), runtime)


def _first(engine: str, take: Callable[[str], _Taken], notice: Notice) -> _Taken:
    """What ``take`` returns for the first name in ``engine`` that is not unavailable."""
    names = [engine] if _folder(engine) else [name.strip() for name in engine.split(",") if name.strip()] or [engine]
    reasons: list[str] = []
    for name in names:
        try:
            return take(name)
        except (ModelUnavailable, _NotServed) as error:
            if len(names) == 1:
                raise
            reasons.append(f"{name}: {error}")
            what_happened, _, _ = str(error).partition(". ")
            notice(f"{name} is passed over: {what_happened}")
    raise ModelUnavailable("none of these engines can be had. " + "; ".join(reasons))


class _NotServed(OptionError):
    """An engine does not translate the language pair."""


def _serving(name: str, langpair: str | None) -> Engine:
    engine = engine_of(name, langpair)
    if langpair is not None and langpair not in engine.langpairs:
        raise _NotServed(
            f"the engine {name} translates {', '.join(engine.langpairs)}, not {langpair}. See: summarizer models list"
        )
    return engine


def _load_built(spec: EngineSpec, langpair: str, runtime: RuntimeOptions, progress: Progress) -> Translator:
    load = cast(Callable[[str, RuntimeOptions, Progress], Translator], _function(spec.loader))
    return load(spec.alias, runtime, progress)


def _model(name: str, langpair: str | None, task: Task = Task.TRANSLATION) -> Model:
    folder = _folder(name)
    if folder is not None and folder.name != name:  # a path, not a bare name
        return bare_model(folder, langpair, task)
    try:
        return find(name)
    except UnknownEngine:
        if folder is not None:
            return bare_model(folder, langpair, task)
        is_translator = task is Task.TRANSLATION
        what = f"there is no engine {name!r}" if is_translator else f"there is no generator {name!r}"
        known = ", ".join([*(ENGINES if is_translator else GENERATORS), *installed()])
        raise UnknownEngine(
            f"{what}, and no folder of that name. {'Engines' if is_translator else 'Generators'}: {known}, or the path "
            "of a folder with a checkpoint (summarizer models list)"
        ) from None


def _folder(name: str) -> Path | None:
    """The folder at that path, None if there is none."""
    try:
        folder = user_path(name)
        return folder if name and folder.is_dir() else None
    except (OSError, ValueError):  # a name too long for a path, or with a NUL in it
        return None


def model_folder(engine: str) -> Path:
    """Where the model of ``engine`` is, or will be once it is built. Raises as `engine_of` does."""
    if engine in ENGINES:
        return cache.model_folder(ENGINES[engine].runtime)
    return _model(engine, None).folder


def is_built(engine: str) -> bool:
    """Whether ``engine`` is one that is built from packages, and is there already. Cheap."""
    return engine in ENGINES and cache.is_complete(model_folder(engine))


def build_model(engine: str, progress: Progress, *, force: bool = False) -> Path:
    """Build the model of ``engine`` if it is not there, or anyway with ``force``; returns its folder.

    Raises UnknownEngine for one that is not built from packages.
    """
    if engine not in ENGINES:
        raise UnknownEngine(
            f"{engine!r} is not built from packages; these are: {', '.join(ENGINES)}. Others are pulled or added "
            "(summarizer models list)"
        )
    return build.ensure_built(ENGINES[engine].runtime, progress, force=force)


def verify_model(engine: str) -> None:
    """Read every file of the model of ``engine``.

    Raises ModelCorrupt, naming the files, if one is missing or differs, and ModelUnavailable if there is no model yet.
    """
    if engine not in ENGINES:
        verify(find(engine))
        return
    folder = model_folder(engine)
    if not folder.exists():
        raise ModelUnavailable(
            f"the model of {engine} has not been built yet; build it with: summarizer models build {engine}"
        )
    if faults := cache.differences(folder, deep=True):
        raise cache.damaged(folder, f"({', '.join(faults)})", engine)


def _function(place: str) -> object:
    """What "module:function" means, its module imported."""
    module, name = place.split(":")
    return getattr(import_module(module), name)
