"""The commands on the translation memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli import exit_status, options
from summarizer.cli.console import Console
from summarizer.cli.job import exit_codes
from summarizer.documents.output import final_path, require_writable, write_output
from summarizer.errors import MemoryUnusable, OptionError

if TYPE_CHECKING:
    from summarizer.memory.store import Memory
    from summarizer.memory.units import MemoryStats, Unit

_PAGE = 1_000
_SUFFIXES = ("", "-wal", "-shm", ".lock")  # of the files that a memory is
_SIZES = ("bytes", "kB", "MB", "GB", "TB")

memory_option = click.option(
    "--memory",
    metavar="PATH|URL",
    help="The translation memory: a SQLite file, or postgresql://… for many machines. [default: SUMMARIZER_MEMORY, or "
    "memory.sqlite in your user data folder]",
)


@click.group(epilog=exit_status.EXIT_CODES)
def memory() -> None:
    """What was translated before, and people's wordings.

    A batch asks the engine for no sentence twice, and prefers a human's wording of a sentence to the engine's. People's
    wordings come from other tools, and go to them, as TMX.

    \b
    Examples:
      summarizer memory stats
      summarizer memory import desk.tmx
      summarizer memory export memory.tmx
      summarizer memory clear
    """


@memory.command(epilog=exit_status.EXIT_CODES)
@memory_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def stats(memory: str | None, as_json: bool) -> None:
    """How much there is of what, and where it is.

    \b
    Examples:
      summarizer memory stats
      summarizer memory stats --json | jq .wordings
    """
    console = Console(quiet=False)
    with exit_codes(console):
        if missing := _missing(memory):
            shown, found = missing, None
        else:
            with _opened(memory, console) as opened:
                shown, found = opened.shown, opened.stats()
        write_output(None, _as_json(shown, found) if as_json else _as_text(shown, found))


@memory.command(epilog=exit_status.EXIT_CODES)
@click.argument("file", metavar="FILE.tmx")
@options.languages
@click.option("--edits", is_flag=True, help="Only the wordings that people gave.")
@memory_option
@options.quiet
def export(file: str, source_lang: str, target_lang: str, edits: bool, memory: str | None, quiet: bool) -> None:
    """Write a TMX file, for other tools.

    It has each sentence with its target, but none with an error. Where a human gave a wording, it has that one.

    \b
    Examples:
      summarizer memory export memory.tmx
      summarizer memory export desk.tmx --edits
    """
    console = Console(quiet=quiet)
    with exit_codes(console):
        from summarizer.documents.tmx_units import write_units
        from summarizer.memory.units import HUMAN

        require_writable(file)
        _require_there(memory)
        with _opened(memory, console) as opened:
            _require_other_file(file, opened)
            langpair = f"{source_lang}-{target_lang}"
            units = opened.units(langpair, HUMAN if edits else None)
            found = _followed(units, opened.stats(), langpair, edits, console)
            written = write_units(file, found, source_lang, target_lang)
        console.stop()
        console.note(f"{_number(written, 'unit')} in {file}")


@memory.command("import", epilog=exit_status.EXIT_CODES)
@click.argument("file", metavar="FILE.tmx")
@options.languages
@memory_option
@options.quiet
def import_units(file: str, source_lang: str, target_lang: str, memory: str | None, quiet: bool) -> None:
    """Take over the wordings in a TMX file.

    They stand for the engine's in every batch. What a machine made (creationid="machine") is left out: the engine makes
    it again. The last wording of a sentence counts, and takes the place of the one in the memory.

    \b
    Examples:
      summarizer memory import desk.tmx
      summarizer memory import omegat.tmx --memory desk.sqlite
    """
    console = Console(quiet=quiet)
    with exit_codes(console):
        from summarizer.documents.tmx_units import read_units

        if not Path(file).is_file() and Path(file).exists():
            raise OptionError(f"{file} cannot be read twice, as an import must. Save it as a file, and name that")
        total = sum(1 for _ in read_units(file, source_lang, target_lang, console))  # a broken file is found now
        if not total:
            console.stop()
            console.note(f"there is no unit from {source_lang} to {target_lang} in {file}; nothing was kept")
            return
        with _opened(memory, console) as opened:
            _take_over(
                opened, read_units(file, source_lang, target_lang), f"{source_lang}-{target_lang}", total, console
            )


def _require_other_file(file: str, opened: Memory) -> None:
    memory = Path(opened.shown)
    if final_path(file) in {memory.with_name(memory.name + suffix) for suffix in _SUFFIXES}:
        raise OptionError(f"{file} is the translation memory itself, or a part of it. Name another file")


@memory.command(epilog=exit_status.EXIT_CODES)
@memory_option
@click.option("--edits", is_flag=True, help="Remove the wordings that people gave too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.quiet
def clear(memory: str | None, edits: bool, yes: bool, quiet: bool) -> None:
    """Remove what machines made.

    The wordings that people gave stay, unless --edits is given.

    \b
    Examples:
      summarizer memory clear
      summarizer memory clear --edits --yes
    """
    console = Console(quiet=quiet)
    with exit_codes(console):
        if missing := _missing(memory):
            console.note(f"there is no translation memory {missing}; nothing was removed")
            return
        if not yes and (sys.stdin is None or not sys.stdin.isatty()):
            raise click.UsageError("This removes what cannot be had back. Say --yes where nobody can be asked")
        with _opened(memory, console) as opened:
            if not yes and not click.confirm(_question(opened.shown, opened.stats(), edits), err=True):
                console.note("nothing was removed")
                return
            console("removing", 0, 1)
            removed = opened.clear(edits)
        console.stop()
        console.note(f"{removed:,} removed")


def _opened(where: str | None, console: Console) -> Memory:
    from summarizer.memory.opening import open_memory

    return open_memory(where, note=console.note)


def _missing(where: str | None) -> str:
    """The path of the file that is not there yet, or "" ."""
    from summarizer.memory.opening import missing_file

    return str(missing_file(where) or "")


def _require_there(where: str | None) -> None:
    if missing := _missing(where):
        raise MemoryUnusable(
            f"there is no translation memory {missing} yet. A batch or an import makes one; name another with --memory"
        )


def _followed(
    units: Iterable[Unit], stats: MemoryStats, langpair: str, edits: bool, console: Console
) -> Iterator[Unit]:
    """The units, as the console is told how many have gone by; a few may be fewer, as a wording hides a machine's."""
    machine = 0 if edits else sum(number for (pair, _), number in stats.machine.items() if pair == langpair)
    total = max(1, stats.edits + machine)
    console("writing", 0, total)
    for done, unit in enumerate(units):
        if done % _PAGE == 0:
            console("writing", done, total)
        yield unit
    console("writing", total, total)


def _take_over(opened: Memory, units: Iterable[Unit], langpair: str, total: int, console: Console) -> None:
    from summarizer.memory.units import MACHINE, MAX_CHARS

    wordings: dict[str, str] = {}
    machine = unfit = kept = changed = 0
    for done, unit in enumerate(units):
        if done % _PAGE == 0:
            console("keeping", done, total)
            changed += opened.keep_edits(wordings, langpair)
            wordings.clear()
        if unit.origin == MACHINE:
            machine += 1
        elif not unit.source or not 0 < len(unit.target) <= MAX_CHARS:
            unfit += 1
        else:
            wordings[unit.source] = unit.target
            kept += 1
    changed += opened.keep_edits(wordings, langpair)
    console.stop()
    if machine:
        console.note(f"{_number(machine, 'unit')} made by a machine left out: the engine makes them again")
    if unfit:
        console.note(f"{_number(unfit, 'unit')} left out that had a blank side, or more than {MAX_CHARS:,} characters")
    console.note(f"{_number(kept, 'wording')} read, {changed:,} new or changed in {opened.shown}")


def _question(shown: str, stats: MemoryStats, edits: bool) -> str:
    wordings = f" and {stats.edits:,} wordings that people gave" if edits else ""
    return (
        f"Remove {stats.outputs:,} answers of engines, {sum(stats.machine.values()):,} sentences with a machine's "
        f"target{wordings} from {shown}?"
    )


def _as_json(shown: str, stats: MemoryStats | None) -> str:
    machine = stats.machine if stats else {}
    return json.dumps(
        {
            "memory": shown,
            "exists": stats is not None,
            "wordings": stats.edits if stats else 0,
            "machine": [
                {"langpair": langpair, "signature": signature, "units": number}
                for (langpair, signature), number in machine.items()
            ],
            "outputs": stats.outputs if stats else 0,
            "bytes": stats.size_bytes if stats else None,
        },
        indent=2,
    ) + "\n"  # fmt: skip


def _as_text(shown: str, stats: MemoryStats | None) -> str:
    if stats is None:
        return f"There is no translation memory {shown} yet. A batch or an import makes one.\n"
    size = "on a server" if stats.size_bytes is None else _size(stats.size_bytes)
    lines = [
        f"{shown}  ({size})",
        f"{stats.edits:>10,}  wordings that people gave",
        f"{stats.outputs:>10,}  answers of engines",
        *(f"{number:>10,}  sentences {langpair} by {made_by}" for (langpair, made_by), number in stats.machine.items()),
    ]
    return "\n".join(lines) + "\n"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _size(number: float) -> str:
    for unit in _SIZES:
        if number < 1000 or unit == _SIZES[-1]:
            break
        number /= 1000
    return f"{number:,.0f} {unit}" if unit == _SIZES[0] else f"{number:,.1f} {unit}"
