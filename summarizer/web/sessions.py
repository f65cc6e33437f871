"""Which visit an event of the page belongs to."""

from __future__ import annotations

import gradio as gr

from summarizer.web.texts import preferred
from summarizer.web.visits import Visit, Visits


def language_of(request: gr.Request) -> str:
    """The language of the page's texts for the browser that has asked."""
    return preferred(request.headers.get("accept-language", ""))


def visit_of(visits: Visits, request: gr.Request) -> Visit:
    """The visit of the browser tab that has asked."""
    return visits.of_session(str(request.session_hash), language_of(request))
