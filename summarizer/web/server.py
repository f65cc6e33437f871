"""The web server: the page and the programming interfaces, on one desk."""

from __future__ import annotations

import errno
import logging
import signal
import socket
from collections.abc import Callable
from concurrent.futures import Future
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from summarizer.errors import ExtraMissing, OptionError
from summarizer.protocols import Translator
from summarizer.web.desk import Desk
from summarizer.web.languages import engine_offered
from summarizer.web.settings import ServerSettings
from summarizer.web.uploads import private_folder

if TYPE_CHECKING:
    from fastapi import FastAPI

# For answers that are nearly done; what is at work then is told to stop, and a page that is open holds a stream.
_GRACE_SECONDS = 3

# The page's library has its own, of the page, and would serve them if they were not in the way here.
_LIBRARY_DESCRIPTIONS = ("/openapi.json", "/gradio_api/openapi.json")

logger = logging.getLogger(__name__)


def create_api(settings: ServerSettings, desk: Desk) -> FastAPI:
    """The app without the page: the programming interfaces, and what protects them."""
    from fastapi import FastAPI

    from summarizer.web import briefs, description, libretranslate, monitoring, refusals, translated_files
    from summarizer.web.downloads import Downloads
    from summarizer.web.protection import protect

    app = FastAPI(
        title="summarizer-id",
        version=version("summarizer-id"),
        description="Indonesian news in English: a checked translation and a short summary with receipts.",
        openapi_url="/openapi.json" if settings.docs else None,
        docs_url=None,  # these two pages would load scripts from elsewhere
        redoc_url=None,
    )
    metrics = monitoring.Metrics(desk)
    app.include_router(libretranslate.routes(desk))
    app.include_router(translated_files.routes(desk, Downloads()))
    app.include_router(briefs.routes(desk))
    app.include_router(monitoring.routes(desk, metrics))
    if not settings.docs:
        for path in _LIBRARY_DESCRIPTIONS:
            app.add_api_route(path, _no_description, include_in_schema=False)
    refusals.install(app)
    description.install(app)
    protect(app, settings, metrics)
    return app


def _no_description() -> None:
    from fastapi import HTTPException

    raise HTTPException(404, "the interfaces are described only where --docs asks for it")


def create_app(settings: ServerSettings, desk: Desk | None = None) -> FastAPI:
    """The whole app; without a ``desk`` it has one of its own.

    Raises UnknownEngine, and ExtraMissing if tools are to be offered to language models and the package is not there.
    """
    require_servable(settings)
    from summarizer.web import page

    desk = desk or Desk(settings.limits, settings.engines)
    app = create_api(settings, desk)
    page.mount(app, desk, settings)
    return app


def require_servable(settings: ServerSettings) -> None:
    """Raise UnknownEngine for an engine that there is not, ExtraMissing for a package that ``mcp`` needs and lacks."""
    for engine in settings.engines:
        engine_offered(engine)
    if settings.mcp and find_spec("mcp") is None:
        raise ExtraMissing('--mcp needs the package mcp, which is not installed. Run: pip install "summarizer-id[mcp]"')


def serve(settings: ServerSettings, ready: Callable[[str], None], desk: Desk | None = None) -> None:
    """Serve until the process is told to end; ``ready`` is called with the address once requests are answered.

    Returns after SIGTERM and raises KeyboardInterrupt after Ctrl-C, in both cases within seconds: what is at work is
    stopped. Raises OptionError if the address cannot be listened on, and what `create_app` raises.
    """
    require_servable(settings)
    with _listening(settings) as listener, private_folder():
        desk = desk or Desk(settings.limits, settings.engines)
        app = create_app(settings, desk)
        _run(app, desk, listener, lambda: ready(_address(settings, listener)))


def _run(app: FastAPI, desk: Desk, listener: socket.socket, ready: Callable[[], None]) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            # Now, so that the first visitor waits less, and not before, so that nobody waits for the page.
            desk.warm_up().add_done_callback(_log_failure)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            desk.close()
            # It would report the streams of open pages, which it ends after the grace, as errors.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # an address may hold a text
        server_header=False,
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    # It raises the signal that ended it once more, for whoever handled it before.
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        Server(config).run([listener])
    finally:
        signal.signal(signal.SIGTERM, before)


def _log_failure(loading: Future[Translator]) -> None:
    if error := loading.exception():
        logger.error("the engine could not be loaded, and the next request tries again: %s", error)


def _listening(settings: ServerSettings) -> socket.socket:
    where = f"{settings.host}:{settings.port}"
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except socket.gaierror:
        raise OptionError(f"there is no address {settings.host}. Name one of this machine with --host") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise OptionError(
                f"{where} is in use by another program. Name another port with --port, or --port 0 for any that is free"
            ) from None
        if error.errno == errno.EACCES:
            raise OptionError(f"{where} may not be used by you. Name a port from 1024 on with --port") from None
        raise OptionError(f"{where} cannot be listened on: {error.strerror or error}") from None


def _address(settings: ServerSettings, listener: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listener.getsockname()[1]}/"
