"""The tables that a batch can write: JSON Lines and Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarizer.batch.renderers import failure_row
from summarizer.batch.sinks import TableWriter

_ROWS_AT_ONCE = 256

Rows = Iterator[tuple[str, bytes | None, str]]


def write_jsonl(rows: Rows, path: Path) -> None:
    """One line of JSON for each item; one that has failed has its id and the error."""
    with path.open("wb") as file:
        for key, content, failure in rows:
            file.write((failure_row(key, failure) if content is None else content) + b"\n")


def write_parquet(rows: Rows, path: Path) -> None:
    """The same as columns: texts, counts, and the whole brief as JSON; ``error`` is null where all went well."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    text = pa.string()
    schema = pa.schema(
        {
            **dict.fromkeys(("id", "headline", "summary", "target_text", "source_text"), text),
            **dict.fromkeys(("title", "byline", "date", "url"), text),
            **dict.fromkeys(("sentences", "errors", "warnings"), pa.int32()),
            **dict.fromkeys(("signature", "brief", "error"), text),
        }
    )
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        page: list[dict[str, Any]] = []
        for key, content, failure in rows:
            page.append({"id": key, "error": failure} if content is None else _columns(content))
            if len(page) == _ROWS_AT_ONCE:
                writer.write_table(pa.Table.from_pylist(page, schema=schema))
                page.clear()
        writer.write_table(pa.Table.from_pylist(page, schema=schema))


def _columns(content: bytes) -> dict[str, Any]:
    row = json.loads(content)
    severities = [issue["severity"] for segment in row["segments"] for issue in segment["issues"]]
    return {
        "id": row["id"],
        "headline": row["headline"],
        "summary": " ".join(sentence["text"] for sentence in row["summary"]["sentences"]),
        "target_text": row["target"]["text"],
        "source_text": row["source"]["text"],
        **row["source"]["origin"],
        "sentences": len(row["segments"]),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "signature": row["signature"],
        "brief": content.decode(),
    }


TABLES: dict[str, TableWriter] = {".jsonl": write_jsonl, ".parquet": write_parquet}
"""How a table is written, by its suffix."""
