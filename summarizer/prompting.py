"""Prompt templates: versioned files in ``prompts/`` with a TOML head between ``+++`` lines and a Jinja body."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from summarizer import resources

if TYPE_CHECKING:
    from jinja2 import Template

# What a prompt calls the languages that a template may serve.
LANGUAGE_NAMES = {"id": "Indonesian", "en": "English"}
SHORTEST_FENCE = '"""'
_FIELDS: dict[str, type] = {"name": str, "version": int, "task": str, "variables": list, "languages": list}


@dataclass(frozen=True, slots=True)
class Prompt:
    """One template. ``label`` ("translation.v1-5f0c…") names the exact text and goes into signatures.

    ``languages`` are the codes of the languages in which it may ask for an answer.
    """

    name: str
    version: int
    task: str
    variables: tuple[str, ...]
    languages: tuple[str, ...]
    body: str
    label: str

    def render(self, **values: str) -> str:
        """Fill the template. Raises TypeError if ``values`` are not exactly the declared variables."""
        if set(values) != set(self.variables):
            raise TypeError(f"prompt {self.label} takes {sorted(self.variables)}, not {sorted(values)}")
        return _compile(self.body).render(values)


@cache
def _compile(body: str) -> Template:
    from jinja2 import Environment, StrictUndefined

    # Plain text goes in and plain text comes out: HTML escaping would change the article.
    return Environment(undefined=StrictUndefined, autoescape=False).from_string(body)


@cache
def load_prompt(stem: str) -> Prompt:
    """Read ``prompts/<stem>.jinja``, for example "translation.v1". Raises ValueError as `parse_prompt` does."""
    return parse_prompt(stem, (resources.folder("prompts") / f"{stem}.jinja").read_text(encoding="utf-8"))


def parse_prompt(stem: str, text: str) -> Prompt:
    """The prompt that ``text`` is. Raises ValueError, naming the field, for a head that lacks one or has it wrong."""
    parts = text.split("+++\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ValueError(f"the prompt {stem} has no head; it begins with fields in TOML between two lines of +++")
    fields = _head(stem, parts[1])
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return Prompt(
        name=fields["name"],
        version=fields["version"],
        task=fields["task"],
        variables=tuple(fields["variables"]),
        languages=tuple(fields["languages"]),
        body=parts[2],
        label=f"{stem}-{digest}",
    )


def _head(stem: str, head: str) -> dict[str, Any]:
    try:
        fields = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"the head of the prompt {stem} is not TOML ({error}); correct it") from error
    if missing := [name for name in _FIELDS if name not in fields]:
        raise ValueError(f"the head of the prompt {stem} lacks {', '.join(missing)}; add what it lacks")
    for name, kind in _FIELDS.items():
        if not isinstance(fields[name], kind):
            raise ValueError(f"in the head of the prompt {stem}, {name} is not of type {kind.__name__}; correct it")
    return fields


def fence(text: str) -> str:
    """A run of quotation marks, three or more, that ``text`` does not contain: between two such lines it is data.

    It is longer than any run in ``text``, also after a tokenizer has made full-width marks plain and has dropped
    characters without width, so that no text can close its own delimiters.
    """
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    longest = max(map(len, re.findall('"+', seen)), default=0)
    return '"' * max(len(SHORTEST_FENCE), longest + 1)
