"""The commands on models."""

from __future__ import annotations

import click

from summarizer.cli import options
from summarizer.cli.console import Console
from summarizer.cli.job import exit_codes
from summarizer.engines import DEFAULT_ENGINE, registry

_name = click.argument("engine", metavar="[NAME]", default=DEFAULT_ENGINE)


@click.group()
def models() -> None:
    """The translation engines and their models on this machine."""


@models.command("list")
def list_models() -> None:
    """One line for each engine: name, languages, whether its model is built, what it is."""
    for spec in registry.ENGINES.values():
        state = "built" if registry.is_built(spec.alias) else "not built"
        click.echo(f"{spec.alias:<20} {spec.langpair:<7} {state:<10} {spec.about}")


@models.command()
@_name
@click.option("--force", is_flag=True, help="Build it even if it is there.")
@options.quiet
def build(engine: str, force: bool, quiet: bool) -> None:
    """Build the model of an engine now rather than on first use."""
    console = Console(quiet=quiet)
    with exit_codes(console):
        click.echo(registry.build_model(engine, console, force=force))


@models.command()
@_name
def path(engine: str) -> None:
    """The folder that holds the model of an engine, built or not."""
    with exit_codes(Console(quiet=False)):
        click.echo(registry.model_folder(engine))


@models.command()
@_name
def verify(engine: str) -> None:
    """Read every file of a built model and compare it with what the build recorded; exits with 4 if one differs."""
    with exit_codes(Console(quiet=False)):
        registry.verify_model(engine)
        click.echo(f"{engine}: every file is as it was built")
