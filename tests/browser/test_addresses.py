"""Articles that are fetched from the web."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore2
import pytest
from playwright.sync_api import expect

from summarizer.documents.fetching import Fetcher
from summarizer.web import article_tab
from tests.browser.files import web_page
from tests.browser.visitor import Visitor

REFUSED = {
    "http://127.0.0.1/": "127.0.0.1 is not on the public internet",
    "http://localhost/": "localhost is not on the public internet",
    "http://169.254.169.254/latest/meta-data": "169.254.169.254 is not on the public internet",
    "http://[::1]/": "::1 is not on the public internet",
    "http://2130706433/": "'http://2130706433/' is not a web address",
    "file:///etc/passwd": "file:/etc/passwd is not on the web proper: only http:// and https:// are read",
}


class Newspaper(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(web_page())

    def log_message(self, *_: object) -> None:
        """Nothing: the tests' output is no log."""


@pytest.fixture
def newspaper(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an article, on a website that stands on this machine and seems to stand elsewhere."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Newspaper)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def resolve(host: str, port: int) -> Sequence[str]:
        assert host == "koran.example"
        return ["93.184.215.14"]

    def connect(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        return httpcore2.SyncBackend().connect_tcp("127.0.0.1", server.server_port, timeout=seconds)

    monkeypatch.setattr(article_tab, "read_url", Fetcher(resolve=resolve, connect=connect).read)
    yield "http://koran.example/pasar"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("how", ["button", "key"])
def test_the_article_of_a_page_is_read_with_its_origin(visitor: Visitor, newspaper: str, how: str) -> None:
    visitor("#url").get_by_role("textbox").fill(f" {newspaper} ")
    if how == "button":
        visitor("#fetch").click()
    else:
        visitor.page.keyboard.press("Enter")
    expect(visitor.article).not_to_have_value("")
    assert "Kedua pasar itu menampung 250 pedagang" in visitor.article.input_value()
    assert "Beranda" not in visitor.article.input_value()
    visitor("#translate").click()
    visitor.wait_for_brief()
    expect(visitor(".brief .origin")).to_contain_text(newspaper)


def test_an_address_that_is_not_on_the_web_is_refused_in_words(visitor: Visitor) -> None:
    for address, told in REFUSED.items():
        visitor("#url").get_by_role("textbox").fill(address)
        visitor("#fetch").click()
        expect(visitor("#status .status-error")).to_contain_text(f"This did not work: {told}")
    expect(visitor.article).to_have_value("")
