"""Word documents: what is read of them and in which order, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from summarizer.documents.docx_reading import read_docx
from summarizer.errors import UnfitInput, UnreadableInput
from tests.documents.word_files import packed, parts_of, saved, with_body

MARKUP_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture(scope="module")
def plain() -> bytes:
    document = docx.Document()
    document.add_paragraph("Akhir berita.")
    return saved(document)


def test_paragraphs_headings_and_cells_come_in_the_order_of_the_document() -> None:
    document = docx.Document()
    document.add_heading("Pasar Baru Dibuka", 0)
    document.add_paragraph("Kupang membuka dua pasar.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "Beras", "Rp14.500", "Rp42.000"
    table.cell(1, 0).add_table(1, 1).cell(0, 0).text = "Cabai"
    document.add_heading("Parkir", 2)
    document.add_paragraph("Lahan parkir disiapkan.", style="List Bullet")
    assert read_docx(saved(document), "berita.docx").text.split("\n\n") == [
        "Pasar Baru Dibuka",
        "Kupang membuka dua pasar.",
        "Beras",
        "Rp14.500",
        "Cabai",
        "Rp42.000",
        "Parkir",
        "Lahan parkir disiapkan.\n",
    ]


def test_the_pieces_of_a_paragraph_are_put_together() -> None:
    document = docx.Document()
    written = document.add_paragraph("Harga ")
    written.add_run("beras").bold = True
    written.add_run("\tnaik,\n").add_text("kata pedagang.")
    assert read_docx(saved(document), "berita.docx").text == "Harga beras naik,\nkata pedagang.\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:ins><w:r><w:t>Harga naik.</w:t></w:r></w:ins></w:p>", "Harga naik."),
        ("<w:p><w:r><w:t>Harga </w:t></w:r><w:del><w:r><w:delText>turun</w:delText></w:r></w:del></w:p>", "Harga"),
        ("<w:p><w:moveFrom><w:r><w:t>Lama.</w:t></w:r></w:moveFrom><w:r><w:t>Baru.</w:t></w:r></w:p>", "Baru."),
        ("<w:sdt><w:sdtContent>" + paragraph("Isian.") + "</w:sdtContent></w:sdt>", "Isian."),
        ("<w:p><w:hyperlink><w:r><w:t>Tautan.</w:t></w:r></w:hyperlink></w:p>", "Tautan."),
        ('<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>Senin</w:t></w:r></w:fldSimple></w:p>', "Senin"),
        (
            f'<w:p><w:r><w:t>Luar.</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="{MARKUP_COMPATIBILITY}">'
            f'<mc:Choice Requires="wps"><w:txbxContent>{paragraph("Kotak.")}</w:txbxContent></mc:Choice>'
            f"<mc:Fallback><w:txbxContent>{paragraph('Kotak.')}</w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            "Luar.\n\nKotak.",
        ),
    ],
    ids=["insertion", "deletion", "move", "form", "link", "field", "text box"],
)
def test_text_is_read_wherever_it_stands_and_once(plain: bytes, body: str, text: str) -> None:
    assert read_docx(with_body(plain, body), "berita.docx").text == f"{text}\n\nAkhir berita.\n"


@pytest.mark.parametrize(
    ("title", "author", "origin"),
    [
        ("Pasar baru dibuka", "Maria Leba", ("Pasar baru dibuka", "Maria Leba")),
        ("Laporan Tahunan 2019", "Maria Leba", ("", "Maria Leba")),  # of the file that this one was copied from
        ("Document1", "python-docx", ("", "")),
        ("", "Microsoft Office User", ("", "")),
        ("", "ASUS", ("", "")),
    ],
)
def test_properties_are_believed_where_that_is_sensible(title: str, author: str, origin: tuple[str, str]) -> None:
    document = docx.Document()
    document.add_paragraph("Pasar Baru Dibuka!")
    document.core_properties.title, document.core_properties.author = title, author
    read = read_docx(saved(document), "berita.docx").origin
    assert (read.title, read.byline) == origin
    assert (read.date, read.url) == ("", "")


def test_a_document_without_a_word_is_empty() -> None:
    with pytest.raises(UnfitInput, match=r"berita.docx is empty"):
        read_docx(saved(docx.Document()), "berita.docx")


@pytest.mark.parametrize(
    "part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/styles.xml"]
)
def test_a_missing_part_is_damage(plain: bytes, part: str) -> None:
    parts = parts_of(plain)
    del parts[part]
    with pytest.raises(UnreadableInput, match=r"berita.docx is not a Word document \(.docx\), or is damaged"):
        read_docx(packed(parts), "berita.docx")


@pytest.mark.parametrize("content", [b"", b"<w:document", b"\x00\xff", b"<html><body>Halo</body></html>"])
def test_a_part_that_is_no_xml_of_word_is_damage(plain: bytes, content: bytes) -> None:
    with pytest.raises(UnreadableInput, match="or is damaged"):
        read_docx(packed(parts_of(plain) | {"word/document.xml": content}), "berita.docx")


@pytest.mark.parametrize(
    "raw",
    [b"", b"Harga naik.", b"PK\x03\x04" + b"x" * 200, packed({"pasar.txt": b"Harga naik."})],
    ids=["nothing", "text", "garbage", "another zip"],
)
def test_what_is_no_word_document_says_so(raw: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"is not a Word document \(.docx\), or is damaged. Open it in its own"):
        read_docx(raw, "berita.docx")


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_a_document_that_is_cut_short_is_damage(plain: bytes, kept: float) -> None:
    with pytest.raises(UnreadableInput, match="or is damaged"):
        read_docx(plain[: int(len(plain) * kept)], "berita.docx")


def test_a_flipped_byte_is_damage(plain: bytes) -> None:
    start = plain.index(b"word/document.xml") + 200
    raw = plain[:start] + bytes(255 - one for one in plain[start : start + 20]) + plain[start + 20 :]
    with pytest.raises(UnreadableInput, match="or is damaged"):
        read_docx(raw, "berita.docx")


def test_the_old_format_and_a_password_are_told_apart_from_damage() -> None:
    with pytest.raises(UnreadableInput, match=r"protected by a password or in the old format of Word \(.doc\)"):
        read_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "berita.docx")


ENTITIES = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12)
)
DECLARATIONS = {
    "billion laughs": ENTITIES + "]>",
    "external entity": '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
    "external subset": '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % more SYSTEM "http://127.0.0.1/x.dtd"> %more;]>',
    "quadratic": '<!DOCTYPE x [<!ENTITY long "' + "ha" * 50_000 + '">]>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml", "_rels/.rels"])
@pytest.mark.parametrize("declaration", DECLARATIONS)
def test_declared_entities_are_refused(plain: bytes, declaration: str, part: str, encoding: str) -> None:
    parts = parts_of(plain)
    root = parts[part].decode().partition("?>")[2]
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    parts[part] = f"{head}{DECLARATIONS[declaration]}{root}".encode(encoding)
    with pytest.raises(UnreadableInput, match=r"declarations in it that Word never writes") as caught:
        read_docx(packed(parts), "berita.docx")
    assert "root:" not in str(caught.value)


def test_what_unpacks_to_more_than_it_may_is_refused(plain: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"berita.docx unpacks to more than 64 MiB"):
        read_docx(packed(parts_of(plain) | {"word/media/x.png": bytes(65 * 2**20)}), "berita.docx")


def test_a_size_that_the_header_belittles_is_counted_as_it_is(plain: bytes) -> None:
    bomb = bytearray(packed(parts_of(plain) | {"word/media/x.png": bytes(65 * 2**20)}))
    true_size = (65 * 2**20).to_bytes(4, "little")
    assert bomb.count(true_size) == 2
    with pytest.raises(UnreadableInput):
        read_docx(bytes(bomb).replace(true_size, (10).to_bytes(4, "little")), "berita.docx")


def test_too_many_parts_are_refused(plain: bytes) -> None:
    parts = parts_of(plain) | {f"word/{number}.xml": b"<x/>" for number in range(2001)}
    with pytest.raises(UnreadableInput, match="has more than 2000 files in it"):
        read_docx(packed(parts, zipfile.ZIP_STORED), "berita.docx")


def test_nothing_is_unpacked_to_the_disk(plain: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parts = parts_of(plain) | {"../../lari.xml": b"<x/>", "/tmp/lari.xml": b"<x/>"}
    assert read_docx(packed(parts), "berita.docx").text == "Akhir berita.\n"
    assert list(tmp_path.parent.rglob("lari.xml")) == []
