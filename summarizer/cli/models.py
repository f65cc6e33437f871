"""The commands on models."""

from __future__ import annotations

import click

from summarizer.cli import options
from summarizer.cli.console import Console
from summarizer.cli.job import exit_codes
from summarizer.documents.output import write_output
from summarizer.engines import DEFAULT_ENGINE, registry

_name = click.argument("engine", metavar="[NAME]", default=DEFAULT_ENGINE)


@click.group(epilog=options.EXIT_CODES)
def models() -> None:
    """The translation engines and their models on this machine.

    A model is built on first use, from installed packages and without a network. NAME is an engine of the list.

    \b
    Examples:
      summarizer models list
      summarizer models build
      du -sh "$(summarizer models path)"
      summarizer models verify
    """


@models.command("list", epilog=options.EXIT_CODES)
def list_models() -> None:
    """The engines, one a line: name, languages, state, what it is.

    \b
    Example:
      summarizer models list
    """
    with exit_codes(Console(quiet=False)):
        lines = []
        for spec in registry.ENGINES.values():
            state = "built" if registry.is_built(spec.alias) else "not built"
            lines.append(f"{spec.alias:<20} {spec.langpair:<7} {state:<10} {spec.about}\n")
        write_output(None, "".join(lines))


@models.command(epilog=options.EXIT_CODES)
@_name
@click.option("--force", is_flag=True, help="Build it even if it is there.")
@options.quiet
def build(engine: str, force: bool, quiet: bool) -> None:
    """Build an engine's model now rather than on first use. Its folder is printed.

    \b
    Examples:
      summarizer models build
      summarizer models build --force
    """
    console = Console(quiet=quiet)
    with exit_codes(console):
        folder = registry.build_model(engine, console, force=force)
        console.stop()
        write_output(None, f"{folder}\n")


@models.command(epilog=options.EXIT_CODES)
@_name
def path(engine: str) -> None:
    """The folder of an engine's model, built or not. SUMMARIZER_CACHE moves it.

    \b
    Examples:
      summarizer models path
      rm -r "$(summarizer models path)"
    """
    with exit_codes(Console(quiet=False)):
        write_output(None, f"{registry.model_folder(engine)}\n")


@models.command(epilog=options.EXIT_CODES)
@_name
def verify(engine: str) -> None:
    """Compare a built model with what its build recorded. Every file is read; if one differs, it exits with 4.

    \b
    Examples:
      summarizer models verify
      summarizer models verify embedded-reference
    """
    with exit_codes(Console(quiet=False)):
        registry.verify_model(engine)
        write_output(None, f"{engine}: every file is as it was built\n")
