"""Which visit an event of the page belongs to, and what events of all tabs have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from summarizer.web.texts import preferred
from summarizer.web.visits import Visit, Visits

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None}
"""Options of an event that is the page's own: no programming interface lists it."""


def language_of(request: gr.Request) -> str:
    """The language of the page's texts for the browser that has asked."""
    return preferred(request.headers.get("accept-language", ""))


def visit_of(visits: Visits, request: gr.Request) -> Visit:
    """The visit of the browser tab that has asked."""
    return visits.of_session(str(request.session_hash), language_of(request))


def stopping(visits: Visits, job: str) -> Callable[[gr.Request], Any]:
    """The handler that stops that job of the visit."""

    async def stop(request: gr.Request) -> None:
        visit_of(visits, request).stop(job)

    return stop
