"""The picture of a batch's report: issues by kind, articles by engine time, and what became of the articles."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summarizer.batch.issue_meanings import meaning_of
from summarizer.batch.report_figures import SECONDS, Figures, not_reached
from summarizer.batch.report_words import clock, many, printable
from summarizer.datamodels import Severity
from summarizer.documents.output import final_path, write_whole
from summarizer.errors import OutputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SIZE = (13.0, 7.0)
_DPI = 120
# The fewest that there is room for: a single bar is no thicker than one of many.
_ROWS = 10
_INK = "#222222"
_FAINT = "#767676"
# By severity: (name, colour, hatch). They differ in lightness and in hatching, so that a copy in grey tells them apart.
_ERROR = ("error", "#8c1c13", "")
_EITHER = ("error or warning", "#d1603d", "//")
_WARNING = ("warning", "#f0c36d", "")
_NOTE = ("note", "#ffffff", "..")
_STYLES = {
    (Severity.ERROR,): _ERROR,
    (Severity.ERROR, Severity.WARNING): _EITHER,
    (Severity.WARNING,): _WARNING,
    (Severity.NOTE,): _NOTE,
}
_UNKNOWN = ("unknown", "#c9c9c9", "xx")


def write_chart(figures: Figures, path: Path) -> None:
    """Draw ``figures`` to ``path``, a PNG that is there whole or not at all; the same figures make the same bytes.

    Raises OutputError.
    """
    try:
        with _silence():
            picture = _png(figures)
        write_whole(final_path(str(path)), picture)
    except OSError as error:
        raise OutputError(
            f"the chart {path} cannot be written: {error.strerror or error}. "
            "Put that right and run the same command again: what is done is kept"
        ) from error


@contextmanager
def _silence() -> Iterator[None]:
    """What matplotlib says about its own folders, or about a letter that its font lacks, is nothing to the user."""
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


def _png(figures: Figures) -> bytes:
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # the picture is not to depend on the matplotlibrc of whoever makes it
        matplotlib.rcParams["hatch.linewidth"] = 0.8
        figure = Figure(figsize=_SIZE, dpi=_DPI, layout=ConstrainedLayoutEngine(w_pad=0.15, h_pad=0.15))
        FigureCanvasAgg(figure)
        _draw(figure, figures)
        written = io.BytesIO()
        figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()


def _draw(figure: Figure, figures: Figures) -> None:
    totals = figures.totals
    figure.suptitle(
        f"Batch report, {clock(totals.started)}\n{printable(totals.source, 110)}",
        x=0.012,
        ha="left",
        fontsize=13,
        fontweight="bold",
        color=_INK,
        parse_math=False,
    )
    grid = figure.add_gridspec(2, 2, width_ratios=(1.15, 1.0), height_ratios=(1.5, 1.0))
    _draw_issues(figure, figure.add_subplot(grid[:, 0]), figures)
    _draw_seconds(figure.add_subplot(grid[0, 1]), figures)
    _draw_states(figure.add_subplot(grid[1, 1]), figures)


def _draw_issues(figure: Figure, axes: Axes, figures: Figures) -> None:
    found = figures.counts.issues
    _title(axes, f"Issues by kind, in {many(figures.done, 'article')}")
    if not found:
        _say(axes, "No issue was found" if figures.done else "No article is done yet")
        return
    styles = [_STYLES.get(meaning_of(kind).severities, _UNKNOWN) for kind in found]
    bars = axes.barh(
        range(len(found)),
        list(found.values()),
        height=0.7,
        color=[colour for _, colour, _ in styles],
        hatch=[hatch for _, _, hatch in styles],
        edgecolor=_INK,
        linewidth=0.8,
    )
    axes.bar_label(bars, [f"{count:,}" for count in found.values()], padding=4, color=_INK)
    axes.set_yticks(range(len(found)), [printable(kind, 28) for kind in found], parse_math=False)
    axes.set_ylim(max(len(found), _ROWS) - 0.4, -0.6)
    axes.set_xlim(0, max(found.values()) * 1.15)
    _clear(axes, "x")
    _explain(figure, [style for style in (*_STYLES.values(), _UNKNOWN) if style in styles])


def _explain(figure: Figure, styles: list[tuple[str, str, str]]) -> None:
    from matplotlib.patches import Patch

    figure.legend(
        handles=[Patch(facecolor=c, hatch=h, edgecolor=_INK, linewidth=0.8, label=name) for name, c, h in styles],
        loc="outside lower left",
        ncols=len(styles),
        frameon=False,
    )


def _draw_seconds(axes: Axes, figures: Figures) -> None:
    _title(axes, "Articles by engine time")
    if not figures.done:
        _say(axes, "No article is done yet")
        return
    counts = figures.histogram
    bars = axes.bar(range(len(counts)), counts, width=0.9, color="#3b6ea5", edgecolor=_INK, linewidth=0.8)
    axes.bar_label(bars, [f"{count:,}" if count else "" for count in counts], padding=2, color=_INK, fontsize=8)
    axes.set_xticks(range(len(counts)), _bins(), rotation=45, ha="right", rotation_mode="anchor")
    axes.set_xlim(-0.6, len(counts) - 0.4)
    axes.set_ylim(0, max(counts) * 1.15)
    _clear(axes, "y")


def _draw_states(axes: Axes, figures: Figures) -> None:
    totals = figures.totals
    states = [
        ("done", totals.done, "#3b6ea5", ""),
        ("failed", totals.failed, "#8c1c13", ""),
        ("skipped", totals.skipped, "#dddddd", ""),
    ]
    if totals.interrupted and (left := not_reached(totals)):
        states.append(("not reached", left, "#ffffff", ".."))
    _title(axes, f"Articles of this run{', which was interrupted' if totals.interrupted else ''}")
    names, counts, colours, hatches = zip(*states, strict=True)
    bars = axes.barh(names, counts, height=0.65, color=colours, hatch=hatches, edgecolor=_INK, linewidth=0.8)
    axes.bar_label(bars, [f"{count:,}" for count in counts], padding=4, color=_INK)
    axes.invert_yaxis()
    axes.set_xlim(0, max(*counts, 1) * 1.2)
    _clear(axes, "x")


def _title(axes: Axes, text: str) -> None:
    axes.set_title(text, loc="left", fontsize=12, color=_INK, pad=10)


def _say(axes: Axes, text: str) -> None:
    axes.set(facecolor="#f5f5f5", xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", fontsize=12, color=_FAINT)


def _clear(axes: Axes, values: Literal["x", "y"]) -> None:
    """Leave the bars and their numbers: the axis of ``values``, "x" or "y", says nothing more."""
    axes.tick_params(axis=values, bottom=False, left=False, labelbottom=values != "x", labelleft=values != "y")
    axes.tick_params(axis="both", length=0, colors=_INK)
    axes.spines[["top", "right", "bottom" if values == "x" else "left"]].set_visible(False)
    axes.spines[["left" if values == "x" else "bottom"]].set_color(_FAINT)


def _bins() -> list[str]:
    edges = [(f"{edge / 60:g}", "min") if edge >= 60 else (f"{edge:g}", "s") for edge in SECONDS]
    between = [
        f"{low} – {high} {unit}" if unit == lower_unit else f"{low} {lower_unit} – {high} {unit}"
        for (low, lower_unit), (high, unit) in pairwise(edges)
    ]
    return ["0 s", f"under {' '.join(edges[0])}", *between, f"{' '.join(edges[-1])} or more"]
