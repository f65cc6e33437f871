"""A browser tab as the page's handlers know it."""

from __future__ import annotations

from typing import Any

import gradio as gr


class _Request:
    def __init__(self, headers: dict[str, str]) -> None:
        self.headers = headers


def request(session: str = "a", language: str | None = "en") -> Any:
    """An event of a tab, whose browser is set to that language."""
    headers = {} if language is None else {"accept-language": language}
    return gr.Request(_Request(headers), session_hash=session)  # type: ignore[arg-type]


def is_skipped(update: Any) -> bool:
    """Whether a place of the page stays as it is."""
    return bool(update == gr.skip())
