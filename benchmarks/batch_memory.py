"""Peak memory of a batch on a large table, beside the same batch on a hundredth of it, with the real engine.

`python -m benchmarks.batch_memory [--gigabytes 2]` writes a JSON Lines file of that size, of which most is a column
that a batch does not use (dumps of websites carry their HTML along), and works through it with `summarizer batch`. The
articles are made of few different sentences, so the translation memory answers for the engine after a while: what
is measured is whether the rest holds on to anything. The engine is loaded and used in both runs.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

_ROW_BYTES = 200_000
_PLACES = ["Kupang", "Ambon", "Manado", "Medan", "Padang"]
_SENTENCES = [
    "Pemerintah Kota {place} membuka dua pasar baru pada hari Senin.",
    "Sebanyak 40 warga {place} mengungsi akibat banjir yang merendam permukiman mereka.",
    "Harga beras di {place} naik 3 persen dibandingkan bulan lalu.",
    "Wali Kota {place} berjanji memperbaiki jembatan itu sebelum akhir tahun.",
]


def write_table(path: Path, rows: int) -> None:
    """Rows of `_ROW_BYTES` bytes, each with an article of three sentences."""
    chance = random.Random(5)
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            place = chance.choice(_PLACES)
            text = " ".join(sentence.format(place=place) for sentence in chance.sample(_SENTENCES, 3))
            html = f"<p>{number}</p>" * (_ROW_BYTES // len(f"<p>{number}</p>"))
            file.write(json.dumps({"id": number, "text": text, "html": html}) + "\n")


def run(source: Path, output: Path) -> tuple[float, float]:
    """Seconds and peak MiB of one batch."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", "batch", source, output, "--quiet"],
        env={**os.environ, "SUMMARIZER_MEMORY": str(output.with_suffix(".memory"))},
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise click.ClickException(f"the batch ended with status {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


@click.command(help=__doc__)
@click.option("--gigabytes", default=2.0, show_default=True)
def main(gigabytes: float) -> None:
    rows = int(gigabytes * 10**9 / _ROW_BYTES)
    with tempfile.TemporaryDirectory() as folder:
        measured = []
        for name, count in (("a hundredth", rows // 100), ("whole", rows)):
            source = Path(folder) / f"{name}.jsonl"
            write_table(source, count)
            size = source.stat().st_size / 10**9
            seconds, peak = run(source, Path(folder) / f"{name}.out.jsonl")
            measured.append(peak)
            print(f"{name}: {size:.2f} GB, {count:,} articles, {seconds:.0f} s, peak {peak:.0f} MiB", flush=True)
    print(f"peak, whole to a hundredth: {measured[1] / measured[0]:.2f}")


if __name__ == "__main__":
    main()
