"""A translation that its reader puts right in its place."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.articles import NEXT_ARTICLE
from tests.browser.visitor import Visitor

RIGHT = "The two markets house 250 traders from four wards."
PLAIN = "The traders liked the plan."


@pytest.fixture
def reader(visitor: Visitor) -> Visitor:
    """A visitor who reads the translated article of tests/documents/kupang.py."""
    visitor.translate()
    return visitor


def edit_by_mouse(reader: Visitor, number: int, text: str) -> None:
    reader.edit(number, text)


def edit_by_keyboard(reader: Visitor, number: int, text: str) -> None:
    reader.target(1).focus()
    for _ in range(number - 1):
        reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Control+a")
    reader.page.keyboard.type(text)
    reader.page.keyboard.press("Enter")


@pytest.mark.parametrize("edit", [edit_by_mouse, edit_by_keyboard])
def test_an_edit_changes_all_that_hangs_on_the_sentence(reader: Visitor, edit: Callable[..., None]) -> None:
    edit(reader, 4, RIGHT)
    expect(reader("#said")).to_contain_text("Saved.")
    expect(reader.target(4)).to_have_text(RIGHT)
    expect(reader.target(4)).to_be_focused()
    expect(reader("#remarks-4")).to_have_text("Sentence 4: edited by hand, in the summary")
    expect(reader(".flag.error")).to_have_count(0)
    expect(reader(".square").nth(3)).to_have_text("✎●")
    expect(reader(".summary li").nth(1)).to_contain_text(RIGHT)
    reader.go_to("report")
    expect(reader(".findings tbody tr")).to_have_text(["5warningnumber added: 7"])
    expect(reader(".numbers tbody tr").first).to_have_text("numbers2200")
    expect(reader("#report")).to_contain_text("Sentences: 1.")


def test_an_edit_that_loses_a_fact_is_flagged_like_the_engine(reader: Visitor) -> None:
    reader.edit(3, "Kupang opened two new markets.")
    expect(reader("#remarks-3 .tip-states")).to_contain_text("edited by hand")
    expect(reader("#remarks-3 .remark")).to_contain_text("date changed: missing: Senin")


def test_escape_leaves_the_sentence_as_it_was(reader: Visitor) -> None:
    reader.target(6).dblclick()
    reader.page.keyboard.type(" And more")
    expect(reader.target(6)).to_contain_text("And more")
    reader.page.keyboard.press("Escape")
    expect(reader.target(6)).to_have_text("The traders were happy to hear of the plan.")
    expect(reader.target(6)).to_be_focused()
    expect(reader(".editing")).to_have_count(0)
    expect(reader("#said")).to_have_text("")


def test_leaving_the_field_keeps_what_was_typed(reader: Visitor) -> None:
    reader.target(6).dblclick()
    reader.page.keyboard.press("Control+a")
    reader.page.keyboard.type(PLAIN)
    reader("h2").click()
    expect(reader("#said")).to_contain_text("Saved.")
    expect(reader.target(6)).to_have_text(PLAIN)


def test_a_blank_sentence_is_refused_in_words_and_may_be_typed_on(reader: Visitor) -> None:
    reader.target(6).dblclick()
    reader.page.keyboard.press("Control+a")
    reader.page.keyboard.press("Delete")
    reader.page.keyboard.press("Enter")
    expect(reader("#said")).to_contain_text("The edit was not saved: the sentence would be empty")
    expect(reader.target(6)).to_be_focused()
    reader.page.keyboard.type(PLAIN)
    reader.page.keyboard.press("Enter")
    expect(reader("#said")).to_contain_text("Saved.")
    expect(reader.target(6)).to_have_text(PLAIN)
    reader.expects_refusal(400)


def test_what_is_typed_is_text_and_not_markup(reader: Visitor) -> None:
    reader.edit(6, "<b>bold</b> & <img src=x onerror=alert(1)>")
    expect(reader("#said")).to_contain_text("Saved.")
    expect(reader.target(6)).to_have_text("<b>bold</b> & <img src=x onerror=alert(1)>")
    expect(reader.target(6).locator("b, img")).to_have_count(0)


def test_the_edit_is_in_every_download(reader: Visitor, tmp_path: Path) -> None:
    reader.edit(4, RIGHT)
    expect(reader("#said")).to_contain_text("Saved.")
    files = {}
    for suffix in ("md", "docx", "json", "tmx"):
        with reader.page.expect_download() as download:
            reader(".actions").get_by_role("link", name=suffix.upper(), exact=True).click()
        files[suffix] = Path(download.value.path()).read_bytes()
    assert RIGHT in files["md"].decode()
    document = docx.Document(io.BytesIO(files["docx"]))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(RIGHT in cell for cell in cells)
    edited = [one["target"] for one in json.loads(files["json"])["segments"] if one["edited"]]
    assert edited == [RIGHT]
    assert f"<seg>{RIGHT}</seg>" in files["tmx"].decode()


def test_the_same_sentence_of_the_next_article_has_the_edit(reader: Visitor) -> None:
    reader.edit(6, PLAIN)
    expect(reader("#said")).to_contain_text("Saved.")
    reader.translate(NEXT_ARTICLE)
    expect(reader(".brief h2")).to_have_text("Kupang Traders Move This Week")
    expect(reader.target(2)).to_have_text(PLAIN)
    expect(reader("#remarks-2")).to_contain_text("edited by hand")


def test_pasted_markup_is_pasted_as_one_line_of_text(reader: Visitor) -> None:
    reader.target(6).dblclick()
    reader.page.keyboard.press("Control+a")
    reader.target(6).evaluate(
        """one => {
          const clipboard = new DataTransfer();
          clipboard.setData("text/plain", "Two\\nlines");
          clipboard.setData("text/html", "<b>Two</b><br>lines");
          one.dispatchEvent(new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true}));
        }"""
    )
    expect(reader.target(6)).to_have_text("Two lines")
    expect(reader.target(6).locator("b, br")).to_have_count(0)
