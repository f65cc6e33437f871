"""What a request is told when it fails: a status, and one sentence in the shape that LibreTranslate's clients know."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarizer.errors import (
    Busy,
    DeadlineExceeded,
    GlossaryError,
    InputError,
    MemoryUnusable,
    ModelUnavailable,
    OptionError,
    Stopped,
    SummarizerError,
    TooLong,
    UnknownEngine,
)

# The first class that an error is of counts.
_STATUSES: Sequence[tuple[type[SummarizerError], int]] = (
    (TooLong, 413),
    (InputError, 400),
    (OptionError, 400),
    (GlossaryError, 400),
    (UnknownEngine, 400),
    (Busy, 503),
    (Stopped, 503),
    (DeadlineExceeded, 504),
    (ModelUnavailable, 503),
    (MemoryUnusable, 503),
)
_RETRY_SECONDS = 60
_FAULT = "a fault in this program; please report it to whoever runs the server, whose log has more"
_NO_MODEL = "the engine's model is not available here; please tell whoever runs the server, whose log has more"
_NO_MEMORY = "the translation memory cannot be used now; please tell whoever runs the server, whose log has more"
TOO_LARGE = "the request is larger than is taken here. Split it"
_MOST_DETAILS = 5

logger = logging.getLogger(__name__)


class Refusal(BaseModel):
    """Why a request failed."""

    error: str = Field(description="What happened, and what to do about it.")


REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal, "description": "The request cannot be served as it is."},
    403: {"model": Refusal, "description": "It was sent from a page of another site."},
    413: {"model": Refusal, "description": "It is larger or longer than is taken here."},
    500: {"model": Refusal, "description": "A fault in the program."},
    503: {"model": Refusal, "description": "Too many others are waiting, or the engine is not available."},
    504: {"model": Refusal, "description": "It took longer than a request may."},
}
"""The failures of a route that does work, for its description."""


def explain(error: SummarizerError) -> tuple[int, str]:
    """The status of an error and what the one who asked is told, which names no path of this machine."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    message = _for_others(error, status)
    if message is None:
        return status, str(error)
    logger.error("%s: %s", type(error).__name__, error)
    return status, message


def _for_others(error: SummarizerError, status: int) -> str | None:
    """What is told in the place of a message that is for whoever runs the server; None for all others."""
    if isinstance(error, MemoryUnusable):
        return _NO_MEMORY
    if isinstance(error, ModelUnavailable) and not isinstance(error, UnknownEngine):
        return _NO_MODEL
    return _FAULT if status == 500 else None


def explain_fields(errors: Sequence[Any]) -> str:
    """What the one who asked is told of fields that do not fit, given Pydantic's errors."""
    found: dict[str, list[str]] = {}
    for one in errors:
        # Between the names of fields and the numbers in lists stand the types that were tried, each with its complaint.
        parts = [str(part) for part in one["loc"] if isinstance(part, int) or part.isidentifier()]
        found.setdefault(".".join(parts), []).append(one["msg"])
    details = "; ".join(f"{name}: {', or '.join(several)}" for name, several in list(found.items())[:_MOST_DETAILS])
    return f"the request has fields that cannot be served: {details}"


def explain_fault(error: Exception) -> str:
    """What the one who asked is told of what nobody foresaw; the log is told where it happened.

    It is not told the error's own message, which may quote the article.
    """
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("a fault in the program, %s, at\n%s", type(error).__name__, where)
    return _FAULT


def refuse(status: int, message: str, **headers: str) -> JSONResponse:
    """The response that says so."""
    return JSONResponse({"error": message}, status, {name.replace("_", "-"): value for name, value in headers.items()})


def install(app: FastAPI) -> None:
    """Have the errors of the routes of ``app`` told in this shape."""
    app.add_exception_handler(SummarizerError, _refuse_own)
    app.add_exception_handler(RequestValidationError, _refuse_fields)
    app.add_exception_handler(HTTPException, _refuse_http)


async def _refuse_own(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, SummarizerError)
    status, message = explain(error)
    return refuse(status, message, Retry_After=str(_RETRY_SECONDS)) if status == 503 else refuse(status, message)


async def _refuse_fields(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return refuse(400, explain_fields(error.errors()))


async def _refuse_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    response = refuse(error.status_code, TOO_LARGE if error.status_code == 413 else str(error.detail))
    response.headers.update(error.headers or {})
    return response


class Faults:
    """Middleware for what nobody foresaw, in the routes and in the page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def watched_send(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched_send)
        except Exception as error:
            # Nobody hears that a request broke off, but it is counted.
            broke_off = isinstance(error, ClientDisconnect)
            response = refuse(400, "the request broke off") if broke_off else refuse(500, explain_fault(error))
            if not has_begun:
                await response(scope, receive, send)
