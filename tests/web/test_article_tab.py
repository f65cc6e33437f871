"""The tab of one article: what its handlers answer a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from summarizer.datamodels import Origin
from summarizer.documents.reading import Article
from summarizer.errors import UnreadableInput
from summarizer.web import article_tab, sessions
from summarizer.web.desk import Desk
from summarizer.web.texts import texts
from summarizer.web.visits import Visit, Visits
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE
from tests.web.asking import is_skipped, request
from tests.web.options_fields import OPTIONS, values
from tests.web.serving import PausingTranslator, desk_of
from tests.web.shown import collected, seen, texts_at

ARTICLE_FIELD = gr.Textbox()
URL = "https://kabar.example/pasar"
ENGLISH = "The government said on Monday that rice prices rose three percent in the capital."


def upload(folder: Path, name: str, content: bytes) -> Path:
    file = folder / "0a1b2c" / name
    file.parent.mkdir()
    file.write_bytes(content)
    return file


def translate(desk: Desk, visits: Visits, text: str = ARTICLE, **given: Any) -> list[tuple[Any, ...]]:
    return collected(_handler(desk, visits)(_values(text), given.get("request", request())))


def _handler(desk: Desk, visits: Visits) -> Any:
    return article_tab._translate(desk, visits, ARTICLE_FIELD, OPTIONS)


def _values(text: str) -> dict[gr.components.Component, Any]:
    return {**values(sentences=2.0), ARTICLE_FIELD: text}


def test_the_buttons_are_those_of_what_can_be_done(desk: Desk, visits: Visits) -> None:
    shown = translate(desk, visits)
    assert len(shown) > 3
    for number, (_, brief, report, run, stop) in enumerate(shown):
        is_last = number == len(shown) - 1
        assert (run["interactive"], stop["interactive"]) == (is_last, not is_last)
        assert is_skipped(report) == (not is_last)
        if number == 0:
            assert is_skipped(brief), "what is there stays until there is something new"
    assert "Kupang Opens Two New Markets" in shown[-1][1]


def test_a_file_becomes_the_article_and_is_removed(visits: Visits, tmp_path: Path) -> None:
    file = upload(tmp_path, "pasar.txt", ARTICLE.encode())
    text, cleared, status = asyncio.run(article_tab._read_file(visits)(str(file), request()))
    assert (text, cleared) == (ARTICLE, None)
    assert list(texts_at(status, "//div/div")) == []
    assert list(tmp_path.iterdir()) == []


def test_what_is_to_be_known_of_a_file_is_told(visits: Visits, tmp_path: Path) -> None:
    file = upload(tmp_path, "kafe.txt", "Harga di kafé naik lagi.".encode("cp1252"))
    text, _, status = asyncio.run(article_tab._read_file(visits)(str(file), request(language="id")))
    assert text == "Harga di kafé naik lagi."
    [said] = texts_at(status, "//div/div")
    assert said.startswith("Catatan: kafe.txt is not UTF-8; it was read as cp1252")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("kosong.txt", b"", "kosong.txt is empty: there is nothing to translate."),
        ("lagu.mp3", b"ID3", "lagu.mp3 is not a kind of file that is taken."),
        ("<b>.txt", b"\x00", "<b>.txt is a binary file, not text."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_removed(
    visits: Visits, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    file = upload(tmp_path, name, content)
    text, cleared, status = asyncio.run(article_tab._read_file(visits)(str(file), request()))
    assert is_skipped(text), "what was in the field stays"
    assert cleared is None
    [said] = texts_at(status, "//div/div")
    assert said.startswith(f"This did not work: {message}")
    assert str(tmp_path) not in said
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_gone_is_told(visits: Visits, tmp_path: Path) -> None:
    gone = str(tmp_path / "0a" / "pasar.txt")
    text, _, status = asyncio.run(article_tab._read_file(visits)(gone, request()))
    assert is_skipped(text)
    assert "pasar.txt is no longer on the server. Choose it again." in seen(status)


def test_a_page_becomes_the_article_with_its_origin(
    visits: Visits, visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = Origin("Pasar Baru", "Sari <b>", "2026-11-02", URL)
    asked_for: list[str] = []

    def read_url(url: str) -> Article:
        asked_for.append(url)
        return Article(ARTICLE, origin, ("the page has more than one article",))

    monkeypatch.setattr(article_tab, "read_url", read_url)
    text, status = asyncio.run(article_tab._read_url(visits)(f" {URL}\n", request()))
    assert (text, asked_for) == (ARTICLE, [URL])
    assert list(texts_at(status, "//div/div")) == [
        "Note: the page has more than one article.",
        f"Note: Sari <b> · 2026-11-02 · {URL}.",
    ]
    translate(desk, visits, ARTICLE.replace("250", "25"))
    assert visit.result is not None
    assert visit.result.brief.translation.document.origin == origin
    translate(desk, visits, "Kabar lain\n\nHarga beras naik lagi.\n")
    assert visit.result.brief.translation.document.origin == Origin()


def test_a_page_that_cannot_be_fetched_is_told(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(url: str) -> Article:
        raise UnreadableInput("127.0.0.1 is not a public address")

    monkeypatch.setattr(article_tab, "read_url", refuse)
    text, status = asyncio.run(article_tab._read_url(visits)("http://127.0.0.1/", request()))
    assert is_skipped(text)
    assert list(texts_at(status, "//div/div")) == ["This did not work: 127.0.0.1 is not a public address."]


def test_clear_leaves_nothing_but_the_wordings(desk: Desk, visits: Visits, visit: Visit) -> None:
    translate(desk, visits)
    visit.remember_origin(ARTICLE, Origin(url=URL))
    visit.edits["Harga naik."] = "Prices rose."
    shown = asyncio.run(article_tab._clear(visits)(request()))
    article, url, file, detected, status, brief, report, run, stop = shown
    assert (article, url, file, detected, status, brief) == ("", "", None, "", "", "")
    assert texts("en")["report_empty"] in seen(report)
    assert (run["interactive"], stop["interactive"]) == (True, False)
    assert visit.result is None
    assert visit.origin_of(ARTICLE) == Origin()
    assert visit.edits == {"Harga naik.": "Prices rose."}


def test_what_was_cleared_is_not_shown_when_its_batch_ends(
    monkeypatch: pytest.MonkeyPatch, visits: Visits, visit: Visit
) -> None:
    engine = PausingTranslator()
    desk = desk_of(monkeypatch, engine)
    handler = _handler(desk, visits)

    async def translate_and_clear() -> list[tuple[Any, ...]]:
        shown = []
        async for one in handler(_values(ARTICLE), request()):
            shown.append(one)
            if len(shown) == 2:
                await asyncio.to_thread(engine.begun.wait, 30)
                await article_tab._clear(visits)(request())
                engine.go.set()
        return shown

    *_, last = asyncio.run(translate_and_clear())
    assert all(map(is_skipped, last))
    assert visit.result is None


def test_a_second_article_takes_the_place_of_one_at_work(
    monkeypatch: pytest.MonkeyPatch, visits: Visits, visit: Visit
) -> None:
    engine = PausingTranslator()
    desk = desk_of(monkeypatch, engine)
    handler = _handler(desk, visits)

    async def shown_of(text: str) -> list[tuple[Any, ...]]:
        return [one async for one in handler(_values(text), request())]

    async def translate_both() -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        first = asyncio.create_task(shown_of(ARTICLE))
        await asyncio.to_thread(engine.begun.wait, 30)
        second = asyncio.create_task(shown_of(SHORT_ARTICLE))
        await asyncio.sleep(0)
        engine.go.set()
        return await first, await second

    first, second = asyncio.run(translate_both())
    assert all(map(is_skipped, first[-1]))
    assert seen(second[-1][0]).strip().endswith("Sentences: 1.")
    assert visit.result is not None
    assert visit.result.brief.translation.document.text == SHORT_ARTICLE


def test_refresh_shows_what_the_visit_has(desk: Desk, visits: Visits, visit: Visit) -> None:
    refresh = article_tab._refresh(visits)
    brief, report = asyncio.run(refresh(request()))
    assert is_skipped(brief)
    assert texts("en")["report_empty"] in seen(report)
    translate(desk, visits)
    brief, report = asyncio.run(refresh(request()))
    assert "Kupang Opens Two New Markets" in seen(brief)
    assert "engine:recording" in seen(report)
    brief, report = asyncio.run(refresh(request("another visitor")))
    assert is_skipped(brief)
    assert "Kupang" not in report


def test_stop_stops_the_work_of_its_own_visit(desk: Desk, visits: Visits, visit: Visit) -> None:
    other = visits.of_session("b", "en")
    visit.watches["article"], other.watches["article"] = desk.watch(), desk.watch()
    asyncio.run(sessions.stopping(visits, article_tab.JOB)(request()))
    assert visit.watches["article"]._reasons
    assert not other.watches["article"]._reasons


@pytest.mark.parametrize(
    ("text", "langpair", "shown"),
    [
        (ARTICLE, "id-en", "Language found: Indonesian."),
        (ARTICLE, "en-id", "Language found: Indonesian. The direction says otherwise."),
        (ENGLISH, "id-en", "Language found: English. The direction says otherwise."),
        ("Pasar", "id-en", ""),
        ("", "id-en", ""),
    ],
)
def test_the_language_of_what_is_typed_is_told(text: str, langpair: str, shown: str) -> None:
    answer = asyncio.run(article_tab._detect(text, langpair, request()))
    assert " ".join(seen(answer or "<p></p>").split()) == shown


def test_of_a_long_text_the_beginning_tells_the_language() -> None:
    answer = asyncio.run(article_tab._detect(ARTICLE * 8 + ENGLISH * 10_000, "id-en", request(language="id")))
    assert " ".join(seen(answer).split()) == "Bahasa yang dikenali: Indonesia."
