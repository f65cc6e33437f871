"""/brief: our JSON over HTTP, and what happens to work that is too much, too long, or no more wanted."""

from __future__ import annotations

import json
import logging
import socket
import threading
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from summarizer.datamodels import Document
from summarizer.documents.json_format import as_dict
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import CacheUnusable
from summarizer.summarization import SummaryOptions
from summarizer.web import desk as desk_module
from summarizer.web import jobs
from summarizer.web.desk import Desk, Limits
from summarizer.web.server import create_api
from summarizer.web.settings import ServerSettings
from tests.conftest import ROOT
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE, fake_engine
from tests.web.serving import PausingTranslator, client_of, desk_of, served, stops, wait_for

VALIDATOR = Draft202012Validator(json.loads((ROOT / "docs" / "brief.schema.json").read_text(encoding="utf-8")))
ENGLISH = "The government said on Monday that rice prices rose three percent in the capital."
SECRET = "Harga rahasia naik."
LONG_ARTICLE = "\n".join(f"Harga beras di pasar ke-{number} naik lagi pada hari ini." for number in range(100))


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(monkeypatch)


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return client_of(desk)


def test_it_is_what_the_command_line_writes(client: TestClient) -> None:
    brief = jobs.make_brief(Document(ARTICLE), translator=fake_engine(), summary=SummaryOptions(2))
    response = client.post("/brief", json={"text": ARTICLE, "sentences": 2})
    assert response.status_code == 200
    assert response.json() == json.loads(json.dumps(as_dict(brief.translation, brief.summary)))
    assert list(VALIDATOR.iter_errors(response.json())) == []
    assert response.headers["cache-control"] == "no-store"


def test_the_summary_is_as_it_is_asked_for(client: TestClient) -> None:
    asked = {"text": ARTICLE, "words": 10, "style": "paragraph", "lang": "both", "compress": True}
    summary = client.post("/brief", json=asked).json()["summary"]
    assert (summary["form"], summary["lang"]) == ("paragraph", "both")
    assert [one["text"] for one in summary["sentences"]] == ["Kupang opened two new markets on Monday."]


def test_a_glossary_is_kept_to(client: TestClient) -> None:
    terms = [{"source": "pedagang", "target": "vendors"}, {"source": "pasar", "target": "markets"}]
    answer = client.post("/brief", json={"text": ARTICLE, "glossary": terms}).json()
    issues = [issue["kind"] for segment in answer["segments"] for issue in segment["issues"]]
    assert issues.count("term_missing") >= 1
    assert "glossary:" in answer["signature"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, "text: "),
        ({"text": " \n "}, "the article is empty: there is nothing to translate"),
        ({"text": "---"}, "the article has no word in it"),
        ({"text": ENGLISH}, 'the text looks English, not Indonesian. If that is wrong, ask again with "force"'),
        ({"sentences": 0}, "sentences: Input should be greater than or equal to 1"),
        ({"style": "haiku"}, "style: Input should be"),
        ({"lang": "fr"}, "lang: Input should be"),
        ({"style": "headline", "words": 9}, "a headline is one line of at most 14 words"),
        ({"source": "en", "target": "id"}, "en to id is not translated here. Ask for one of: id-en"),
        ({"target": "fr"}, "id to fr is not translated here"),
        ({"target": "fr", "engine": "embedded-int8"}, "id to fr is not translated here"),
        ({"source": "id", "target": "id"}, "source and target are both id"),
        ({"engine": "gpt"}, "the engine 'gpt' is not offered here. Engines: embedded, embedded-int8"),
        ({"glossary": [{"source": "pasar"}]}, "glossary.0.target: Field required"),
        ({"glossary": [{"source": "–", "target": "x"}]}, "glossary, line 2: the source is empty"),
        (
            {"glossary": [{"source": "pasar", "target": "market"}, {"source": "Pasar", "target": "bazaar"}]},
            "Keep one of them",
        ),
    ],
)
def test_what_cannot_be_served_is_told(client: TestClient, fields: dict[str, Any], message: str) -> None:
    response = client.post("/brief", json={"text": SHORT_ARTICLE} | fields)
    assert response.status_code == 400
    assert message in response.json()["error"]


def test_force_translates_any_language(client: TestClient) -> None:
    assert client.post("/brief", json={"text": ENGLISH, "force": True}).json()["target"]["text"] == f"EN({ENGLISH})"


def test_an_article_that_is_too_long_is_refused_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = RecordingTranslator()
    client = client_of(desk_of(monkeypatch, engine, Limits(max_chars=10)))
    response = client.post("/brief", json={"text": SHORT_ARTICLE})
    assert response.status_code == 413
    assert response.json() == {"error": "the text has 63 characters, and 10 is the most that is taken here. Split it"}
    assert engine.calls == []


def test_one_visitor_too_many_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(monkeypatch, limits=Limits(concurrency=1, waiting=0))
    client = client_of(desk)
    with desk.translator(desk.watch()):
        response = client.post("/brief", json={"text": SHORT_ARTICLE})
    assert response.status_code == 503
    assert "Try again in a minute" in response.json()["error"]
    assert response.headers["retry-after"] == "60"
    assert client.post("/brief", json={"text": SHORT_ARTICLE}).status_code == 200


def test_a_request_ends_at_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(desk_of(monkeypatch, limits=Limits(seconds=0)))
    response = client.post("/brief", json={"text": SHORT_ARTICLE})
    assert response.status_code == 504
    assert "longer than the 0 seconds" in response.json()["error"]


def test_a_closing_server_says_so(desk: Desk, client: TestClient) -> None:
    desk.close()
    response = client.post("/brief", json={"text": SHORT_ARTICLE})
    assert response.status_code == 503
    assert "the server is being stopped" in response.json()["error"]


def test_a_model_that_is_not_there_is_told_without_a_path(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def load(name: str, **_: object) -> RecordingTranslator:
        raise CacheUnusable("the cache folder /home/desk/.cache cannot be written. Make room")

    monkeypatch.setattr(desk_module, "load_translator", load)
    response = client_of(Desk()).post("/brief", json={"text": SHORT_ARTICLE})
    assert response.status_code == 503
    assert "/home" not in response.text
    assert "the engine's model is not available here" in response.json()["error"]
    assert "the cache folder /home/desk/.cache cannot be written" in caplog.text


def test_a_fault_is_told_without_what_it_was_about(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(sentence: str) -> str:
        raise KeyError(sentence)

    client = client_of(desk_of(monkeypatch, RecordingTranslator(default=fail)))
    response = client.post("/brief", json={"text": SECRET})
    assert response.status_code == 500
    assert response.json() == {
        "error": "a fault in this program; please report it to whoever runs the server, whose log has more"
    }
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "KeyError" in caplog.text
    assert "test_brief_route.py" in caplog.text
    assert "rahasia" not in caplog.text


def test_who_goes_away_leaves_no_work_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = PausingTranslator()
    stopped = stops(monkeypatch)
    desk = desk_of(monkeypatch, engine)
    body = json.dumps({"text": LONG_ARTICLE}).encode()
    with served(create_api(ServerSettings(), desk)) as address:
        port = urlsplit(address).port
        assert port is not None
        with socket.create_connection(("127.0.0.1", port)) as visitor:
            visitor.sendall(
                b"POST /brief HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
            )
            assert engine.begun.wait(30)
            assert desk.visitors == 1
        assert stopped.wait(30)
        engine.go.set()
        wait_for(lambda: desk.visitors == 0)
    assert len(engine.calls) == 1


def test_the_server_answers_others_while_the_engine_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = PausingTranslator()
    desk = desk_of(monkeypatch, engine)
    client = client_of(desk)
    with client:
        visit = threading.Thread(target=lambda: client.post("/brief", json={"text": SHORT_ARTICLE}))
        visit.start()
        assert engine.begun.wait(30)
        health = client.get("/health").json()
        assert health["visitors"] == 1
        assert health["engines"]["loaded"] == ["embedded"]
        engine.go.set()
        visit.join(30)
    assert desk.visitors == 0


def test_no_article_is_in_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert client.post("/brief", json={"text": SECRET}).status_code == 200
    assert client.post("/brief", json={"text": SECRET, "engine": "gpt"}).status_code == 400
    assert "rahasia" not in caplog.text
