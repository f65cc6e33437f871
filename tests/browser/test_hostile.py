"""Articles, names of files and terms that would like to be more than text."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.files import upload
from tests.browser.visitor import Visitor

TRICKS = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror=window.ran=1>",
    "<svg onload=window.ran=1><circle r=9 /></svg>",
    "</section><iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "{{value}} {{#each value}}x{{/each}} {% raw %}",
    "${window.ran = 1}",
    "<a href=javascript:window.ran=1>klik</a>",
    '" onmouseover="window.ran=1" data-x=\'',
]
ELEMENTS = "script, img, svg, iframe, a[href^=javascript], [onerror], [onload], [onmouseover], [data-x]"


def article(trick: str) -> str:
    return (
        f"Pemerintah Kota Kupang membuka {trick} dua pasar baru pada hari Senin, kata wali kota kepada para wartawan.\n"
    )


def require_harmless(visitor: Visitor, place: str) -> None:
    expect(visitor(place).locator(ELEMENTS)).to_have_count(0)
    assert visitor.page.evaluate("window.ran") is None


def test_the_markup_of_an_article_is_shown_as_text(visitor: Visitor) -> None:
    dialogs: list[str] = []
    visitor.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    visitor.translate("\n".join(map(article, TRICKS)))
    for trick in TRICKS:
        # The fake engine gives it back as it was.
        for side in ("source", "target"):
            paragraphs = visitor(f".reader p.{side}").filter(has_text=trick)
            expect(paragraphs).to_have_count(1)
            paragraphs.locator(".sentence").first.hover()
    require_harmless(visitor, "#brief")
    visitor.go_to("report")
    require_harmless(visitor, "#report")
    assert dialogs == []


def test_what_turns_text_around_is_shown_as_a_sign(visitor: Visitor) -> None:
    visitor.translate(article("\u202e21\u202c \u2066abc\u2069"))
    signs = visitor(".source .control").all_inner_texts()
    assert signs == ["[U+202E]", "[U+202C]", "[U+2066]", "[U+2069]"]
    text = visitor("#brief").inner_text()
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_word_without_an_end_is_no_wider_than_the_page(visitor: Visitor) -> None:
    visitor.translate(article("a" * 20_000))
    assert int(visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")) <= 0
    visitor.translate()
    expect(visitor(".brief h2")).to_have_text("Kupang Opens Two New Markets")


def test_the_name_of_a_file_is_shown_as_text(visitor: Visitor) -> None:
    visitor.go_to("batch")
    visitor("#batch-files input[type=file]").set_input_files(upload("<img src=x onerror=window.ran=1>.txt", b""))
    expect(visitor("#batch-files")).to_contain_text("onerror")
    visitor("#batch-run").click()
    expect(visitor("#batch-table")).to_contain_text("0 of 1 files done, 1 failed.")
    require_harmless(visitor, "#batch-table")


def test_a_term_is_shown_as_text(visitor: Visitor) -> None:
    visitor.go_to("glossary")
    visitor("#term-source").get_by_role("textbox").fill(TRICKS[1])
    visitor("#term-target").get_by_role("textbox").fill(TRICKS[2])
    visitor("#term-add").click()
    expect(visitor("#terms .virtual-row")).to_have_count(1)
    expect(visitor("#terms .virtual-row")).to_contain_text(TRICKS[1])
    assert visitor.page.evaluate("window.ran") is None
    expect(visitor("#terms .virtual-row img")).to_have_count(0)


def test_an_address_is_shown_as_text(visitor: Visitor) -> None:
    visitor("#url").get_by_role("textbox").fill("http://127.0.0.1/<img src=x onerror=window.ran=1>")
    visitor("#fetch").click()
    expect(visitor(".status-error")).to_be_visible()
    require_harmless(visitor, "#status")
