"""The frontier of quality and speed: which variants no other beats, and lines that are spread over the whole file."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.frontier import DEFAULT, Point, draw, on_frontier, points_of, read_lines
from benchmarks.interleaving import Ratio


def point(name: str, time: float, chrf: float) -> Point:
    return Point(name, Ratio(time, time, time), 30.0, chrf, None, 0.0)


def test_a_variant_that_is_slower_and_no_better_is_not_on_the_frontier() -> None:
    quick, usual, wasteful, best = (
        point("beam 1", 0.3, 55.0),
        point(DEFAULT, 1.0, 58.0),
        point("beam 3", 0.8, 54.0),
        point("beam 6", 1.5, 58.2),
    )
    assert on_frontier([wasteful, best, usual, quick]) == [quick, usual, best]


def test_of_two_that_take_as_long_the_better_is_on_it() -> None:
    worse, better = point("a", 1.0, 50.0), point("b", 1.0, 51.0)
    assert on_frontier([worse, better]) == [better]


def test_times_are_medians_of_the_rounds_and_losses_are_counted() -> None:
    sources = ["Sebanyak 40 warga mengungsi.", "Gempa terjadi di Ambon."]
    references = ["As many as 40 residents fled.", "An earthquake struck Ambon."]
    texts = {DEFAULT: references, "beam 1": ["Some residents fled.", "An earthquake struck."]}
    usual, quick = points_of(sources, references, texts, {DEFAULT: [2.0, 4.0, 2.0], "beam 1": [1.0, 1.0, 1.5]})
    assert quick.time == Ratio(0.5, 0.25, 0.75)
    assert (usual.lost, quick.lost) == (0.0, 1.0)
    assert usual.chrf == pytest.approx(100)
    assert quick.difference is not None
    assert quick.difference[1] < 0


def test_lines_are_spread_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "dev.id"
    path.write_text("".join(f"kalimat {number}\n" for number in range(100)), encoding="utf-8")
    assert read_lines(path, 4) == ["kalimat 0", "kalimat 25", "kalimat 50", "kalimat 75"]
    assert len(set(read_lines(path, 1000))) == 100


def test_the_picture_is_a_png(tmp_path: Path) -> None:
    picture = tmp_path / "frontier.png"
    draw([point(DEFAULT, 1.0, 58.0), point("embedded-int8, beam 4", 0.5, 57.0)], picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
