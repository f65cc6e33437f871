"""The route that gives the brief of an article, in the JSON that the command line writes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.requests import Request

from summarizer.datamodels import Document, SummaryForm
from summarizer.documents.json_format import as_dict
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.glossary_files import glossary_csv, parse_glossary
from summarizer.summarization import SummaryOptions
from summarizer.web import jobs
from summarizer.web.answering import answer
from summarizer.web.description import BRIEF_REFERENCE, body
from summarizer.web.desk import Desk
from summarizer.web.fields import LanguageCode, Words, read_fields
from summarizer.web.refusals import REFUSALS

_MOST_TERMS = 10_000
_MOST_SENTENCES = 1_000
_MOST_WORDS = 100_000


class GlossaryTerm(BaseModel):
    """An Indonesian term and its English."""

    source: Words
    target: Words


class BriefRequest(BaseModel):
    """An article and what is asked for it."""

    text: Words = Field(description="The article, in plain text.")
    source: LanguageCode = Field("id", description="The code of its language.")
    target: LanguageCode = Field("en", description="The code of the language to translate it to.")
    sentences: int | None = Field(None, ge=1, le=_MOST_SENTENCES, description="Of the summary, at most.")
    words: int | None = Field(None, ge=1, le=_MOST_WORDS, description="Of the summary, at most.")
    style: SummaryForm = Field(SummaryForm.BULLETS, description="What the summary is to be printed as.")
    lang: Literal["en", "id", "both"] | None = Field(
        None, description="The language of the summary: that of the translation by default."
    )
    compress: bool = Field(False, description="Leave out asides wherever nothing is lost by it.")
    engine: str | None = Field(None, description="One of those that /health lists; the first by default.")
    glossary: list[GlossaryTerm] = Field([], max_length=_MOST_TERMS, description="Terms that it must keep to.")
    force: bool = Field(False, description="Translate it even if it does not look like its language.")


def routes(desk: Desk) -> APIRouter:
    """The route, served by ``desk``."""
    router = APIRouter(tags=["Briefs"])

    @router.post(
        "/brief",
        response_class=JSONResponse,
        responses={200: {"content": {"application/json": {"schema": BRIEF_REFERENCE}}}, **REFUSALS},
        openapi_extra=body(BriefRequest, ("application/json",)),
    )
    async def brief(request: Request) -> JSONResponse:
        """Translate an article, check the translation and summarise it."""
        job = job_of(await read_fields(request, BriefRequest, desk.limits.max_bytes))
        watch = desk.watch()
        brief = (await answer(request, watch, lambda: jobs.run(desk, watch, job))).brief
        return JSONResponse(as_dict(brief.translation, brief.summary))

    return router


def job_of(asked: BriefRequest) -> jobs.Job:
    """The job that is asked for; raises GlossaryError if its terms contradict each other, OptionError if what is
    asked of the summary does.
    """
    return jobs.Job(
        Document(asked.text, asked.source),
        asked.target,
        engine=asked.engine,
        summary=SummaryOptions(asked.sentences, asked.words, asked.style, asked.lang, asked.compress),
        glossary=_glossary(asked.glossary),
        force=asked.force,
    )


def _glossary(terms: list[GlossaryTerm]) -> Glossary | None:
    """The terms, held to the same rules as those of a file."""
    if not terms:
        return None
    written = glossary_csv(Glossary(Term(one.source, one.target) for one in terms))
    return parse_glossary(written.encode(), Path("glossary"))
