"""The whole way without a mouse."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor
from tests.documents.kupang import ARTICLE

_MOST_STEPS = 60
RIGHT = "The two markets house 250 traders from four wards."


def tab_to(visitor: Visitor, place: Locator, key: str = "Tab") -> None:
    """Press the Tab key, or another, until the focus is there."""
    for _ in range(_MOST_STEPS):
        visitor.page.keyboard.press(key)
        if place.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("the Tab key does not lead there")


def test_from_the_first_tab_to_an_edited_translation(visitor: Visitor) -> None:
    keyboard = visitor.page.keyboard
    tab_to(visitor, visitor.article)
    keyboard.insert_text(ARTICLE)
    tab_to(visitor, visitor("#translate"))
    keyboard.press("Enter")
    visitor.wait_for_brief()
    tab_to(visitor, visitor(".receipt").first)
    tab_to(visitor, visitor(".square").first)
    keyboard.press("ArrowRight")
    expect(visitor(".square").nth(1)).to_be_focused()
    tab_to(visitor, visitor(".actions a").last)
    tab_to(visitor, visitor.target(1))
    for _ in range(3):
        keyboard.press("ArrowDown")
    keyboard.press("F2")
    expect(visitor.target(4)).to_have_role("textbox")
    expect(visitor.target(4)).to_have_accessible_name(
        "Edit the translation of sentence 4. Enter saves, Escape gives up."
    )
    keyboard.press("Control+a")
    keyboard.type(RIGHT)
    keyboard.press("Enter")
    expect(visitor("#said")).to_contain_text("Saved.")
    expect(visitor.target(4)).to_have_text(RIGHT)
    expect(visitor.target(4)).to_be_focused()
    tab_to(visitor, visitor.page.get_by_role("tab").nth(1), "Shift+Tab")
    keyboard.press("Enter")
    expect(visitor(".findings")).to_be_visible()
    tab_to(visitor, visitor(".findings .receipt"))
    keyboard.press("Enter")
    expect(visitor.target(5)).to_be_focused()


def test_where_the_focus_stands_can_be_seen(visitor: Visitor) -> None:
    visitor.translate()
    for place in (visitor("#clear"), visitor(".receipt").first, visitor(".actions a").first, visitor.target(1)):
        place.focus()
        visitor.page.keyboard.press("Shift")  # so that the browser takes it for the keyboard's focus
        style, width = place.evaluate("one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineWidth]")
        assert (style, float(width.removesuffix("px")) >= 2) == ("solid", True)
