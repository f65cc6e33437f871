"""The options that say what summary is wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import click

from summarizer.cli.options import collected, together
from summarizer.datamodels import RuntimeOptions, SummaryForm
from summarizer.engines import registry
from summarizer.protocols import Progress
from summarizer.summarization.options import DEFAULT_SENTENCES, HEADLINE_WORDS, LANGS, SummaryOptions


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """What the options say; each field is one of `SummaryOptions`, but for the generator's name."""

    sentences: int | None
    words: int | None
    form: str
    lang: str | None
    compress: bool
    generator: str | None

    @property
    def options(self) -> SummaryOptions:
        """The options without their generator. Raises OptionError where they contradict each other."""
        return SummaryOptions(self.sentences, self.words, SummaryForm(self.form), self.lang, self.compress)

    def loaded(self, runtime: RuntimeOptions, progress: Progress) -> SummaryOptions:
        """The options with the generator. Raises ModelUnavailable too."""
        if self.generator is None:
            return self.options
        return replace(
            self.options, generator=registry.load_generator(self.generator, runtime=runtime, progress=progress)
        )


summary = collected(
    "summary",
    SummaryRequest,
    together(
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
            help="Language of the summary: English, Indonesian, or one beside the other. [default: that of --to]",
        ),
        click.option("--compress", is_flag=True, help="Leave out asides and the like wherever nothing is lost by it."),
        click.option(
            "--generator",
            metavar="NAME",
            help="Have a model write the summary: embedded, a pulled model, or a folder with a checkpoint. What is not "
            "found in the article is replaced by its own sentences.",
        ),
    ),
)
