"""A server with a translation memory: people's wordings come from it into whatever is made, and go to it when asked."""

from __future__ import annotations

import io
import json
import logging
import threading
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from gradio_client import Client
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from summarizer.datamodels import IssueKind
from summarizer.memory.opening import open_memory
from summarizer.memory.store import Memory
from summarizer.summarization import SummaryOptions
from summarizer.web import refusals
from summarizer.web.article_work import ArticleRequest, Shown, translate_article
from summarizer.web.batch_work import BatchRequest, translate_files
from summarizer.web.desk import Desk
from summarizer.web.page import build
from summarizer.web.server import create_app
from summarizer.web.settings import ServerSettings
from summarizer.web.texts import texts
from summarizer.web.visit_routes import visit_routes
from summarizer.web.visits import Visit, Visits
from tests.documents.kupang import ANSWERS, ARTICLE
from tests.web.serving import client_of, desk_of, served
from tests.web.shown import collected, parsed, seen, text_of, texts_at

REQUEST = ArticleRequest(ARTICLE, "id-en", "embedded", SummaryOptions(), force=True, use_glossary=True)
PAIR = "id-en"
FOURTH = "Kedua pasar itu menampung 250 pedagang dari empat kelurahan."
RIGHT = "The two markets house 250 traders from four wards."
LAST = "Para pedagang menyambut rencana itu dengan gembira."
PLAIN = "The traders liked the plan."
FAILED = texts("en")["memory_failed"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ingatan" / "memory.sqlite"


@pytest.fixture
def memory(path: Path) -> Iterator[Memory]:
    with open_memory(path) as memory:
        yield memory


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, memory: Memory) -> Desk:
    return desk_of(monkeypatch, memory=memory)


@pytest.fixture
def client(visits: Visits, desk: Desk) -> TestClient:
    return client_of_visits(visits, desk)


def client_of_visits(visits: Visits, desk: Desk) -> TestClient:
    app = FastAPI()
    app.include_router(visit_routes(visits, desk.kept_edits))
    refusals.install(app)
    return TestClient(app, raise_server_exceptions=False)


def shown(desk: Desk, visit: Visit, **changes: Any) -> Shown:
    """What the page shows in the end."""
    return collected(translate_article(desk, visit, replace(REQUEST, **changes)))[-1]


def edit(client: TestClient, visit: Visit, number: int, text: str) -> str:
    """The brief after an edit."""
    return str(client.put(f"/visits/{visit.token}/sentences/{number}", json={"text": text}).json()["brief"])


def keep(client: TestClient, visit: Visit) -> Any:
    return client.put(f"/visits/{visit.token}/kept-edits", json={})


def offers(html: str | None) -> list[str]:
    """The words of the buttons that keep edits."""
    return list(texts_at(html or "", "//button[@data-keep]"))


def break_down(path: Path) -> None:
    """From now on the memory can be neither read nor written."""
    path.rename(path.with_suffix(".away"))
    path.mkdir()


def by_page(desk: Desk) -> str:
    return seen(str(shown(desk, Visit("en")).brief))


def by_batch(desk: Desk) -> str:
    visit = Visit("en")
    request = BatchRequest(
        [("kupang.txt", ARTICLE.encode())], ["json"], "id-en", "embedded", SummaryOptions(), force=False
    )
    collected(translate_files(desk, visit, request))
    return edited(zipfile.ZipFile(io.BytesIO(visit.archive)).read("kupang.json"))


def by_brief(desk: Desk) -> str:
    return edited(client_of(desk).post("/brief", json={"text": ARTICLE}).content)


def by_translate(desk: Desk) -> str:
    answer = client_of(desk).post("/translate", json={"q": [ARTICLE], "source": "id", "target": "en"})
    [text] = answer.json()["translatedText"]
    return str(text)


def by_file(desk: Desk) -> str:
    client = client_of(desk)
    asked = {"data": {"source": "id", "target": "en"}, "files": {"file": ("kupang.txt", ARTICLE)}}
    return client.get(client.post("/translate_file", **asked).json()["translatedFileUrl"]).text


def by_tool(desk: Desk) -> str:
    with served(create_app(ServerSettings(), desk)) as address:
        client = Client(address, headers={}, verbose=False, analytics_enabled=False)
        return edited(client.predict(ARTICLE, api_name="/brief"))


def edited(brief: str | bytes) -> str:
    """The sentences of a brief in JSON that are marked as a human's."""
    return "\n".join(one["target"] for one in json.loads(brief)["segments"] if one["edited"])


WAYS = [by_page, by_batch, by_brief, by_translate, by_file, by_tool]


@pytest.mark.parametrize("way", WAYS)
def test_a_wording_in_the_memory_stands_in_all_that_is_made(
    desk: Desk, memory: Memory, way: Callable[[Desk], str]
) -> None:
    memory.keep_edits({FOURTH: RIGHT}, PAIR)
    made = way(desk)
    assert RIGHT in made
    assert ANSWERS[FOURTH] not in made
    stats = memory.stats()
    assert (stats.edits, stats.machine, stats.outputs) == (1, {}, 0), "nothing has come to it"


@pytest.mark.parametrize("way", WAYS)
def test_a_memory_that_breaks_is_done_without_and_the_log_says_so(
    desk: Desk, memory: Memory, path: Path, way: Callable[[Desk], str], caplog: pytest.LogCaptureFixture
) -> None:
    memory.keep_edits({FOURTH: RIGHT}, PAIR)
    break_down(path)
    with caplog.at_level(logging.ERROR):
        made = way(desk)
    assert RIGHT not in made
    if way in (by_page, by_translate, by_file):
        assert ANSWERS[FOURTH] in made
    assert f"a text was translated without the wordings in the translation memory: the translation memory {path}" in (
        caplog.text
    )
    for private in ("Kupang", "pedagang", "traders"):
        assert private not in caplog.text


def test_a_wording_is_marked_and_checked_like_an_edit_of_the_visit(desk: Desk, memory: Memory, visit: Visit) -> None:
    memory.keep_edits({FOURTH: "The two markets house 25 traders from four wards."}, PAIR)
    page = shown(desk, visit)
    assert visit.result is not None
    fourth = visit.result.brief.translation.segments[3]
    assert fourth.edited
    assert IssueKind.NUMBER_MISSING in {issue.kind for issue in fourth.issues}
    assert "The two markets house 25 traders" in visit.result.brief.summary.text
    assert "edited by hand" in text_of(element(page.brief, '//*[@id="remarks-4"]'))
    assert texts("en")["edits_line"] % {"count": 1} in seen(str(page.report))
    assert visit.edits == {}, "it is not the visitor's own"


def element(html: str | None, path: str) -> HtmlElement:
    [found] = parsed(html or "").xpath(path)
    return found


def test_the_visit_s_own_wording_comes_before_that_of_the_memory(
    desk: Desk, memory: Memory, client: TestClient, visit: Visit
) -> None:
    memory.keep_edits({LAST: "The traders cheered.", FOURTH: RIGHT}, PAIR)
    shown(desk, visit)
    edit(client, visit, 6, PLAIN)
    edit(client, visit, 4, ANSWERS[FOURTH])
    page = shown(desk, visit)
    assert visit.result is not None
    targets = [one.target for one in visit.result.brief.translation.segments]
    assert targets[5] == PLAIN
    assert targets[3] == ANSWERS[FOURTH], "what the engine says, which the visitor prefers"
    assert offers(page.brief) == ["Keep my edits in the memory (1)"]


def test_a_broken_memory_is_noted_on_the_page_without_its_path(
    desk: Desk, visit: Visit, path: Path, memory: Memory
) -> None:
    assert FAILED not in str(shown(desk, visit).status)
    break_down(path)
    page = shown(desk, visit)
    lines = list(texts_at(str(page.status), '//div[@role="status"]/div'))
    assert lines[0] == f"Note: {FAILED}."
    assert lines[1].startswith("Done in ")
    assert path.parent.name not in str(page)


def test_edits_that_the_memory_does_not_know_are_offered_to_it_until_they_are_kept(
    desk: Desk, memory: Memory, client: TestClient, visit: Visit
) -> None:
    assert offers(shown(desk, visit).brief) == []
    assert offers(edit(client, visit, 4, RIGHT)) == ["Keep my edits in the memory (1)"]
    assert offers(edit(client, visit, 6, PLAIN)) == ["Keep my edits in the memory (2)"]
    assert memory.edits([FOURTH, LAST], PAIR) == {}, "nothing goes there unasked"
    assert keep(client, visit).json() == {"kept": 2}
    assert memory.edits([FOURTH, LAST], PAIR) == {FOURTH: RIGHT, LAST: PLAIN}
    assert keep(client, visit).json() == {"kept": 0}
    assert offers(edit(client, visit, 4, RIGHT)) == []
    assert offers(edit(client, visit, 3, "Two markets opened on Monday.")) == ["Keep my edits in the memory (1)"]


def test_nothing_but_the_edits_of_the_article_comes_to_the_memory(
    desk: Desk, memory: Memory, client: TestClient, visit: Visit
) -> None:
    shown(desk, visit, text=f"{LAST}\n")
    edit(client, visit, 1, PLAIN)
    shown(desk, visit, text=f"{FOURTH}\n\nWarga senang.\n")
    edit(client, visit, 1, RIGHT)
    keep(client, visit)
    units = [(unit.source, unit.target, unit.origin) for unit in memory.units()]
    assert units == [(FOURTH, RIGHT, "human")], "those of the article before were not offered"
    assert (memory.stats().machine, memory.stats().outputs) == ({}, 0)


def test_what_one_visitor_has_kept_is_known_to_the_next_who_may_change_it(
    desk: Desk, memory: Memory, client: TestClient, visits: Visits, visit: Visit
) -> None:
    shown(desk, visit)
    edit(client, visit, 6, "The traders cheered.")
    keep(client, visit)
    other = visits.of_session("b", "id")
    page = shown(desk, other)
    assert "The traders cheered." in seen(str(page.brief))
    assert offers(page.brief) == []
    assert offers(edit(client, other, 6, PLAIN)) == ["Simpan suntingan saya di memori (1)"]
    keep(client, other)
    assert memory.edits([LAST], PAIR) == {LAST: PLAIN}


def test_what_a_memory_has_no_place_for_is_no_reason_to_offer_the_edit_for_ever(
    desk: Desk, memory: Memory, client: TestClient, visit: Visit
) -> None:
    shown(desk, visit)
    edit(client, visit, 4, "\uffff")
    assert len(offers(edit(client, visit, 6, f"{PLAIN}\uffff"))) == 1
    assert keep(client, visit).json() == {"kept": 1}
    assert memory.edits([FOURTH, LAST], PAIR) == {LAST: PLAIN}
    assert offers(edit(client, visit, 6, f"{PLAIN}\ufffe")) == []


def test_what_cannot_be_kept_is_told_without_a_path_and_can_be_tried_again(
    desk: Desk,
    memory: Memory,
    path: Path,
    client: TestClient,
    visit: Visit,
    caplog: pytest.LogCaptureFixture,
) -> None:
    break_down(path)
    shown(desk, visit)
    assert offers(edit(client, visit, 6, PLAIN)) == ["Keep my edits in the memory (1)"]
    with caplog.at_level(logging.ERROR):
        answer = keep(client, visit)
    assert answer.status_code == 503
    assert answer.json()["error"].startswith("the translation memory cannot be used now")
    assert str(path) not in answer.text
    assert str(path) in caplog.text
    assert PLAIN not in caplog.text
    path.rmdir()
    assert keep(client, visit).json() == {"kept": 1}
    assert memory.edits([LAST], PAIR) == {LAST: PLAIN}


def test_without_a_memory_nothing_is_offered_and_nothing_kept(
    monkeypatch: pytest.MonkeyPatch, visits: Visits, visit: Visit
) -> None:
    desk = desk_of(monkeypatch)
    client = client_of_visits(visits, desk)
    shown(desk, visit)
    assert offers(edit(client, visit, 6, PLAIN)) == []
    assert keep(client, visit).status_code == 404


def test_nobody_without_the_token_keeps_anything(
    desk: Desk, memory: Memory, client: TestClient, visits: Visits, visit: Visit
) -> None:
    shown(desk, visit)
    edit(client, visit, 6, PLAIN)
    assert keep(client, visits.of_session("b", "en")).status_code == 404, "which has no article"
    assert client.put("/visits/wrong/kept-edits", json={}).status_code == 404
    for method in ("GET", "POST", "DELETE"):
        assert client.request(method, f"/visits/{visit.token}/kept-edits").status_code == 405
    assert memory.stats().edits == 0


def test_a_page_can_be_cleared_while_the_memory_keeps_it_waiting(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, memory: Memory, client: TestClient, visit: Visit
) -> None:
    """Clearing takes the visit's lock on the event loop: if it had to wait, so would the whole server."""
    shown(desk, visit)
    edit(client, visit, 6, PLAIN)
    is_waiting, go = threading.Event(), threading.Event()
    keep_edits = Memory.keep_edits

    def wait(self: Memory, *given: Any) -> int:
        is_waiting.set()
        assert go.wait(30)
        return keep_edits(self, *given)

    monkeypatch.setattr(Memory, "keep_edits", wait)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(keep, client, visit)
        assert is_waiting.wait(30)
        assert visit.lock.acquire(blocking=False)
        visit.lock.release()
        go.set()
        assert answer.result(30).json() == {"kept": 1}


@pytest.mark.parametrize("has_memory", [True, False])
def test_the_page_says_what_it_keeps(monkeypatch: pytest.MonkeyPatch, memory: Memory, has_memory: bool) -> None:
    config = build(desk_of(monkeypatch, memory=memory if has_memory else None), Visits()).get_config_file()
    said = [one["props"]["value"] for one in config["components"] if one["type"] == "markdown"]
    key = "introduction_with_memory" if has_memory else "introduction"
    assert [one for one in said if f'summarizer_{key}"' in str(one)]


def test_another_site_cannot_have_edits_kept(desk: Desk, visit: Visit) -> None:
    client = TestClient(create_app(ServerSettings(), desk), base_url="http://127.0.0.1:7860")
    answer = client.put(f"/visits/{visit.token}/kept-edits", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
