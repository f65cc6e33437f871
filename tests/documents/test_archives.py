"""ZIP files of articles: which members are taken, under which names, and what is refused."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from random import Random

import pytest

from summarizer.documents.archives import MAX_MEMBERS, read_archive
from summarizer.documents.articles import MAX_DOCUMENT_BYTES, SUFFIXES, read_article
from summarizer.errors import UnreadableInput
from tests.documents.word_files import packed

TEXT = b"Harga beras naik."


def names(*members: str) -> list[str]:
    """The names under which members of these names come out; one more makes sure that one does."""
    return [name for name, _ in read_archive(packed({"pasar.txt": TEXT} | dict.fromkeys(members, TEXT)), "a.zip")][1:]


def test_articles_come_in_order_with_their_content_and_can_be_read() -> None:
    found = read_archive(packed({"dua.md": b"Dua", "satu.txt": b"Satu", "map/tiga.TXT": b"Tiga"}), "arsip.zip")
    assert found == [("dua.md", b"Dua"), ("satu.txt", b"Satu"), ("map/tiga.TXT", b"Tiga")]
    assert [read_article(raw, name).text for name, raw in found] == ["Dua", "Satu", "Tiga"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_of_article_is_taken(suffix: str) -> None:
    assert names(f"berita{suffix}") == [f"berita{suffix}"]


@pytest.mark.parametrize(
    "member",
    ["map/", "foto.jpg", "arsip.zip", "LICENSE", ".berita.txt", ".git/berita.txt", "__MACOSX/._berita.txt", "..txt"],
)
def test_what_is_no_article_is_passed_over(member: str) -> None:
    assert names(member) == []


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("../../etc/berita.txt", "etc/berita.txt"),
        ("..\\..\\berita.txt", "berita.txt"),
        ("/etc/berita.txt", "etc/berita.txt"),
        ("C:\\Users\\berita.txt", "Users/berita.txt"),
        ("c:berita.txt", "berita.txt"),
        ("\\\\server\\berita.txt", "server/berita.txt"),
        ("map/./berita.txt", "map/berita.txt"),
        ("map/.. /berita.txt", "map/berita.txt"),
        ('be"ri<ta>?.txt', "be_ri_ta__.txt"),
        ("berita\u202etxt.txt", "beritatxt.txt"),
        ("berita\x1b[8m\n.txt", "berita[8m.txt"),
        ("con.txt", "_con.txt"),
        ("map/aux.docx", "map/_aux.docx"),
        ("x" * 300 + ".txt", "x" * 96 + ".txt"),
        ("a/b/c/d/e/f/berita.txt", "d/e/f/berita.txt"),
        ("Žurnal “pasar”.txt", "Žurnal “pasar”.txt"),
    ],
)
def test_names_lead_nowhere_and_hide_nothing(member: str, name: str) -> None:
    assert names(member) == [name]


def test_no_two_names_are_alike() -> None:
    assert names("berita.txt", "BERITA.TXT", "../berita.txt", "berita (2).txt", "map/berita.txt") == [
        "berita.txt",
        "BERITA (2).TXT",
        "berita (3).txt",
        "berita (2) (2).txt",
        "map/berita.txt",
    ]


def test_a_link_is_passed_over() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("pasar.txt", TEXT)
        link = zipfile.ZipInfo("rahasia.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert read_archive(file.getvalue(), "a.zip") == [("pasar.txt", TEXT)]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "a.zip is not a ZIP file, or is damaged"),
        (b"Harga naik.", "a.zip is not a ZIP file, or is damaged"),
        (packed({"pasar.txt": TEXT * 100})[:-60], "a.zip is not a ZIP file, or is damaged"),
        (packed({"pasar.txt": TEXT}, zipfile.ZIP_STORED).replace(TEXT, b"Harga beras turun"), "or is damaged"),
        (packed({}), "a.zip has no article in it. These are taken: .txt, .md"),
        (packed({"foto.jpg": b"x", "dalam.zip": packed({"pasar.txt": TEXT})}), "a.zip has no article in it"),
        (packed({"pasar.txt": TEXT}, zipfile.ZIP_LZMA), "a.zip is packed in a rare way"),
        (packed({"pasar.txt": TEXT}, zipfile.ZIP_BZIP2), "a.zip is packed in a rare way"),
    ],
    ids=["nothing", "text", "cut short", "changed", "no member", "other kinds", "lzma", "bzip2"],
)
def test_what_cannot_be_used_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        read_archive(raw, "a.zip")


def test_a_password_is_refused() -> None:
    raw = bytearray(packed({"pasar.txt": TEXT}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + flags] |= 1
    with pytest.raises(UnreadableInput, match=r"a.zip is protected by a password"):
        read_archive(bytes(raw), "a.zip")


def test_the_limit_of_members() -> None:
    members = {f"berita {number}.txt": TEXT for number in range(MAX_MEMBERS)}
    assert len(read_archive(packed(members), "a.zip")) == MAX_MEMBERS
    with pytest.raises(UnreadableInput, match=r"a.zip has more than 500 files in it"):
        read_archive(packed(members | {"lagi.jpg": TEXT}), "a.zip")


def test_a_directory_of_very_many_members_is_refused_unread() -> None:
    entry = packed({"a": b""}, zipfile.ZIP_STORED)
    record = entry[entry.index(b"PK\x01\x02") : entry.index(b"PK\x05\x06")]
    directory = record * 900_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)
    with pytest.raises(UnreadableInput, match=r"a.zip has more than 500 files in it"):
        read_archive(directory + end, "a.zip")


def noise(size: int) -> bytes:
    """Bytes that deflate to about a hundredth."""
    return Random(0).randbytes(4096) * (size // 4096)


def test_the_limit_of_bytes_counts_what_is_unpacked() -> None:
    members = {f"berita {number}.docx": noise(9 * 2**20) for number in range(6)}
    with pytest.raises(UnreadableInput, match=r"a.zip unpacks to more than 50 MiB"):
        read_archive(packed(members), "a.zip")
    del members["berita 0.docx"]
    assert len(read_archive(packed(members), "a.zip")) == 5


def test_a_bomb_is_refused_by_its_ratio() -> None:
    with pytest.raises(UnreadableInput, match=r"a.zip is packed tighter than any article is"):
        read_archive(packed({"bom.txt": bytes(2 * 2**20)}), "a.zip")


def test_other_members_are_not_unpacked() -> None:
    assert read_archive(packed({"bom.jpg": bytes(60 * 2**20), "pasar.txt": TEXT}), "a.zip") == [("pasar.txt", TEXT)]


def test_one_article_that_is_too_long_does_not_spoil_the_others() -> None:
    members = {"panjang.txt": TEXT * 100_000, "pasar.txt": TEXT}
    (long, raw), (_, other) = read_archive(packed(members, zipfile.ZIP_STORED), "a.zip")
    with pytest.raises(UnreadableInput, match=r"panjang.txt is larger than 1024 KiB"):
        read_article(raw, long)
    assert other == TEXT


def test_a_document_is_cut_just_above_its_limit() -> None:
    [(_, raw)] = read_archive(packed({"a.pdf": noise(12 * 2**20)}, zipfile.ZIP_STORED), "a.zip")
    assert len(raw) == MAX_DOCUMENT_BYTES + 1


def test_an_archive_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"a.zip is larger than 50 MiB"):
        read_archive(bytes(50 * 2**20 + 1), "a.zip")
