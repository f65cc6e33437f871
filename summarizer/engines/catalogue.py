"""The catalogue: models that are known by name, what they translate, under which licence, and how each is asked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

_LANGPAIR = re.compile(r"[a-z]{2,3}-[a-z]{2,3}")
_PROMPT = re.compile(r"|template|[a-z]+\.v\d+")


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


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry with the fields of ``row``, as in TOML or JSON; TypeError, KeyError or ValueError if they are none."""
    fields = dict(row)
    # A row may come with a bundle, from a stranger.
    if not all(map(_LANGPAIR.fullmatch, fields["langpairs"])) or not _PROMPT.fullmatch(fields.get("prompt", "")):
        raise ValueError("its languages or its prompt are none")
    fields["task"] = Task(fields["task"])
    fields["architecture"] = Architecture(fields["architecture"])
    fields["langpairs"] = tuple(fields["langpairs"])
    fields["scores"] = tuple(Score(**score) for score in fields.get("scores", ()))
    return Entry(**fields)
