"""What strangers have written, fit to be shown."""

from __future__ import annotations


def plain(text: str) -> str:
    """``text`` on one line, and without signs that a terminal would obey or nobody would see."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
