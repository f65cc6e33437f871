"""The page on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.files import text_file, upload
from tests.browser.visitor import TABS, Visitor

PHONE = {"width": 390, "height": 844}


def too_wide(visitor: Visitor) -> int:
    """How many pixels the page would have to be scrolled sideways."""
    return int(visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("locale", ["en-GB", "id-ID"])
def test_no_tab_is_wider_than_the_phone(visit: Visit, locale: str) -> None:
    visitor = visit(viewport=PHONE, locale=locale, has_touch=True)
    visitor.translate()
    for tab in TABS:
        visitor.go_to(tab)
        if tab == "batch":
            visitor("#batch-files input[type=file]").set_input_files(upload("kupang.txt", text_file()))
            visitor("#batch-run").click()
            expect(visitor("#batch-table .actions a")).to_be_visible()
        assert too_wide(visitor) <= 0, tab


def test_source_and_translation_stand_below_each_other(visit: Visit) -> None:
    visitor = visit(viewport=PHONE)
    visitor.translate()
    source, target = visitor.source(4).bounding_box(), visitor.target(4).bounding_box()
    assert source is not None
    assert target is not None
    assert target["y"] >= source["y"] + source["height"]
    visitor.page.set_viewport_size({"width": 1200, "height": 900})
    source, target = visitor.source(4).bounding_box(), visitor.target(4).bounding_box()
    assert source is not None
    assert target is not None
    assert target["x"] >= source["x"] + source["width"]


def test_buttons_are_large_enough_for_a_finger(visit: Visit) -> None:
    visitor = visit(viewport=PHONE)
    visitor.translate()
    small = visitor("#brief button:visible, #brief a:visible").evaluate_all(
        "all => all.filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 24).map(one => one.textContent)"
    )
    assert small == []
