"""What the commands of this folder have in common: faults and Ctrl-C as messages and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from summarizer.errors import ExtraMissing, SummarizerError


@contextmanager
def reported(stopped: str) -> Iterator[None]:
    """Faults of ours and of files end the command with a message; so does Ctrl-C, with what ``stopped`` says."""
    try:
        yield
    except SummarizerError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo(f"stopped; {stopped}", err=True)
        sys.exit(130)


@contextmanager
def needing_the_extra() -> Iterator[None]:
    """Put around what imports the packages of training: ExtraMissing names the one that is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ExtraMissing(
            f'training needs the package {error.name}, which is not installed. Run: pip install -e ".[training]"'
        ) from error
