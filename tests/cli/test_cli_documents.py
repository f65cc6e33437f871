"""Articles that are no plain text on the command line: documents and web pages."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from summarizer.datamodels import Origin
from summarizer.documents.reading import Article
from summarizer.engines.recording import RecordingTranslator
from tests.cli.conftest import Run
from tests.documents.kupang import ARTICLE
from tests.documents.pdf_files import column, pdf
from tests.documents.word_files import saved

TITLE, *PARAGRAPHS = ARTICLE.strip().split("\n\n")


def html_file() -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    head = f'<title>{TITLE}</title><meta name="author" content="Maria Leba"><meta name="date" content="2024-08-12">'
    return f"<html><head>{head}</head><body><nav>Beranda</nav><article>{body}</article></body></html>".encode()


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    document.core_properties.title, document.core_properties.author = TITLE, "Maria Leba"
    return saved(document)


def pdf_file() -> bytes:
    lines = []
    for paragraph in PARAGRAPHS:
        words = paragraph.split()
        lines += ["", *(" ".join(words[start : start + 7]) for start in range(0, len(words), 7))]
    return pdf([[(72, 780, 20, TITLE), *column(lines, top=740)]], title=TITLE, author="Maria Leba")


DOCUMENTS = {
    "BERITA.HTM": html_file(),
    "berita.docx": word_file(),
    "berita.pdf": pdf_file(),
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("command", ["brief", "translate", "summarize"])
def test_a_document_is_translated_as_its_text_is(
    run: Run, article: Path, tmp_path: Path, command: str, name: str
) -> None:
    (tmp_path / name).write_bytes(DOCUMENTS[name])
    source = json.loads(run(command, tmp_path / name, "--format", "json").stdout)["source"]
    origin = Origin(**source["origin"])
    assert (source["text"], origin.title, origin.byline) == (ARTICLE, TITLE, "Maria Leba")
    # Below its headline a brief says where the article is from.
    assert run(command, tmp_path / name).stdout.replace(f"{origin.line}\n", "") == run(command, article).stdout


def test_what_is_to_be_known_of_the_reading_is_noted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "berita.pdf").write_bytes(DOCUMENTS["berita.pdf"])
    assert "berita.pdf is guessed: check where its paragraphs begin" in run("brief", tmp_path / "berita.pdf").stderr
    assert run("brief", tmp_path / "berita.pdf", "--quiet").stderr == ""


def test_a_page_is_fetched_and_its_address_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def read_url(url: str) -> Article:
        asked.append(url)
        return Article(ARTICLE, Origin(TITLE, "Maria Leba", "2024-08-12", "https://kabar.example/2"), ("a note",))

    monkeypatch.setattr("summarizer.documents.fetching.read_url", read_url)
    result = run("brief", "https://kabar.example/1", "--format", "json")
    assert asked == ["https://kabar.example/1"]
    assert json.loads(result.stdout)["source"]["origin"] == {
        "title": TITLE,
        "byline": "Maria Leba",
        "date": "2024-08-12",
        "url": "https://kabar.example/2",
    }
    assert "a note" in result.stderr


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1/", "127.0.0.1 is not on the public internet, and only public web pages are read"),
        ("HTTPS://[::1]/berita", "only public web pages are read"),
        ("ftp://kabar.example/berita.txt", "is not on the web proper: only http:// and https:// are read"),
        ("file:///etc/passwd", "is not on the web proper"),
    ],
)
def test_an_address_that_is_refused_is_3(run: Run, engine: RecordingTranslator, url: str, message: str) -> None:
    result = run("brief", url)
    assert (result.exit_code, result.stdout) == (3, "")
    assert message in result.stderr
    assert engine.calls == []


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("berita.docx", b"Harga naik.", "berita.docx is not a Word document (.docx), or is damaged"),
        ("berita.pdf", b"Harga naik.", "berita.pdf is not a PDF file, or is damaged"),
        ("berita.html", b"<html></html>", "no article was found in"),
        ("berita.pdf", bytes(10 * 2**20 + 1), "berita.pdf is larger than 10240 KiB"),
        ("berita.doc", b"\xd0\xcf\x11\xe0\x00", "berita.doc is a binary file"),
    ],
)
def test_a_document_that_cannot_be_read_is_3(run: Run, tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(raw)
    result = run("brief", tmp_path / name)
    assert (result.exit_code, result.stdout) == (3, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["hilang.docx", "hilang.pdf"])
def test_a_document_that_is_not_there_is_3(run: Run, tmp_path: Path, name: str) -> None:
    result = run("brief", tmp_path / name)
    assert result.exit_code == 3
    assert f"there is no file {tmp_path / name}" in result.stderr


@pytest.mark.parametrize("name", ["berita", "berita.id", "berita.2024", "berita.txt.asli"])
def test_any_other_name_is_plain_text(run: Run, article: Path, name: str) -> None:
    plain = article.rename(article.parent / name)
    assert run("brief", plain).stdout == run("brief", stdin=ARTICLE).stdout


def test_lines_are_plain_text_whatever_their_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "baris.html").write_text("Harga naik.\n\n", encoding="utf-8")
    assert run("translate", "--lines", tmp_path / "baris.html", "--output", tmp_path / "baris.en").exit_code == 0
    assert len((tmp_path / "baris.en").read_text(encoding="utf-8").splitlines()) == 2


def test_a_document_is_not_overwritten_by_its_own_result(run: Run, tmp_path: Path) -> None:
    (tmp_path / "berita.docx").write_bytes(DOCUMENTS["berita.docx"])
    result = run("brief", tmp_path / "berita.docx", "--output", tmp_path / "berita.docx")
    assert result.exit_code == 2
    assert (tmp_path / "berita.docx").read_bytes() == DOCUMENTS["berita.docx"]
