"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import reduce, wraps
from typing import Any

import click

from summarizer.datamodels import DecodingOptions, RuntimeOptions
from summarizer.documents.formats import FORMATS
from summarizer.engines import DEFAULT_ENGINE
from summarizer.engines.devices import MOST_THREADS

Decorator = Callable[[Any], Any]


def together(*decorators: Decorator) -> Decorator:
    return lambda command: reduce(lambda inner, decorate: decorate(inner), reversed(decorators), command)


def collected(name: str, kind: type[Any], decorate: Decorator) -> Decorator:
    """Options whose values a command gets together as ``name``, an instance of the dataclass ``kind``."""

    def decorated(command: Callable[..., Any]) -> Any:
        @wraps(command)
        def with_one(*args: Any, **settings: Any) -> Any:
            one = kind(**{field.name: settings.pop(field.name) for field in fields(kind)})
            return command(*args, **{name: one}, **settings)

        return decorate(with_one)

    return decorated


article = click.argument("path", metavar="[PATH|URL|-]", default="-")

engine = click.option(
    "--engine",
    metavar="NAME[,NAME…]",
    default=DEFAULT_ENGINE,
    show_default=True,
    help="See: summarizer models list. Or a folder with a checkpoint. Of several, the first that is there is taken.",
)

runtime = collected(
    "runtime",
    RuntimeOptions,
    together(
        click.option(
            "--device",
            metavar="auto|cpu|cuda[:N]",
            default=RuntimeOptions().device,
            show_default=True,
            help="What computes; auto is a GPU if there is one.",
        ),
        click.option(
            "--compute-type",
            metavar="TYPE",
            default=RuntimeOptions().compute_type,
            show_default=True,
            help="float32, int8, int8_float16 …; auto is what the engine was measured with.",
        ),
        click.option(
            "--threads",
            type=click.IntRange(0, MOST_THREADS),
            metavar="N",
            default=RuntimeOptions().threads,
            show_default=True,
            help="Cores to use; 0 is those that this program may use, up to 8.",
        ),
    ),
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
    runtime,
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
