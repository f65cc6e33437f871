"""The catalogue: models that are known by name, what they translate, under which licence, and how each is asked."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

LANGPAIR = re.compile(r"[a-z]{2,3}-[a-z]{2,3}")
"""A pair of languages, as in "id-en"; those of one language twice are for summaries."""


class Task(StrEnum):
    """What a model does."""

    TRANSLATION = "translation"
    SUMMARIZATION = "summarization"


class Architecture(StrEnum):
    """The families of models; one path of code serves each."""

    MARIAN = "marian"
    M2M100 = "m2m100"  # NLLB too
    MBART = "mbart"
    T5 = "t5"  # mT5, MADLAD and umT5 too
    BART = "bart"
    PEGASUS = "pegasus"
    CAUSAL = "causal"  # Gemma, Qwen, Llama and their like


_PROMPTS = {Task.TRANSLATION: ("", "template", "translation.v1"), Task.SUMMARIZATION: ("", "summary.v1")}
_TEXTS = ("alias", "hub", "revision", "licence", "warning", "about", "runtime", "quantization")
_LARGEST = 2**63  # bytes


@dataclass(frozen=True, slots=True)
class Score:
    """A published score: ``value`` of ``metric`` ("BLEU", "chrF" …) on ``test_set``, and who says so."""

    langpair: str
    metric: str
    value: float
    test_set: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the catalogue, or what is known of a folder that a user has added.

    ``revision`` is a commit, or a branch whose commit the pull records. ``langpairs`` are those that it is offered for,
    the usual first; for summaries they are as in "en-en". ``tags`` map a language to what the model calls it: a control
    token such as "ind_Latn", or for T5 and multilingual Marian models the text before a sentence ("<2id>", ">>ind<<").
    ``prompt`` is for causal models: the name of one of our prompts, or "template" where the model's own chat template
    takes languages. ``warning`` is "" unless the licence keeps some users out. ``size`` is in bytes, as downloaded.
    """

    alias: str
    hub: str
    revision: str
    task: Task
    architecture: Architecture
    langpairs: tuple[str, ...]
    licence: str
    size: int = 0
    warning: str = ""
    about: str = ""
    is_gated: bool = False
    runtime: str = "ctranslate2"
    quantization: str = "int8"
    prompt: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    scores: tuple[Score, ...] = ()


@cache
def catalogue() -> Mapping[str, Entry]:
    """The rows of ``catalogue.toml`` by alias, in its order."""
    text = (files("summarizer.engines") / "catalogue.toml").read_text(encoding="utf-8")
    return {alias: entry_of({"alias": alias, **row}) for alias, row in tomllib.loads(text).items()}


def of_hub(hub: str) -> Entry | None:
    """The row of the model that the hub calls ``hub``."""
    return next((entry for entry in catalogue().values() if entry.hub == hub), None)


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry with the fields of ``row``, as in TOML or JSON; TypeError, KeyError or ValueError if they are none.

    A row may come with a bundle, from a stranger: every field is what its type says, and texts can be printed.
    """
    fields = dict(row)
    fields["task"] = Task(fields["task"])
    fields["architecture"] = Architecture(fields["architecture"])
    fields["langpairs"] = tuple(fields["langpairs"])
    fields["scores"] = tuple(_score(score) for score in fields.get("scores", ()))
    entry = Entry(**fields)
    for name in _TEXTS:
        _require(is_printable(getattr(entry, name)), name)
    _require(_fit_task(entry.langpairs, entry.task), "langpairs")
    _require(entry.prompt in _PROMPTS[entry.task], "prompt")
    _require(is_size(entry.size), "size")
    _require(isinstance(entry.is_gated, bool), "is_gated")
    _require(isinstance(entry.tags, dict) and all(map(is_printable, (*entry.tags, *entry.tags.values()))), "tags")
    return entry


def is_printable(value: object) -> bool:
    """Whether ``value`` is a text without surrogates, line breaks or signs that a terminal would obey."""
    return isinstance(value, str) and value.isprintable()


def is_size(value: object) -> bool:
    """Whether ``value`` is a number of bytes."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST


def _fit_task(langpairs: tuple[str, ...], task: Task) -> bool:
    if not langpairs:
        return task is Task.SUMMARIZATION
    return all(LANGPAIR.fullmatch(langpair) and task_of_pair(langpair) is task for langpair in langpairs)


def task_of_pair(langpair: str) -> Task:
    """What a pair of languages is for."""
    source, target = langpair.split("-")
    return Task.SUMMARIZATION if source == target else Task.TRANSLATION


def _score(row: Mapping[str, Any]) -> Score:
    score = Score(**row)
    texts = (score.langpair, score.metric, score.test_set, score.source)
    is_number = isinstance(score.value, int | float) and not isinstance(score.value, bool)
    _require(all(map(is_printable, texts)) and is_number and math.isfinite(score.value), "scores")
    return score


def _require(is_right: bool, name: str) -> None:
    if not is_right:
        raise ValueError(f"its {name} cannot be right")
