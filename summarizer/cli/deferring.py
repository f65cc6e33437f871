"""Commands whose modules are imported when they are run, for a list of commands needs none of their libraries."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import cast

import click

from summarizer.cli.exit_status import EXIT_INTERRUPTED


class Deferred(click.Command):
    """The place of the command ``name`` of ``module`` in a list of commands, which says ``about`` of it."""

    def __init__(self, module: str, name: str, about: str) -> None:
        super().__init__(name, help=about)
        self._place = module, name

    def loaded(self) -> click.Command:
        """The command itself."""
        module, name = self._place
        return cast(click.Command, getattr(import_module(module), name))


class DeferringGroup(click.Group):
    """A group of such commands: its help is written from their places, and the one that is called is loaded."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        try:
            return name, command.loaded() if isinstance(command, Deferred) else command, rest
        except KeyboardInterrupt:  # click would end with 1, which means that there are errors in sentences
            click.echo("summarizer: error: interrupted before anything was done", err=True)
            sys.exit(EXIT_INTERRUPTED)
