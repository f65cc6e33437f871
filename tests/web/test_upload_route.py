"""Files on their way to the disk: no two are one, and what is broken off leaves nothing."""

from __future__ import annotations

import socket
from pathlib import Path

import gradio as gr
import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from summarizer.web.server import create_app
from summarizer.web.settings import ServerSettings
from summarizer.web.upload_route import upload_routes
from summarizer.web.uploads import drop, private_folder, take
from tests.web.serving import desk_of, served, wait_for

ARTICLE = ("rilis.txt", b"Harga beras naik.")
HALF = b'--b\r\nContent-Disposition: form-data; name="files"; filename="rilis.txt"\r\n\r\nHarga'
MULTIPART = {"Content-Type": "multipart/form-data; boundary=b"}


@pytest.fixture
def app(uploads: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    return create_app(ServerSettings(), desk_of(monkeypatch))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False)


def sent(client: TestClient, *files: tuple[str, bytes]) -> list[str]:
    response = client.post("/gradio_api/upload", files=[("files", file) for file in files])
    assert response.status_code == 200
    return [str(path) for path in response.json()]


def test_the_same_file_of_two_visitors_is_two_files(client: TestClient) -> None:
    [first], others = sent(client, ARTICLE), sent(client, ARTICLE, ARTICLE)
    assert len({first, *others}) == 3
    for path in (first, *others):
        assert take(path) == ARTICLE


def test_nothing_is_left_of_files_that_were_read(client: TestClient, uploads: Path) -> None:
    for path in sent(client, ARTICLE, ("lain.txt", b"Gula naik.")):
        drop(path)
    assert list(uploads.rglob("*")) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/cron.d/a.txt", "a.txt"),
        ("a\r\nX: y.txt", "a%0D%0AX y.txt"),
        (".", "file"),
        ("a" * 400 + ".txt", ""),
    ],
)
def test_a_name_leads_nowhere_else(client: TestClient, uploads: Path, name: str, shown: str) -> None:
    [path] = sent(client, (name, b"x"))
    assert Path(path).resolve().is_relative_to(uploads)
    assert not shown or Path(path).name == shown


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (HALF, MULTIPART, 200),
        (HALF.replace(b'"files"', b'"other"') + b"\r\n--b--\r\n", MULTIPART, 200),
        (b"Harga", MULTIPART, 400),
        (HALF, {"Content-Type": "multipart/form-data"}, 400),
        (HALF, {"Content-Type": "text/plain"}, 400),
        (HALF + b"x" * 2**26, MULTIPART, 413),
    ],
    ids=["no end", "another field", "no form", "no boundary", "another type", "too large"],
)
def test_what_is_no_upload_leaves_nothing(
    client: TestClient, uploads: Path, body: bytes, headers: dict[str, str], status: int
) -> None:
    response = client.post("/gradio_api/upload", content=body, headers=headers)
    assert response.status_code == status
    assert response.json() == [] if status == 200 else response.json()["error"]
    assert list(uploads.rglob("*")) == []


def test_a_visitor_who_goes_away_leaves_nothing(app: FastAPI, uploads: Path, caplog: pytest.LogCaptureFixture) -> None:
    with served(app) as address:
        url = httpx.URL(address)
        with socket.create_connection((url.host, url.port or 0)) as connection:
            head = f"POST /gradio_api/upload HTTP/1.1\r\nHost: {url.host}\r\nContent-Length: 9999\r\n"
            connection.sendall(f"{head}Content-Type: {MULTIPART['Content-Type']}\r\n\r\n".encode() + HALF)
            wait_for(lambda: any(file.is_file() for file in uploads.rglob("*")))
        wait_for(lambda: not list(uploads.rglob("*")))
    assert "fault" not in caplog.text


def test_the_disk_is_not_filled(uploads: Path) -> None:
    blocks = gr.Blocks(analytics_enabled=False)
    blocks.max_file_size = 1_000
    app = FastAPI()
    app.include_router(upload_routes(blocks, most_bytes=30))
    client = TestClient(app)
    for status in (200, 200, 503):
        assert client.post("/gradio_api/upload", files={"files": ARTICLE}).status_code == status
    for file in list(uploads.rglob("*.txt")):
        drop(str(file))
    assert client.post("/gradio_api/upload", files={"files": ARTICLE}).status_code == 200


def test_a_server_has_a_folder_of_its_own_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with private_folder():
        [folder] = tmp_path.iterdir()
        assert gr.utils.get_upload_folder() == str(folder)
        assert folder.stat().st_mode & 0o77 == 0
        (folder / "a" / "b").mkdir(parents=True)
        (folder / "a" / "b" / "berita.txt").write_text("Harga")
    assert list(tmp_path.iterdir()) == []
    assert not gr.utils.get_upload_folder().startswith(str(folder))
