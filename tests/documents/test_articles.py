"""Uploaded files of every kind, and the process in which the ones that may bite are read."""

from __future__ import annotations

import subprocess
import sys
import threading
import zlib
from pathlib import Path

import docx
import pytest

from summarizer.datamodels import Origin
from summarizer.documents import isolation
from summarizer.documents.articles import MAX_DOCUMENT_BYTES, SUFFIXES, Article, read_article
from summarizer.documents.isolation import Share, read_isolated
from summarizer.documents.reading import MAX_BYTES
from summarizer.errors import Busy, InputError, UnfitInput, UnreadableInput
from tests.conftest import ROOT
from tests.documents.news_page import HEADLINE, PAGE
from tests.documents.pdf_files import column, deflated_zeros, pdf, pdf_of_streams
from tests.documents.word_files import packed, parts_of, saved, with_body

SENTENCE = "Pemerintah Kota Kupang membuka dua pasar baru."


def word_file(sentence: str = SENTENCE) -> bytes:
    document = docx.Document()
    document.add_paragraph(sentence)
    return saved(document)


FILES = {
    ".txt": SENTENCE.encode(),
    ".md": SENTENCE.encode(),
    "": SENTENCE.encode(),
    ".html": f"<html><body><article><p>{SENTENCE}</p></article></body></html>".encode(),
    ".htm": f"<html><body><article><p>{SENTENCE}</p></article></body></html>".encode(),
    ".docx": word_file(),
    ".pdf": pdf([column([SENTENCE])]),
}


def test_every_kind_that_is_offered_is_tried_here() -> None:
    assert set(FILES) == {*SUFFIXES, ""}


@pytest.mark.parametrize("suffix", FILES)
def test_the_suffix_says_how_a_file_is_read(suffix: str) -> None:
    assert read_article(FILES[suffix], f"berita{suffix}").text.strip() == SENTENCE


@pytest.mark.parametrize("suffix", [".HTML", ".Docx", ".PDF", ".TXT"])
def test_capitals_in_a_suffix_mean_the_same(suffix: str) -> None:
    assert read_article(FILES[suffix.lower()], f"BERITA{suffix}").text.strip() == SENTENCE


def test_plain_text_is_kept_byte_for_byte() -> None:
    text = f"  {SENTENCE}\r\n\r\n\t- satu\u00ad\r\n"
    assert read_article(text.encode(), "berita.txt") == Article(text, Origin(), ())


def test_notes_and_origin_come_through() -> None:
    assert "is not UTF-8" in read_article("Kata “penolong” itu".encode("cp1252"), "berita.txt").notes[0]
    assert "guessed" in read_article(FILES[".pdf"], "berita.pdf").notes[0]
    assert read_article(PAGE.encode(), "berita.html").origin.title == HEADLINE


@pytest.mark.parametrize("name", ["berita.doc", "berita.odt", "foto.jpg", "berita.zip", "arsip.tar.gz", "berita.rtf"])
def test_other_kinds_are_refused_with_what_is_taken(name: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_article(b"Harga naik.", name)
    assert str(caught.value) == (
        f"{name} is not a kind of file that is taken. Save it as one of these: .txt, .md, .html, .htm, .docx, .pdf"
    )


@pytest.mark.parametrize(
    ("name", "size", "kib"), [("berita.txt", MAX_BYTES, 1024), ("berita.pdf", MAX_DOCUMENT_BYTES, 10240)]
)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(name: str, size: int, kib: int) -> None:
    with pytest.raises(UnreadableInput, match=f"{name} is larger than {kib} KiB, the most one article may be"):
        read_article(b"a" * (size + 1), name)


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
def test_a_document_without_a_word_is_unfit_or_unreadable(suffix: str) -> None:
    empty = {".html": b"<html></html>", ".docx": word_file(""), ".pdf": pdf([[]])}[suffix]
    with pytest.raises(InputError, match=f"berita{suffix}"):
        read_article(empty, f"berita{suffix}")


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
HOSTILE = {
    "bomb.docx": packed(parts_of(word_file()) | {"word/media/x.png": bytes(80 * 2**20)}),
    "laughs.docx": packed(
        {name: part.replace(b"<w:document", LAUGHS + b"<w:document", 1) for name, part in parts_of(word_file()).items()}
    ),
    "cut.docx": word_file()[:5000],
    "page.docx": PAGE.encode(),
    "bomb.pdf": pdf_of_streams([zlib.compress(deflated_zeros(2**30), 9)], packed=True).replace(
        b"/FlateDecode", b"[/FlateDecode /FlateDecode]"
    ),
    "noise.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 400,
    "deep.html": b"<html><body>" + b"<div>" * 100_000 + SENTENCE.encode() + b"</div>" * 100_000,
    "signs.html": b"<" * 2_000_000,
    "tables.html": b"<html><body>" + b"<table><tr><td>" * 20_000 + SENTENCE.encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_do_harm_is_refused_in_our_words(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_article(HOSTILE[name], name)
    assert name in str(caught.value)
    for leak in ("Traceback", "Error", str(ROOT), str(Path(sys.prefix)), "site-packages", "/tmp"):
        assert leak not in str(caught.value)


def test_a_megabyte_on_one_line_is_read() -> None:
    body = " ".join([SENTENCE] * 20_000)
    assert read_article(f"<html><body><p>{body}</p></body></html>".encode(), "berita.html").text == body + "\n"


@pytest.mark.parametrize(
    ("share", "suffix", "raw"),
    [
        (Share(clock_seconds=0), "html", FILES[".html"]),
        (Share(work_seconds=1), "html", b"<html><body>" + b"<p><b>" * 200_000 + SENTENCE.encode()),
        (Share(memory=160 * 2**20), "docx", with_body(FILES[".docx"], "<w:p/>" * 1_200_000)),
    ],
    ids=["clock", "work", "memory"],
)
def test_a_document_gets_its_share_and_no_more(share: Share, suffix: str, raw: bytes) -> None:
    # Without memory lxml says that a document is not well-formed, which this one is.
    with pytest.raises(UnreadableInput, match=r"berita (takes more time or memory to read|is .*damaged)"):
        read_isolated(suffix, raw, "berita", share)


def test_only_so_many_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_AT_ONCE", threading.BoundedSemaphore(1))
    with isolation._AT_ONCE, pytest.raises(Busy, match="too many other documents are being read"):
        read_isolated("html", FILES[".html"], "berita.html", Share(clock_seconds=0))
    with pytest.raises(UnfitInput):
        read_isolated("html", b"", "kosong.html")
    assert read_isolated("html", FILES[".html"], "berita.html").text.strip() == SENTENCE  # each gave its place back


def test_a_library_that_is_missing_is_no_fault_of_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "trafilatura.py").write_text("raise ImportError('a part of it is not installed')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(ImportError, match="trafilatura cannot be imported: a part of it is not installed"):
        read_article(FILES[".html"], "berita.html")


def test_no_module_is_taken_from_the_folder_that_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docx.py").write_text("raise SystemExit(7)")
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(ROOT), *(one for one in sys.path if one)])
    assert read_article(FILES[".docx"], "berita.docx").text.strip() == SENTENCE


def test_no_model_is_loaded_where_documents_are_read() -> None:
    code = "import summarizer.documents.isolation, sys; print(*{'torch', 'transformers', 'gradio'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == ""
