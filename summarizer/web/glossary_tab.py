"""The tab of the visit's glossary."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import gradio as gr

from summarizer.errors import GlossaryError, UnreadableInput
from summarizer.fidelity.glossary import Glossary
from summarizer.web.glossary_work import COLUMNS, glossary_of, rows_of, with_file
from summarizer.web.labels import label
from summarizer.web.rendering import Status, render_glossary, render_status
from summarizer.web.sessions import PRIVATE, visit_of
from summarizer.web.texts import texts
from summarizer.web.upload_field import upload_field
from summarizer.web.uploads import take
from summarizer.web.visits import Visit, Visits

_FILE_TYPES = [".csv", ".tsv", ".tbx", ".xml"]


def glossary_tab(visits: Visits) -> None:
    """Build the tab; call it within `gr.Tabs`."""
    with gr.Tab(label("tab_glossary"), render_children=True):
        gr.Markdown(label("glossary_hint"))
        status = gr.HTML(elem_id="glossary-status")
        with gr.Row(elem_classes="inline"):
            source = gr.Textbox(label=label("glossary_source"), elem_id="term-source")
            target = gr.Textbox(label=label("glossary_target"), elem_id="term-target")
            note = gr.Textbox(label=label("glossary_note"), elem_id="term-note")
            add = gr.Button(label("glossary_add"), min_width=80, size="md", elem_id="term-add")
        table = gr.Dataframe(
            headers=list(COLUMNS),
            column_count=len(COLUMNS),
            row_count=1,
            type="array",
            interactive=True,
            wrap=True,
            label=label("glossary_terms"),
            show_search="search",
            static_columns=[],
            elem_id="terms",
        )
        with gr.Row(equal_height=True):
            file = upload_field(
                label=label("glossary_import"), file_types=_FILE_TYPES, height=140, elem_id="terms-file"
            )
            export = gr.HTML(elem_id="terms-export")
    gr.on(None, _show(visits), None, [table, export], **PRIVATE)
    places = [table, export, status]
    gr.on(
        [add.click, target.submit, note.submit],
        _add(visits),
        [table, source, target, note],
        [*places, source, target, note],
        **PRIVATE,
    )
    table.input(_apply(visits), table, [export, status], trigger_mode="always_last", **PRIVATE)
    file.upload(_import(visits), file, [file, *places], **PRIVATE)


def _show(visits: Visits) -> Callable[[gr.Request], Any]:
    """The table as a page that is opened shows it; Gradio has no translation of its heads."""

    async def show(request: gr.Request) -> tuple[Any, ...]:
        visit = visit_of(visits, request)
        words = texts(visit.language)
        heads = [words[f"glossary_{column}"] for column in COLUMNS]
        return gr.update(headers=heads, value=rows_of(visit.glossary)), render_glossary(visit)

    return show


def _add(visits: Visits) -> Callable[..., Any]:
    async def add(rows: list[list[Any]], source: str, target: str, note: str, request: gr.Request) -> tuple[Any, ...]:
        visit = visit_of(visits, request)
        if not source.strip() or not target.strip():
            message = _error(visit, texts(visit.language)["glossary_both"])
            return gr.skip(), gr.skip(), message, gr.skip(), gr.skip(), gr.skip()
        message = await _taken(visit, lambda: glossary_of([*rows, [source, target, note]], visit.glossary))
        if message:
            return gr.skip(), gr.skip(), message, gr.skip(), gr.skip(), gr.skip()
        return rows_of(visit.glossary), render_glossary(visit), "", "", "", ""

    return add


def _apply(visits: Visits) -> Callable[..., Any]:
    async def apply(rows: list[list[Any]], request: gr.Request) -> tuple[Any, ...]:
        visit = visit_of(visits, request)
        message = await _taken(visit, lambda: glossary_of(rows, visit.glossary))
        return render_glossary(visit), message

    return apply


def _import(visits: Visits) -> Callable[..., Any]:
    async def read(path: str, request: gr.Request) -> tuple[Any, ...]:
        visit = visit_of(visits, request)

        def merged() -> Glossary:
            name, raw = take(path)
            return with_file(visit.glossary, raw, name)

        message = await _taken(visit, merged)
        return None, rows_of(visit.glossary), render_glossary(visit), message

    return read


async def _taken(visit: Visit, make: Callable[[], Glossary | None]) -> str:
    """Give the visit the glossary that ``make`` makes; returns "" or the status that says what is wrong with it."""
    try:
        visit.glossary = await asyncio.to_thread(make)
    except (GlossaryError, UnreadableInput) as error:
        return _error(visit, str(error))
    return ""


def _error(visit: Visit, message: str) -> str:
    return render_status([Status("error", f"{texts(visit.language)['error']} {message}.")])
