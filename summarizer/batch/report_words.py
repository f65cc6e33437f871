"""How a batch's report and its chart put times, amounts and names."""

from __future__ import annotations

import re

from summarizer.segmentation import normalise

LONGEST = 200
"""The most characters that are shown of a name, unless another limit is given."""


def duration(seconds: float) -> str:
    """As in "0.25 s", "12.5 s", "4 min 5 s" or "2 h 14 min"."""
    if seconds < 9.995:
        return f"{seconds:.2f} s"
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    if seconds < 3599.5:
        (large, small), units = divmod(round(seconds), 60), ("min", "s")
    else:
        (large, small), units = divmod(round(seconds / 60), 60), ("h", "min")
    return f"{large:,} {units[0]}" + (f" {small} {units[1]}" if small else "")


def clock(moment: str) -> str:
    """2026-11-25T01:30:00Z as "2026-11-25 01:30 UTC"."""
    return re.sub(r"T(\d\d:\d\d):\d\dZ$", r" \1 UTC", moment)


def many(count: int, noun: str) -> str:
    """As in "1 article" or "1,234 articles"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def rate(amount: float) -> str:
    """With a decimal where it matters: "12.5", "1,234"."""
    return f"{amount:,.0f}" if amount >= 99.95 else f"{amount:.1f}"


def printable(text: str, longest: int = LONGEST) -> str:
    """``text`` on one line that any terminal and any file can take, shortened in its middle.

    File names can have control characters, and bytes that are no text.
    """
    line = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in normalise(text))
    if len(line) <= longest:
        return line
    end = longest // 3
    return f"{line[: longest - end - 1]}…{line[-end:]}"
