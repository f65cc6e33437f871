"""Comma-, semicolon- and tab-separated files, and every row that can be wrong."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from summarizer.batch.sources import open_source
from summarizer.batch.sources.lines import MAX_ROW_BYTES
from summarizer.errors import UnfitInput, UnreadableInput
from tests.batch.sources.berita import KAPAL, PASAR, SEKOLAH, items, said, texts, until_damage


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_each_row_is_an_article_with_its_line_breaks(tmp_path: Path) -> None:
    file = tmp_path / "berita.csv"
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([["id", "text"], ["a", f'{PASAR}\n\n"{KAPAL}"'], ["b", SEKOLAH]])
    source = open_source(str(file))
    assert [(item.key, item.read().text) for item in source] == [("a", f'{PASAR}\n\n"{KAPAL}"'), ("b", SEKOLAH)]
    assert [item.key for item in source] == ["a", "b"]
    assert source.count() == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("b.csv", "id,text\na,Harga naik.\n"),
        ("b.csv", "\ufeffid,text\r\na,Harga naik.\r\n"),
        ("b.csv", "id, text\na,Harga naik."),
        ("b.csv", "id;text\na;Harga naik.\n"),
        ("b.csv", "\n\nid;text\n\na;Harga naik.\n\n"),
        ("b.csv", "id\ttext\na\tHarga naik.\n"),
        ("b.tsv", "id\ttext\na\tHarga naik.\n"),
        ("b.tsv", "id\ttext\tx,y\na\tHarga naik.\t1\n"),
        ("b.csv", 'id,text\na,"Harga naik."'),
    ],
)
def test_delimiters_and_marks_are_recognised(tmp_path: Path, name: str, content: str) -> None:
    [item] = items(written(tmp_path / name, content))
    assert (item.key, item.read().text) == ("a", "Harga naik.")
    assert open_source(str(tmp_path / name)).count() == 1


def test_a_packed_file_is_read_and_a_torn_one_says_where_it_ends(tmp_path: Path) -> None:
    content = "text\n" + "".join(f'"{PASAR} {number**9}"\n' for number in range(20_000))
    raw = gzip.compress(content.encode())
    assert len(items(written(tmp_path / "utuh.csv.gz", raw))) == 20_000
    source = open_source(str(written(tmp_path / "sobek.csv.gz", raw[: len(raw) // 2])))
    read, message = until_damage(source)
    assert len(read) > 100
    assert f"sobek.csv.gz cannot be read beyond row {len(read)}: " in message


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"b", "has 1 fields, but there are 2 columns"),
        (b"b,Harga naik, kata warga.", "has 3 fields, but there are 2 columns"),
        (b'b,"Harga" naik.', "cannot be split into fields"),
        (b"b,Harga\rnaik.", "cannot be split into fields"),
        (b"b,Harga naik \xe9", "is not UTF-8"),
        (b"b," + b"x" * (MAX_ROW_BYTES + 9), "is longer than 16 MiB"),
    ],
    ids=["few", "many", "quotation", "carriage return", "cp1252", "long"],
)
def test_a_bad_row_is_an_item_that_cannot_be_read(tmp_path: Path, row: bytes, reason: str) -> None:
    file = written(tmp_path / "b.csv", b"id,text\na,Satu.\n" + row + b"\nc,Tiga.\n")
    source = open_source(str(file))
    first, bad, last = source
    assert bad.key == "row-2"
    assert said(bad).startswith(f"row 2 of {file} {reason}")
    assert (last.key, *texts([first, last])) == ("c", "Satu.", "Tiga.")
    assert source.count() == 3
    written(file, b"id,text\na,Satu.\n" + row + b"x\nc,Tiga.\n")
    assert items(file)[1].fingerprint() != bad.fingerprint()


@pytest.mark.parametrize("rows", [3, 200_000], ids=["to the end of the file", "for more than a row may have"])
def test_a_quotation_mark_that_is_never_closed_takes_its_own_row_alone(tmp_path: Path, rows: int) -> None:
    below = "".join(f"{number},{PASAR}\n" for number in range(rows)).replace("Oeba, Kupang,", "Oeba")
    file = written(tmp_path / "b.csv", f'id,text\nx,"{PASAR}\n{below}')
    found = items(file)
    assert [item.key for item in found] == ["row-1", *map(str, range(rows))]
    assert texts(found[1:3]) == [PASAR.replace("Oeba, Kupang,", "Oeba")] * 2
    assert said(found[0])


def test_long_fields_and_nul_bytes_are_read(tmp_path: Path) -> None:
    long = "Harga beras naik. " * 10_000
    [item, with_nul] = items(written(tmp_path / "b.csv", f"text\n{long}\nHarga\x00 naik.\n"))
    assert item.read().text == long
    assert with_nul.read().text == "Harga naik."


def test_the_limit_of_fields_is_never_lowered(tmp_path: Path) -> None:
    before = csv.field_size_limit(2**30)
    try:
        items(written(tmp_path / "b.csv", f"text\n{PASAR.replace(',', '')}\n"))
        assert csv.field_size_limit() == 2**30
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"", UnfitInput, "is empty. Its first row must have the names of its columns"),
        (b"\n \n"[:1], UnfitInput, "is empty"),
        (b"\xff\xfei\x00d\x00", UnreadableInput, "is not UTF-8. Save the file as CSV in UTF-8"),
        (b"id,text\rx,Harga naik.\r", UnreadableInput, "cannot be split into fields"),
        (b"a,Harga naik.\n", UnfitInput, "It has a, Harga naik.: name the one"),
    ],
    ids=["nothing", "blank", "UTF-16", "carriage returns", "no header"],
)
def test_a_file_without_a_header_is_refused(
    tmp_path: Path, content: bytes, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        open_source(str(written(tmp_path / "b.csv", content)))


def test_a_header_alone_has_no_items(tmp_path: Path) -> None:
    source = open_source(str(written(tmp_path / "b.csv", "id,text\n")))
    assert (list(source), source.count()) == ([], 0)
