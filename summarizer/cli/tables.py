"""Tables in Markdown, as evaluate prints them."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.evaluation import Part


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells, of which the first has the headings; all columns but the first are aligned to the right."""
    ruled = [rows[0], ["---", *["---:"] * (len(rows[0]) - 1)], *rows[1:]]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in ruled)


def part(part: Part) -> str:
    """As in "3 of 120 (2.5%)"."""
    return f"{part.count} of {part.total} ({part.share:.1%})"
