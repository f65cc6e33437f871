"""What the commands have in common: reading, the engine, writing, and errors as exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import click

from summarizer.cli.console import Console
from summarizer.cli.exit_status import EXIT_BROKEN_PIPE, EXIT_INTERRUPTED, EXIT_ISSUES
from summarizer.datamodels import DecodingOptions, Document, RuntimeOptions, Translation, has_error
from summarizer.documents.formats import FORMATS, Format
from summarizer.documents.output import is_device, require_writable, write_output
from summarizer.documents.reading import read_text
from summarizer.documents.sources import read_source
from summarizer.engines import registry
from summarizer.errors import OptionError, SummarizerError, UnfitInput
from summarizer.fidelity.glossary_files import read_glossary
from summarizer.language import require_language
from summarizer.protocols import Translator
from summarizer.translation.house_style import HOUSE_STYLE
from summarizer.translation.style_files import read_style
from summarizer.translation.wording import Wording

_ARTICLES_KEPT = "no output file was touched, and what --lines and batch have finished is kept"


@contextmanager
def exit_codes(console: Console, kept: str = _ARTICLES_KEPT) -> Iterator[None]:
    """Errors of ours become a message on standard error and their exit code; Ctrl-C says what is ``kept`` too."""
    try:
        with console:
            yield
    except SummarizerError as error:
        console.error(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        console.error(f"interrupted; {kept}")
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        sys.exit(EXIT_BROKEN_PIPE)


def read_wording(glossary: str | None, style: str | None, langpair: str) -> Wording:
    """The user's files for that direction, None being the house's own. Raises GlossaryError and StyleError."""
    return Wording(
        glossary=None if glossary is None else read_glossary(Path(glossary), langpair),
        style=HOUSE_STYLE if style is None else read_style(Path(style)),
    )


@dataclass
class Job:
    """The common options of one run."""

    source_lang: str
    target_lang: str
    engine: str
    format_name: str
    output: str | None
    beam_size: int
    runtime: RuntimeOptions
    glossary: str | None
    house_style: str | None
    strict: bool
    force: bool
    quiet: bool
    console: Console = field(init=False)

    def __post_init__(self) -> None:
        self.console = Console(quiet=self.quiet)

    @property
    def format(self) -> Format:
        return FORMATS[self.format_name]

    @property
    def options(self) -> DecodingOptions:
        return DecodingOptions(beam_size=self.beam_size)

    @property
    def langpair(self) -> str:
        return f"{self.source_lang}-{self.target_lang}"

    @cached_property
    def wording(self) -> Wording:
        """The user's glossary and style, read once."""
        return read_wording(self.glossary, self.house_style, self.langpair)

    def read_lines(self, path: str) -> str:
        """The text of a file of any size, blank or not, in the source language unless forced."""
        self._require_readiness(path)
        read = read_text(path, max_bytes=None, blank_allowed=True)
        self._accept(read.text, read.notes)
        return read.text

    def read_document(self, source: str, *, is_translated: bool = True) -> Document:
        """The article in a file, on standard input or at a web address, in the source language unless forced."""
        self._require_readiness(source, is_translated=is_translated)
        article = read_source(source)
        if is_translated and registry.is_built(self.engine):
            with suppress(SummarizerError):  # raised again in its turn
                _ = self.translator  # its weights are loaded while the language is looked at
        self._accept(article.text, article.notes)
        return Document(article.text, self.source_lang, article.origin)

    @cached_property
    def translator(self) -> Translator:
        return registry.load_translator(
            self.engine, langpair=self.langpair, runtime=self.runtime, progress=self.console, notice=self.console.note
        )

    def write(self, text: str, translation: Translation) -> None:
        """Write the result, say how many sentences were flagged, and exit with 1 if --strict asks for it."""
        self.console.stop()
        write_output(self.output, text)
        self.finish(sum(has_error(segment.issues) for segment in translation.segments), "sentence")

    def finish(self, wrong: int, unit: str) -> None:
        if wrong:
            self.console.note(f"{wrong} {unit}{'' if wrong == 1 else 's'} with errors")
        if wrong and self.strict:
            sys.exit(EXIT_ISSUES)

    def _require_readiness(self, source: str, *, is_translated: bool = True) -> None:
        if is_translated:  # told before anything is read, and before a model is built
            registry.require_served(self.engine, self.langpair)
        require_writable(self.output)
        _ = self.wording  # a fault in these files is told before any work is done
        self._require_other_output(source)
        if source == "-" and (sys.stdin is None or sys.stdin.isatty()):
            raise click.UsageError("Name an article, or pipe one in: summarizer brief article.txt")

    def _accept(self, text: str, notes: Iterable[str]) -> None:
        for note in notes:
            self.console.note(note)
        if not self.force:
            self._require_language(text)

    def _require_language(self, text: str) -> None:
        try:
            doubt = require_language(text, self.source_lang)
        except UnfitInput as error:
            raise UnfitInput(f"{error}. If that is wrong, translate it anyway with --force") from None
        if doubt:
            self.console.note(doubt)

    def _require_other_output(self, path: str) -> None:
        if path == "-" or self.output is None:
            return
        try:
            same = Path(path).samefile(self.output)
        except OSError:  # one of the two is not there, and reading says so if it is the input
            return
        if same and not is_device(Path(path)):  # a terminal can be read and written
            raise OptionError(f"the output {self.output} is the input itself, which would be lost. Name another file")
