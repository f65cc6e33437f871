"""Of the page's library, what the page and its clients need is served, and nothing else."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from summarizer.web.server import create_app
from summarizer.web.settings import ServerSettings

NOTHING = {"error": "there is nothing at this address, or not for this method"}


@pytest.fixture(scope="module", params=["", "/news"], ids=["at the root", "behind a proxy"])
def client(request: pytest.FixtureRequest) -> TestClient:
    app = create_app(ServerSettings(root_path=request.param))
    address = f"http://127.0.0.1:7860{request.param}"
    return TestClient(app, base_url=address, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gradio_api/file=https://example.org/"),
        ("GET", "/gradio_api/file=http://127.0.0.1:7860/metrics"),
        ("GET", "/gradio_api/file=HTTP://example.org/"),
        ("GET", "/gradio_api/file/https://example.org/"),
        ("GET", "/gradio_api/proxy=https://example.hf.space/"),
        ("GET", "/gradio_api/deep_link?session_hash=a"),
        ("POST", "/gradio_api/process_recording"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/stream/a"),
        ("POST", "/gradio_api/vibe-edit"),
        ("GET", "/gradio_api/run-history/records"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/gradio_api/custom_component/a/client/component/b"),
        ("GET", "/monitoring"),
        ("GET", "/monitoring/summary"),
        ("POST", "/login"),
        ("GET", "/logout"),
        ("GET", "/pwa_icon/100000"),
        ("GET", "/translate"),
        ("PUT", "/brief"),
        ("GET", "/berita"),
        ("GET", "/config/a"),
    ],
)
def test_what_nobody_needs_is_not_there(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path)
    assert response.status_code == 404
    assert response.json() == NOTHING


@pytest.mark.parametrize(
    "path",
    ["/", "/config", "/theme.css", "/manifest.json", "/favicon.ico", "/gradio_api/info", "/gradio_api/startup-events"],
)
def test_what_the_page_asks_for_is_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200
