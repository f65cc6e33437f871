"""The commands on models."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from summarizer.cli import exit_status, options
from summarizer.cli.console import Console
from summarizer.cli.job import exit_codes
from summarizer.cli.model_rows import info_text, list_text
from summarizer.documents.output import write_output
from summarizer.engines import DEFAULT_ENGINE, registry
from summarizer.engines.store.records import QUANTIZATIONS, RUNTIMES
from summarizer.errors import OptionError

_NOTHING_CHANGED = "nothing was changed"
_PULL_GOES_ON = "what has come is kept, and the same command goes on"

_name = click.argument("engine", metavar="[NAME]", default=DEFAULT_ENGINE)
_alias = click.argument("alias", metavar="NAME")
_langpairs = click.option(
    "--langpair",
    "langpairs",
    multiple=True,
    metavar="FROM-TO",
    help="What it translates, as in id-en, where the model does not say; give it again for several.",
)
_runtime = click.option("--runtime", type=click.Choice(RUNTIMES), help="Converted for speed, or as it comes.")
_quantization = click.option(
    "--quantization",
    type=click.Choice(QUANTIZATIONS),
    help="How a converted model keeps its weights: int8 is smallest, float32 is exact.",
)


@click.group(epilog=exit_status.EXIT_CODES)
def models() -> None:
    """The models on this machine, and those that can be had.

    The embedded ones are built on first use, from installed packages and without a network. Others are pulled from the
    hub once, or brought as a bundle, and need no network from then on. docs/models.md says which is for whom.

    \b
    Examples:
      summarizer models list
      summarizer models info nllb-200-distilled-600m
      summarizer models pull opus-mt-id-en
      summarizer models add finetuned --alias ours --langpair id-en
      summarizer models bundle opus-mt-id-en opus.tar.zst
      du -sh "$(summarizer models path)"
    """


@models.command("list", epilog=exit_status.EXIT_CODES)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def list_models(as_json: bool) -> None:
    """All models.

    One a line, with its state on this machine, size, languages and licence. Sizes are on disk for what is here, and to
    be downloaded for what is not. A ! after a licence says that it keeps some users out; summarizer models info NAME
    says whom.

    \b
    Examples:
      summarizer models list
      summarizer models list --json | jq -r '.[] | select(.state == "installed").name'
    """
    from summarizer.engines.listing import listed

    with exit_codes(Console(quiet=False)):
        rows = list(listed())
        text = json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False) + "\n"
        write_output(None, text if as_json else list_text(rows))


@models.command(epilog=exit_status.EXIT_CODES)
@_alias
@click.option("--json", "as_json", is_flag=True, help="JSON instead of lines.")
def info(alias: str, as_json: bool) -> None:
    """All that is known of a model.

    Where it comes from, its licence, languages and published scores.

    \b
    Examples:
      summarizer models info opus-mt-id-en
      summarizer models info embedded
    """
    from summarizer.engines.listing import details

    with exit_codes(Console(quiet=False)):
        found = details(alias)
        text = json.dumps(found, indent=2, ensure_ascii=False) + "\n" if as_json else info_text(found)
        write_output(None, text)


@models.command(epilog=exit_status.EXIT_CODES)
@click.argument("wanted", metavar="NAME|HUB_ID")
@click.option("--alias", metavar="NAME", help="Have it under this name.")
@_runtime
@_quantization
@_langpairs
@options.quiet
def pull(
    wanted: str,
    alias: str | None,
    runtime: str | None,
    quantization: str | None,
    langpairs: Sequence[str],
    quiet: bool,
) -> None:
    """Fetch a model from the hub.

    Its name is printed. NAME is one of the list; HUB_ID is the hub's own, org/name or org/name@revision. Only
    safetensors are taken. A pull that was cut off goes on where it was; a model that is already here is replaced, once
    the new one is whole. HF_ENDPOINT and HF_TOKEN are honoured.

    \b
    Examples:
      summarizer models pull opus-mt-id-en
      summarizer models pull opus-mt-id-en --quantization float32 --alias opus-exact
      summarizer models pull some-org/opus-mt-ms-en@3f2a1bc --alias malay --langpair ms-en
    """
    from summarizer.engines.store.pulling import pull

    console = Console(quiet=quiet)
    with exit_codes(console, _PULL_GOES_ON):
        _require_own(wanted)
        model = pull(
            wanted,
            alias=alias,
            runtime=runtime,
            quantization=quantization,
            langpairs=langpairs,
            reserved=registry.RESERVED,
            progress=console,
        )
        console.stop()
        if model.entry.warning:
            console.note(model.entry.warning)
        write_output(None, f"{model.alias}\n")


@models.command(epilog=exit_status.EXIT_CODES)
@click.argument("path", metavar="FOLDER")
@click.option("--alias", metavar="NAME", required=True, help="What to call it.")
@_runtime
@_quantization
@_langpairs
@options.quiet
def add(
    path: str, alias: str, runtime: str | None, quantization: str | None, langpairs: Sequence[str], quiet: bool
) -> None:
    """Take in a model of your own.

    FOLDER has a checkpoint as transformers saves it; it is copied.

    \b
    Examples:
      summarizer models add finetuned --alias ours --langpair id-en
      summarizer models add finetuned --alias ours-fast --langpair id-en --runtime ctranslate2 --quantization int8
    """
    from summarizer.engines.store.adding import add

    console = Console(quiet=quiet)
    with exit_codes(console, _NOTHING_CHANGED):
        model = add(
            path,
            alias,
            langpairs,
            runtime=runtime,
            quantization=quantization,
            reserved=registry.RESERVED,
            progress=console,
        )
        console.stop()
        write_output(None, f"{model.alias}\n")


@models.command(epilog=exit_status.EXIT_CODES)
@_alias
@options.quiet
def remove(alias: str, quiet: bool) -> None:
    """Take a model off this machine.

    One that was pulled or added, or what an unfinished pull has left.

    \b
    Example:
      summarizer models remove opus-mt-id-en
    """
    from summarizer.engines.store import installed

    console = Console(quiet=quiet)
    with exit_codes(console):
        _require_own(alias)
        installed.remove(alias, console)
        console.stop()
        console.note(f"{alias} is removed")


@models.command(epilog=exit_status.EXIT_CODES)
@_alias
@click.argument("path", metavar="FILE.tar.zst")
@options.quiet
def bundle(alias: str, path: str, quiet: bool) -> None:
    """Pack a model into one file.

    It is for machines without a network, which unpack it with summarizer models unbundle.

    \b
    Example:
      summarizer models bundle opus-mt-id-en opus.tar.zst
    """
    from summarizer.engines.store.bundles import bundle

    console = Console(quiet=quiet)
    with exit_codes(console, _NOTHING_CHANGED):
        _require_own(alias)
        bundle(alias, path, console)
        console.stop()
        write_output(None, f"{path}\n")


@models.command(epilog=exit_status.EXIT_CODES)
@click.argument("path", metavar="FILE.tar.zst")
@click.option("--alias", metavar="NAME", help="Have it under this name.")
@options.quiet
def unbundle(path: str, alias: str | None, quiet: bool) -> None:
    """Unpack a model that was bundled.

    Every file is compared with the record; its name is printed.

    \b
    Example:
      summarizer models unbundle opus.tar.zst
    """
    from summarizer.engines.store.bundles import unbundle

    console = Console(quiet=quiet)
    with exit_codes(console, _NOTHING_CHANGED):
        model = unbundle(path, alias=alias, reserved=registry.RESERVED, progress=console)
        console.stop()
        write_output(None, f"{model.alias}\n")


@models.command(epilog=exit_status.EXIT_CODES)
@_name
@click.option("--force", is_flag=True, help="Build it even if it is there.")
@options.quiet
def build(engine: str, force: bool, quiet: bool) -> None:
    """Build an embedded model now.

    Otherwise that is done on first use. Its folder is printed.

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


@models.command(epilog=exit_status.EXIT_CODES)
@_name
def path(engine: str) -> None:
    """The folder of a model.

    It is named whether an embedded model is built or not. SUMMARIZER_CACHE moves it.

    \b
    Examples:
      summarizer models path
      rm -r "$(summarizer models path)"
    """
    with exit_codes(Console(quiet=False)):
        write_output(None, f"{registry.model_folder(engine)}\n")


@models.command(epilog=exit_status.EXIT_CODES)
@_name
def verify(engine: str) -> None:
    """Compare a model with its record.

    Every file is read; if one differs, it exits with 4.

    \b
    Examples:
      summarizer models verify
      summarizer models verify embedded-reference
    """
    with exit_codes(Console(quiet=False)):
        registry.verify_model(engine)
        write_output(None, f"{engine}: every file is as recorded\n")


def _require_own(name: str) -> None:
    if name in registry.RESERVED:
        raise OptionError(f"{name} comes with the package: it is built from it, and never pulled, bundled or removed")
