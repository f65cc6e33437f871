"""Who may ask, from where, and how much; and what browsers are told on every answer."""

from __future__ import annotations

import base64
import socket
from collections.abc import Iterator
from typing import Any

import gradio as gr
import httpx
import pytest
from fastapi import FastAPI
from starlette.responses import StreamingResponse
from starlette.testclient import TestClient

from summarizer.web.desk import Desk, Limits
from summarizer.web.server import create_api
from summarizer.web.settings import Credentials, ServerSettings, is_loopback
from tests.documents.kupang import SHORT_ARTICLE
from tests.web.serving import client_of, desk_of, served, wait_for

PASSWORD = "kata sandi: é"
QUESTION = {"text": SHORT_ARTICLE}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(monkeypatch)


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"}


@pytest.fixture
def guarded(desk: Desk) -> TestClient:
    return client_of(desk, credentials=Credentials("desk", PASSWORD), docs=True)


@pytest.mark.parametrize("path", ["/languages", "/metrics", "/openapi.json", "/nothing", "//health", "/health/", "/"])
def test_everything_needs_the_password(guarded: TestClient, path: str) -> None:
    response = guarded.get(path)
    assert response.status_code == 401
    assert response.json() == {"error": "name and password are needed here"}
    assert response.headers["www-authenticate"] == 'Basic realm="summarizer", charset="UTF-8"'


@pytest.mark.parametrize(
    "headers",
    [
        basic("desk", "wrong"),
        basic("Desk", PASSWORD),
        basic("desk", PASSWORD + "x"),
        basic("", ""),
        {"Authorization": "Basic"},
        {"Authorization": "Basic !!!"},
        {"Authorization": "Basic é"},
        {"Authorization": basic("desk", PASSWORD)["Authorization"].replace("Basic", "Bearer")},
    ],
)
def test_a_wrong_password_is_none(guarded: TestClient, headers: dict[str, str]) -> None:
    raw = {name: value.encode("utf-8") for name, value in headers.items()}
    assert guarded.get("/languages", headers=raw).status_code == 401
    assert guarded.post("/brief", json=QUESTION, headers=raw).status_code == 401


def test_the_password_opens(guarded: TestClient) -> None:
    assert guarded.get("/languages", headers=basic("desk", PASSWORD)).status_code == 200
    assert guarded.post("/brief", json=QUESTION, headers=basic("desk", PASSWORD)).status_code == 200


def test_whether_it_is_up_is_told_to_everyone(guarded: TestClient) -> None:
    assert guarded.get("/health").json()["status"] == "ok"


def test_without_a_password_none_is_asked_for(desk: Desk) -> None:
    assert client_of(desk).get("/languages").status_code == 200


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/health"), ("GET", "/nothing"), ("POST", "/brief"), ("GET", "/translate")]
)
def test_every_answer_tells_browsers_the_rules(desk: Desk, method: str, path: str) -> None:
    headers = client_of(desk).request(method, path).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["script-src-attr"] == policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == policy["form-action"] == "'self'"
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:7860"}, 200),
        ({"Origin": "http://127.0.0.1:7860", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "https://desk.example.org", "Sec-Fetch-Site": "same-origin"}, 200),  # a proxy that hides the name
        ({"Origin": "http://127.0.0.1:8000"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:7860", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_what_a_page_of_another_site_sends_is_refused(desk: Desk, headers: dict[str, str], status: int) -> None:
    client = client_of(desk)
    assert client.post("/brief", json=QUESTION, headers=headers).status_code == status
    assert client.get("/languages", headers=headers).status_code == 200


def test_no_other_site_may_read_an_answer(desk: Desk) -> None:
    app = gr.mount_gradio_app(
        create_api(ServerSettings(host="10.0.0.1"), desk), gr.Blocks(analytics_enabled=False), "/"
    )
    headers = TestClient(app).get("/config", headers={"Origin": "https://evil.example"}).headers
    assert not [name for name in headers if name.startswith("access-control-allow")]


@pytest.mark.parametrize(
    ("settings", "host", "status"),
    [
        ({}, "127.0.0.1:7860", 200),
        ({}, "localhost", 200),
        ({}, "LOCALHOST:7860", 200),
        ({}, "[::1]:7860", 200),
        ({}, "evil.example", 400),
        ({}, "evil.example:7860", 400),
        ({}, "127.0.0.1.evil.example", 400),
        ({"host": "127.0.0.2"}, "127.0.0.2:7860", 200),
        ({"host": "::1"}, "[::1]:7860", 200),
        ({"host": "::1"}, "evil.example", 400),
        ({"host": "0.0.0.0"}, "desk.example.org", 200),
        ({"root_path": "/news"}, "desk.example.org", 200),
        ({"root_path": "https://desk.example.org/news"}, "desk.example.org", 200),
        ({"root_path": "https://desk.example.org"}, "desk.example.org", 200),
        ({"root_path": "https://desk.example.org/news"}, "evil.example", 400),
    ],
)
def test_on_the_loopback_only_its_own_names_are_answered(
    desk: Desk, settings: dict[str, Any], host: str, status: int
) -> None:
    response = client_of(desk, **settings).get("/health", headers={"Host": host})
    assert response.status_code == status
    assert status == 200 or response.json()["error"].startswith("this server does not go by the name that it was asked")


@pytest.mark.parametrize("host", ["", "localhost.", "localhost@evil.example", "evil.example:localhost", "127.1", "::1"])
def test_no_other_spelling_is_one_of_its_names(desk: Desk, host: str) -> None:
    assert client_of(desk).get("/health", headers={"Host": host}).status_code == 400


def test_a_request_that_breaks_off_is_no_fault(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    app = create_api(ServerSettings(), desk)
    with served(app) as address:
        url = httpx.URL(address)
        with socket.create_connection((url.host, url.port or 0)) as connection:
            connection.sendall(f"POST /brief HTTP/1.1\r\nHost: {url.host}\r\nContent-Length: 99\r\n\r\n{{".encode())
        wait_for(lambda: '{route="/brief",status="400"} 1.0' in httpx.get(f"{address}metrics").text)
    assert "fault" not in caplog.text


@pytest.mark.parametrize("path", ["/news/health", "/health"])
def test_a_proxy_may_leave_or_take_the_prefix(desk: Desk, path: str) -> None:
    client = client_of(desk, root_path="/news", credentials=Credentials("desk", PASSWORD))
    assert client.get(path).status_code == 200


def test_addresses_in_answers_are_those_that_the_proxy_shows(desk: Desk) -> None:
    client = client_of(desk, root_path="https://desk.example.org/news")
    response = client.post(
        "/translate_file",
        files={"file": ("a.txt", SHORT_ARTICLE.encode())},
        data={"source": "id", "target": "en"},
        headers={"Host": "desk.example.org"},
    )
    url = response.json()["translatedFileUrl"]
    assert url.startswith("http://desk.example.org/news/download_file/")
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("Localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.7", False),
        ("localhost.evil.example", False),
        ("", False),
    ],
)
def test_what_only_this_machine_reaches(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def chunks(total: int) -> Iterator[bytes]:
    for _ in range(total // 1024):
        yield b" " * 1024


@pytest.mark.parametrize("path", ["/brief", "/translate", "/translate_file", "/gradio_api/upload"])
@pytest.mark.parametrize("streamed", [False, True], ids=["with its length", "in chunks"])
def test_a_body_that_is_too_large_is_refused(desk: Desk, path: str, streamed: bool) -> None:
    app = create_api(ServerSettings(limits=Limits(max_bytes=100_000)), desk)
    app = gr.mount_gradio_app(app, gr.Blocks(analytics_enabled=False), "/")
    client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    large = chunks(200_000) if streamed else b" " * 200_000
    kind = "multipart/form-data; boundary=x" if "file" in path or "upload" in path else "application/json"
    response = client.post(path, content=large, headers={"Content-Type": kind})
    assert response.status_code == 413
    assert response.headers["x-content-type-options"] == "nosniff"
    if not streamed or not path.startswith("/gradio_api"):
        assert response.json() == {"error": "the request is larger than is taken here. Split it"}


def test_a_body_within_the_bound_is_read(desk: Desk) -> None:
    client = client_of(desk_with(desk, Limits(max_bytes=1_000)))
    assert client.post("/brief", json=QUESTION).status_code == 200


def desk_with(desk: Desk, limits: Limits) -> Desk:
    desk.limits = limits
    return desk


def test_a_stream_is_passed_on_piece_by_piece(desk: Desk) -> None:
    app: FastAPI = create_api(ServerSettings(), desk)
    asked: list[int] = []

    async def pieces() -> Any:
        for number in range(3):
            asked.append(number)
            yield f"data: {number}\n\n"

    @app.get("/stream")
    async def stream() -> StreamingResponse:
        return StreamingResponse(pieces(), media_type="text/event-stream")

    with TestClient(app, base_url="http://localhost").stream("GET", "/stream") as response:
        assert list(response.iter_text()) == ["data: 0\n\n", "data: 1\n\n", "data: 2\n\n"]
    assert response.headers["x-frame-options"] == "DENY"
    assert asked == [0, 1, 2]
