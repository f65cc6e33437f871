"""The routes on files that LibreTranslate's clients know: send an article, fetch its translation as text."""

from __future__ import annotations

from pathlib import PurePath

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile
from starlette.requests import Request

from summarizer.datamodels import Document
from summarizer.documents.articles import SUFFIXES, read_article
from summarizer.documents.file_names import file_name
from summarizer.web import jobs
from summarizer.web.answering import answer
from summarizer.web.description import body
from summarizer.web.desk import Desk
from summarizer.web.downloads import Download, Downloads
from summarizer.web.fields import LanguageCode, read_fields
from summarizer.web.languages import AUTO, detect_source, engine_for
from summarizer.web.queueing import Watch
from summarizer.web.refusals import REFUSALS, Refusal, refuse


class Languages(BaseModel):
    """Of a file that is sent along."""

    source: LanguageCode = Field(description='The code of its language, or "auto".', examples=["id"])
    target: LanguageCode = Field(description="The code of the language to translate it to.", examples=["en"])


class FileRequest(Languages):
    """A file that holds an article, and its languages."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    file: UploadFile


class FileAnswer(BaseModel):
    """Where the translation is for the next ten minutes."""

    translated_file_url: str = Field(serialization_alias="translatedFileUrl")


def routes(desk: Desk, downloads: Downloads) -> APIRouter:
    """The routes, served by ``desk``; what they make is put into ``downloads``."""
    router = APIRouter(tags=["LibreTranslate"])

    @router.post(
        "/translate_file",
        response_model=FileAnswer,
        responses=REFUSALS,
        openapi_extra=body(Languages, ("multipart/form-data",), file=f"The article: {', '.join(SUFFIXES)}."),
    )
    async def translate_file(request: Request) -> FileAnswer:
        """Translate the article in a file."""
        asked = await read_fields(request, FileRequest, desk.limits.max_bytes)
        raw = await asked.file.read()
        watch = desk.watch()
        download = await answer(request, watch, lambda: _translate(desk, watch, asked, raw))
        return FileAnswer(translated_file_url=str(request.url_for("download_file", name=downloads.add(download))))

    @router.get(
        "/download_file/{name}",
        response_class=Response,
        responses={
            200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
            404: {"model": Refusal, "description": "There is no such file, or no more."},
        },
    )
    async def download_file(name: str) -> Response:
        """A translation that was made by /translate_file in the last ten minutes."""
        found = downloads.get(name)
        if found is None:
            return refuse(404, "there is no such file, or no more: translations are kept for ten minutes")
        headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
        return Response(found.content, media_type="text/plain", headers=headers)

    return router


def _translate(desk: Desk, watch: Watch, asked: FileRequest, raw: bytes) -> Download:
    article = read_article(raw, PurePath(asked.file.filename or "").name or "the file")
    desk.require_length(article.text)
    source = asked.source
    if source == AUTO:
        source, _ = detect_source(article.text, asked.target, desk.engines)
    document = Document(article.text, source, article.origin)
    engine = engine_for(desk.engines, source, asked.target)
    name = file_name(PurePath(asked.file.filename or "").stem, f".{asked.target}.txt")
    if engine is None:
        return Download(article.text.encode(), name)
    [rendering] = jobs.run_batch(desk, watch, [document], asked.target, engine=engine)
    return Download(rendering.text.encode(), name)
