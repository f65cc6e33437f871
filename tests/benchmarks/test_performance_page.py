"""The page of figures: each benchmark replaces its own section and leaves the others alone."""

from __future__ import annotations

from pathlib import Path

from benchmarks.performance_page import PAGE, sections_of, write_section
from benchmarks.sections import Section

ORDER = ("Latency", "Memory", "Scaling")


def section(title: str, body: str) -> Section:
    return Section(title, f"python -m benchmarks.{title.lower()}", body)


def test_a_section_is_replaced_and_the_others_stay_in_their_order(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    for title, body in (("Memory", "1.00"), ("Latency", "2.00"), ("Memory", "3.00"), ("Scaling", "4.00")):
        write_section(section(title, body), ORDER, page)
    text = page.read_text(encoding="utf-8")
    found = sections_of(text)
    assert list(found) == list(ORDER)
    assert "3.00" in found["Memory"]
    assert "1.00" not in text
    assert "    python -m benchmarks.latency\n" in found["Latency"]
    assert text.startswith("# Performance\n")


def test_each_section_says_what_it_was_measured_on(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    write_section(section("Memory", "1.00"), ORDER, page)
    last = page.read_text(encoding="utf-8").strip().splitlines()[-1]
    assert "cores" in last
    assert "ctranslate2" in last


def test_a_section_comes_back_from_what_was_printed() -> None:
    printed = section("Memory", "| a | b |\n\nAnd a sentence.")
    assert Section.from_text(printed.text).text == printed.text


def test_what_no_benchmark_measures_any_more_is_dropped(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    write_section(section("Memory", "1.00"), ORDER, page)
    write_section(section("Latency", "2.00"), ("Latency",), page)
    assert list(sections_of(page.read_text(encoding="utf-8"))) == ["Latency"]


def test_the_page_has_what_make_bench_measures_in_its_order() -> None:
    from benchmarks.__main__ import BENCHMARKS

    assert list(sections_of(PAGE.read_text(encoding="utf-8"))) == [one.title for one in BENCHMARKS]
