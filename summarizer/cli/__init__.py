"""The command line: arguments in, exit codes out, no logic."""

from summarizer.cli.commands import main

__all__ = ["main"]
