"""What stands between the network and the app: who may ask, from where, how much, and what browsers are told."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Collection
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarizer.web.monitoring import HEALTH, Counting, Metrics
from summarizer.web.refusals import TOO_LARGE, Faults, refuse
from summarizer.web.settings import Credentials, ServerSettings, is_loopback

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# The page's library starts itself from inline scripts and compiles its templates; inline handlers of events it does not
# need, and they are what an article's HTML would bring if it were ever not escaped.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "script-src-attr 'none'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The page's library answers other origins with these, any of them where its host is no loopback.
_NOT_SENT = ("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")
_PORT = re.compile(r":\d*$")
_FOREIGN_NAME = (
    "this server does not go by the name that it was asked for. Open the address that it printed; behind a proxy, name "
    "the address that the proxy shows with --root-path"
)
# Files of the package, the same for everyone; whatever else is answered may hold an article.
_STATIC = ("/assets/", "/static/", "/svelte/", "/page/")


def protect(app: FastAPI, settings: ServerSettings, metrics: Metrics) -> None:
    """Put all of it around ``app``, whose requests ``metrics`` counts; what is added first stands innermost."""
    app.add_middleware(BodyLimit, max_body_size=settings.limits.max_bytes)
    app.add_middleware(Faults)
    if settings.credentials is not None:
        app.add_middleware(BasicAuth, credentials=settings.credentials)
    app.add_middleware(SameSite)
    app.add_middleware(Counting, metrics=metrics)
    if is_loopback(settings.host) and not (settings.prefix and not settings.public_host):
        # A name of somebody else's that resolves to this machine would let their page read ours (DNS rebinding).
        app.add_middleware(OwnNames, names={*_LOOPBACK_NAMES, settings.host, settings.public_host} - {""})
    app.add_middleware(BrowserRules)
    app.add_middleware(Prefix, prefix=settings.prefix)


class Prefix:
    """The path under which a proxy shows the app, whether the proxy leaves it in the addresses or takes it away."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._prefix and scope["type"] == "http":
            path = scope["path"]
            if path != self._prefix and not path.startswith(f"{self._prefix}/"):
                path = self._prefix + path
            scope = {**scope, "path": path, "root_path": self._prefix}
        await self.app(scope, receive, send)


class BrowserRules:
    """Headers that tell browsers what not to do, on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_static = path_of(scope).startswith(_STATIC)

        async def send_with_rules(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                for name in _NOT_SENT:
                    del headers[name]
                if not is_static:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_rules)


class BodyLimit(RequestBodyLimitMiddleware):
    """Refuses what is too large, and says so as everything here does if the request tells its length beforehand."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            length = Headers(scope=scope).get("content-length", "")
            if length.isdecimal() and int(length) > self.max_body_size:
                await refuse(413, TOO_LARGE)(scope, receive, send)
                return
        await super().__call__(scope, receive, send)


class OwnNames:
    """Refuses what is asked of a server by another name than its ``names``."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self.app = app
        self._names = {name.lower() for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            host = _PORT.sub("", Headers(scope=scope).get("host", "").lower())
            if host not in self._names:
                await refuse(400, _FOREIGN_NAME)(scope, receive, send)
                return
        await self.app(scope, receive, send)


class BasicAuth:
    """A name and a password for everything but the question whether the server is up."""

    def __init__(self, app: ASGIApp, credentials: Credentials) -> None:
        self.app = app
        self._expected = f"{credentials.user}:{credentials.password}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or path_of(scope) == HEALTH or self._is_known(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        challenge = 'Basic realm="summarizer", charset="UTF-8"'
        await refuse(401, "name and password are needed here", WWW_Authenticate=challenge)(scope, receive, send)

    def _is_known(self, headers: Headers) -> bool:
        scheme, _, encoded = headers.get("authorization", "").partition(" ")
        try:
            given = base64.b64decode(encoded.strip(), validate=True)
        except (binascii.Error, ValueError):
            return False
        return hmac.compare_digest(given, self._expected) and scheme.lower() == "basic"


class SameSite:
    """Refuses what a page of another site sends: browsers add the visitor's password to it, or reach his loopback."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _SAFE_METHODS and _is_foreign(Headers(scope=scope)):
            message = "this was sent from a page of another site. Open the page of this server itself"
            await refuse(403, message)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def path_of(scope: Scope) -> str:
    """The path of a request without the proxy's prefix."""
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def _is_foreign(headers: Headers) -> bool:
    # Browsers say where a request comes from, but not over plain http from another machine; programs say neither.
    if site := headers.get("sec-fetch-site"):
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
