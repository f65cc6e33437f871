"""JSON Lines, packed or not, and every line that can be wrong."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.batch.sources import open_source
from summarizer.batch.sources.lines import MAX_ROW_BYTES
from summarizer.errors import UnfitInput, UnreadableInput
from tests.batch.sources.berita import KAPAL, PASAR, items, jsonl, said, texts, until_damage


@pytest.mark.parametrize("name", ["berita.jsonl", "berita.ndjson", "BERITA.JSONL"])
def test_each_line_is_an_article(tmp_path: Path, name: str) -> None:
    file = jsonl(tmp_path / name, {"id": "a", "text": PASAR}, {"id": "b", "text": KAPAL})
    source = open_source(str(file))
    assert [(item.key, item.stem, item.read().text) for item in source] == [("a", "a", PASAR), ("b", "b", KAPAL)]
    assert [item.key for item in source] == ["a", "b"]
    assert source.count() == 2


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)])
def test_a_packed_file_is_read_as_it_is(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    file = jsonl(tmp_path / "berita.jsonl", {"text": PASAR}, {"text": KAPAL})
    packed = tmp_path / f"berita.jsonl{suffix}"
    packed.write_bytes(pack(file.read_bytes()))
    assert texts(items(packed)) == [PASAR, KAPAL]
    assert open_source(str(packed)).count() == 2


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)])
def test_a_torn_file_gives_what_it_has_and_says_where_it_ends(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    rows = b"".join(json.dumps({"text": f"{PASAR} {number**9}"}).encode() + b"\n" for number in range(50_000))
    packed = tmp_path / f"berita.jsonl{suffix}"
    raw = pack(rows)
    packed.write_bytes(raw[: len(raw) * 2 // 3])
    source = open_source(str(packed))
    read, message = until_damage(source)
    assert len(read) > 100
    assert read[-1] == f"{PASAR} {(len(read) - 1) ** 9}"
    assert f"berita.jsonl{suffix} cannot be read beyond row {len(read)}: " in message
    with pytest.raises(UnreadableInput, match="cannot be read beyond row"):
        source.count()


def test_what_is_not_packed_at_all_is_refused_at_once(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "berita.jsonl.gz", {"text": PASAR})
    with pytest.raises(UnreadableInput, match=r"berita.jsonl.gz cannot be read from its first row on: Not a gzipped"):
        open_source(str(file))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "Harga', "is no JSON: Unterminated string"),
        (b"Harga naik.", "is no JSON"),
        (b"[" * 100_000, "is no JSON: nested too deep"),
        (b'{"text": ' + b"9" * 5000 + b"}", "is no JSON"),
        (b'["Harga naik."]', "is no JSON object"),
        (b"null", "is no JSON object"),
        (b'{"text": "Harga naik \xe9"}', "is not UTF-8 (byte 21 is wrong)"),
    ],
    ids=["torn", "prose", "deep", "number", "list", "null", "cp1252"],
)
def test_a_bad_line_is_an_item_that_cannot_be_read(tmp_path: Path, line: bytes, reason: str) -> None:
    file = jsonl(tmp_path / "berita.jsonl", {"id": "a", "text": PASAR}, line, {"id": "c", "text": KAPAL})
    found = items(file)
    assert [item.key for item in found] == ["a", "row-2", "c"]
    assert said(found[1]).startswith(f"row 2 of {file} {reason}")
    assert texts([found[0], found[2]]) == [PASAR, KAPAL]
    before = found[1].fingerprint()
    jsonl(file, {"id": "a", "text": PASAR}, line + b" x", {"id": "c", "text": KAPAL})
    assert items(file)[1].fingerprint() != before


def test_a_line_without_end_is_passed_over(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * (2 * MAX_ROW_BYTES)
    file = jsonl(tmp_path / "berita.jsonl", {"text": PASAR}, long, {"text": KAPAL})
    source = open_source(str(file))
    first, bad, last = source
    assert said(bad).startswith(f"row 2 of {file} is longer than 16 MiB")
    assert texts([first, last]) == [PASAR, KAPAL]
    assert source.count() == 3
    jsonl(file, {"text": PASAR}, long + b"y", {"text": KAPAL})
    assert items(file)[1].fingerprint() != bad.fingerprint()


def test_blank_lines_are_no_rows_and_numbers_are_those_of_lines(tmp_path: Path) -> None:
    file = tmp_path / "berita.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"text": "Satu."}\r\n\r\n  \n{"text": "Dua."}')
    source = open_source(str(file))
    assert [(item.key, item.read().text) for item in source] == [("row-1", "Satu."), ("row-4", "Dua.")]
    assert source.count() == 2


def test_a_column_may_come_in_a_later_row(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "berita.jsonl", b"rusak", {"id": "a"}, {"id": "b", "text": PASAR})
    assert items(file)[2].read().text == PASAR


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b'[\n{"text": "Harga naik."\n}\n]\n', "id,text\na,Harga".encode("utf-16")]
)
def test_a_file_without_any_object_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "berita.jsonl"
    file.write_bytes(content)
    with pytest.raises(UnfitInput, match=r"has no JSON object in its first 100 lines. Save it as JSON Lines"):
        open_source(str(file))
