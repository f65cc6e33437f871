"""A user's style from a TOML file that names what differs from the house style."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from summarizer.errors import StyleError
from summarizer.translation.house_style import CHOICES, Style

_HASH_DIGITS = 8


def read_style(path: Path) -> Style:
    """The style in a TOML file of ``key = "value"`` lines. Raises StyleError, which names the key and its choices."""
    try:
        data = path.read_bytes()
        settings: dict[str, Any] = tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise StyleError(f"the style file {path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StyleError(f'the style file {path} is not TOML: {error}. A line is like: date = "day-first"') from error
    for key, value in settings.items():
        if key not in CHOICES:
            raise StyleError(f"{path}: there is no setting {key!r}. There are {', '.join(CHOICES)}")
        if value not in CHOICES[key]:
            raise StyleError(f"{path}: {key} cannot be {value!r}. It can be {', '.join(map(repr, CHOICES[key]))}")
    return Style(**settings, signature=hashlib.sha256(data).hexdigest()[:_HASH_DIGITS])
