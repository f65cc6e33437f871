"""docs/performance.md: a section for each benchmark, of which each run replaces its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks import machine
from benchmarks.sections import Section
from summarizer.documents.output import write_output

PAGE = machine.ROOT / "docs" / "performance.md"
_INTRODUCTION = """# Performance

    make bench

Every figure here was measured by the command above its section. Times are ratios within one run, in which the
contestants took turns: medians over the rounds, with the least and the greatest in brackets. Seconds, where they
stand, are those of the machine that is named and say nothing about another.
"""
_HEADING = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)


def with_section(page: str, section: Section, order: Sequence[str]) -> str:
    """``page`` with ``section`` in the place of the one with its title, all sections in the ``order`` of titles.

    A section whose title is not in ``order`` is dropped: no command measures it any more.
    """
    found = sections_of(page)
    found[section.title] = f"{section.text}\n{_measured_on()}\n"
    kept = [found[title].strip() for title in order if title in found]
    return "\n\n".join([_INTRODUCTION.strip(), *kept]) + "\n"


def sections_of(page: str) -> dict[str, str]:
    """The sections of a page by their titles."""
    headings = list(_HEADING.finditer(page))
    ends = [heading.start() for heading in headings[1:]] + [len(page)]
    return {heading["title"]: page[heading.start() : end] for heading, end in zip(headings, ends, strict=False)}


def write_section(section: Section, order: Sequence[str], page: Path = PAGE) -> None:
    """Put ``section`` into the page, which is made if it is not there. Raises OutputError as `write_output` does."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    write_output(str(page), with_section(text, section, order))


def _measured_on() -> str:
    at = f" at {commit}" if (commit := machine.commit()) else ""
    return f"*{machine.today()}{at}: {machine.machine()}; {machine.versions()}.*"
