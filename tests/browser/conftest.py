"""A server with the page on a port of this machine, a browser, and visitors, each with an empty browser of his own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from summarizer.web import desk as desk_module
from summarizer.web.desk import Desk
from summarizer.web.server import create_app
from summarizer.web.settings import ServerSettings
from tests.browser.articles import ANSWERS, answer
from tests.browser.chromium import BrowserMissing, chromium
from tests.browser.engines import HeldTranslator
from tests.browser.visitor import Visitor
from tests.web.serving import served

_ENGINES = ("embedded", "embedded-int8")
_MOST_MILLISECONDS = 20_000

Visit = Callable[..., Visitor]
"""Opens the page for a visitor of his own; takes the options of Playwright's `Browser.new_context`."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=_MOST_MILLISECONDS)
    with ExitStack() as stack:
        try:
            started = stack.enter_context(chromium())
        except BrowserMissing as error:
            missing = str(error)
        else:
            yield started
            return
    pytest.fail(missing, pytrace=False)


@pytest.fixture(scope="package")
def uploads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that Gradio puts files into."""
    folder = tmp_path_factory.mktemp("uploads")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(folder))
        yield folder


@pytest.fixture(scope="package")
def engines(uploads: Path) -> dict[str, HeldTranslator]:
    return {name: HeldTranslator(ANSWERS, answer, signature=f"engine:{name}") for name in _ENGINES}


@pytest.fixture(scope="package")
def url(engines: dict[str, HeldTranslator]) -> Iterator[str]:
    """The address of the page, served as `summarizer serve` does, with fake engines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk_module, "load_translator", lambda name, **_: engines[name])
        desk = Desk(engines=_ENGINES)
        with served(create_app(ServerSettings(engines=_ENGINES), desk)) as address:
            yield address


@pytest.fixture
def engine(engines: dict[str, HeldTranslator]) -> Iterator[HeldTranslator]:
    """The engine that the page takes by default."""
    for one in engines.values():
        one.reset()
    yield engines[_ENGINES[0]]
    for one in engines.values():
        one.release()


@pytest.fixture
def visit(browser: Browser, url: str, engine: HeldTranslator) -> Iterator[Visit]:
    with visits_to(browser, url, engine) as begin:
        yield begin


@contextmanager
def visits_to(browser: Browser, url: str, engine: HeldTranslator) -> Iterator[Visit]:
    """Visits of the page at ``url``; at the end there must have been no problem in any."""
    visitors: list[Visitor] = []

    def begin(**context_options: object) -> Visitor:
        visitors.append(Visitor(browser, url, **context_options))
        return visitors[-1].open()

    yield begin
    engine.release()
    for visitor in visitors:
        visitor.close()
    assert [problem for visitor in visitors for problem in visitor.problems] == []


@pytest.fixture
def visitor(visit: Visit) -> Visitor:
    """The page, open in a browser of 1200 by 1000."""
    return visit()
