"""The page's texts where Gradio shows them, in the language of the browser."""

from __future__ import annotations

from functools import cache

import gradio as gr
from gradio.i18n import I18nData

from summarizer.web.texts import LANGUAGES, texts

# Gradio's own texts have names such as "file", which ours must not take.
_PREFIX = "summarizer_"


@cache
def catalogue() -> gr.I18n:
    """All texts, for the page to be served with."""
    return gr.I18n(
        **{language: {_PREFIX + key: text for key, text in texts(language).items()} for language in LANGUAGES}
    )


def label(key: str) -> I18nData:
    """The text of that key, in whatever language the browser asks for."""
    return catalogue()(_PREFIX + key)
