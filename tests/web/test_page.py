"""The page, with a fake engine: launched for real on this machine, and asked as a browser asks."""

from __future__ import annotations

import json
import socket
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import gradio as gr
import pytest

from summarizer.documents.marks import NOTICE
from summarizer.documents.reading import MAX_BYTES
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import ModelUnavailable
from summarizer.protocols import no_progress
from summarizer.web import page
from tests.conftest import ROOT
from tests.documents.kupang import ARTICLE, fake_engine

ENGLISH = "The government said on Monday that rice prices rose three percent in the capital."
MALAY = (
    "Kerajaan Malaysia berkata harga minyak akan dinaikkan mulai esok kerana kos bekalan semakin meningkat, "
    "kata Perdana Menteri semalam."
)
# The machine may name a proxy, which does not reach its own loopback.
BROWSER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture(scope="module")
def kept() -> RecordingTranslator:
    """The engine that the launched page loads at its first article."""
    return fake_engine()


@pytest.fixture
def engine(kept: RecordingTranslator) -> RecordingTranslator:
    kept.calls.clear()
    return kept


@pytest.fixture(scope="module")
def hosts() -> list[str]:
    """Every host that was connected to while the page was launched and used."""
    return []


@pytest.fixture(scope="module")
def url(hosts: list[str], kept: RecordingTranslator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the launched page."""
    connect = socket.socket.connect

    def recording_connect(self: socket.socket, address: Any) -> None:
        hosts.append(str(address[0]))
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", recording_connect)
        patch.setattr(page, "load_translator", lambda **_: kept)
        patch.chdir(tmp_path_factory.mktemp("page"))
        built = page.build()
        _, address, share = built.launch(**page.LAUNCH_OPTIONS, prevent_thread_lock=True, quiet=True)
        assert share is None
        yield address
        built.close()


def ask(url: str, article: str, sentences: int, force: bool = False) -> dict[str, Any]:
    """Press the button; what comes back is Gradio's last message about the event."""
    with BROWSER.open(f"{url}config") as response:
        events = json.load(response)["dependencies"]
    [event] = [event for event in events if event["api_name"] == "brief_article"]
    body = {"data": [article, sentences, force], "fn_index": event["id"], "session_hash": "reader"}
    join = urllib.request.Request(
        f"{url}gradio_api/queue/join", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    BROWSER.open(join).close()
    with BROWSER.open(f"{url}gradio_api/queue/data?session_hash=reader") as messages:
        for line in messages:
            if line.startswith(b"data:"):
                message: dict[str, Any] = json.loads(line.removeprefix(b"data:"))
                if message["msg"] == "process_completed":
                    return message
    raise AssertionError("the event did not end")


def components(built: gr.Blocks, kind: str) -> list[dict[str, Any]]:
    return [one["props"] for one in built.get_config_file()["components"] if one["type"] == kind]


def test_it_is_served_on_the_loopback(url: str) -> None:
    assert urlsplit(url).hostname == "127.0.0.1"
    with BROWSER.open(url) as response:
        assert response.status == 200
        assert "Indonesian news in English" in response.read().decode()


def test_an_article_gives_its_brief(url: str, engine: RecordingTranslator) -> None:
    message = ask(url, ARTICLE, 2)
    assert message["success"]
    [brief] = message["output"]["data"]
    assert brief.startswith(f"# Kupang Opens Two New Markets\n\n{NOTICE}\n\n## Summary\n\n1. Kupang opened")
    assert "four wards. [!4]" in brief
    assert "| 5 | warning | number_added |" in brief
    assert brief.count("\n   > ") == 2


@pytest.mark.parametrize(
    ("article", "message"),
    [
        ("", "paste an article first: there is nothing to translate"),
        (" \n", "paste an article first: there is nothing to translate"),
        ("---\n", "the article has no word in it: there is nothing to translate"),
        (
            ENGLISH,
            "the text looks English, not Indonesian. If that is wrong, "
            "tick “Translate even if it does not look Indonesian”",
        ),
    ],
    ids=["empty", "blank", "no word", "english"],
)
def test_a_wrong_paste_is_told_in_words(url: str, engine: RecordingTranslator, article: str, message: str) -> None:
    answer = ask(url, article, 3)
    assert not answer["success"]
    assert answer["output"]["error"] == message
    assert engine.calls == []


def test_with_the_box_ticked_any_language_is_translated(url: str, engine: RecordingTranslator) -> None:
    assert ask(url, ENGLISH, 3, force=True)["success"]
    assert {sentence for sentences, _ in engine.calls for sentence in sentences} == {ENGLISH}


def test_the_model_is_loaded_for_the_first_article_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    def load(**_: object) -> RecordingTranslator:
        loaded.append(fake_engine())
        if len(loaded) == 1:
            raise ModelUnavailable("the disk is full")
        return loaded[-1]

    monkeypatch.setattr(page, "load_translator", load)
    briefs = page.Briefs()
    assert loaded == []
    with pytest.raises(ModelUnavailable):
        briefs.markdown(ARTICLE, 3, no_progress, force=False)
    first = briefs.markdown(ARTICLE, 3, no_progress, force=False)
    assert briefs.markdown(ARTICLE, 3, no_progress, force=False) == first
    assert len(loaded) == 2


def test_a_missing_model_is_told_in_words_and_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(**_: object) -> RecordingTranslator:
        raise ModelUnavailable("the model cannot be built. Make room on the disk")

    monkeypatch.setattr(page, "load_translator", load)
    built = page.build()
    _, url, _ = built.launch(**page.LAUNCH_OPTIONS, prevent_thread_lock=True, quiet=True)
    answer = ask(url, ARTICLE, 3)
    built.close()
    assert not answer["success"]
    assert answer["output"]["error"] == "the model cannot be built. Make room on the disk"
    assert "Traceback" not in capsys.readouterr().err


def test_malay_is_translated_with_a_note(url: str, engine: RecordingTranslator) -> None:
    [brief] = ask(url, MALAY, 3)["output"]["data"]
    assert brief.startswith("*Note: this may be Malay rather than Indonesian; read the result with care.*\n\n# ")


def test_nothing_but_this_machine_was_connected_to(url: str, engine: RecordingTranslator, hosts: list[str]) -> None:
    ask(url, ARTICLE, 1)
    assert set(hosts) == {"127.0.0.1"}


def test_nothing_is_offered_to_the_network() -> None:
    assert page.LAUNCH_OPTIONS["server_name"] == "127.0.0.1"
    assert page.LAUNCH_OPTIONS["share"] is False


def test_nothing_of_an_article_is_kept_or_sent(url: str) -> None:
    with BROWSER.open(f"{url}config") as response:
        config = json.load(response)
    assert config["analytics_enabled"] is False
    assert config["run_history"] is False


def test_there_is_no_programming_interface(url: str) -> None:
    with BROWSER.open(f"{url}gradio_api/info") as response:
        assert json.load(response)["named_endpoints"] == {}


def test_the_seeds_are_its_examples() -> None:
    [dataset] = components(page.build(), "dataset")
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.id.txt"))]
    assert len(seeds) >= 5
    assert [sample for [sample] in dataset["samples"]] == seeds


def test_the_box_takes_what_a_file_may_hold() -> None:
    [box] = components(page.build(), "textbox")
    assert box["max_length"] == MAX_BYTES


def test_app_is_the_page_and_is_not_launched_by_an_import() -> None:
    import app

    assert isinstance(app.demo, gr.Blocks)
    assert not app.demo.is_running
