"""The server's app with a fake engine: in this process, and on a port of the loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.recording import RecordingTranslator
from summarizer.memory.store import Memory
from summarizer.protocols import Translator
from summarizer.web import desk as desk_module
from summarizer.web.desk import Desk, Limits
from summarizer.web.queueing import Watch
from summarizer.web.server import create_api
from summarizer.web.settings import ServerSettings
from tests.documents.kupang import fake_engine


def desk_of(
    monkeypatch: pytest.MonkeyPatch,
    engine: Translator | None = None,
    limits: Limits | None = None,
    memory: Memory | None = None,
) -> Desk:
    """A desk whose engines are all ``engine``."""
    translator = engine or fake_engine()
    monkeypatch.setattr(desk_module, "load_translator", lambda name, **_: translator)
    return Desk(limits, ("embedded", "embedded-int8"), memory)


def client_of(desk: Desk, **settings: Any) -> TestClient:
    """A client of the programming interfaces; errors of the server become its answers."""
    app = create_api(ServerSettings(limits=desk.limits, **settings), desk)
    return TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False)


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of the app on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, ws="none", lifespan="on"))
    server.config.timeout_graceful_shutdown = 1
    started = threading.Event()
    startup = server.startup

    async def tell(sockets: Any = None) -> None:
        await startup(sockets)
        started.set()

    server.startup = tell  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert started.wait(30)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(30)


class PausingTranslator(RecordingTranslator):
    """Its first batch is not done before ``go`` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go = threading.Event(), threading.Event()

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        answers = super().translate_batch(sentences, options)
        self.begun.set()
        assert self.go.wait(30)
        return answers


def stops(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set as soon as some request is stopped."""
    event = threading.Event()
    stop = Watch.stop

    def tell(self: Watch, *reason: str) -> None:
        stop(self, *reason)
        event.set()

    monkeypatch.setattr(Watch, "stop", tell)
    return event


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it never came to that")
