"""Articles that come as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.files import pdf_file, text_file, upload, web_page, word_file
from tests.browser.visitor import Visitor

LEAD = "Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin."

UNREADABLE = {
    "scan.pdf": b"this is no PDF at all",
    "empty.txt": b"",
    "broken.docx": b"PK\x03\x04 and then nothing",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
}


def left_behind(uploads: Path) -> list[Path]:
    return [path for path in uploads.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "make"),
    [("a.txt", text_file), ("a.docx", word_file), ("a.html", web_page), ("a.pdf", pdf_file)],
)
def test_the_article_of_a_file_is_put_into_the_field(
    visitor: Visitor, uploads: Path, name: str, make: Callable[[], bytes]
) -> None:
    visitor("#file input[type=file]").set_input_files(upload(name, make()))
    expect(visitor.article).not_to_have_value("")
    assert " ".join(visitor.article.input_value().split()).count(LEAD) == 1
    expect(visitor("#detected")).to_have_text("Language found: Indonesian.")
    assert left_behind(uploads) == []
    visitor("#translate").click()
    visitor.wait_for_brief()
    expect(visitor("#brief")).to_contain_text("Kupang opened two new markets on Monday.")


def test_a_file_that_cannot_be_read_is_told_in_words(visitor: Visitor, uploads: Path) -> None:
    for name, content in UNREADABLE.items():
        visitor("#file input[type=file]").set_input_files(upload(name, content))
        expect(visitor("#status .status-error")).to_contain_text(f"This did not work: {name} ")
        for unwanted in (str(uploads), "Traceback", "Error"):
            assert unwanted not in visitor.status.inner_text()
        expect(visitor.article).to_have_value("")
    assert left_behind(uploads) == []


def test_a_file_of_another_kind_is_not_even_sent(visitor: Visitor, uploads: Path) -> None:
    visitor("#file input[type=file]").set_input_files(upload("virus.exe", b"MZ"))
    expect(visitor(".toast-body")).to_contain_text("Invalid file type: virus.exe. Only .txt, .md, .html")
    assert left_behind(uploads) == []


def test_the_next_file_can_be_dropped_at_once(visitor: Visitor) -> None:
    visitor("#file input[type=file]").set_input_files(upload("a.txt", text_file()))
    expect(visitor.article).not_to_have_value("")
    visitor("#file input[type=file]").set_input_files(upload("b.txt", b"Satu kalimat lain yang pendek saja.\n"))
    expect(visitor.article).to_have_value("Satu kalimat lain yang pendek saja.\n")
