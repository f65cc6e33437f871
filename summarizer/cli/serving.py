"""The command that serves the page and the programming interfaces."""

from __future__ import annotations

import logging
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import exit_status, options
from summarizer.cli.console import Console
from summarizer.cli.exit_status import EXIT_INTERRUPTED
from summarizer.cli.job import exit_codes
from summarizer.datamodels import RuntimeOptions
from summarizer.documents.output import write_output
from summarizer.engines import registry
from summarizer.errors import OptionError
from summarizer.web.desk import Desk, Limits
from summarizer.web.settings import Credentials, ServerSettings, is_loopback

if TYPE_CHECKING:
    from summarizer.memory.store import Memory

_SETTINGS = ServerSettings()
_LIMITS = Limits()
_ROOT = re.compile(r"(?:https?://[^/?#@\s]+)?(?:/[^/?#\s]+)*/?")


@click.command(epilog=exit_status.EXIT_CODES)
@click.option("--host", metavar="ADDRESS", default=_SETTINGS.host, show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=_SETTINGS.port,
    show_default=True,
    help="0 is any that is free.",
)
@click.option("--auth", metavar="USER:PASS|FILE", help="Ask for this name and password; FILE has them on its one line.")
@click.option("--public", is_flag=True, help="Serve whoever can reach ADDRESS, without --auth too.")
@click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    metavar="N",
    default=_LIMITS.max_chars,
    show_default=True,
    help="The longest article, in characters.",
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    metavar="N",
    default=_LIMITS.concurrency,
    show_default=True,
    help="Articles at work at once, sharing the engine in turns; others wait.",
)
@click.option(
    "--deadline",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    default=_LIMITS.seconds,
    show_default=True,
    help="How long one article may take.",
)
@click.option(
    "--root-path",
    metavar="PATH|URL",
    default="",
    help="Where a proxy in front of it shows it: /news, or https://desk.example.org/news.",
)
@click.option(
    "--engine",
    "engines",
    multiple=True,
    metavar="NAME",
    help="Offer this engine; give it again for several, the default first. See: summarizer models list. [default: "
    "embedded, embedded-int8, and every other translator that is installed]",
)
@click.option(
    "--memory",
    metavar="PATH|URL",
    help="Offer to keep edits in this translation memory, and use those in it: a SQLite file, or postgresql://…. "
    "Without it nothing is kept.",
)
@click.option("--docs", is_flag=True, help="Describe the programming interfaces at /openapi.json.")
@click.option("--mcp", is_flag=True, help="Offer tools to language models at /gradio_api/mcp/ (extra: mcp).")
@options.runtime
@options.quiet
def serve(
    auth: str | None,
    public: bool,
    max_chars: int,
    concurrency: int,
    deadline: float,
    memory: str | None,
    runtime: RuntimeOptions,
    quiet: bool,
    **settings: Any,
) -> None:
    """The web page, and interfaces for programs.

    They are LibreTranslate's routes, /brief, /health and /metrics; docs/server.md describes them, and how to serve
    behind a proxy. Only this machine is served unless --host says otherwise. The address is printed when it is ready;
    Ctrl-C ends it.

    \b
    Examples:
      summarizer serve
      summarizer serve --port 0 --engine embedded-int8
      summarizer serve --host 0.0.0.0 --auth desk.password
      summarizer serve --memory desk.sqlite
      summarizer serve --root-path https://desk.example.org/news --docs
    """
    console = Console(quiet=quiet)
    with exit_codes(console):
        credentials = None if auth is None else _credentials(auth, console)
        limits = Limits(max_chars=max_chars, concurrency=concurrency, seconds=deadline)
        settings["engines"] = settings["engines"] or registry.offered()
        chosen = ServerSettings(**settings, credentials=credentials, limits=limits)
        _require_safe(chosen, public)
        _require_address(chosen.root_path)
        # What the libraries and the server have to report goes where notes go, and looks like them.
        logging.basicConfig(format="summarizer: %(levelname)s: %(message)s", level=logging.ERROR if quiet else None)
        from summarizer.web.server import serve

        try:
            with _opened(memory, console) as opened:
                desk = Desk(limits, chosen.engines, opened, runtime)
                serve(chosen, ready=lambda address: _tell(address, console), desk=desk)
        except KeyboardInterrupt:
            console.note("stopped")
            sys.exit(EXIT_INTERRUPTED)


@contextmanager
def _opened(memory: str | None, console: Console) -> Iterator[Memory | None]:
    if memory is None:
        yield None
        return
    if not memory:  # elsewhere that is the default memory, and here none is asked for by accident
        raise OptionError("--memory is empty: name a file, or a server with postgresql://…, or leave it out")
    from summarizer.memory.opening import open_memory

    with open_memory(memory, note=console.note) as opened:
        yield opened


def _tell(address: str, console: Console) -> None:
    write_output(None, f"{address}\n")
    console.note("this is its address; Ctrl-C stops it")


def _credentials(auth: str, console: Console) -> Credentials:
    """The name and the password, or those in the file of that name."""
    file = Path(auth)
    written = auth
    if is_file := file.is_file():
        try:
            written = file.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
            is_open = bool(file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH)) and os.name == "posix"
        except (OSError, UnicodeDecodeError) as error:
            raise OptionError(f"the file {auth} of --auth cannot be read as text: {error}") from error
        if is_open:
            console.note(f"others on this machine can read {auth}; run: chmod 600 {auth}")
    user, colon, password = written.partition(":")
    if not (user and colon and password) or "\n" in written:
        raise OptionError(
            f"--auth needs a name and a password, and the file {auth} is not one line of the form user:password"
            if is_file
            else "--auth needs a name and a password in the form user:password, or a file that has them on its one line"
        )
    return Credentials(user, password)


def _require_safe(settings: ServerSettings, public: bool) -> None:
    if settings.credentials is None and not public and not is_loopback(settings.host):
        raise OptionError(
            f"--host {settings.host} lets other machines in, and nobody would be asked for a password. Ask for one "
            "with --auth USER:PASS, or add --public if everyone may use it"
        )


def _require_address(root_path: str) -> None:
    if not _ROOT.fullmatch(root_path):
        raise OptionError(f"--root-path {root_path} is neither a path such as /news nor an address with https://")
