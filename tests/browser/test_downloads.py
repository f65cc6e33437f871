"""What the visitor takes away: copies and files."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from summarizer import Document, translate
from summarizer.documents.bilingual import bilingual_text
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.documents.kupang import ARTICLE, fake_engine

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def test_what_is_copied_is_in_the_clipboard(visit: Visit) -> None:
    visitor = visit(permissions=CLIPBOARD)
    visitor.translate()
    translation = translate(Document(ARTICLE, "id"), "en", translator=fake_engine())
    wanted = {"Copy translation": translation.text, "Copy both": bilingual_text(translation)}
    for button, text in wanted.items():
        visitor.page.get_by_role("button", name=button).click()
        expect(visitor("#said")).to_have_text("Copied.")
        assert visitor.page.evaluate("navigator.clipboard.readText()") == text


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Pemkot Kupang Buka Dua Pasar Baru", "kupang-opens-two-new-markets"),
        ("../../etc/passwd & Pasar <Baru> Kota: “Kupang”?", "this-stands-for-etc-passwd-pasar-baru-kota-kupang"),
    ],
)
def test_files_are_called_after_the_headline(visitor: Visitor, headline: str, name: str) -> None:
    visitor.translate(ARTICLE.replace("Pemkot Kupang Buka Dua Pasar Baru", headline))
    for suffix in ("md", "docx", "json", "tmx"):
        with visitor.page.expect_download() as download:
            visitor(".actions").get_by_role("link", name=suffix.upper(), exact=True).click()
        assert download.value.suggested_filename == f"{name}.{suffix}"
        assert Path(download.value.path()).stat().st_size > 500
