"""The glossary of a visit."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.files import upload
from tests.browser.visitor import Visitor

TERMS = [("pedagang", "merchants"), ("Wali Kota", "Mayor"), ("IKN", "IKN")]


@pytest.fixture
def visitor(visitor: Visitor) -> Visitor:
    """A visitor of the page's glossary tab."""
    visitor.go_to("glossary")
    return visitor


def add(visitor: Visitor, source: str, target: str, note: str = "") -> None:
    for place, text in [("#term-source", source), ("#term-target", target), ("#term-note", note)]:
        visitor(place).get_by_role("textbox").fill(text)
    visitor("#term-add").click()


def terms(visitor: Visitor) -> list[list[str]]:
    """The rows of the table that are shown."""
    shown = visitor("#terms .virtual-row").all()
    return [[cell.inner_text().split("\n")[0] for cell in row.get_by_role("gridcell").all()] for row in shown]


def exported(visitor: Visitor) -> str:
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Export CSV").click()
    assert download.value.suggested_filename == "glossary.csv"
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_a_term_is_added_and_exported(visitor: Visitor) -> None:
    expect(visitor("#terms-export")).to_have_text("There is no term yet.")
    add(visitor, "Kementerian Luar Negeri", "Foreign Ministry", "since 1945")
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")
    assert terms(visitor) == [["Kementerian Luar Negeri", "Foreign Ministry", "since 1945"]]
    expect(visitor("#term-source").get_by_role("textbox")).to_have_value("")
    assert "Kementerian Luar Negeri,Foreign Ministry" in exported(visitor)


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("IKN", "", "a term needs both its Indonesian and its English"),
        ("pedagang", "traders", "pedagang"),
    ],
    ids=["half a term", "contradiction"],
)
def test_a_term_that_cannot_be_is_told_in_words(visitor: Visitor, source: str, target: str, told: str) -> None:
    add(visitor, "pedagang", "merchants")
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")
    add(visitor, source, target)
    expect(visitor("#glossary-status .status-error")).to_contain_text("This did not work:")
    expect(visitor("#glossary-status .status-error")).to_contain_text(told)
    expect(visitor("#term-source").get_by_role("textbox")).to_have_value(source)
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")
    assert terms(visitor) == [["pedagang", "merchants", ""]]


def test_a_cell_is_edited_in_the_table(visitor: Visitor) -> None:
    add(visitor, "pedagang", "merchants")
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")
    visitor("#terms").get_by_role("gridcell").nth(1).dblclick()
    visitor.page.keyboard.press("Control+a")
    visitor.page.keyboard.type("vendors")
    visitor.page.keyboard.press("Enter")
    expect(visitor("#terms").get_by_role("gridcell").nth(1)).to_contain_text("vendors")
    visitor.eventually(lambda: "pedagang,vendors" in exported(visitor))
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")


def test_searching_shows_some_terms_and_loses_none(visitor: Visitor) -> None:
    for number, (source, target) in enumerate(TERMS, start=1):
        add(visitor, source, target)
        expect(visitor("#terms-export")).to_contain_text(f"Terms: {number}.")
    visitor("#terms .search-input").fill("mayor")
    expect(visitor("#terms .virtual-row")).to_have_count(1)
    assert terms(visitor)[0][:2] == ["Wali Kota", "Mayor"]
    # What is added meanwhile is added to all of them.
    add(visitor, "camat", "district head")
    expect(visitor("#terms-export")).to_contain_text("Terms: 4.")
    visitor("#terms .search-input").fill("")
    expect(visitor("#terms .virtual-row")).to_have_count(4)
    assert [row[:2] for row in terms(visitor)] == [*map(list, TERMS), ["camat", "district head"]]


def test_a_file_of_terms_is_added_to_those_that_are_there(visitor: Visitor, uploads: Path) -> None:
    add(visitor, "IKN", "IKN")
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")
    content = b"source,target\npedagang,merchants\nWali Kota,Mayor\n"
    visitor("#terms-file input[type=file]").set_input_files(upload("terms.csv", content))
    expect(visitor("#terms-export")).to_contain_text("Terms: 3.")
    assert [row[:2] for row in terms(visitor)] == [["IKN", "IKN"], ["pedagang", "merchants"], ["Wali Kota", "Mayor"]]
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_a_file_that_is_no_glossary_is_told_in_words(visitor: Visitor) -> None:
    add(visitor, "IKN", "IKN")
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")
    visitor("#terms-file input[type=file]").set_input_files(upload("terms.csv", b"nothing of the kind\n"))
    expect(visitor("#glossary-status .status-error")).to_contain_text("terms.csv")
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")


def test_a_translation_is_held_to_the_glossary(visitor: Visitor) -> None:
    add(visitor, "pedagang", "merchants")
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")
    visitor.go_to("article")
    visitor.translate()
    expect(visitor("#remarks-6 .remark")).to_contain_text("not as in the glossary")
    visitor.edit(6, "The merchants liked the plan.")
    expect(visitor("#remarks-6 .remark")).to_have_count(0)
    visitor.go_to("report")
    expect(visitor(".numbers tbody tr").last).to_contain_text("terms of the glossary")


def test_a_translation_may_do_without_the_glossary(visitor: Visitor) -> None:
    add(visitor, "pedagang", "merchants")
    expect(visitor("#terms-export")).to_contain_text("Terms: 1.")
    visitor.go_to("article")
    visitor("#options").get_by_role("button", name="Options").click()
    visitor.page.get_by_label("Use the glossary of this visit").uncheck()
    visitor.translate()
    expect(visitor("#remarks-6 .remark")).to_have_count(0)
