"""The README's code blocks, by the line before them or by their place."""

from __future__ import annotations

import re

from tests.conftest import ROOT

PATH = ROOT / "README.md"
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_OUTPUT = re.compile(r"(<!-- output of make demo -->\n```text\n)(.*?)(```)", re.DOTALL)


def blocks(language: str) -> list[str]:
    """All code blocks in that language, in order."""
    return [body for found, body in _BLOCK.findall(PATH.read_text(encoding="utf-8")) if found == language]


def shown_output() -> str:
    """What the README says that `make demo` prints."""
    match = _OUTPUT.search(PATH.read_text(encoding="utf-8"))
    assert match, "the README shows no output of make demo"
    return match[2]


def show_output(text: str) -> None:
    """Put ``text`` where the README shows the output of `make demo`."""
    readme = PATH.read_text(encoding="utf-8")
    PATH.write_text(_OUTPUT.sub(lambda match: match[1] + text + match[3], readme), encoding="utf-8")
