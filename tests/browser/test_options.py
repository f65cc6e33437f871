"""What is set under "Options"."""

from __future__ import annotations

from itertools import count
from time import sleep

import pytest
from playwright.sync_api import expect

from tests.browser.articles import ENGLISH_ARTICLE
from tests.browser.conftest import Visit
from tests.browser.engines import HeldTranslator
from tests.browser.visitor import Visitor


@pytest.fixture
def visitor(visitor: Visitor) -> Visitor:
    """A visitor who has opened the options."""
    visitor("#options").get_by_role("button", name="Options").click()
    return visitor


def test_they_are_shown_and_hidden_again(visitor: Visitor) -> None:
    toggle, field = visitor("#options-toggle"), visitor.page.get_by_label("Words in the summary")
    expect(field).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    toggle.focus()
    visitor.page.keyboard.press("Enter")
    expect(field).to_be_hidden()
    expect(toggle).to_have_attribute("aria-expanded", "false")


def test_what_is_set_stays_though_the_page_loads_slowly(visit: Visit) -> None:
    """What opening the options, or a tab, has the browser load arrives one by one, and after the field was set."""
    visitor = visit()
    scripts = count(1)
    visitor.page.route("**/*.js", lambda route: (sleep(0.3 * next(scripts)), route.continue_()))
    visitor("#options-toggle").click()
    words = visitor.page.get_by_label("Words in the summary")
    words.fill("8")
    visitor.go_to("glossary")
    term = visitor("#term-source input, #term-source textarea")
    term.fill("gubernur")
    visitor.page.wait_for_timeout(3_000)
    expect(term).to_have_value("gubernur")
    visitor.go_to("article")
    expect(words).to_have_value("8")


def test_another_engine(visitor: Visitor, engines: dict[str, HeldTranslator]) -> None:
    visitor.page.get_by_label("Engine").click()
    visitor.page.get_by_role("option", name="embedded-int8").click()
    visitor.translate()
    visitor.go_to("report")
    expect(visitor("#report code").first).to_contain_text("engine:embedded-int8|")
    assert engines["embedded"].calls == []


def test_a_summary_of_another_length(visitor: Visitor) -> None:
    field = visitor.page.get_by_label("Sentences in the summary").first
    expect(field).to_have_value("3")
    field.fill("1")
    field.press("Tab")
    expect(visitor("#options input[type=range]")).to_have_value("1")
    visitor.translate()
    expect(visitor(".summary li")).to_have_count(1)
    expect(visitor(".square.picked")).to_have_count(1)


def test_running_text_in_both_languages(visitor: Visitor) -> None:
    for field, choice in (("Form of the summary", "Running text"), ("Language of the summary", "Both")):
        visitor.page.get_by_label(field).click()
        visitor.page.get_by_role("option", name=choice).click()
    visitor.translate()
    expect(visitor("p.summary")).to_have_count(2)
    expect(visitor("p.summary[lang=id]")).to_contain_text("Pemerintah Kota Kupang membuka dua pasar baru")
    visitor("p.summary[lang=id] .receipt").first.click()
    expect(visitor.target(3)).to_be_focused()


def test_a_summary_of_few_words(visitor: Visitor) -> None:
    visitor.page.get_by_label("Words in the summary").fill("8")
    visitor.page.keyboard.press("Tab")
    visitor.translate()
    expect(visitor(".summary li")).to_have_count(1)


def test_another_language_by_force(visitor: Visitor) -> None:
    visitor.page.get_by_label("Translate even if the language looks wrong").check()
    visitor.translate(ENGLISH_ARTICLE)
    expect(visitor.target(1)).to_contain_text("The city council opened two new markets on Monday.")
