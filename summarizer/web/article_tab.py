"""The tab of one article, and the one of its report."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import gradio as gr

from summarizer.datamodels import SegmentKind
from summarizer.documents.articles import SUFFIXES, Article, read_article
from summarizer.documents.fetching import read_url
from summarizer.errors import SummarizerError
from summarizer.language import detect, is_too_short
from summarizer.resources import folder
from summarizer.segmentation import split
from summarizer.web.article_work import JOB, ArticleRequest, translate_article
from summarizer.web.desk import Desk
from summarizer.web.following import in_thread
from summarizer.web.labels import label
from summarizer.web.rendering import (
    Status,
    render_brief,
    render_detected,
    render_no_report,
    render_report,
    render_status,
)
from summarizer.web.sessions import PRIVATE, language_of, stopping, visit_of
from summarizer.web.summary_fields import SummaryFields, summary_fields
from summarizer.web.texts import texts
from summarizer.web.upload_field import upload_field
from summarizer.web.uploads import take
from summarizer.web.visits import Visits

_DIRECTIONS = ("id-en", "en-id")
_EXAMPLE_CHARS = 34
# Enough to tell a language by; the rest of a long article would only take time at each stroke of a key.
_DETECTED_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class ArticleOptions:
    """The direction and what stands under "Options": the batch goes by them too."""

    direction: gr.Radio
    engine: gr.Dropdown
    summary: SummaryFields
    force: gr.Checkbox
    use_glossary: gr.Checkbox

    @property
    def inputs(self) -> set[gr.components.Component]:
        return {self.direction, self.engine, self.force, self.use_glossary, *self.summary.inputs}


def article_tab(desk: Desk, visits: Visits) -> ArticleOptions:
    """Build the two tabs; call it within `gr.Tabs`."""
    with gr.Tab(label("tab_article")):
        with gr.Row():
            with gr.Column(scale=3):
                article = gr.Textbox(
                    label=label("article"), placeholder=label("article_hint"), lines=10, max_lines=10, elem_id="article"
                )
                with gr.Row():
                    translate = gr.Button(
                        label("translate"), variant="primary", scale=2, min_width=200, elem_id="translate"
                    )
                    stop = gr.Button(label("stop"), variant="stop", interactive=False, min_width=100, elem_id="stop")
                    clear = gr.Button(label("clear"), min_width=100, elem_id="clear")
                    refresh = gr.Button(visible="hidden", elem_id="refresh")
                _examples(article)
            with gr.Column(scale=2):
                file = upload_field(label=label("file"), file_types=list(SUFFIXES), height=165, elem_id="file")
                with gr.Row(elem_classes="inline"):
                    url = gr.Textbox(label=label("url"), scale=4, elem_id="url")
                    fetch = gr.Button(label("fetch"), scale=1, min_width=80, size="md", elem_id="fetch")
                direction = gr.Radio(
                    [(label(pair), pair) for pair in _DIRECTIONS],
                    value=_DIRECTIONS[0],
                    label=label("direction"),
                    elem_id="direction",
                )
                detected = gr.HTML(elem_id="detected")
        # Not an Accordion: that loads its fields as it is opened, and puts what was set meanwhile back (Gradio 6.31).
        with gr.Column(elem_id="options"):
            gr.Button(label("options"), elem_id="options-toggle")
            with gr.Column(elem_id="options-fields"):
                with gr.Row():
                    engine = gr.Dropdown(list(desk.engines), value=desk.engines[0], label=label("engine"))
                summary = summary_fields()
                with gr.Row():
                    use_glossary = gr.Checkbox(label=label("use_glossary"), value=True)
                    force = gr.Checkbox(label=label("force"))
        status = gr.HTML(elem_id="status")
        brief = gr.HTML(elem_id="brief")
    with gr.Tab(label("tab_report"), render_children=True):
        report = gr.HTML(elem_id="report")

    asked = ArticleOptions(direction, engine, summary, force, use_glossary)
    places = [status, brief, report, translate, stop]
    translate.click(
        _translate(desk, visits, article, asked),
        {article, *asked.inputs},
        places,
        trigger_mode="multiple",  # an article takes the place of one that was cleared and still has its batch to end
        **PRIVATE,
    )
    stop.click(stopping(visits, JOB), None, None, queue=False, **PRIVATE)
    clear.click(_clear(visits), None, [article, url, file, detected, *places], **PRIVATE)
    refresh.click(_refresh(visits), None, [brief, report], trigger_mode="always_last", **PRIVATE)
    file.upload(_read_file(visits), file, [article, file, status], **PRIVATE)
    gr.on([fetch.click, url.submit], _read_url(visits), url, [article, status], **PRIVATE)
    gr.on(
        [article.change, direction.change],
        _detect,
        [article, direction],
        detected,
        queue=False,
        trigger_mode="always_last",
        **PRIVATE,
    )
    gr.on(None, _refresh(visits), None, [brief, report], **PRIVATE)
    return asked


def _translate(
    desk: Desk, visits: Visits, article: gr.Textbox, options: ArticleOptions
) -> Callable[..., AsyncIterator[tuple[Any, ...]]]:
    async def translate(
        values: dict[gr.components.Component, Any], request: gr.Request
    ) -> AsyncIterator[tuple[Any, ...]]:
        visit = visit_of(visits, request)
        text = values[article]
        asked = ArticleRequest(
            text,
            values[options.direction],
            values[options.engine],
            options.summary.wanted(values, values[options.direction]),
            values[options.force],
            values[options.use_glossary],
            visit.origin_of(text),
        )
        async for shown in translate_article(desk, visit, asked):
            places = (shown.status, shown.brief, shown.report)
            is_working = shown.is_working
            buttons = (None, None) if is_working is None else (_enabled(not is_working), _enabled(is_working))
            yield tuple(gr.skip() if one is None else one for one in (*places, *buttons))

    return translate


def _enabled(is_so: bool) -> Any:
    return gr.update(interactive=is_so)


def _clear(visits: Visits) -> Callable[[gr.Request], Any]:
    async def clear(request: gr.Request) -> tuple[Any, ...]:
        visit = visit_of(visits, request)
        visit.abandon(JOB)
        visit.forget_article()
        report = render_no_report(visit.language)
        return "", "", None, "", "", "", report, _enabled(True), _enabled(False)

    return clear


def _refresh(visits: Visits) -> Callable[[gr.Request], Any]:
    """After an edit, which the page's script has sent: brief and report as they are now."""

    async def refresh(request: gr.Request) -> tuple[Any, ...]:
        visit = visit_of(visits, request)
        result = visit.result
        if result is None:
            return gr.skip(), render_no_report(visit.language)
        brief = render_brief(result.brief, visit.token, visit.language, len(result.unkept))
        return brief, render_report(result, visit.language)

    return refresh


def _read_file(visits: Visits) -> Callable[..., Any]:
    async def read(path: str, request: gr.Request) -> tuple[Any, ...]:
        def taken() -> Article:
            name, raw = take(path)
            return read_article(raw, name)

        text, status = await _article(visits, request, taken)
        return text, None, status

    return read


def _read_url(visits: Visits) -> Callable[..., Any]:
    async def read(url: str, request: gr.Request) -> tuple[Any, ...]:
        return await _article(visits, request, lambda: read_url(url.strip()))

    return read


async def _article(visits: Visits, request: gr.Request, read: Callable[[], Article]) -> tuple[Any, str]:
    """(text for the field of the article, status) of an article that is read in a thread."""
    visit = visit_of(visits, request)
    words = texts(visit.language)
    try:
        article = await in_thread(read)
    except SummarizerError as error:
        return gr.skip(), render_status([Status("error", f"{words['error']} {error}.")])
    visit.remember_origin(article.text, article.origin)
    notes = [*article.notes, *filter(None, [article.origin.line])]
    return article.text, render_status([Status("note", f"{words['note']} {note}.") for note in notes])


async def _detect(text: str, langpair: str, request: gr.Request) -> str:
    start = text[:_DETECTED_CHARS]
    if is_too_short(start):
        return ""
    code = await asyncio.to_thread(detect, start)
    return render_detected(code, langpair, language_of(request))


def _examples(article: gr.Textbox) -> None:
    """The articles that travel with the package, by how they begin."""
    paths = sorted(folder("seeds").glob("*.id.txt"))
    found = [path.read_text(encoding="utf-8") for path in paths]
    gr.Examples(
        [[text] for text in found],
        inputs=[article],
        label=label("examples"),
        example_labels=[_beginning(text) for text in found],
        cache_examples=False,
        api_visibility="private",
    )


def _beginning(text: str) -> str:
    """The first words of the headline, or else of the first sentence; a dateline does not tell articles apart."""
    first = next(one for one in split(text) if one.kind in (SegmentKind.HEADLINE, SegmentKind.SENTENCE))
    return shorten(first.text, _EXAMPLE_CHARS, placeholder=" …")
