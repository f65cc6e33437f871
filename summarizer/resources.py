"""Where the data folders that travel with the package (``prompts/``, ``seeds/``) are on this machine.

In a checkout they stand beside the package; in a wheel they are inside it (see pyproject.toml).
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``name``; raises FileNotFoundError if the installation lacks it."""
    for candidate in (_PACKAGE / "bundled" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"this installation of summarizer-id lacks its folder {name!r}; reinstall it")
