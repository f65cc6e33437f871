"""Quality against speed on FLORES dev, through the whole pipeline: where the defaults stand, and what else there is.

`python -m benchmarks.frontier SOURCE REFERENCE [--lines 144] [--picture docs/images/frontier.png]`: the lines are
divided into rounds; in each, every variant translates the same lines, in turns. Times are medians of the rounds' ratios
to the default; scores are sacreBLEU's over all lines, with the 95% interval of the difference from the default.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from benchmarks.grouped import ARTICLE_SENTENCES, translated
from benchmarks.interleaving import Ratio, ratio, seconds_in_turns
from benchmarks.sections import Section
from summarizer import DecodingOptions, evaluation, load_translator
from summarizer.cli.tables import table
from summarizer.protocols import Progress, no_progress
from training.progress import LineProgress

DEFAULT = "embedded, beam 4"
_VARIANTS: dict[str, tuple[str, DecodingOptions]] = {
    DEFAULT: ("embedded", DecodingOptions()),
    "embedded, beam 1": ("embedded", DecodingOptions(beam_size=1)),
    "embedded, beam 2": ("embedded", DecodingOptions(beam_size=2)),
    "embedded, beam 3": ("embedded", DecodingOptions(beam_size=3)),
    "embedded, beam 6": ("embedded", DecodingOptions(beam_size=6)),
    # CTranslate2 ends a search without length penalty as soon as the best hypothesis has ended.
    "embedded, beam 4, early end": ("embedded", DecodingOptions(length_penalty=0.0)),
    "embedded-int8, beam 1": ("embedded-int8", DecodingOptions(beam_size=1)),
    "embedded-int8, beam 2": ("embedded-int8", DecodingOptions(beam_size=2)),
    "embedded-int8, beam 4": ("embedded-int8", DecodingOptions()),
    "embedded-int8, beam 6": ("embedded-int8", DecodingOptions(beam_size=6)),
}


@dataclass(frozen=True, slots=True)
class Point:
    """A variant: its time as a ratio to the default's, its scores, and the share of numbers and names that it lost."""

    name: str
    time: Ratio
    bleu: float
    chrf: float
    difference: tuple[float, float] | None
    lost: float


def read_lines(path: Path, count: int) -> list[str]:
    """``count`` lines, or all if there are no more, spread evenly over the file."""
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    count = min(count, len(lines))
    return [lines[place * len(lines) // count] for place in range(count)]


def measure(
    source: Path, reference: Path, lines: int = 144, rounds: int = 4, progress: Progress = no_progress
) -> tuple[Section, list[Point]]:
    """The section, and the points of its plot."""
    sources, references = read_lines(source, lines), read_lines(reference, lines)
    translators = {engine: load_translator(engine, progress=progress) for engine, _ in _VARIANTS.values()}
    for translator in translators.values():
        translated(sources[:2], translator, DecodingOptions())  # loads the weights
    texts: dict[str, list[str]] = {name: [] for name in _VARIANTS}

    def run(name: str) -> None:
        engine, options = _VARIANTS[name]
        done = len(texts[name])
        turn = next(turn for turn in range(rounds) if turn * len(sources) // rounds == done)
        part = sources[done : (turn + 1) * len(sources) // rounds]
        texts[name] += translated(part, translators[engine], options)

    seconds = seconds_in_turns({name: partial(run, name) for name in _VARIANTS}, rounds, progress)
    points = points_of(sources, references, texts, seconds)
    return Section(
        "Quality against speed",
        f"python -m benchmarks.frontier flores-dev.id flores-dev.en --lines {lines} --picture docs/images/frontier.png",
        _body(points, len(sources), rounds),
    ), points


def points_of(
    sources: Sequence[str],
    references: Sequence[str],
    texts: Mapping[str, Sequence[str]],
    seconds: Mapping[str, Sequence[float]],
) -> list[Point]:
    """A point for each variant in ``texts``, `DEFAULT` among them."""
    points = []
    for name, hypotheses in texts.items():
        losses = evaluation.count_losses(sources, hypotheses, references)
        difference = None
        if name != DEFAULT:
            compared = evaluation.compare(hypotheses, texts[DEFAULT], references, "chrf")
            difference = (compared.low, compared.high)
        points.append(
            Point(
                name,
                ratio(seconds[name], seconds[DEFAULT]),
                evaluation.bleu(hypotheses, references).value,
                evaluation.chrf(hypotheses, references).value,
                difference,
                (losses.numbers.count + losses.names.count) / max(1, losses.numbers.total + losses.names.total),
            )
        )
    return points


def on_frontier(points: Sequence[Point]) -> list[Point]:
    """Those than which no other is both as fast and better, quickest first."""
    best: list[Point] = []
    for point in sorted(points, key=lambda one: (one.time.median, -one.chrf)):
        if not best or point.chrf > best[-1].chrf:
            best.append(point)
    return best


def _body(points: Sequence[Point], lines: int, rounds: int) -> str:
    frontier = {point.name for point in on_frontier(points)}
    rows = [
        ["", f"time, {DEFAULT} = 1", "BLEU", "chrF", "chrF, difference", "numbers and names lost", "on the frontier"]
    ]
    for point in sorted(points, key=lambda one: one.time.median):
        low, high = point.difference or (0.0, 0.0)
        difference = f"{low:+.1f} to {high:+.1f}" if point.difference else ""
        where = "yes" if point.name in frontier else ""
        rows.append(
            [
                point.name,
                str(point.time),
                f"{point.bleu:.1f}",
                f"{point.chrf:.1f}",
                difference,
                f"{point.lost:.1%}",
                where,
            ]
        )
    return (
        f"{lines} lines of FLORES-101 dev, evenly spread and put together to articles of {ARTICLE_SENTENCES}, through "
        f"the whole pipeline (checks, further tries, repairs), in {rounds} rounds of other lines each. The difference "
        "is the 95% interval of the score's lead over the default, by a paired bootstrap.\n\n"
        f"{table(rows)}\n![chrF against time](images/frontier.png)\n"
    )


def draw(points: Sequence[Point], picture: Path) -> None:
    """The points and their frontier as a PNG."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 5), dpi=120)
    frontier = on_frontier(points)
    axes.plot([one.time.median for one in frontier], [one.chrf for one in frontier], color="0.7", zorder=1)
    for point in points:
        colour = "tab:orange" if "int8" in point.name else "tab:blue"
        marker = "D" if point.name == DEFAULT else "o"
        axes.scatter(point.time.median, point.chrf, color=colour, marker=marker, zorder=2)
        label = point.name.removeprefix("embedded-int8, ").removeprefix("embedded, ")
        axes.annotate(label, (point.time.median, point.chrf), xytext=(5, -10), textcoords="offset points", fontsize=8)
    axes.set_xlabel(f"time ({DEFAULT} = 1)")
    axes.set_ylabel("chrF on FLORES dev")
    axes.set_title("embedded (blue), embedded-int8 (orange); the default is the diamond")
    axes.set_xlim(left=0)
    figure.tight_layout()
    figure.savefig(picture, metadata={"Software": None})
    plt.close(figure)


@click.command(help=__doc__)
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("reference", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lines", default=144, show_default=True, type=click.IntRange(min=20))
@click.option("--rounds", default=4, show_default=True, type=click.IntRange(min=1))
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path))
def main(source: Path, reference: Path, lines: int, rounds: int, picture: Path | None) -> None:
    section, points = measure(source, reference, lines, rounds, LineProgress())
    print(section.text)
    if picture is not None:
        draw(points, picture)


if __name__ == "__main__":
    main()
