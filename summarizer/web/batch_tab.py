"""The tab of many articles."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr

from summarizer.documents.articles import SUFFIXES
from summarizer.documents.exports import EXPORTS
from summarizer.errors import UnreadableInput
from summarizer.web.article_tab import ArticleOptions
from summarizer.web.batch_work import ARCHIVE_SUFFIX, JOB, BatchRequest, Row, translate_files
from summarizer.web.desk import Desk
from summarizer.web.labels import label
from summarizer.web.rendering import Status, render_batch, render_status
from summarizer.web.sessions import PRIVATE, stopping, visit_of
from summarizer.web.texts import texts
from summarizer.web.upload_field import upload_field
from summarizer.web.uploads import take
from summarizer.web.visits import Visits

_DEFAULT_FORMATS = ["md", "docx"]


def batch_tab(desk: Desk, visits: Visits, options: ArticleOptions) -> None:
    """Build the tab; call it within `gr.Tabs`."""
    with gr.Tab(label("tab_batch"), render_children=True):
        gr.Markdown(label("batch_hint"))
        files = upload_field(
            label=label("batch_files"),
            file_count="multiple",
            file_types=[*SUFFIXES, ARCHIVE_SUFFIX],
            elem_id="batch-files",
        )
        formats = gr.CheckboxGroup(
            list(EXPORTS), value=_DEFAULT_FORMATS, label=label("batch_formats"), elem_id="batch-formats"
        )
        with gr.Row():
            run = gr.Button(label("batch_run"), variant="primary", elem_id="batch-run")
            stop = gr.Button(label("stop"), variant="stop", interactive=False, elem_id="batch-stop")
        status = gr.HTML(elem_id="batch-status")
        table = gr.HTML(elem_id="batch-table")
    files.upload(_note_uploads(visits), files, None, **PRIVATE)
    run.click(
        _run(desk, visits, files, formats, options),
        {files, formats, *options.inputs},
        [files, status, table, run, stop],
        trigger_mode="once",
        **PRIVATE,
    )
    stop.click(stopping(visits, JOB), None, None, queue=False, **PRIVATE)


def _note_uploads(visits: Visits) -> Callable[..., Any]:
    async def note(paths: list[str], request: gr.Request) -> None:
        visit_of(visits, request).uploads.extend(paths)

    return note


def _run(
    desk: Desk, visits: Visits, files: gr.File, formats: gr.CheckboxGroup, options: ArticleOptions
) -> Callable[..., AsyncIterator[tuple[Any, ...]]]:
    async def run(values: dict[gr.components.Component, Any], request: gr.Request) -> AsyncIterator[tuple[Any, ...]]:
        paths, chosen = values[files], values[formats]
        visit = visit_of(visits, request)
        words = texts(visit.language)

        def failed(message: str) -> str:
            return render_status([Status("error", f"{words['error']} {message}.")])

        if not paths or not chosen:
            yield gr.skip(), failed(words["batch_nothing"]), gr.skip(), gr.skip(), gr.skip()
            return
        try:
            read = [await asyncio.to_thread(take, path) for path in paths]
        except UnreadableInput as error:
            yield None, failed(str(error)), gr.skip(), gr.skip(), gr.skip()
            return
        finally:
            visit.drop_uploads()
        asked = BatchRequest(
            read,
            chosen,
            values[options.direction],
            values[options.engine],
            options.summary.wanted(values, values[options.direction]),
            values[options.force],
            values[options.use_glossary],
        )
        rows: list[Row] = []
        working = (gr.update(interactive=False), gr.update(interactive=True))
        async for rows in translate_files(desk, visit, asked):
            yield None, "", render_batch(rows, "", visit.language), *working
        address = f"visits/{visit.token}/batch.zip" if visit.archive else ""
        finished = (gr.update(interactive=True), gr.update(interactive=False))
        yield None, "", render_batch(rows, address, visit.language, is_finished=True), *finished

    return run
