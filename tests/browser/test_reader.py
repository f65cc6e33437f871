"""The article side by side: partners, marks, and the ways from a place that names a sentence to the sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.articles import REPAIRED
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

FOURTH = [
    "Kedua pasar itu menampung 250 pedagang dari empat kelurahan.",
    "The two markets house traders from four wards.",
]


@pytest.fixture
def reader(visitor: Visitor) -> Visitor:
    """A visitor who reads the translated article of tests/documents/kupang.py."""
    visitor.translate()
    return visitor


def test_pointing_at_a_sentence_lights_its_partner(reader: Visitor) -> None:
    for one in (reader.source(4), reader.target(4)):
        assert reader.lit() == []
        one.hover()
        assert reader.lit() == FOURTH
        assert reader.computed(".sentence.lit", "outline-style") == "solid"  # more than a colour
        reader("h1").hover()
    assert reader.lit() == []


def test_the_sentence_with_the_focus_lights_its_partner(reader: Visitor) -> None:
    for one in (reader.source(4), reader.target(4)):
        one.focus()
        assert reader.lit() == FOURTH
        reader("#clear").focus()
        assert reader.lit() == []


def test_what_is_wrong_with_a_sentence_is_marked_by_a_sign_and_told_in_a_tip(reader: Visitor) -> None:
    tip = reader("#remarks-4")
    expect(reader.page.get_by_role("img", name="error", exact=True)).to_have_text("!")
    expect(reader.page.get_by_role("img", name="warning", exact=True)).to_have_text("?")
    expect(reader.source(4).locator("mark")).to_have_text("250")
    expect(reader.target(5).locator("mark")).to_have_text("7")
    expect(tip).to_be_hidden()
    reader.target(4).hover()
    expect(tip).to_be_visible()
    expect(tip.locator(".tip-states")).to_have_text("Sentence 4: error, in the summary")
    expect(tip.locator(".remark")).to_have_text("number missing: 250")
    reader("h1").hover()
    expect(tip).to_be_hidden()
    reader.target(4).focus()
    expect(tip).to_be_visible()


def test_escape_puts_a_tip_away_until_another_sentence_was_looked_at(reader: Visitor) -> None:
    reader.target(4).focus()
    expect(reader("#remarks-4")).to_be_visible()
    reader.page.keyboard.press("Escape")
    expect(reader("#remarks-4")).to_be_hidden()
    expect(reader.target(4)).to_be_focused()
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("ArrowUp")
    expect(reader("#remarks-4")).to_be_visible()


def test_a_screen_reader_is_told_the_same(reader: Visitor) -> None:
    expect(reader.target(4)).to_have_role("button")
    expect(reader.target(4)).to_have_accessible_description("Sentence 4: error, in the summary number missing: 250")
    assert reader.source(4).evaluate("one => one.closest('[lang]').lang") == "id"
    assert reader.target(4).evaluate("one => one.closest('[lang]').lang") == "en"


def test_a_repaired_fact_is_marked_as_one(visitor: Visitor) -> None:
    visitor.translate(REPAIRED)
    expect(visitor.target(1)).to_have_text("The traders sold 1,250 sacks of rice last month.")
    expect(visitor(".flag.repaired")).to_have_text("✓")
    expect(visitor("#remarks-1")).to_contain_text("1.250 → 1,250")
    expect(visitor(".square").first).to_have_accessible_name("Sentence 1: repaired, in the summary")


def test_the_strip_shows_each_sentence_with_its_state(reader: Visitor) -> None:
    expect(reader(".square")).to_have_text(["1", "2", "3●", "!●", "?●", "6"])
    names = [square.get_attribute("aria-label") for square in reader(".square").all()]
    assert names == [
        "Sentence 1: no fault found",
        "Sentence 2: no fault found",
        "Sentence 3: no fault found, in the summary",
        "Sentence 4: error, in the summary",
        "Sentence 5: warning, in the summary",
        "Sentence 6: no fault found",
    ]


def receipt(visitor: Visitor) -> Locator:
    return visitor(".summary").get_by_role("button", name="Go to the source, sentence 5")


def square(visitor: Visitor) -> Locator:
    return visitor(".strip").get_by_role("button", name="Sentence 5:")


def row(visitor: Visitor) -> Locator:
    visitor.go_to("report")
    return visitor(".findings").get_by_role("button", name="Go to the source, sentence 5")


@pytest.mark.parametrize("way", [receipt, square, row])
def test_what_names_a_sentence_leads_to_it(visit: Visit, way: Callable[[Visitor], Locator]) -> None:
    visitor = visit(viewport={"width": 1200, "height": 500})
    visitor.translate()
    expect(visitor.target(5)).not_to_be_in_viewport()
    way(visitor).click()
    expect(visitor.target(5)).to_be_focused()
    expect(visitor.target(5)).to_be_in_viewport()
    assert len(visitor.lit()) == 2


def test_arrow_keys_move_from_sentence_to_sentence(reader: Visitor) -> None:
    reader.target(1).focus()
    for key, number in [("ArrowDown", 2), ("ArrowRight", 3), ("End", 6), ("ArrowDown", 6), ("ArrowUp", 5), ("Home", 1)]:
        reader.page.keyboard.press(key)
        expect(reader.target(number)).to_be_focused()
    # One stop for the Tab key, wherever it was left.
    reader.page.keyboard.press("End")
    expect(reader('[data-side="target"][tabindex="0"]')).to_have_count(1)
    expect(reader.target(6)).to_have_attribute("tabindex", "0")


def test_arrow_keys_move_along_the_strip(reader: Visitor) -> None:
    squares = reader(".square")
    squares.first.focus()
    for key, place in [("ArrowRight", 1), ("End", 5), ("ArrowLeft", 4), ("Home", 0)]:
        reader.page.keyboard.press(key)
        expect(squares.nth(place)).to_be_focused()
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Enter")
    expect(reader.target(2)).to_be_focused()


def test_the_report_counts_and_lists_what_was_found(reader: Visitor) -> None:
    reader.go_to("report")
    report = reader("#report")
    expect(reader(".numbers tbody tr")).to_have_text(["numbers2101", "dates1100", "names2200"])
    expect(reader(".findings tbody tr")).to_have_text(["4errornumber missing: 250", "5warningnumber added: 7"])
    expect(report).to_contain_text("engine:embedded")
    expect(report).to_contain_text("Gemma Terms of Use")
    expect(report).to_contain_text("words a second")
