"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from summarizer.datamodels import DecodingOptions
from summarizer.documents.formats import FORMATS
from summarizer.engines import DEFAULT_ENGINE

Decorator = Callable[[Any], Any]

EXIT_CODES = """\b
Exit codes:
  0    done
  1    done, but --strict was given and a sentence has an error
  2    wrong usage
  3    input, glossary, style or memory that cannot be read or is not fit, or output that cannot be written
  4    model not available, or a package of an extra not installed
  70   a fault in this program; please report it
  130  interrupted"""


def together(*decorators: Decorator) -> Decorator:
    return lambda command: reduce(lambda inner, decorate: decorate(inner), reversed(decorators), command)


article = click.argument("path", metavar="[PATH|URL|-]", default="-")

engine = click.option(
    "--engine", metavar="NAME", default=DEFAULT_ENGINE, show_default=True, help="See: summarizer models list."
)

quiet = click.option("--quiet", is_flag=True, help="No progress and no notes on standard error; errors remain.")

languages = together(
    click.option("--from", "source_lang", metavar="LANG", default="id", show_default=True, help="Source language."),
    click.option("--to", "target_lang", metavar="LANG", default="en", show_default=True, help="Target language."),
)

decoding = together(
    engine,
    click.option(
        "--beam-size",
        type=click.IntRange(1, 16),
        default=DecodingOptions().beam_size,
        show_default=True,
        metavar="N",
        help="Wider is slower and a little better; 1 is greedy.",
    ),
)

wording = together(
    click.option("--glossary", metavar="FILE", help="Terms and their English, CSV or TBX; see docs/usage.md."),
    click.option(
        "--house-style", metavar="FILE", help="How dates, percentages and money are printed, TOML; see docs/usage.md."
    ),
)

common = together(
    languages,
    decoding,
    click.option(
        "--format",
        "format_name",
        type=click.Choice(list(FORMATS)),
        default="text",
        show_default=True,
        help="Form of the output.",
    ),
    click.option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output."),
    wording,
    click.option("--strict", is_flag=True, help="Exit with 1 if a sentence has an issue of severity error."),
    click.option("--force", is_flag=True, help="Translate even if the text does not look like the source language."),
    quiet,
)
