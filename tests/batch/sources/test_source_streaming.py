"""Tables of any size are gone through in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.sources.berita import KAPAL, PASAR
from tests.conftest import ROOT

MIB = 2**20
HEAVY_ROWS = 2000
HEAVY_BYTES = 100_000

# In a process of its own, so that nothing else counts. Arrow's memory is its own, and Python does not see it.
GO_THROUGH = """
import sys, tracemalloc
from summarizer.batch.sources import open_source

tracemalloc.start()
source = open_source(sys.argv[1])
rows = words = 0
for item in source:
    rows += 1
    words += len(item.read().text.split())
    item.fingerprint()
counted = source.count()
arrow = sys.modules.get("pyarrow")
print(rows, counted, tracemalloc.get_traced_memory()[1], arrow.default_memory_pool().max_memory() if arrow else 0)
"""


def gone_through(file: Path) -> tuple[int, int, int, int]:
    """Rows, rows counted, and the most bytes of Python's and of Arrow's memory."""
    run = subprocess.run(
        [sys.executable, "-c", GO_THROUGH, str(file)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    rows, counted, python, arrow = map(int, run.stdout.split())
    return rows, counted, python, arrow


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_file_of_200_mb_in_little_memory(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"berita{suffix}"
    page = "<p>iklan</p>" * (HEAVY_BYTES // 12)
    with file.open("w", encoding="utf-8") as opened:
        if suffix == ".csv":
            opened.write("id,html,text\n")
        for number in range(HEAVY_ROWS):
            row = {"id": f"berita-{number}", "html": page, "text": f"{PASAR} {number}"}
            opened.write(json.dumps(row) + "\n" if suffix == ".jsonl" else f'{row["id"]},{page},"{row["text"]}"\n')
    assert file.stat().st_size > 200 * 10**6 * 0.99
    rows, counted, python, _ = gone_through(file)
    assert (rows, counted) == (HEAVY_ROWS, HEAVY_ROWS)
    assert python < 8 * MIB


def test_a_line_without_end_in_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "berita.jsonl"
    with file.open("wb") as opened:
        opened.write(json.dumps({"text": PASAR}).encode() + b"\n")
        for _ in range(200):
            opened.write(b"x" * MIB)
        opened.write(b"\n" + json.dumps({"text": KAPAL}).encode())
    script = GO_THROUGH.replace("words += len(item.read().text.split())", "pass")
    run = subprocess.run(
        [sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    rows, counted, python, _ = map(int, run.stdout.split())
    assert (rows, counted) == (3, 3)
    assert python < 64 * MIB


def test_a_parquet_file_of_one_large_row_group_in_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "berita.parquet"
    schema = pa.schema({"id": pa.string(), "html": pa.string(), "text": pa.string()})
    with pq.ParquetWriter(file, schema, compression="none", use_dictionary=False) as writer:
        names = [f"berita-{number}" for number in range(10_000)]
        pages = [os.urandom(5000).hex() for _ in names]
        writer.write_table(pa.table([names, pages, [f"{PASAR} " * 30 for _ in names]], schema=schema))
    assert file.stat().st_size > 120 * 10**6
    rows, counted, python, arrow = gone_through(file)
    assert (rows, counted) == (10_000, 10_000)
    assert python < 16 * MIB  # most of it for the code of pyarrow
    assert arrow < 16 * MIB
