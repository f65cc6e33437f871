"""The addresses of a visit: edits, downloads and nothing for those who do not know its token."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from summarizer.documents.exports import EXPORTS
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.glossary_files import glossary_csv
from summarizer.summarization import SummaryOptions
from summarizer.translation.editing import MAX_CHARS
from summarizer.web import refusals, visit_routes
from summarizer.web.article_work import ArticleRequest, translate_article
from summarizer.web.desk import Desk
from summarizer.web.visits import Visit, Visits
from tests.documents.kupang import ARTICLE
from tests.web.serving import desk_of
from tests.web.shown import collected, parsed, seen, text_of

REQUEST = ArticleRequest(ARTICLE, "id-en", "embedded", SummaryOptions(), force=True, use_glossary=True)
FOURTH = "Kedua pasar itu menampung 250 pedagang dari empat kelurahan."
BETTER = "The two markets house 250 traders from four wards."


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visits(clock: Clock) -> Visits:
    return Visits(grace=60, clock=clock)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(monkeypatch)


@pytest.fixture
def visit(visits: Visits, desk: Desk) -> Visit:
    """A visit with a brief."""
    visit = visits.of_session("a", "en")
    collected(translate_article(desk, visit, REQUEST))
    return visit


@pytest.fixture
def client(visits: Visits, desk: Desk) -> TestClient:
    app = FastAPI()
    app.include_router(visit_routes.visit_routes(visits, desk.kept_edits))
    refusals.install(app)
    return TestClient(app, raise_server_exceptions=False)


def edit(client: TestClient, visit: Visit, number: object, text: str) -> Any:
    return client.put(f"/visits/{visit.token}/sentences/{number}", json={"text": text})


def target(html: str, number: int) -> str:
    [element] = parsed(html).xpath(f'//*[@data-side="target"][@data-sentence="{number}"]')
    return text_of(element)


def test_an_edit_is_checked_again_and_shown(client: TestClient, visit: Visit) -> None:
    assert visit.result is not None
    assert visit.result.brief.translation.segments[3].issues != ()
    answer = edit(client, visit, 4, BETTER)
    assert answer.status_code == 200
    html = answer.json()["brief"]
    assert target(html, 4) == BETTER
    [square] = parsed(html).xpath('//*[@class="strip"]/*[@data-goto="4"]')
    assert square.get("aria-label").startswith("Sentence 4: edited by hand")
    edited = visit.result.brief.translation.segments[3]
    assert (edited.target, edited.issues, edited.edited) == (BETTER, (), True)


def test_an_edit_that_loses_a_fact_is_marked(client: TestClient, visit: Visit) -> None:
    html = edit(client, visit, 4, "The two markets house 25 traders from four wards.").json()["brief"]
    [square] = parsed(html).xpath('//*[@class="strip"]/*[@data-goto="4"]')
    assert square.get("aria-label").startswith("Sentence 4: error, ")
    marks = [text_of(one) for one in parsed(html).xpath("//mark")]
    assert "250" in marks
    assert "25" in marks


def test_an_edit_is_in_the_summary_in_every_download_and_in_what_is_copied(client: TestClient, visit: Visit) -> None:
    html = edit(client, visit, 3, "The city opened two markets this Monday.").json()["brief"]
    assert "The city opened two markets this Monday." in text_of(parsed(html).xpath('//ol[@class="summary"]')[0])
    for copied in parsed(html).xpath("//*[@data-text]"):
        assert "The city opened two markets this Monday." in copied.text
    for suffix in ("md", "json", "tmx"):
        assert "The city opened two markets this Monday." in client.get(f"/visits/{visit.token}/brief.{suffix}").text


def test_an_edited_headline_names_the_brief(client: TestClient, visit: Visit) -> None:
    html = edit(client, visit, 1, 'Two "New" Markets / Kupang').json()["brief"]
    assert text_of(parsed(html).xpath('//*[@class="headline"]')[0]) == 'Two "New" Markets / Kupang'
    answer = client.get(f"/visits/{visit.token}/brief.md")
    assert answer.headers["content-disposition"] == 'attachment; filename="two-new-markets-kupang.md"'


def test_an_edit_is_kept_for_the_next_article(client: TestClient, visit: Visit, desk: Desk) -> None:
    edit(client, visit, 4, BETTER)
    assert visit.edits == {FOURTH: BETTER}
    visit.forget_article()
    collected(translate_article(desk, visit, replace(REQUEST, text=f"Kabar Pagi\n\n{FOURTH} Warga senang.\n")))
    assert visit.result is not None
    assert BETTER in visit.result.brief.translation.text


def test_an_edit_is_held_to_the_glossary_of_the_brief(client: TestClient, visit: Visit, desk: Desk) -> None:
    visit.glossary = Glossary([Term("pedagang", "vendors")])
    collected(translate_article(desk, visit, REQUEST))
    visit.glossary = None  # the visitor has emptied the table since
    html = edit(client, visit, 4, BETTER).json()["brief"]
    assert "term missing" in seen(html)
    html = edit(client, visit, 4, BETTER.replace("traders", "vendors")).json()["brief"]
    remarks = text_of(parsed(html).xpath('//*[@id="remarks-4"]')[0])
    assert "term missing" not in remarks


def test_what_is_typed_is_text(client: TestClient, visit: Visit) -> None:
    typed = '<img src=x onerror="alert(1)"> {{value}} `${alert(1)}` \u202e052'
    html = edit(client, visit, 4, typed).json()["brief"]
    assert target(html, 4) == typed.replace("\u202e", "")
    assert not parsed(html).xpath("//img")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the sentence would be empty; write its translation, or leave it as it was"),
        (" \n\u200b\x00", "the sentence would be empty; write its translation, or leave it as it was"),
        ("a" * (MAX_CHARS + 1), "the sentence would have 5,001 characters, and 5,000 is the most. Shorten it"),
    ],
    ids=["empty", "blank", "too long"],
)
def test_an_edit_that_is_no_sentence_is_refused_and_changes_nothing(
    client: TestClient, visit: Visit, text: str, message: str
) -> None:
    before = visit.result
    answer = edit(client, visit, 4, text)
    assert (answer.status_code, answer.json()) == (400, {"error": message})
    assert visit.result == before
    assert visit.edits == {}


@pytest.mark.parametrize("number", [0, -1, 7, 10**30])
def test_a_sentence_that_there_is_not_is_refused(client: TestClient, visit: Visit, number: int) -> None:
    answer = edit(client, visit, number, BETTER)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(f"there is no sentence {number} to edit: the article has 6")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"text": "\\ud800"}', "application/json"),
        (b"{", "application/json"),
        (b"{}", "application/json"),
        (b'{"text": 5}', "application/json"),
        (b"[]", "application/json"),
        (b"text=x", "application/x-www-form-urlencoded"),
    ],
    ids=["surrogate", "broken", "empty", "number", "list", "form"],
)
def test_what_is_no_edit_is_refused(client: TestClient, visit: Visit, body: bytes, content_type: str) -> None:
    """A form is refused too: a page of another site can send one, and JSON it cannot."""
    answer = client.put(f"/visits/{visit.token}/sentences/4", content=body, headers={"content-type": content_type})
    assert answer.status_code == 400
    assert visit.edits == {}


def test_an_edit_cannot_be_sent_by_a_link(client: TestClient, visit: Visit) -> None:
    for method in ("GET", "POST", "DELETE"):
        assert client.request(method, f"/visits/{visit.token}/sentences/4", json={"text": "x"}).status_code == 405


def test_edits_at_the_same_time_are_all_kept(
    client: TestClient, visits: Visits, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each takes the brief when it begins; the first is held until the others have come, and would undo theirs."""
    with_edit = visit_routes.with_edit
    of_token = Visits.of_token
    come = threading.Semaphore(0)
    is_first = threading.Lock()

    def count(self: Visits, token: str) -> Visit | None:
        found = of_token(self, token)
        come.release()
        return found

    def hold(*given: Any) -> Any:
        edited = with_edit(*given)
        if is_first.acquire(blocking=False):
            for _ in range(6):
                assert come.acquire(timeout=30)
            threading.Event().wait(0.2)  # for the others to get as far as they can
        return edited

    monkeypatch.setattr(Visits, "of_token", count)
    monkeypatch.setattr(visit_routes, "with_edit", hold)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda number: edit(client, visit, number, f"Sentence number {number}."), range(1, 7)))
    assert [answer.status_code for answer in answers] == [200] * 6
    assert visit.result is not None
    segments = visit.result.brief.translation.segments
    assert [one.target for one in segments] == [f"Sentence number {number}." for number in range(1, 7)]
    assert len(visit.edits) == 6


@pytest.mark.parametrize("suffix", EXPORTS)
def test_a_brief_is_downloaded_under_the_name_of_its_headline(client: TestClient, visit: Visit, suffix: str) -> None:
    assert visit.result is not None
    answer = client.get(f"/visits/{visit.token}/brief.{suffix}")
    assert answer.status_code == 200
    assert answer.content == EXPORTS[suffix].write(visit.result.brief)
    assert answer.headers["content-type"].partition(";")[0] == EXPORTS[suffix].media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="kupang-opens-two-new-markets.{suffix}"'
    assert answer.headers["cache-control"] == "no-store"


def test_the_zip_of_a_batch_is_downloaded(client: TestClient, visit: Visit) -> None:
    assert client.get(f"/visits/{visit.token}/batch.zip").status_code == 404
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("pasar.md", "# Markets")
    visit.archive = written.getvalue()
    answer = client.get(f"/visits/{visit.token}/batch.zip")
    assert answer.content == visit.archive
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="translations.zip"'
    assert answer.headers["cache-control"] == "no-store"


def test_the_glossary_is_downloaded(client: TestClient, visit: Visit) -> None:
    assert client.get(f"/visits/{visit.token}/glossary.csv").status_code == 404
    visit.glossary = Glossary([Term("wali kota", "café, mayor")])
    answer = client.get(f"/visits/{visit.token}/glossary.csv")
    assert answer.content.decode("utf-8") == glossary_csv(visit.glossary)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="glossary.csv"'
    assert answer.headers["cache-control"] == "no-store"


PATHS = ["brief.md", "brief.docx", "batch.zip", "glossary.csv"]


def whole(visit: Visit) -> Visit:
    visit.archive = b"PK"
    visit.glossary = Glossary([Term("a", "b")])
    return visit


@pytest.mark.parametrize("token", ["wrong", "a", "%C3%A9", "%00", "%ED%A0%80", "..", "%2e%2e%2f", "*"])
def test_nobody_without_the_token_gets_anything(client: TestClient, visit: Visit, token: str) -> None:
    whole(visit)
    for path in PATHS:
        assert client.get(f"/visits/{token}/{path}").status_code == 404
    answer = client.put(f"/visits/{token}/sentences/4", json={"text": BETTER})
    assert answer.status_code == 404
    assert visit.edits == {}


def test_the_token_of_another_visit_shows_the_other(client: TestClient, visits: Visits, visit: Visit) -> None:
    other = visits.of_session("b", "en")
    for path in PATHS:
        assert client.get(f"/visits/{other.token}/{path}").status_code == 404
    assert edit(client, other, 4, BETTER).status_code == 404


def test_an_unknown_format_is_not_there(client: TestClient, visit: Visit) -> None:
    for suffix in ("exe", "", "md.exe", "MD", "..%2f..%2fetc"):
        assert client.get(f"/visits/{visit.token}/brief.{suffix}").status_code == 404


def test_after_a_break_a_visit_is_there_and_later_it_is_not(
    client: TestClient, visits: Visits, visit: Visit, clock: Clock
) -> None:
    whole(visit)
    visits.end("a")
    clock.now = 59
    assert edit(client, visit, 4, BETTER).status_code == 200
    clock.now = 60
    for path in PATHS:
        assert client.get(f"/visits/{visit.token}/{path}").status_code == 404
    answer = edit(client, visit, 4, BETTER)
    assert answer.status_code == 404
    assert answer.json() == {"error": "this visit has ended, or it has nothing of that name"}


def test_a_brief_that_was_cleared_is_gone(client: TestClient, visit: Visit) -> None:
    visit.forget_article()
    assert client.get(f"/visits/{visit.token}/brief.md").status_code == 404
    assert edit(client, visit, 4, BETTER).status_code == 404


def test_a_brief_that_is_cleared_while_an_edit_waits_is_gone(client: TestClient, visit: Visit) -> None:
    with ThreadPoolExecutor(1) as pool:
        with visit.lock:
            answer = pool.submit(edit, client, visit, 4, BETTER)
            visit.result = None
        assert answer.result(30).status_code == 404


def test_an_article_of_oddities_can_be_edited_and_downloaded(client: TestClient, visit: Visit, desk: Desk) -> None:
    text = "Harga naik \ud800 dan \x00 turun \u202e lagi \ufffe hari ini.\n\n\x07Warga \udfff senang."
    collected(translate_article(desk, visit, replace(REQUEST, text=text)))
    assert edit(client, visit, 1, "Prices rose \x07 and fell.").status_code == 200
    for suffix in EXPORTS:
        answer = client.get(f"/visits/{visit.token}/brief.{suffix}")
        assert answer.status_code == 200, suffix
    json.loads(client.get(f"/visits/{visit.token}/brief.json").content)


def test_the_routes_are_in_no_description(client: TestClient) -> None:
    app = client.app
    assert isinstance(app, FastAPI)
    assert app.openapi()["paths"] == {}
