"""The fields that say what summary a visitor wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from summarizer.datamodels import SummaryForm
from summarizer.summarization import SummaryOptions
from summarizer.summarization.options import DEFAULT_SENTENCES
from summarizer.web.labels import label

_MOST_SENTENCES = 10
_SIDES = ("target", "source", "both")
# The page has its headline in any case.
_FORMS = (SummaryForm.BULLETS, SummaryForm.PARAGRAPH, SummaryForm.LEAD)


@dataclass(frozen=True, slots=True)
class SummaryFields:
    """The fields, in a Gradio block."""

    sentences: gr.Slider
    words: gr.Number
    form: gr.Dropdown
    lang: gr.Dropdown

    @property
    def inputs(self) -> set[gr.components.Component]:
        return {self.sentences, self.words, self.form, self.lang}

    def wanted(self, values: Mapping[gr.components.Component, Any], langpair: str) -> SummaryOptions:
        """What the values of the fields ask for of an article that is translated as ``langpair`` says.

        A lead is one sentence, whatever the slider says.
        """
        source_lang, target_lang = langpair.split("-")
        langs = {"target": target_lang, "source": source_lang, "both": "both"}
        form = SummaryForm(values[self.form])
        sentences = None if form is SummaryForm.LEAD else int(values[self.sentences])
        words = values[self.words]
        return SummaryOptions(sentences, int(words) if words else None, form, langs[values[self.lang]])


def summary_fields() -> SummaryFields:
    """Add the fields to the Gradio block in whose context this is called."""
    with gr.Row():
        sentences = gr.Slider(1, _MOST_SENTENCES, value=DEFAULT_SENTENCES, step=1, label=label("sentences"))
        words = gr.Number(value=0, minimum=0, precision=0, label=label("summary_words"))
    with gr.Row():
        forms = [(label(f"form_{one}"), str(one)) for one in _FORMS]
        form = gr.Dropdown(forms, value=forms[0][1], label=label("summary_form"))
        langs = [(label(f"lang_{one}"), one) for one in _SIDES]
        lang = gr.Dropdown(langs, value=_SIDES[0], label=label("summary_lang"))
    return SummaryFields(sentences, words, form, lang)
