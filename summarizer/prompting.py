"""Prompt templates: versioned files in ``prompts/`` with a TOML head between ``+++`` lines and a Jinja body."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summarizer import resources

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class Prompt:
    """One template. ``label`` ("translation.v1-5f0c…") names the exact text and goes into signatures."""

    name: str
    version: int
    variables: tuple[str, ...]
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
    """Read ``prompts/<stem>.jinja``, for example "translation.v1"."""
    text = (resources.folder("prompts") / f"{stem}.jinja").read_text(encoding="utf-8")
    _, head, body = text.split("+++\n", 2)
    fields = tomllib.loads(head)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return Prompt(
        name=fields["name"],
        version=fields["version"],
        variables=tuple(fields["variables"]),
        body=body,
        label=f"{stem}-{digest}",
    )
