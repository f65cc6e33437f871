"""From a pasted article to its brief."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.articles import ENGLISH_ARTICLE, stall, stalls
from tests.browser.engines import HeldTranslator
from tests.browser.visitor import Visitor
from tests.conftest import ROOT
from tests.documents.kupang import ARTICLE

REFUSED = {
    "": "the article is empty: there is nothing to translate",
    "--- ***": "the article has no word in it",
    ENGLISH_ARTICLE: "the text looks English, not Indonesian",
    "kata " * 20_001: "the text has 100,005 characters, and 100,000 is the most that is taken here. Split it",
}


def test_the_button_makes_a_brief_of_a_pasted_article(visitor: Visitor) -> None:
    visitor.article.fill(ARTICLE)
    visitor("#translate").click()
    visitor.wait_for_brief()
    expect(visitor(".brief h2")).to_have_text("Kupang Opens Two New Markets")
    expect(visitor(".brief .summary li").first).to_contain_text("Kupang opened two new markets on Monday.")
    expect(visitor.source(4)).to_have_text("Kedua pasar itu menampung 250 pedagang dari empat kelurahan.")
    expect(visitor.target(4)).to_have_text("The two markets house traders from four wards.")
    expect(visitor.status).to_contain_text("Sentences: 6.")
    expect(visitor("#translate")).to_be_enabled()
    expect(visitor("#stop")).to_be_disabled()


def test_ctrl_enter_translates_what_has_just_been_typed(visitor: Visitor) -> None:
    visitor.article.press_sequentially("Para pedagang menyambut rencana itu dengan gembira.")
    visitor.page.keyboard.press("Control+Enter")
    visitor.wait_for_brief()
    expect(visitor.target(1)).to_have_text("The traders were happy to hear of the plan.")


def test_the_language_is_told_while_the_article_is_being_written(visitor: Visitor) -> None:
    visitor.article.fill(ARTICLE)
    expect(visitor("#detected")).to_have_text("Language found: Indonesian.")
    visitor.article.fill(ENGLISH_ARTICLE)
    expect(visitor("#detected")).to_have_text("Language found: English. The direction says otherwise.")
    visitor.page.get_by_label("English → Indonesian").check()
    expect(visitor("#detected")).to_have_text("Language found: English.")


def test_sentences_appear_as_they_are_made(visitor: Visitor, engine: HeldTranslator) -> None:
    engine.hold()
    visitor.article.fill(stalls(26))
    visitor("#translate").click()
    expect(visitor.status).to_contain_text("Translating: 0 of 26 sentences")
    expect(visitor.source(26)).to_contain_text("Kios nomor 26")
    expect(visitor(".sentence.pending")).to_have_count(26)
    expect(visitor("#translate")).to_be_disabled()
    for done in (1, 8):
        engine.wait_for_batch()
        engine.let_through()
        expect(visitor.status).to_contain_text(f"{done} of 26 sentences")
        assert float(visitor("#status progress").get_attribute("value") or 0) == pytest.approx(100 * done / 26, abs=1)
        expect(visitor.target(done)).to_have_text(stall(done))
        expect(visitor(".sentence.pending")).to_have_count(26 - done)
    # The draft is not to be edited: the checks may still replace its sentences.
    visitor.target(1).dblclick()
    expect(visitor(".editing")).to_have_count(0)
    engine.release()
    visitor.wait_for_brief()
    expect(visitor(".sentence.pending")).to_have_count(0)
    expect(visitor("#status progress")).to_have_count(0)


def test_the_articles_of_the_package_are_examples(visitor: Visitor) -> None:
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.id.txt"))]
    examples = visitor(".gallery-item")
    expect(examples).to_have_count(len(seeds))
    examples.last.click()
    expect(visitor.article).to_have_value(seeds[-1])


def test_clear_leaves_the_page_as_it_was(visitor: Visitor) -> None:
    visitor.translate()
    visitor("#clear").click()
    for place in ("#status", "#brief", "#detected"):
        expect(visitor(place)).to_have_text("")
    expect(visitor.article).to_have_value("")
    visitor.go_to("report")
    expect(visitor("#report")).to_have_text("Translate an article first: its report appears here.")


def test_what_cannot_be_translated_is_told_in_words(visitor: Visitor, engine: HeldTranslator) -> None:
    for text, told in REFUSED.items():
        visitor.article.fill(text)
        visitor("#translate").click()
        expect(visitor("#status .status-error")).to_contain_text(f"This did not work: {told}")
        expect(visitor("#translate")).to_be_enabled()
    assert engine.calls == []


def test_the_other_direction_is_refused_in_words(visitor: Visitor, engine: HeldTranslator) -> None:
    visitor.page.get_by_label("English → Indonesian").check()
    visitor.article.fill(ENGLISH_ARTICLE)
    visitor("#translate").click()
    expect(visitor("#status .status-error")).to_contain_text("en to id is not translated here")
    assert engine.calls == []
