"""The rest of a prompt's last line, as a text of its own."""

from __future__ import annotations

import re

_CLOSING = re.compile(r'"[.,;]*\Z')


def completed(line: str) -> str:
    """``line`` with a capital, and without the quotation mark that only closes what the prompt has opened."""
    line = line.strip()
    if line.count('"') % 2:
        line = _CLOSING.sub("", line).rstrip()
    return line[:1].upper() + line[1:]
