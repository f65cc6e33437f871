"""What an event may name, and what is left of it: no file of the machine, no address, no article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from summarizer.web.page import build
from summarizer.web.private_blocks import PrivateBlocks
from summarizer.web.server import create_app
from summarizer.web.settings import ServerSettings
from summarizer.web.visits import Visits
from tests.documents.kupang import SHORT_ARTICLE
from tests.web.serving import desk_of

SECRET = "kata sandi desk"


def file(path: object) -> dict[str, object]:
    """A file as the page's script names it."""
    return {"path": path, "orig_name": "berita.txt", "meta": {"_type": "gradio.FileData"}}


@pytest.fixture
def app(uploads: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    return create_app(ServerSettings(), desk_of(monkeypatch))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False)


def detection(client: TestClient) -> int:
    """The number of an event of the page, of which nothing but its number is told."""
    dependencies = client.get("/config").json()["dependencies"]
    [found] = [one["id"] for one in dependencies if one["api_name"] == "_detect"]
    return int(found)


@pytest.mark.parametrize("named", ["here", "https://example.org/a.txt", "http://127.0.0.1:1/a.txt", ["a"], None, 7])
@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one], lambda one: {"a": [{"b": one}]}])
def test_a_file_that_was_not_uploaded_is_refused_wherever_it_is_named(
    client: TestClient, uploads: Path, tmp_path: Path, named: object, wrap: Any
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    value = wrap(file(str(secret) if named == "here" else named))
    event = {"data": [value, "id-en"], "fn_index": detection(client), "session_hash": "a"}
    endpoint = {"data": [value, False], "session_hash": "a"}
    for path, body in (("/gradio_api/run/predict", event), ("/gradio_api/run/translate", endpoint)):
        response = client.post(path, json=body)
        assert response.status_code == 500
        assert response.json()["error"] == "this file was not sent to this server. Choose it again"
    assert not [one for one in uploads.rglob("*") if one.is_file()]
    assert secret.read_text() == SECRET


def test_a_file_that_was_uploaded_is_read(client: TestClient) -> None:
    [path] = client.post("/gradio_api/upload", files={"files": ("berita.txt", SHORT_ARTICLE.encode())}).json()
    with client:
        dependencies = client.get("/config").json()["dependencies"]
        reading = next(one["id"] for one in dependencies if one["api_name"] == "read")
        event = {"data": [file(path)], "fn_index": reading, "session_hash": "a"}
        joined = client.post("/gradio_api/queue/join", json=event)
        assert joined.status_code == 200
        told = client.get("/gradio_api/queue/data", params={"session_hash": "a"}).text
    assert "Kota Kupang" in told
    assert not Path(path).exists()


def test_nothing_of_an_article_stays_in_the_state_of_a_session(app: FastAPI, client: TestClient) -> None:
    body = {"data": [SHORT_ARTICLE, "id-en"], "fn_index": detection(client), "session_hash": "a"}
    assert "Indonesian" in client.post("/gradio_api/run/predict", json=body).text
    sessions: Any = app.routes[-1].app.app.state_holder  # type: ignore[attr-defined]
    assert "a" in sessions
    assert list(sessions["a"].components) == []


def test_the_page_is_made_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    page: gr.Blocks = build(desk_of(monkeypatch), Visits())
    assert isinstance(page, PrivateBlocks)


def test_the_log_has_nothing_of_an_event_that_fails(
    client: TestClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    number = detection(client)
    for data in ([SHORT_ARTICLE], [SHORT_ARTICLE, SHORT_ARTICLE], [SHORT_ARTICLE, {"a": SHORT_ARTICLE}]):
        response = client.post("/gradio_api/run/predict", json={"data": data, "fn_index": number, "session_hash": "a"})
        assert response.status_code == 500
        assert response.json()["error"]
    logged = caplog.text + "".join(capfd.readouterr())
    assert "a fault in the program" in logged
    assert "Kupang" not in logged
