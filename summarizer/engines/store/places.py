"""Where models lie in the cache, what they may be called, and what an error of the disk there means."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.engines.catalogue import catalogue
from summarizer.engines.embedded.cache import cache_folder
from summarizer.errors import BuildFailed, CacheUnusable, OptionError

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")


def models_folder() -> Path:
    """Where all models are; it may not be there yet."""
    return cache_folder() / "models"


def model_folder(alias: str) -> Path:
    """Where the model ``alias`` is, or will be once it is whole."""
    return models_folder() / alias


def pulling_folder(alias: str) -> Path:
    """What a pull has so far; it stays after a cut, and the next pull goes on with it."""
    return models_folder() / f".pulling-{alias}"


def scratch_folder(alias: str) -> Path:
    """Where a model is put together that is added, unpacked or removed; of no use to anyone after a cut.

    Whoever has the model's lock next removes what is left.
    """
    return models_folder() / f".scratch-{alias}"


def is_name(alias: str) -> bool:
    """Whether ``alias`` is a name that a model can have, and so a path without surprises."""
    return _NAME.fullmatch(alias) is not None


def user_path(path: str | Path) -> Path:
    """``path`` with a ~ before it read as a shell does, or as it stands if there is no such user."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def require_name(alias: str, hub: str, reserved: Collection[str]) -> None:
    """Raise OptionError if a model of ``hub``, "" for a folder, may not be called ``alias``.

    ``reserved`` are names that no model has; those of the catalogue are kept for the models that it means by them.
    """
    if not is_name(alias):
        raise OptionError(
            f"{alias!r} is no name for a model. Give one of lower-case letters, digits, dots and hyphens, at most 64, "
            "with --alias"
        )
    if alias in reserved:
        raise OptionError(f"the name {alias} is that of an engine of ours. Give another with --alias")
    entry = catalogue().get(alias)
    if entry is not None and entry.hub != hub:
        raise OptionError(f"the name {alias} is that of {entry.hub} in the catalogue. Give another with --alias")


def require_space(needed: int, what: str) -> None:
    """Raise CacheUnusable if fewer than ``needed`` bytes are free in the models' folder, which is there."""
    free = shutil.disk_usage(models_folder()).free
    if free < needed:
        raise CacheUnusable(
            f"{what} takes {_megabytes(needed)} MB in {models_folder()}, and {_megabytes(free)} MB are free. Make room "
            "there, or set SUMMARIZER_CACHE to another disk"
        )


def put_in_place(new: Path, alias: str, scratch: Path) -> None:
    """Rename ``new`` to the folder of the model ``alias``; one that is there moves into ``scratch`` first."""
    target, replaced = model_folder(alias), scratch / "replaced"
    if not target.exists():
        new.rename(target)
        return
    shutil.rmtree(replaced, ignore_errors=True)
    try:
        target.rename(replaced)
        new.rename(target)
    except BaseException:
        if not target.exists():
            replaced.rename(target)
        raise


@contextmanager
def storing() -> Iterator[None]:
    """Put around work in the models' folder: an error of the disk becomes CacheUnusable, one of memory BuildFailed."""
    folder = models_folder()
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CacheUnusable(
                f"the disk of {folder} is full. Make room there, or set SUMMARIZER_CACHE to another disk; a pull goes "
                "on where it was"
            ) from error
        raise CacheUnusable(
            f"the models' folder {folder} cannot be used ({error}). Make it writable, or set SUMMARIZER_CACHE to a "
            "folder that is"
        ) from error
    except MemoryError as error:
        raise BuildFailed(
            "the memory of this machine did not suffice for the model. End other programs, or take a smaller model"
        ) from error


def _megabytes(size: int) -> str:
    return f"{size / 10**6:,.0f}"
