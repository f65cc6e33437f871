"""Which languages a server translates, and from which one a text is to be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from summarizer.engines.registry import Engine, engine_of
from summarizer.errors import OptionError
from summarizer.language import is_close, is_too_short, language_name, likeliest

AUTO = "auto"

Detected = tuple[str, float]
"""A language code and its probability."""


@cache
def engine_offered(name: str) -> Engine:
    """What is known of the engine, as it was when it was first asked for: a server goes on with what it began with.

    Raises as `engine_of` does.
    """
    return engine_of(name)


def targets(engines: Sequence[str]) -> dict[str, list[str]]:
    """The languages of the engines, and for each those that it is translated to."""
    found: dict[str, list[str]] = {}
    for source, target in (langpair.split("-") for engine in engines for langpair in engine_offered(engine).langpairs):
        found.setdefault(target, [])
        if target not in found.setdefault(source, []):
            found[source].append(target)
    return found


def engine_for(engines: Sequence[str], source: str, target: str) -> str | None:
    """The first of the engines that translates ``source`` to ``target``; None if they are the same, known language.

    Raises OptionError if there is no such engine.
    """
    if source == target and source in targets(engines):
        return None
    for engine in engines:
        if f"{source}-{target}" in engine_offered(engine).langpairs:
            return engine
    pairs = ", ".join(dict.fromkeys(langpair for engine in engines for langpair in engine_offered(engine).langpairs))
    raise OptionError(f"{source} to {target} is not translated here. Ask for one of: {pairs}")


def preferred_engine(engines: Sequence[str], wanted: str, langpair: str) -> str:
    """``wanted`` if it translates ``langpair``, or else the first of the engines that does.

    Raises OptionError if there is none.
    """
    source, target = langpair.split("-")
    if langpair in engine_offered(wanted).langpairs:
        return wanted
    return engine_for(engines, source, target) or wanted


def detect_source(text: str, target: str, engines: Sequence[str]) -> Detected:
    """The language of ``text`` as far as it can be translated to ``target``, or ``target`` itself.

    Texts that are too short to tell are in the likelier of these. Raises OptionError for any other language.
    """
    sources = [source for source, found in targets(engines).items() if target in found]
    ranking = likeliest(text)
    known = [(code, probability) for code, probability in ranking if code in {*sources, target}]
    found, probability = ranking[0]
    if known and (is_too_short(text) or found == known[0][0]):
        return known[0]
    for source in sources:
        if is_close(found, source):
            return source, probability
    raise OptionError(
        f"the text looks {language_name(found)}, which is not translated to {target} here. "
        'If that is wrong, name the language instead of "auto"'
    )
