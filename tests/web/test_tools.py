"""The named endpoints, asked by gradio_client, and as tools by a client of the Model Context Protocol."""

from __future__ import annotations

import asyncio
import base64
import importlib.util
import json
from collections.abc import Iterator
from typing import Any

import gradio as gr
import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError, AuthenticationError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from summarizer.datamodels import Document
from summarizer.documents import json_format, text_format
from summarizer.errors import ExtraMissing
from summarizer.summarization import SummaryOptions
from summarizer.web import desk as desk_module
from summarizer.web import jobs, tools
from summarizer.web.desk import Desk, Limits
from summarizer.web.server import create_api, require_servable
from summarizer.web.settings import Credentials, ServerSettings
from tests.documents.kupang import ARTICLE, fake_engine
from tests.web.serving import PausingTranslator, served, stops, wait_for

ENGLISH = "The government said on Monday that rice prices rose three percent in the capital."
HEADERS = {"Authorization": f"Basic {base64.b64encode(b'desk:secret').decode()}"}
NAMES = ["translate", "summarize", "brief"]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Limits(max_chars=2_000))


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    """A page that has nothing but the endpoints, on a server that asks for a password."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk_module, "load_translator", lambda name, **_: fake_engine())
        with gr.Blocks(analytics_enabled=False) as page:
            tools.register(desk)
        app = create_api(ServerSettings(credentials=Credentials("desk", "secret"), mcp=True), desk)
        app = gr.mount_gradio_app(app, page, "/", mcp_server=True, show_error=False)
        with served(app) as url:
            yield url


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, headers=HEADERS, verbose=False, analytics_enabled=False)


@pytest.fixture
def expected() -> Any:
    return jobs.make_brief(Document(ARTICLE), translator=fake_engine(), summary=SummaryOptions(2))


def test_gradio_client_translates(client: Client, expected: Any) -> None:
    assert client.predict(ARTICLE, api_name="/translate") == text_format.translation(expected.translation)


def test_gradio_client_summarises(client: Client, expected: Any) -> None:
    summary = client.predict(text=ARTICLE, sentences=2, api_name="/summarize")
    assert summary == text_format.summary(expected.summary, expected.translation)


def test_gradio_client_gets_a_brief(client: Client, expected: Any) -> None:
    brief = json.loads(client.predict(ARTICLE, 2, api_name="/brief"))
    assert brief == json.loads(json.dumps(json_format.as_dict(expected.translation, expected.summary)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "text: String should have at least 1 character"),
        (" ", "the article is empty: there is nothing to translate"),
        (7, "text: Input should be a valid string"),
        (ENGLISH, 'the text looks English, not Indonesian. If that is wrong, ask again with "force"'),
        ("Harga naik. " * 200, "the text has 2,400 characters, and 2,000 is the most that is taken here"),
    ],
)
def test_what_cannot_be_served_is_told_in_words(
    client: Client, capfd: pytest.CaptureFixture[str], name: str, text: Any, message: str
) -> None:
    with pytest.raises(AppError, match=message.replace("(", r"\(")):
        client.predict(text, api_name=f"/{name}")
    assert "Traceback" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("sentences", [0, -1, "many"])
def test_a_length_that_is_none_is_told_in_words(client: Client, sentences: Any) -> None:
    with pytest.raises(AppError, match="sentences: Input should be"):
        client.predict(ARTICLE, sentences, api_name="/summarize")


def test_a_fault_is_told_without_what_it_was_about(
    address: str, client: Client, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("rahasia")

    monkeypatch.setattr(jobs, "run", fail)
    with pytest.raises(AppError, match="a fault in this program; please report it"):
        client.predict(ARTICLE, api_name="/translate")
    answer = through_mcp(address, "translate", text=ARTICLE)
    assert answer.isError
    assert "a fault in this program; please report it" in answer.content[0].text
    assert "rahasia" not in "".join(capfd.readouterr())


def test_force_translates_any_language(client: Client) -> None:
    assert client.predict(ENGLISH, True, api_name="/translate") == f"EN({ENGLISH}) [!1]\n"


def test_without_the_password_there_is_no_endpoint(address: str) -> None:
    with pytest.raises(AuthenticationError):
        Client(address, verbose=False, analytics_enabled=False)


def through_mcp(address: str, name: str = "", **arguments: Any) -> Any:
    """The tools, or the answer of the one of that name."""

    async def visit() -> Any:
        async with (
            httpx.AsyncClient(headers=HEADERS, follow_redirects=True, trust_env=False) as http,
            streamable_http_client(f"{address}gradio_api/mcp/", http_client=http) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await (session.call_tool(name, arguments) if name else session.list_tools())

    return asyncio.run(visit())


def test_they_are_tools_that_say_what_they_do(address: str) -> None:
    listed = through_mcp(address).tools
    assert [tool.name for tool in listed] == NAMES
    for tool in listed:
        assert "Indonesian" in tool.description
        parameters = tool.inputSchema["properties"]
        assert list(parameters) == [one for one in ("text", "sentences", "force") if one in parameters]
        assert all(parameter["description"] for parameter in parameters.values())
    assert "sentences" not in listed[0].inputSchema["properties"]
    assert "[!3]" in listed[0].description


def test_a_tool_translates(address: str, expected: Any) -> None:
    answer = through_mcp(address, "translate", text=ARTICLE)
    assert not answer.isError
    assert answer.content[0].text == text_format.translation(expected.translation)


def test_a_tool_summarises(address: str, expected: Any) -> None:
    answer = through_mcp(address, "summarize", text=ARTICLE, sentences=2)
    assert answer.content[0].text == text_format.summary(expected.summary, expected.translation)


def test_a_tool_gives_a_brief(address: str, expected: Any) -> None:
    answer = through_mcp(address, "brief", text=ARTICLE, sentences=2)
    found = json.loads(answer.content[0].text)
    assert found == json.loads(json.dumps(json_format.as_dict(expected.translation, expected.summary)))


def test_a_tool_says_what_is_wrong(address: str) -> None:
    answer = through_mcp(address, "translate", text=ENGLISH)
    assert answer.isError
    assert "the text looks English, not Indonesian" in answer.content[0].text


@pytest.mark.parametrize("leave", ["gradio_client", "mcp"])
def test_who_goes_away_leaves_no_work_behind(
    address: str, desk: Desk, monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    engine = PausingTranslator()
    monkeypatch.setattr(desk, "_loading", {})
    monkeypatch.setattr(desk_module, "load_translator", lambda name, **_: engine)
    text = "\n".join(f"Harga beras di pasar ke-{number} naik." for number in range(40))
    # How often Gradio looks whether a client is still there; in seconds.
    monkeypatch.setattr("gradio.utils.get_heartbeat_rate", lambda: 0.1)
    stopped = stops(monkeypatch)
    if leave == "gradio_client":
        visitor = Client(address, headers=HEADERS, verbose=False, analytics_enabled=False)
        visitor.submit(text, api_name="/translate")
        assert engine.begun.wait(30)
        visitor.close()
    else:
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
        body |= {"params": {"name": "translate", "arguments": {"text": text}}}
        accepted = HEADERS | {"Accept": "application/json, text/event-stream"}
        with httpx.Client(trust_env=False) as visitor, pytest.raises(httpx.ReadTimeout):
            visitor.post(f"{address}gradio_api/mcp/", json=body, headers=accepted, timeout=1)
        assert engine.begun.is_set()
    assert stopped.wait(30)
    engine.go.set()
    wait_for(lambda: desk.visitors == 0)
    assert len(engine.calls) == 1


def test_their_work_is_counted(client: Client, desk: Desk) -> None:
    before = desk.tally.sentences
    client.predict(ARTICLE, api_name="/brief")
    assert desk.tally.sentences == before + 6


def test_without_the_package_there_are_no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    require_servable(ServerSettings(mcp=True))
    find_spec = importlib.util.find_spec
    monkeypatch.setattr("summarizer.web.server.find_spec", lambda name: None if name == "mcp" else find_spec(name))
    require_servable(ServerSettings())
    with pytest.raises(ExtraMissing, match=r'pip install "summarizer-id\[mcp\]"'):
        require_servable(ServerSettings(mcp=True))
