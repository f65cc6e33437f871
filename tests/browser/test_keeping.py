"""Edits that are kept in the server's translation memory, for every article from then on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from summarizer.memory.opening import open_memory
from summarizer.memory.store import Memory
from summarizer.web import desk as desk_module
from summarizer.web.desk import Desk
from summarizer.web.server import create_app
from summarizer.web.settings import ServerSettings
from tests.browser.articles import NEXT_ARTICLE
from tests.browser.conftest import Visit, visits_to
from tests.browser.engines import HeldTranslator
from tests.browser.test_accessibility import serious
from tests.browser.test_keyboard import tab_to
from tests.browser.test_phone import PHONE, too_wide
from tests.browser.visitor import Visitor
from tests.web.serving import served

RIGHT = "The two markets house 250 traders from four wards."
PLAIN = "The traders liked the plan."
LAST = "Para pedagang menyambut rencana itu dengan gembira."
FOURTH = "Kedua pasar itu menampung 250 pedagang dari empat kelurahan."
KEPT = "Edits kept: 1. From now on they stand in every article that has these sentences."
HINT = (
    "The edited sentences and their sources go to this server's translation memory, for everybody's articles; nothing "
    "else of this one does."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


@pytest.fixture
def memory(path: Path) -> Iterator[Memory]:
    with open_memory(path) as memory:
        yield memory


@pytest.fixture
def visit(
    browser: Browser,
    engines: dict[str, HeldTranslator],
    engine: HeldTranslator,
    memory: Memory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Visit]:
    """Visits of a server that has a memory."""
    monkeypatch.setattr(desk_module, "load_translator", lambda name, **_: engines[name])
    app = create_app(ServerSettings(), Desk(memory=memory))
    with served(app) as address, visits_to(browser, address, engine) as begin:
        yield begin


def offer(visitor: Visitor) -> Locator:
    return visitor("[data-keep]")


def edit(visitor: Visitor, number: int, text: str) -> None:
    visitor.edit(number, text)
    expect(visitor("#said")).to_contain_text("Saved.")


def test_an_edit_that_is_kept_stands_in_the_article_of_the_next_visitor(visit: Visit, memory: Memory) -> None:
    first = visit()
    first.translate()
    expect(offer(first)).to_have_count(0)
    edit(first, 6, PLAIN)
    expect(offer(first)).to_have_text("Keep my edits in the memory (1)")
    assert memory.stats().edits == 0
    offer(first).click()
    expect(first("#said")).to_have_text(KEPT)
    expect(offer(first)).to_have_count(0)
    assert memory.edits([LAST], "id-en") == {LAST: PLAIN}
    first.close()

    second = visit()
    second.translate(NEXT_ARTICLE)
    expect(second.target(2)).to_have_text(PLAIN)
    expect(second("#remarks-2")).to_contain_text("edited by hand")
    expect(offer(second)).to_have_count(0)


def test_it_is_kept_without_a_mouse(visit: Visit) -> None:
    visitor = visit()
    visitor.translate()
    edit(visitor, 6, PLAIN)
    tab_to(visitor, offer(visitor), "Shift+Tab")
    expect(offer(visitor)).to_have_accessible_description(HINT)
    visitor.page.keyboard.press("Enter")
    expect(visitor("#said")).to_have_text(KEPT)
    expect(visitor("#said")).to_have_role("status")
    expect(offer(visitor)).to_have_count(0)
    expect(visitor("[data-copy]").first).to_be_focused()


def test_what_is_still_being_typed_is_saved_and_kept_too(visit: Visit, memory: Memory) -> None:
    visitor = visit()
    visitor.translate()
    edit(visitor, 6, PLAIN)
    visitor.target(4).dblclick()
    visitor.page.keyboard.press("Control+a")
    visitor.page.keyboard.type(RIGHT)
    offer(visitor).click(delay=100)
    expect(visitor("#said")).to_contain_text("Edits kept: 2.")
    expect(offer(visitor)).to_have_count(0)
    assert memory.edits([FOURTH, LAST], "id-en") == {FOURTH: RIGHT, LAST: PLAIN}


def test_what_is_refused_is_not_kept_and_stays_to_be_typed_on(visit: Visit, memory: Memory) -> None:
    visitor = visit()
    visitor.translate()
    edit(visitor, 6, PLAIN)
    visitor.target(4).dblclick()
    visitor.page.keyboard.press("Control+a")
    visitor.page.keyboard.press("Delete")
    offer(visitor).click()
    expect(visitor("#said")).to_contain_text("The edit was not saved: the sentence would be empty")
    expect(visitor.target(4)).to_be_focused()
    assert memory.stats().edits == 0
    visitor.expects_refusal(400)


def test_a_memory_that_cannot_be_written_is_told_of_and_may_be_tried_again(
    visit: Visit, memory: Memory, path: Path
) -> None:
    visitor = visit()
    visitor.translate()
    edit(visitor, 6, PLAIN)
    path.rename(path.with_suffix(".away"))
    path.mkdir()
    offer(visitor).click()
    expect(visitor("#said")).to_have_text(
        "The edits were not kept: the translation memory cannot be used now; please tell whoever runs the server, "
        "whose log has more"
    )
    visitor.expects_refusal(503)
    path.rmdir()
    offer(visitor).click()
    expect(visitor("#said")).to_have_text(KEPT)
    assert memory.edits([LAST], "id-en") == {LAST: PLAIN}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_offer_can_be_read_by_all_on_a_phone_too(visit: Visit, scheme: str) -> None:
    visitor = visit(viewport=PHONE, color_scheme=scheme, locale="id-ID")
    visitor.translate()
    visitor.edit(6, PLAIN)
    expect(offer(visitor)).to_have_text("Simpan suntingan saya di memori (1)")
    assert serious(visitor) == []
    assert too_wide(visitor) <= 0
