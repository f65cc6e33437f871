"""The model card, written from what was measured. Its prose is in ``card.md.jinja``, its figures come from here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, UndefinedError

from summarizer.documents.output import write_output


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """Training pairs of one source under one licence; synthetic pairs are a source of their own."""

    source: str
    licence: str
    pairs: int


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """The scores of another system on the same lines, under the same signatures."""

    name: str
    bleu: float
    chrf: float


@dataclass(frozen=True, slots=True)
class CardWords:
    """What the card says in words. ``test_set`` names what the scores were measured on, ``hardware`` what trained."""

    base: str
    architecture: str
    hardware: str
    test_set: str
    intended_use: str
    limits: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raise ValueError for a blank: found when the card is written, it would cost the hours before."""
        for name in ("base", "architecture", "hardware", "test_set", "intended_use"):
            if not getattr(self, name).strip():
                raise ValueError(f"{name} is blank")
        if not self.limits or not all(limit.strip() for limit in self.limits):
            raise ValueError("limits must be named, none of them blank: there is no model without")


@dataclass(frozen=True, slots=True)
class CardFields:
    """All that a card says.

    ``training`` is what the training step recorded: the numbers of ``parameters``, ``tokens`` and ``minutes``, whether
    the model is ``shippable``, the ``licences`` and ``terms`` that reach it, and the ``start``, if it had one.
    ``megabytes`` is the size of the exported model on disk. ``corpus`` lists the rows that it could draw from.
    ``evaluation`` holds ``bleu``, ``chrf`` and ``loss_rates`` as `summarizer.evaluation` has them; into Indonesian the
    last is None. There may be no ``comparisons``, but there is no model without a corpus and without limits.
    """

    name: str
    langpair: str
    words: CardWords
    training: Mapping[str, Any]
    megabytes: float
    corpus: tuple[CorpusPart, ...]
    evaluation: Mapping[str, Any]
    comparisons: tuple[ComparisonRow, ...]


def write_card(measurements: CardFields, path: Path) -> None:
    """Write the card, in Markdown, whole or not at all.

    Raises ValueError, naming the field, for a value that is missing, blank or no finite number, and OutputError.
    """
    _require_all(measurements)
    values = {field.name: getattr(measurements, field.name) for field in fields(measurements)}
    try:
        card = _template().render(values)
    except UndefinedError as error:
        raise ValueError(f"the card cannot be written, a measured value is missing: {error}") from error
    write_output(str(path), card)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=False,  # Markdown, not HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"count": _count, "decimal": _decimal, "percent": _percent, "cell": _cell}
    return environment.get_template("card.md.jinja")


def _require_all(values: Any, place: str = "") -> None:
    """Raise ValueError for the first field, at any depth of dataclasses and tuples, that holds nothing."""
    for field in fields(values):
        value, name = getattr(values, field.name), f"{place}{field.name}"
        if is_dataclass(value):
            _require_all(value, f"{name}.")
        if value is None or (isinstance(value, str) and not value.strip()):
            raise ValueError(f"the card cannot be written: {name} is missing")
        if isinstance(value, tuple):
            if not value and field.name != "comparisons":
                raise ValueError(f"the card cannot be written: {name} is empty")
            for index, part in enumerate(value):
                if is_dataclass(part):
                    _require_all(part, f"{name}[{index}].")
                elif not str(part).strip():
                    raise ValueError(f"the card cannot be written: {name}[{index}] is missing")


def _number(value: object) -> float:
    """``value``, if it is a finite number; of an undefined one StrictUndefined raises, with its name."""
    if isinstance(value, StrictUndefined):
        str(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError(f"the card cannot be written: {value!r} is no finite number")
    return value


def _count(value: object) -> str:
    """A whole number: 17,140,224."""
    return f"{_number(value):,.0f}"


def _decimal(value: object) -> str:
    """A score or a size to one decimal: 38.6."""
    return f"{_number(value):,.1f}"


def _percent(value: object) -> str:
    """A share from 0 to 1 as a percentage to one decimal: 0.039 is 3.9%."""
    return f"{_number(value):.1%}"


def _cell(value: object) -> str:
    """Text that stays in its cell of a table and on its line of a list."""
    return " ".join(str(value).split()).replace("|", "\\|")
