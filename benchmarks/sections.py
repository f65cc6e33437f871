"""What a benchmark reports: a part of docs/performance.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """``command`` measures it again; ``body`` is Markdown, tables and what a reader must know of them."""

    title: str
    command: str
    body: str

    @classmethod
    def from_text(cls, text: str) -> Section:
        """The section of which ``text`` is what its benchmark printed."""
        heading, command, body = text.split("\n\n", 2)
        return cls(heading.removeprefix("## ").strip(), command.strip(), body)

    @property
    def text(self) -> str:
        return f"## {self.title}\n\n    {self.command}\n\n{self.body.strip()}\n"
