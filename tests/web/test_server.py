"""The whole app: the page and the programming interfaces on one desk, and nothing of the page's library besides."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from starlette.testclient import TestClient

from summarizer.cli.serving import serve
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import ModelUnavailable, Stopped, UnknownEngine
from summarizer.protocols import Translator
from summarizer.web import desk as desk_module
from summarizer.web.desk import Desk
from summarizer.web.server import create_app
from summarizer.web.settings import Credentials, ServerSettings
from tests.conftest import ROOT
from tests.documents.kupang import SHORT_ARTICLE, fake_engine
from tests.web.serving import desk_of

GUIDE = (ROOT / "docs" / "server.md").read_text(encoding="utf-8")


def whole(desk: Desk, **settings: Any) -> TestClient:
    app = create_app(ServerSettings(**settings), desk)
    return TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(monkeypatch)


def test_page_and_interfaces_are_one_app(desk: Desk) -> None:
    client = whole(desk)
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert "script-src-attr 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert client.post("/brief", json={"text": SHORT_ARTICLE}).status_code == 200
    assert client.get("/health").json()["engines"]["loaded"] == ["embedded"]


def test_named_endpoints_are_the_tools_and_nothing_of_the_page(desk: Desk) -> None:
    named = whole(desk).get("/gradio_api/info").json()["named_endpoints"]
    assert sorted(named) == ["/brief", "/summarize", "/translate"]


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/redoc",
        "/openapi.json",
        "/gradio_api/openapi.json",
        "/monitoring",
        "/monitoring/summary",
        "/gradio_api/runs",
        "/gradio_api/vibe-code",
        "/gradio_api/mcp/",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=https://example.org/",
        "/static/../../../../etc/passwd",
        "/page/../page.py",
    ],
)
def test_nothing_else_of_the_library_is_open(desk: Desk, path: str) -> None:
    assert whole(desk).get(path).status_code in {400, 403, 404}


def test_ours_is_the_description_that_is_served(desk: Desk) -> None:
    described = whole(desk, docs=True).get("/openapi.json").json()
    assert "/brief" in described["paths"]
    assert not [path for path in described["paths"] if "gradio" in path or "visits" in path]


def test_tools_are_offered_where_they_are_asked_for(desk: Desk) -> None:
    assert whole(desk, mcp=True).get("/gradio_api/mcp/").status_code == 200


def test_the_page_needs_the_password_too(desk: Desk) -> None:
    client = whole(desk, credentials=Credentials("desk", "secret"))
    for path in ("/", "/config", "/gradio_api/info", "/page/page.js", "/theme.css"):
        assert client.get(path).status_code == 401, path
    assert client.get("/", auth=("desk", "secret")).status_code == 200


@pytest.mark.parametrize("root_path", ["/news", "https://desk.example.org/news"])
@pytest.mark.parametrize("path", ["/", "/news/"])
def test_behind_a_proxy_the_page_asks_for_what_the_proxy_shows(desk: Desk, root_path: str, path: str) -> None:
    client = whole(desk, root_path=root_path)
    headers = {"Host": "desk.example.org", "X-Forwarded-Proto": "https"}
    assert client.get(path, headers=headers).status_code == 200
    root = client.get(f"{path}config", headers=headers).json()["root"]
    assert root == "https://desk.example.org/news"


def test_an_unknown_engine_is_refused_at_the_start() -> None:
    with pytest.raises(UnknownEngine, match="there is no engine 'gpt'"):
        create_app(ServerSettings(engines=("embedded", "gpt")))


def test_its_own_desk_is_that_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    desk_of(monkeypatch)
    client = TestClient(create_app(ServerSettings(engines=("embedded-int8",))), base_url="http://localhost")
    assert client.get("/health").json()["engines"] == {"offered": ["embedded-int8"], "loaded": []}


def test_warming_up_loads_the_default_engine(desk: Desk) -> None:
    translator = desk.warm_up().result(30)
    assert isinstance(translator, RecordingTranslator)
    assert desk.loaded == ("embedded",)


def test_a_failed_warming_up_leaves_it_to_the_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    engines: list[Translator | ModelUnavailable] = [ModelUnavailable("the disk is full"), fake_engine()]

    def load(name: str, **_: object) -> Translator:
        engine = engines.pop(0)
        if isinstance(engine, ModelUnavailable):
            raise engine
        return engine

    monkeypatch.setattr(desk_module, "load_translator", load)
    desk = Desk()
    assert isinstance(desk.warm_up().exception(30), ModelUnavailable)
    assert desk.loaded == ()
    with desk.translator(desk.watch()):
        assert desk.loaded == ("embedded",)


def test_who_waits_for_an_engine_may_give_up_and_it_is_loaded_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Event(), threading.Event()

    def load(name: str, **_: object) -> Translator:
        begun.set()
        assert go.wait(30)
        return fake_engine()

    monkeypatch.setattr(desk_module, "load_translator", load)
    desk = Desk()
    watch = desk.watch()
    stopping = threading.Thread(target=lambda: begun.wait(30) and watch.stop())
    stopping.start()
    with pytest.raises(Stopped), desk.translator(watch):
        raise AssertionError("there is no engine yet")
    assert desk.visitors == 0
    loading = desk.warm_up()
    go.set()
    loading.result(30)
    assert desk.loaded == ("embedded",)


def test_a_closed_desk_stops_what_is_at_work_and_begins_nothing(desk: Desk) -> None:
    watch = desk.watch()
    desk.close()
    with pytest.raises(Stopped, match="the server is being stopped"):
        watch.check()
    with pytest.raises(Stopped, match="the server is being stopped"), desk.translator(desk.watch()):
        raise AssertionError("was let in")


def test_the_guide_names_every_option_and_no_other() -> None:
    options = {option for parameter in serve.params for option in parameter.opts}
    table = GUIDE.partition("| option |")[2].partition("\n## ")[0]
    assert (
        set(re.findall(r"--[a-z][a-z-]*", "".join(row.split("|")[1] for row in table.splitlines()[1:] if row)))
        == options
    )


def test_the_guide_names_every_route_and_every_metric(desk: Desk) -> None:
    client = whole(desk, docs=True)
    for path in client.get("/openapi.json").json()["paths"]:
        assert f"`{path}`" in GUIDE or f"/{path.split('/')[1]}" in GUIDE or path.startswith("/download_file"), path
    names = set(re.findall(r"^# TYPE (\w+) (?:counter|histogram|gauge)$", client.get("/metrics").text, re.MULTILINE))
    assert {name for name in names if not name.endswith("_created")} == set(re.findall(r"`(summarizer_\w+)", GUIDE))
