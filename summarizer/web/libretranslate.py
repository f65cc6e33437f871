"""The routes on texts that LibreTranslate's clients know: /translate, /detect and /languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Protocol

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request

from summarizer.datamodels import Document
from summarizer.language import language_name, likeliest
from summarizer.web import jobs
from summarizer.web.alternatives import MOST
from summarizer.web.answering import answer
from summarizer.web.description import body
from summarizer.web.desk import Desk
from summarizer.web.fields import LanguageCode, Words, read_fields
from summarizer.web.languages import AUTO, Detected, detect_source, engine_for, targets
from summarizer.web.markup import Markup
from summarizer.web.queueing import Watch
from summarizer.web.refusals import REFUSALS

_MOST_TEXTS = 1_000
_LEAST_CONFIDENCE = 1.0

Texts = Annotated[list[str], Field(min_length=1, max_length=_MOST_TEXTS)]


class TranslateRequest(BaseModel):
    """One text or several, and what to do with them."""

    q: Words | Texts = Field(description="The text, or a list of texts.")
    source: LanguageCode = Field(description='The code of its language, or "auto".', examples=["id"])
    target: LanguageCode = Field(description="The code of the language to translate it to.", examples=["en"])
    format: Literal["text", "html"] = Field("text", description="html: what stands between the tags is translated.")
    alternatives: int = Field(0, ge=0, le=MOST, description="How many other wordings are wanted; they are not checked.")


class DetectRequest(BaseModel):
    """A text whose language is asked for."""

    q: Words | Texts = Field(description="The text; of a list, all its texts together.")


class Detection(BaseModel):
    """A language that a text may be in."""

    confidence: float = Field(ge=0, le=100, description="In percent.")
    language: str = Field(description="Its code.")


class TranslateAnswer(BaseModel):
    """For a list of texts, each field is a list too."""

    translated_text: str | list[str] = Field(serialization_alias="translatedText")
    alternatives: list[str] | list[list[str]] | None = Field(None, description="Only if they were asked for.")
    detected_language: Detection | list[Detection] | None = Field(
        None, serialization_alias="detectedLanguage", description='Only if the source was "auto".'
    )


class Language(BaseModel):
    """A language and those that it is translated to."""

    code: str
    name: str
    targets: list[str]


class _Form(Protocol):
    """A text with places in it that are translated."""

    @property
    def texts(self) -> tuple[str, ...]: ...

    def with_texts(self, texts: Sequence[str]) -> str: ...


class _Plain:
    def __init__(self, text: str) -> None:
        self.texts = (text,)

    def with_texts(self, texts: Sequence[str]) -> str:
        return texts[0]


def routes(desk: Desk) -> APIRouter:
    """The routes, served by ``desk``."""
    router = APIRouter(tags=["LibreTranslate"])

    @router.post(
        "/translate",
        response_model=TranslateAnswer,
        response_model_exclude_none=True,
        responses=REFUSALS,
        openapi_extra=body(TranslateRequest),
    )
    async def translate(request: Request) -> TranslateAnswer:
        """Translate a text or a list of texts."""
        asked = await read_fields(request, TranslateRequest, desk.limits.max_bytes)
        watch = desk.watch()
        return await answer(request, watch, lambda: _translate(desk, watch, asked))

    @router.post("/detect", response_model=list[Detection], responses=REFUSALS, openapi_extra=body(DetectRequest))
    async def detect(request: Request) -> list[Detection]:
        """The languages that a text may be in, the likeliest first."""
        asked = await read_fields(request, DetectRequest, desk.limits.max_bytes)
        return await answer(request, desk.watch(), lambda: _detect(desk, asked))

    @router.get("/languages", response_model=list[Language])
    async def languages() -> list[Language]:
        """The languages, and for each those that it is translated to."""
        return [
            Language(code=code, name=language_name(code), targets=found)
            for code, found in targets(desk.engines).items()
        ]

    return router


def _translate(desk: Desk, watch: Watch, asked: TranslateRequest) -> TranslateAnswer:
    texts = [asked.q] if isinstance(asked.q, str) else asked.q
    desk.require_length("".join(texts))
    forms: list[_Form] = [Markup(text) if asked.format == "html" else _Plain(text) for text in texts]
    detected = [_source(desk, form, asked) for form in forms]
    made = _renderings(desk, watch, [(source, form) for form, (source, _) in zip(forms, detected, strict=True)], asked)

    def wordings(form: _Form, source: str) -> list[str]:
        found = [made.get((source, text)) or jobs.Rendering(text) for text in form.texts]
        versions = [form.with_texts([one.text for one in found])]
        for number in range(asked.alternatives):
            version = [one.alternatives[number] if number < len(one.alternatives) else one.text for one in found]
            versions.append(form.with_texts(version))
        return list(dict.fromkeys(versions))

    answers = [wordings(form, source) for form, (source, _) in zip(forms, detected, strict=True)]
    first = [found[0] for found in answers]
    others = [found[1:] for found in answers] if asked.alternatives else None
    sources = [_detection(*one) for one in detected] if asked.source == AUTO else None
    if isinstance(asked.q, str):
        return TranslateAnswer(
            translated_text=first[0],
            alternatives=others and others[0],
            detected_language=sources and sources[0],
        )
    return TranslateAnswer(translated_text=first, alternatives=others, detected_language=sources)


def _source(desk: Desk, form: _Form, asked: TranslateRequest) -> Detected:
    if asked.source == AUTO:
        return detect_source("\n".join(form.texts), asked.target, desk.engines)
    return asked.source, 1.0


def _renderings(
    desk: Desk, watch: Watch, forms: Sequence[tuple[str, _Form]], asked: TranslateRequest
) -> dict[tuple[str, str], jobs.Rendering]:
    """What becomes of each (source language, text) in which there is something to translate."""
    wanted: dict[str, dict[str, Document]] = {}
    for source, form in forms:
        documents = {text: Document(text, source) for text in form.texts if any(map(str.isalnum, text))}
        wanted.setdefault(source, {}).update(documents)
    engines = {source: engine_for(desk.engines, source, asked.target) for source in wanted}
    made: dict[tuple[str, str], jobs.Rendering] = {}
    for source, engine in engines.items():
        documents = wanted[source]
        if engine and documents:
            renderings = jobs.run_batch(
                desk, watch, [*documents.values()], asked.target, engine=engine, count=asked.alternatives
            )
            made |= {(source, text): rendering for text, rendering in zip(documents, renderings, strict=True)}
    return made


def _detect(desk: Desk, asked: DetectRequest) -> list[Detection]:
    text = asked.q if isinstance(asked.q, str) else "\n".join(asked.q)
    desk.require_length(text)
    found = [_detection(*one) for one in likeliest(text)]
    return [one for one in found if one.confidence >= _LEAST_CONFIDENCE] or found[:1]


def _detection(language: str, probability: float) -> Detection:
    return Detection(confidence=round(100 * probability, 1), language=language)
