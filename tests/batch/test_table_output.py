"""A table as output: rows in the order of the input, failures among them, in a file that is whole or not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet as pq
import pytest

from summarizer.batch.outputs import output_at
from summarizer.errors import OptionError, OutputError, UnfitInput
from tests.batch.articles import Setting, engine, write_folder, write_jsonl
from tests.conftest import ROOT


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(write_jsonl(tmp_path / "in.jsonl", 5), tmp_path / "out.jsonl")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def break_row(setting: Setting, number: int) -> None:
    lines = setting.source.read_text(encoding="utf-8").splitlines()
    lines[number] = json.dumps({"id": f"b-{number}", "text": " "})
    setting.source.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_rows_are_in_the_order_of_the_input(setting: Setting) -> None:
    setting.run()
    assert [row["id"] for row in rows(setting.output)] == [f"b-{number}" for number in range(5)]


def test_a_row_is_a_brief_with_an_id_and_a_headline(setting: Setting) -> None:
    setting.run()
    schema = json.loads((ROOT / "docs" / "brief.schema.json").read_text(encoding="utf-8"))
    for row in rows(setting.output):
        assert row.pop("id")
        assert row.pop("headline")
        jsonschema.validate(row, schema)


def test_what_has_failed_is_a_row_with_the_reason(setting: Setting) -> None:
    break_row(setting, 2)
    setting.run()
    written = rows(setting.output)
    assert len(written) == 5
    assert set(written[2]) == {"id", "error"}
    assert written[2]["id"] == "b-2"


def test_a_row_that_was_good_before_does_not_stay_when_it_fails(setting: Setting) -> None:
    setting.run()
    break_row(setting, 2)
    setting.run()
    assert set(rows(setting.output)[2]) == {"id", "error"}


def test_what_has_left_the_input_leaves_the_table(setting: Setting) -> None:
    setting.run()
    write_jsonl(setting.source, 3)
    watching = setting.run()
    assert not watching.records
    assert [row["id"] for row in rows(setting.output)] == ["b-0", "b-1", "b-2"]


def test_an_interrupted_run_leaves_the_earlier_table(setting: Setting) -> None:
    setting.run()
    before = setting.output.read_bytes()
    write_jsonl(setting.source, 8)
    setting.stop.begin_nothing()
    assert setting.run().totals.interrupted
    assert setting.output.read_bytes() == before


def test_a_table_that_would_be_the_same_is_not_touched(setting: Setting) -> None:
    setting.run()
    before = setting.output.stat().st_mtime_ns
    setting.run()
    assert setting.output.stat().st_mtime_ns == before


def test_parquet_has_texts_counts_and_the_whole_brief(setting: Setting) -> None:
    break_row(setting, 1)
    setting.run()
    expected = rows(setting.output)
    setting.output = setting.output.with_suffix(".parquet")
    setting.run()
    table = pq.read_table(setting.output).to_pylist()
    assert [row["id"] for row in table] == [row["id"] for row in expected]
    assert [row["error"] is None for row in table] == [True, False, True, True, True]
    first = table[0]
    assert json.loads(first["brief"]) == expected[0]
    assert first["target_text"] == expected[0]["target"]["text"]
    severities = [issue["severity"] for segment in expected[0]["segments"] for issue in segment["issues"]]
    assert first["errors"] == severities.count("error") > 0
    assert first["sentences"] == 5


def test_a_folder_can_become_a_table(setting: Setting, tmp_path: Path) -> None:
    setting.source = write_folder(tmp_path / "in", 3)
    setting.run()
    assert [row["id"] for row in rows(setting.output)] == [
        "bagian-1/berita-001.txt", "bagian-2/berita-002.txt", "berita-000.txt",
    ]  # fmt: skip


def test_a_table_can_become_a_folder(setting: Setting, tmp_path: Path) -> None:
    setting.output = tmp_path / "out"
    setting.run()
    names = {path.name for path in setting.output.iterdir()}
    assert names == {f"b-{number}.{suffix}" for number in range(5) for suffix in ("md", "json")}


def test_half_a_surrogate_pair_of_the_input_does_not_break_the_table(setting: Setting) -> None:
    setting.source.write_text('{"id": "x", "text": "Warga menanam 3 pohon \\ud83d di sungai."}\n', encoding="utf-8")
    setting.translator = engine()
    assert setting.run().totals.done == 1
    assert [row["id"] for row in rows(setting.output)] == ["x"]


def test_a_file_of_others_is_not_written_over(setting: Setting) -> None:
    setting.output.write_text('{"mine": 1}\n', encoding="utf-8")
    with pytest.raises(OutputError, match="is left as it is"):
        setting.run()
    assert setting.translator.calls == []  # told before the night's work
    assert rows(setting.output) == [{"mine": 1}]
    setting.run(force=True)
    assert len(rows(setting.output)) == 5


def test_what_an_editor_has_changed_is_left(setting: Setting) -> None:
    setting.run()
    with setting.output.open("a", encoding="utf-8") as file:
        file.write('{"id": "added by hand"}\n')
    with pytest.raises(OutputError, match="was changed since"):
        setting.run()
    assert len(rows(setting.output)) == 6


def test_a_question_mark_in_its_name_is_a_part_of_it(setting: Setting) -> None:
    setting.output = setting.output.with_name("apa?1.jsonl")
    setting.run()
    assert len(rows(setting.output)) == 5
    assert (setting.output.with_name("apa?1.jsonl.batch") / "manifest.sqlite").is_file()
    assert not setting.output.with_name("apa").exists()


def test_a_table_without_a_row_is_refused_and_the_earlier_output_stays(setting: Setting) -> None:
    setting.source = setting.source.with_name("in.csv")
    setting.source.write_text("id,text\n1,Warga menanam 3 pohon di sungai itu.\n", encoding="utf-8")
    setting.run()
    setting.source.write_text("id,text\n", encoding="utf-8")
    with pytest.raises(UnfitInput, match="no article"):
        setting.run()
    assert len(rows(setting.output)) == 1


@pytest.mark.parametrize("name", ["out.csv", "out.ndjson", "out.jsonl.gz", "-", ""])
def test_a_table_that_cannot_be_written_is_told(name: str) -> None:
    with pytest.raises(OptionError):
        output_at(name)
