"""Which routes of the page's library are served: those that the page and the clients of its interfaces ask for."""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from summarizer.web.protection import path_of
from summarizer.web.refusals import refuse

# Others fetch whatever address they are given, run ffmpeg on what is sent, write the fields of a page to the disk, or
# belong to logins, screen recordings and editors that are not there. Uploads have a route of ours.
_SERVED = re.compile(
    r"/(?:"
    r"(?:config|theme\.css|robots\.txt|favicon\.ico|manifest\.json)?/?"
    r"|(?:static|assets|svelte)/.*"
    r"|gradio_api/(?:app_id|cancel|info|openapi\.json|reset|startup-events|theme\.css|upload_progress)/?"
    r"|gradio_api/(?:api|call|heartbeat|mcp|queue|run)(?:/.*)?"
    r"|gradio_api/file=(?!.*://).*"
    r")",
    re.DOTALL,
)


class LibraryRoutes:
    """The library's ``app`` behind the doors that are open."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _SERVED.fullmatch(path_of(scope)):
            await refuse(404, "there is nothing at this address, or not for this method")(scope, receive, send)
            return
        await self.app(scope, receive, send)
