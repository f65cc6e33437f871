"""The fields that the handlers of the page read, outside a page, and what a browser sends of them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from summarizer.web.article_tab import ArticleOptions
from summarizer.web.summary_fields import SummaryFields

OPTIONS = ArticleOptions(
    gr.Radio(["id-en", "en-id"]),
    gr.Dropdown(["embedded"]),
    SummaryFields(gr.Slider(1, 10), gr.Number(), gr.Dropdown(["bullets"]), gr.Dropdown(["target"])),
    gr.Checkbox(),
    gr.Checkbox(),
)


def values(
    sentences: float = 3.0, words: float = 0, form: str = "bullets", lang: str = "target"
) -> dict[gr.components.Component, Any]:
    """What the fields under "Options" hold; Gradio sends whole numbers as float."""
    summary = OPTIONS.summary
    return {
        OPTIONS.direction: "id-en",
        OPTIONS.engine: "embedded",
        OPTIONS.force: False,
        OPTIONS.use_glossary: True,
        summary.sentences: sentences,
        summary.words: words,
        summary.form: form,
        summary.lang: lang,
    }
