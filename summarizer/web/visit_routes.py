"""What the page's own script and links ask for: edits, downloads, the ZIP of a batch, the glossary of a visit."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from summarizer.briefing import with_edit
from summarizer.documents.exports import EXPORTS
from summarizer.documents.file_names import file_name
from summarizer.errors import SummarizerError
from summarizer.fidelity.glossary_files import glossary_csv
from summarizer.translation.editing import edits_of
from summarizer.web.following import in_thread
from summarizer.web.kept_edits import KeptEdits
from summarizer.web.refusals import explain
from summarizer.web.rendering import render_brief
from summarizer.web.visits import Visit, Visits


class Edit(BaseModel):
    """A human's wording of one sentence."""

    text: str


def visit_routes(visits: Visits, kept_edits: KeptEdits) -> APIRouter:
    """The routes under ``visits/TOKEN/``; they are no programming interface, and are in no description of one."""
    router = APIRouter(prefix="/visits/{token}", include_in_schema=False)

    @router.put("/sentences/{number}")
    def edit_sentence(token: str, number: int, edit: Edit) -> Response:
        visit = visits.of_token(token)
        if visit is None:
            return _gone()
        try:
            edited = _edited(visit, number, edit.text)
        except SummarizerError as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        return _gone() if edited is None else JSONResponse(edited)

    @router.put("/kept-edits")
    async def keep_edits(token: str) -> Response:
        visit = visits.of_token(token)
        result = None if visit is None else visit.result
        if result is None or (known := result.known) is None:
            return _gone()
        translation = result.brief.translation
        try:
            # Without the visit's lock: a memory may have to be waited for.
            kept = await in_thread(lambda: kept_edits.keep(translation, known))
        except SummarizerError as error:
            status, message = explain(error)
            return JSONResponse({"error": message}, status_code=status)
        return JSONResponse({"kept": kept})

    @router.get("/brief.{suffix}")
    def download_brief(token: str, suffix: str) -> Response:
        visit = visits.of_token(token)
        result = None if visit is None else visit.result
        if result is None or suffix not in EXPORTS:
            return _gone()
        export = EXPORTS[suffix]
        brief = result.brief
        return _attachment(export.write(brief), export.media_type, file_name(brief.headline, export.suffix))

    @router.get("/batch.zip")
    def download_batch(token: str) -> Response:
        visit = visits.of_token(token)
        if visit is None or not visit.archive:
            return _gone()
        return _attachment(visit.archive, "application/zip", "translations.zip")

    @router.get("/glossary.csv")
    def download_glossary(token: str) -> Response:
        visit = visits.of_token(token)
        glossary = None if visit is None else visit.glossary
        if glossary is None:
            return _gone()
        return _attachment(glossary_csv(glossary).encode(), "text/csv; charset=utf-8", "glossary.csv")

    return router


def _edited(visit: Visit, number: int, text: str) -> dict[str, str] | None:
    """The brief after an edit, None if there is none. One of two edits at the same time waits, so that none is lost."""
    with visit.lock:
        result = visit.result
        if result is None:
            return None
        result = replace(result, brief=with_edit(result.brief, number - 1, text, result.glossary))
        visit.result = result
        visit.edits.update(edits_of(result.brief.translation))
    return {"brief": render_brief(result.brief, visit.token, visit.language, len(result.unkept))}


def _gone() -> Response:
    return JSONResponse({"error": "this visit has ended, or it has nothing of that name"}, status_code=404)


def _attachment(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
