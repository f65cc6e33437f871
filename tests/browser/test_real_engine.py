"""The page with the engine that comes with the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from summarizer.protocols import Translator
from summarizer.web import desk as desk_module
from summarizer.web.desk import Desk
from summarizer.web.server import create_app
from summarizer.web.settings import ServerSettings
from tests.browser.visitor import Visitor
from tests.conftest import ROOT
from tests.web.serving import served

SEED = (ROOT / "seeds" / "tempo-unido-ikn.id.txt").read_text(encoding="utf-8")
_MOST_MILLISECONDS = 180_000


@pytest.fixture
def visitor(browser: Browser, uploads: Path, translator: Translator) -> Iterator[Visitor]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk_module, "load_translator", lambda *_, **__: translator)
        with served(create_app(ServerSettings(), Desk())) as url:
            visitor = Visitor(browser, url)
            yield visitor.open()
            visitor.close()
            assert visitor.problems == []


def test_a_seed_is_translated_checked_and_summarised(visitor: Visitor) -> None:
    visitor.article.fill(SEED)
    expect(visitor("#detected")).to_have_text("Language found: Indonesian.")
    visitor("#translate").click()
    expect(visitor("#status .status-done")).to_be_visible(timeout=_MOST_MILLISECONDS)
    brief = visitor("#brief")
    for fact in ("UNIDO", "August 12, 2024", "17", "70", "Tri Tharyat", "Jie Zhao", "Pulau Balang", "Austria"):
        expect(brief.locator(".target").filter(has_text=fact)).not_to_have_count(0)
    expect(visitor(".summary li")).to_have_count(3)
    assert visitor(".square").count() == visitor('[data-side="target"]').count() > 12
    visitor.go_to("report")
    expect(visitor("#report")).to_contain_text("engine:embedded")
