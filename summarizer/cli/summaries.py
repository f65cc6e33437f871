"""The options that say what summary is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import wraps
from typing import Any

import click

from summarizer.cli.options import Decorator, together
from summarizer.datamodels import SummaryForm
from summarizer.engines import registry
from summarizer.protocols import Progress
from summarizer.summarization.options import DEFAULT_SENTENCES, HEADLINE_WORDS, LANGS, SummaryOptions


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """What the options say; each field is one of `SummaryOptions`, but for the generator's name."""

    sentences: int | None
    words: int | None
    form: str
    lang: str
    compress: bool
    generator: str | None

    @property
    def options(self) -> SummaryOptions:
        """The options without their generator. Raises OptionError where they contradict each other."""
        return SummaryOptions(self.sentences, self.words, SummaryForm(self.form), self.lang, self.compress)

    def loaded(self, progress: Progress) -> SummaryOptions:
        """The options with the generator. Raises ModelUnavailable too."""
        if self.generator is None:
            return self.options
        return replace(self.options, generator=registry.load_generator(self.generator, progress=progress))


_options = together(
    click.option(
        "--sentences",
        type=click.IntRange(min=1),
        metavar="N",
        help=f"Sentences of the summary, at most. [default: {DEFAULT_SENTENCES}; 1 in a lead]",
    ),
    click.option(
        "--words",
        type=click.IntRange(min=1),
        metavar="N",
        help="Words of the summary, at most; what does not fit is shortened or left out.",
    ),
    click.option(
        "--style",
        "form",
        type=click.Choice([str(form) for form in SummaryForm]),
        default=str(SummaryForm.BULLETS),
        show_default=True,
        help=f"One line of at most {HEADLINE_WORDS} words, one sentence, a list, or running text.",
    ),
    click.option(
        "--lang",
        type=click.Choice(LANGS),
        default=LANGS[0],
        show_default=True,
        help="Language of the summary: English, Indonesian, or one beside the other.",
    ),
    click.option("--compress", is_flag=True, help="Leave out asides and the like wherever nothing is lost by it."),
    click.option(
        "--generator",
        metavar="NAME",
        help="Have a model write the summary: embedded, or a folder with a checkpoint. What is not found in the "
        "article is replaced by its own sentences.",
    ),
)


def summary(command: Callable[..., Any]) -> Any:
    """The options of a summary, which the command gets together as ``summary``, a SummaryRequest."""

    @wraps(command)
    def with_request(*args: Any, **settings: Any) -> Any:
        request = SummaryRequest(**{field.name: settings.pop(field.name) for field in fields(SummaryRequest)})
        return command(*args, summary=request, **settings)

    decorate: Decorator = _options
    return decorate(with_request)
