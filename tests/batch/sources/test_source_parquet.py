"""Parquet files: the columns that are read, and damage."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from summarizer.batch.sources import open_source
from summarizer.datamodels import Origin
from summarizer.errors import UnreadableInput
from tests.batch.sources.berita import KAPAL, PASAR, items, said, texts, until_damage


def written(path: Path, columns: dict[str, object], **options: object) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


@pytest.mark.parametrize(
    "column",
    [
        pa.array([PASAR, KAPAL]),
        pa.array([PASAR, KAPAL], pa.large_string()),
        pa.array([PASAR, KAPAL]).dictionary_encode(),
        pa.array([[PASAR], [KAPAL]]),
        pa.array([[PASAR], [KAPAL]], pa.large_list(pa.large_string())),
    ],
    ids=["string", "large_string", "dictionary", "list", "large_list"],
)
def test_each_row_is_an_article(tmp_path: Path, column: pa.Array) -> None:
    file = written(tmp_path / "b.parquet", {"id": pa.array([7, 8]), "text": column})
    source = open_source(str(file))
    assert [(item.key, item.read().text) for item in source] == [("7", PASAR), ("8", KAPAL)]
    assert [item.key for item in source] == ["7", "8"]
    assert source.count() == 2


def test_other_columns_count_as_in_other_tables(tmp_path: Path) -> None:
    columns = {
        "isi.berita": [PASAR, PASAR],
        "title": ["Harga Beras Naik", None],
        "date": pa.array([date(2024, 8, 12), None]),
        "foto": [b"\xff", None],
    }
    file = written(tmp_path / "b.parquet", columns)
    first, second = (item.read() for item in items(file, text_column="isi.berita"))
    assert first.text == f"Harga Beras Naik\n\n{PASAR}"
    assert first.origin == Origin("Harga Beras Naik", date="2024-08-12")
    assert (second.text, second.origin) == (PASAR, Origin())


def test_times_give_their_day(tmp_path: Path) -> None:
    times = pa.array([datetime(2024, 8, 12, 8, tzinfo=UTC)], pa.timestamp("ns", "UTC"))
    [item] = items(written(tmp_path / "b.parquet", {"text": [PASAR], "date": times}))
    assert item.read().origin.date == "2024-08-12"


def test_a_bad_row_is_an_item_that_cannot_be_read(tmp_path: Path) -> None:
    broken = pa.array([b"Harga naik.", b"Harga \xe9", b"Harga turun.", None], pa.binary())
    texts_ = pa.Array.from_buffers(pa.string(), 4, broken.buffers())
    file = written(tmp_path / "b.parquet", {"text": texts_})
    first, bad, third, empty = items(file)
    assert texts([first, third]) == ["Harga naik.", "Harga turun."]
    assert said(bad).startswith(f"row 2 of {file} has a value that cannot be read")
    assert "there is nothing" in said(empty)
    assert len({item.fingerprint() for item in (first, bad, third, empty)}) == 4
    assert items(file)[1].fingerprint() == bad.fingerprint()


def test_many_rows_and_row_groups_are_numbered_through(tmp_path: Path) -> None:
    rows = [f"{PASAR} {number}" for number in range(1000)]
    found = items(written(tmp_path / "b.parquet", {"text": rows}, row_group_size=300))
    assert texts(found) == rows
    assert found[-1].key == "row-1000"


@pytest.mark.parametrize("raw", [b"", b"PAR1", b"Harga naik.", b"PAR1" + bytes(100) + b"PAR1"])
def test_what_is_no_parquet_file_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "b.parquet").write_bytes(raw)
    with pytest.raises(UnreadableInput, match=r"b.parquet is no Parquet file, or is damaged"):
        open_source(str(tmp_path / "b.parquet"))


def test_damage_in_the_middle_says_how_far_it_was_read(tmp_path: Path) -> None:
    rows = [f"{PASAR} {number**9}" for number in range(20_000)]
    file = written(tmp_path / "b.parquet", {"text": rows}, row_group_size=5000, write_page_checksum=True)
    raw = bytearray(file.read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 500] = bytes(500)
    file.write_bytes(raw)
    source = open_source(str(file))
    assert source.count() == 20_000
    read, message = until_damage(source)
    assert len(read) >= 5000
    assert read == rows[: len(read)]
    assert f"b.parquet cannot be read beyond row {len(read)}: " in message
