"""Stop stops the work itself, and nobody waits for what nobody wants any more."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.articles import stall, stalls
from tests.browser.conftest import Visit
from tests.browser.engines import HeldTranslator
from tests.browser.visitor import Visitor
from tests.documents.kupang import ARTICLE


def begin(visitor: Visitor, engine: HeldTranslator) -> None:
    """Have the visitor's article at work in the second of its batches."""
    engine.hold()
    visitor.article.fill(stalls(26))
    visitor("#translate").click()
    engine.wait_for_batch()
    engine.let_through()
    engine.wait_for_batch()


def test_stop_ends_the_work_and_leaves_what_is_there(visitor: Visitor, engine: HeldTranslator) -> None:
    begin(visitor, engine)
    visitor.stop()
    engine.let_through()
    expect(visitor("#status .status-stopped")).to_contain_text("Stopped. What had been translated is below")
    expect(visitor.target(1)).to_have_text(stall(1))
    expect(visitor(".sentence.pending")).to_have_count(25)
    expect(visitor("#translate")).to_be_enabled()
    expect(visitor("#stop")).to_be_disabled()
    assert len(engine.calls) == 2


def test_after_a_stop_the_engine_serves_others_and_the_same_visitor(
    visitor: Visitor, visit: Visit, engine: HeldTranslator
) -> None:
    begin(visitor, engine)
    visitor.stop()
    engine.release()
    expect(visitor("#status .status-stopped")).to_be_visible()
    visit().translate()
    visitor.translate()
    assert not {sentence for sentence in engine.sentences if "nomor 26" in sentence}


def test_clear_stops_too_and_what_comes_late_is_not_shown(
    visitor: Visitor, visit: Visit, engine: HeldTranslator
) -> None:
    begin(visitor, engine)
    visitor("#clear").click()
    expect(visitor("#brief")).to_have_text("")
    engine.release()
    visit().translate()
    for place in ("#status", "#brief"):
        expect(visitor(place)).to_have_text("")
    visitor.translate()
    assert not {sentence for sentence in engine.sentences if "nomor 26" in sentence}


def test_another_article_need_not_wait_for_one_that_was_cleared(visitor: Visitor, engine: HeldTranslator) -> None:
    begin(visitor, engine)
    visitor("#clear").click()
    expect(visitor("#brief")).to_have_text("")
    visitor.article.fill(ARTICLE)
    visitor("#translate").click()
    expect(visitor.status).to_contain_text("Translating: 0 of 5 sentences")
    engine.release()
    visitor.wait_for_brief()
    expect(visitor(".brief h2")).to_have_text("Kupang Opens Two New Markets")


def test_a_visitor_who_leaves_is_not_worked_for(visit: Visit, engine: HeldTranslator) -> None:
    leaving = visit()
    begin(leaving, engine)
    leaving.page.close()
    other = visit()
    engine.release()
    other.translate()
    assert not {sentence for sentence in engine.sentences if "nomor 26" in sentence}
