"""docs/usage.md says what is so: its exit codes, its checks and the messages that it explains."""

from __future__ import annotations

import re

import pytest

from summarizer.cli.exit_status import EXIT_CODES
from summarizer.datamodels import IssueKind
from tests.conftest import ROOT

USAGE = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "summarizer").rglob("*.py")))


def first_cells(heading: str) -> list[str]:
    section = USAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \|", section, re.MULTILINE)
    return rows[1:]


def messages() -> list[str]:
    """What the troubleshooting table quotes, cut where it leaves something out."""
    quoted = [quote for cell in first_cells("Troubleshooting") for quote in re.findall(r"`([^`]+)`", cell)]
    return [part.strip(" ,") for quote in quoted for part in quote.split("…") if part.strip(" ,")]


def test_the_exit_codes_are_those_of_the_help() -> None:
    assert first_cells("Exit codes") == re.findall(r"^ +(\d+) ", EXIT_CODES, re.MULTILINE)


def test_every_check_is_explained() -> None:
    assert set(first_cells("Marks and checks")) == {f"`{kind}`" for kind in IssueKind}


@pytest.mark.parametrize("message", messages())
def test_a_message_that_is_explained_exists(message: str) -> None:
    assert message in SOURCES


def test_no_message_was_missed() -> None:
    assert len(messages()) >= len(first_cells("Troubleshooting")) >= 10
