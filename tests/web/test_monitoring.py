"""What a server tells of itself: that it is up, and counts without a word of the articles."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from summarizer.datamodels import IssueKind
from summarizer.web.desk import Desk, Limits
from tests.documents.kupang import ARTICLE
from tests.web.serving import client_of, desk_of


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(monkeypatch, limits=Limits(concurrency=1, waiting=0))


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return client_of(desk)


def metrics(client: TestClient) -> dict[tuple[str, ...], float]:
    """Values by name and labels."""
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, *(value for label, value in sorted(sample.labels.items()) if label != "le")): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_health_names_the_engines_and_the_visitors(desk: Desk, client: TestClient) -> None:
    engines = {"offered": ["embedded", "embedded-int8"], "loaded": []}
    healthy = {"status": "ok", "version": version("summarizer-id"), "engines": engines, "visitors": 0}
    assert client.get("/health").json() == healthy
    with desk.translator(desk.watch(), engine="embedded-int8"):
        assert client.get("/health").json() == healthy | {
            "engines": engines | {"loaded": ["embedded-int8"]},
            "visitors": 1,
        }


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    client.post("/brief", json={"text": ARTICLE})
    client.post("/brief", json={"text": ""})
    client.get("/download_file/secret")
    client.get("/berita-rahasia")
    client.post("/brief", json={"text": ARTICLE}, headers={"Origin": "https://evil.example"})
    found = metrics(client)
    assert found["summarizer_requests_total", "/brief", "200"] == 1
    assert found["summarizer_requests_total", "/brief", "400"] == 1
    assert found["summarizer_requests_total", "/download_file/{name}", "404"] == 1
    assert found["summarizer_requests_total", "page", "404"] == 1
    assert found["summarizer_requests_total", "page", "403"] == 1
    assert found["summarizer_request_seconds_count", "/brief"] == 2
    assert ("summarizer_request_seconds_count", "page") not in found


def test_what_was_translated_is_counted(client: TestClient) -> None:
    client.post("/brief", json={"text": ARTICLE})
    client.post("/translate", json={"q": ["Harga beras naik.", "Harga turun."], "source": "id", "target": "en"})
    found = metrics(client)
    assert found[("summarizer_sentences_total",)] == 6 + 2
    assert found[("summarizer_words_total",)] == len(ARTICLE.split()) + 5
    assert found["summarizer_issues_total", "number_missing"] == 1
    assert found["summarizer_issues_total", "number_added"] == 1
    assert {kind for name, *rest in found if name == "summarizer_issues_total" for kind in rest} == set(IssueKind)


def test_the_busy_are_counted(desk: Desk, client: TestClient) -> None:
    with desk.translator(desk.watch()):
        assert client.post("/brief", json={"text": ARTICLE}).status_code == 503
        found = metrics(client)
    assert found[("summarizer_busy_total",)] == 1
    assert found[("summarizer_visitors",)] == 1
    assert found["summarizer_engine_loaded", "embedded"] == 1
    assert found["summarizer_engine_loaded", "embedded-int8"] == 0
    assert metrics(client)[("summarizer_visitors",)] == 0


def test_no_word_of_an_article_is_in_the_counts(client: TestClient) -> None:
    client.post("/brief", json={"text": ARTICLE})
    client.post("/translate?q=rahasia&source=id&target=en")
    text = client.get("/metrics").text.lower()
    assert not [word for word in ("kupang", "pasar", "rahasia") if word in text]


def test_each_app_counts_for_itself(desk: Desk, client: TestClient) -> None:
    client.get("/languages")
    assert ("summarizer_requests_total", "/languages", "200") not in metrics(client_of(desk))
