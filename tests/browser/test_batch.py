"""Many articles at once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.articles import ENGLISH_ARTICLE, stalls
from tests.browser.engines import HeldTranslator
from tests.browser.files import text_file, upload, word_file, zip_file
from tests.browser.visitor import Visitor

SHORT = b"Para pedagang menyambut rencana itu dengan gembira.\n"


@pytest.fixture
def visitor(visitor: Visitor) -> Visitor:
    """A visitor of the page's batch tab."""
    visitor.go_to("batch")
    return visitor


def choose(visitor: Visitor, files: Mapping[str, bytes]) -> None:
    """Drop these files into the field, and wait until they are there."""
    visitor("#batch-files input[type=file]").set_input_files([upload(*file) for file in files.items()])
    for name in files:
        expect(visitor("#batch-files")).to_contain_text(name.rpartition(".")[0])


def rows(visitor: Visitor) -> list[list[str]]:
    """File, state and finding of each row."""
    found = [row.locator("th, td").all_inner_texts() for row in visitor("#batch-table tbody tr").all()]
    return [[name, state, finding] for name, state, _, finding in found]


def test_several_files_and_a_zip_become_one_zip_of_briefs(visitor: Visitor, uploads: Path) -> None:
    choose(
        visitor,
        {
            "kupang.txt": text_file(),
            "laporan.docx": word_file(),
            "rusak.pdf": b"no PDF",
            "arsip.zip": zip_file({"a/kupang.txt": SHORT, "foto.jpg": b"\xff\xd8"}),
        },
    )
    visitor("#batch-run").click()
    expect(visitor("#batch-table")).to_contain_text("3 of 4 files done, 1 failed.")
    found = rows(visitor)
    assert [row[:2] for row in found] == [
        ["kupang.txt", "done"],
        ["laporan.docx", "done"],
        ["rusak.pdf", "failed"],
        ["a/kupang.txt", "done"],
    ]
    assert [row[2] for row in found][:2] == ["errors: 1, warnings: 1"] * 2
    assert "rusak.pdf" in found[2][2]
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Download all as ZIP").click()
    assert download.value.suggested_filename == "translations.zip"
    with zipfile.ZipFile(Path(download.value.path())) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names)) == 6
        assert {Path(name).suffix for name in names} == {".md", ".docx"}
        briefs = [archive.read(name).decode() for name in names if name.endswith(".md")]
    assert sum("Kupang Opens Two New Markets" in brief for brief in briefs) == 2
    assert sum("The traders were happy to hear of the plan." in brief for brief in briefs) == 3
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_only_the_formats_that_were_chosen_are_written(visitor: Visitor) -> None:
    for name, wanted in [("md", False), ("docx", False), ("tmx", True)]:
        visitor("#batch-formats").get_by_label(name).set_checked(wanted)
    choose(visitor, {"kupang.txt": text_file()})
    visitor("#batch-run").click()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Download all as ZIP").click()
    content = Path(download.value.path()).read_bytes()
    assert [Path(name).suffix for name in zipfile.ZipFile(io.BytesIO(content)).namelist()] == [".tmx"]


def test_the_table_shows_how_far_each_file_is(visitor: Visitor, engine: HeldTranslator) -> None:
    engine.hold()
    choose(visitor, {"satu.txt": stalls(26).encode(), "dua.txt": SHORT})
    visitor("#batch-run").click()
    engine.wait_for_batch()
    expect(visitor("#batch-table tbody tr")).to_have_count(2)
    assert [row[:2] for row in rows(visitor)] == [["satu.txt", "at work"], ["dua.txt", "waiting"]]
    engine.let_through()
    engine.wait_for_batch()
    progress = visitor("#batch-table progress")
    expect(progress.first).to_have_attribute("value", "4")
    expect(progress.last).to_have_attribute("value", "0")
    engine.release()
    expect(visitor("#batch-table")).to_contain_text("2 of 2 files done, 0 failed.")
    assert [row[1] for row in rows(visitor)] == ["done", "done"]


def test_stop_keeps_what_is_done_and_begins_nothing_more(visitor: Visitor, engine: HeldTranslator) -> None:
    engine.hold()
    choose(visitor, {"satu.txt": SHORT, "dua.txt": stalls(26).encode(), "tiga.txt": stalls(3).encode()})
    visitor("#batch-run").click()
    engine.wait_for_batch()
    engine.let_through()
    engine.wait_for_batch()
    visitor.stop("#batch-stop")
    engine.release()
    expect(visitor("#batch-table")).to_contain_text("1 of 3 files done, 0 failed.")
    assert [row[1] for row in rows(visitor)] == ["done", "stopped", "stopped"]
    assert len(engine.calls) == 2
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Download all as ZIP").click()
    assert len(zipfile.ZipFile(Path(download.value.path())).namelist()) == 2
    expect(visitor("#batch-run")).to_be_enabled()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "choose files"),
        ({"city.txt": ENGLISH_ARTICLE.encode()}, "the text looks English, not Indonesian"),
        ({"arsip.zip": b"no ZIP"}, "arsip.zip"),
    ],
    ids=["nothing", "english", "no zip"],
)
def test_what_cannot_be_translated_is_told_in_words(
    visitor: Visitor, engine: HeldTranslator, files: dict[str, bytes], told: str
) -> None:
    if files:
        choose(visitor, files)
    visitor("#batch-run").click()
    expect(visitor("#batch-table" if files else "#batch-status")).to_contain_text(told)
    expect(visitor.page.get_by_role("link", name="Download all as ZIP")).to_have_count(0)
    assert engine.calls == []
