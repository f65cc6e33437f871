"""Bytes to text, and a plain word for what is wrong with them."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from summarizer.documents.reading import MAX_BYTES, decode_text, read_text
from summarizer.errors import InputError, UnfitInput, UnreadableInput

SENTENCE = "Warga Biak menyebut kapal itu “penolong”."


@pytest.mark.parametrize(
    "raw",
    [
        SENTENCE.encode(),
        SENTENCE.encode("utf-8-sig"),
        SENTENCE.encode("utf-16"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-32"),
        codecs.BOM_UTF32_BE + SENTENCE.encode("utf-32-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_unicode_is_read_without_a_note(raw: bytes) -> None:
    read = decode_text(raw, "berita.txt")
    assert read.text == SENTENCE
    assert read.notes == ()


def test_cp1252_is_read_and_noted() -> None:
    read = decode_text(SENTENCE.encode("cp1252"), "berita.txt")
    assert read.text == SENTENCE
    [note] = read.notes
    assert note.startswith("berita.txt is not UTF-8; it was read as cp1252")


@pytest.mark.parametrize(
    ("raw", "error", "message"),
    [
        (b"", UnfitInput, "berita.txt is empty"),
        (b" \n\t\r\n ", UnfitInput, "berita.txt is empty"),
        ("\u00a0\u2003".encode(), UnfitInput, "berita.txt is empty"),
        (codecs.BOM_UTF8, UnfitInput, "berita.txt is empty"),
        ("\n".encode("utf-16"), UnfitInput, "berita.txt is empty"),
        ("---\n* \u200b\n".encode(), UnfitInput, "berita.txt has no word in it"),
        (b"PK\x03\x04 Harga naik.", UnreadableInput, "berita.txt is a binary file"),
        (b"Harga \x00 naik.", UnreadableInput, "berita.txt is a binary file"),
        ("Harga \x00 naik.".encode("utf-16"), UnreadableInput, "berita.txt is a binary file"),
        (b"Harga \x1b[8mnaik.", UnreadableInput, "berita.txt is a binary file"),
        (b"Harga \x81 naik \xff.", UnreadableInput, r"berita.txt is neither UTF-8 \(byte 6 is wrong\) nor cp1252"),
        (SENTENCE.encode("utf-16")[:-1], UnreadableInput, "begins with the mark of UTF-16, but byte 82 is wrong"),
        (codecs.BOM_UTF8 + b"Harga \x93naik\x94.", UnreadableInput, "begins with the mark of UTF-8, but byte"),
    ],
)
def test_what_cannot_be_used_is_refused(raw: bytes, error: type[InputError], message: str) -> None:
    with pytest.raises(error, match=message):
        decode_text(raw, "berita.txt")


@pytest.mark.parametrize("blank", ["", " \n\n", "---\n"])
def test_blank_text_is_read_where_it_is_allowed(tmp_path: Path, blank: str) -> None:
    path = tmp_path / "baris.id"
    path.write_text(blank)
    assert read_text(str(path), blank_allowed=True).text == blank
    with pytest.raises(UnfitInput, match="nothing to translate"):
        read_text(str(path))


def test_control_characters_of_text_files_pass() -> None:
    text = "Harga\tnaik.\r\nHalaman\f2\vakhir"
    assert decode_text(text.encode(), "berita.txt").text == text


def test_the_size_limit_is_a_mebibyte(tmp_path: Path) -> None:
    article = tmp_path / "berita.txt"
    article.write_bytes(b"a" * MAX_BYTES)
    assert len(read_text(str(article)).text) == 2**20
    article.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(UnreadableInput, match="is larger than 1024 KiB"):
        read_text(str(article))
    assert len(read_text(str(article), max_bytes=None).text) == 2**20 + 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hilang.txt", "there is no file .*hilang.txt"),
        (".", "is a folder"),
        ("x" * 300, "cannot be read: File name too long"),
    ],
)
def test_a_path_that_cannot_be_opened(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        read_text(str(tmp_path / name))
