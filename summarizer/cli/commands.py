"""The command and what it is made of: each part is imported when it is asked for."""

from __future__ import annotations

import sys

import click

from summarizer.cli.deferring import Deferred, DeferringGroup
from summarizer.cli.exit_status import EXIT_CODES, EXIT_FAULT

# (module, command, what the list of commands says of it)
_COMMANDS = (
    ("briefs", "brief", "Headline, summary, translation and checks of one article."),
    ("translating", "translate", "The translation alone, with marks after doubtful sentences."),
    ("briefs", "summarize", "The summary alone, each sentence with its source sentence."),
    ("batch", "batch", "Many articles; stopped, it goes on where it was."),
    ("evaluation", "evaluate", "How good translations or summaries are, and how true."),
    ("memory", "memory", "What was translated before, and people's wordings."),
    ("models", "models", "The models on this machine, and those that can be had."),
    ("serving", "serve", "The web page, and interfaces for programs."),
)


@click.group(cls=DeferringGroup, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="summarizer-id", prog_name="summarizer")
def cli() -> None:
    """Indonesian news in English, on your own machine.

    The translation is checked sentence by sentence: [!3] marks sentence 3 as wrong somewhere, [?3] as doubtful.
    Each sentence of the summary names the source sentence that it comes from.

    \b
    Examples:
      summarizer brief article.txt
      summarizer brief https://example.com/news/article.html
      summarizer brief article.docx --format md --output brief.md
      cat article.txt | summarizer summarize --sentences 2
      summarizer translate --lines sentences.id --output sentences.en
      summarizer batch articles english
    """


for _module, _name, _about in _COMMANDS:
    cli.add_command(Deferred(f"summarizer.cli.{_module}", _name, _about))


def main() -> None:
    """Run the command line; output is UTF-8 whatever the locale says, and a fault of ours has its own exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A file name that is not UTF-8 may stand in a message, and must not break it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli()
    except Exception:  # whatever nobody foresaw: nothing is hidden, but the exit code must not say "done"
        from summarizer.cli.console import Console

        Console(quiet=False).error("this is a fault in the program; please report it with the lines that follow")
        sys.excepthook(*sys.exc_info())
        sys.exit(EXIT_FAULT)
