"""``summarizer batch``: what it says, what it logs, its exit codes, and Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import click
import pytest

from summarizer.cli.batch import EXIT_CODES, batch
from summarizer.cli.briefs import brief
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import ModelCorrupt
from tests.batch.articles import answer, article, tree, write_folder, write_jsonl
from tests.cli.conftest import Run, Start
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: RecordingTranslator) -> Path:
    engine.default = answer
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_MEMORY", str(tmp_path / "memory.sqlite"))
    write_folder(tmp_path / "in", 4)
    return tmp_path


def log_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_folder_becomes_a_folder(run: Run, here: Path) -> None:
    result = run("batch", "in", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "4 articles: 4 done. Report: " in result.stderr
    assert len(tree(here / "out")) == 4
    assert "# Batch report" in (here / "out.batch" / "report.md").read_text(encoding="utf-8")
    assert (here / "out.batch" / "report.png").read_bytes().startswith(b"\x89PNG")


def test_again_it_has_nothing_to_do(run: Run) -> None:
    run("batch", "in", "out")
    assert "4 articles: 0 done, 4 done before." in run("batch", "in", "out").stderr


@pytest.mark.parametrize(("bad", "code"), [(1, 81), (38, 118), (39, 119), (40, 119)])
def test_the_exit_code_says_how_many_failed(run: Run, here: Path, bad: int, code: int) -> None:
    for number in range(bad):
        (here / "in" / f"kosong-{number}.txt").touch()
    result = run("batch", "in", "out")
    assert result.exit_code == code
    assert f"{bad} failed (try them again with --retry-failed)" in result.stderr
    assert run("batch", "in", "out").exit_code == code  # until somebody does something about it


def test_the_help_has_these_exit_codes() -> None:
    assert "81-118" in EXIT_CODES
    assert "119 " in EXIT_CODES
    assert "| 81 to 118 |" in (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")


def test_a_table_with_columns_of_other_names(run: Run, here: Path) -> None:
    (here / "dump.csv").write_text('nomor,naskah\n7,"Warga menanam 3 pohon di tepi sungai itu."\n', encoding="utf-8")
    assert run("batch", "dump.csv", "out.jsonl", "--text-column", "naskah", "--id-column", "nomor").exit_code == 0
    [row] = log_of(here / "out.jsonl")
    assert row["id"] == "7"


def test_several_formats(run: Run, here: Path) -> None:
    assert run("batch", "in", "out", "--format", "docx", "--format", "text", "--format", "docx").exit_code == 0
    assert {Path(name).suffix for name in tree(here / "out")} == {".docx", ".txt"}


def test_quiet_says_nothing(run: Run) -> None:
    result = run("batch", "in", "out", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_the_log_has_a_line_for_whatever_happens(run: Run, here: Path) -> None:
    (here / "in" / "kosong.txt").touch()
    (here / "in" / "foto.jpg").touch()
    run("batch", "in", "out", "--log", "batch.jsonl", "--quiet")
    events = log_of(here / "batch.jsonl")
    assert [one["event"] for one in events if one["event"] != "item"] == ["note", "start", "end"]
    items = {one["article"]: one for one in events if one["event"] == "item"}
    assert len(items) == 5
    assert items["kosong.txt"]["state"] == "failed"
    assert "is empty" in items["kosong.txt"]["reason"]
    good = items["berita-000.txt"]
    assert (good["state"], good["sentences"], good["issues"]["number_missing"]) == ("done", 5, 1)
    assert events[-1]["done"] == 4
    run("batch", "in", "out", "--log", "batch.jsonl", "--quiet")
    (here / "out" / "berita-000.md").write_text("by hand", encoding="utf-8")
    assert "changed since, and so left as it is: 1 output;" in run("batch", "in", "out", "--log", "batch.jsonl").stderr
    skipped = [one for one in log_of(here / "batch.jsonl")[len(events) :] if one["event"] == "skipped"]
    assert [(one["article"], one["state"]) for one in skipped[-2:]] == [
        ("berita-000.txt", "done"),
        ("kosong.txt", "failed"),
    ]


def test_what_stops_a_run_is_in_the_log(run: Run, here: Path, engine: RecordingTranslator) -> None:
    def fail(sentence: str) -> str:
        raise ModelCorrupt("a file of the model is not what it must be")

    engine.default = fail
    assert run("batch", "in", "out", "--log", "batch.jsonl").exit_code == 4
    assert log_of(here / "batch.jsonl")[-1]["text"] == "a file of the model is not what it must be"


def test_the_log_can_be_standard_error(run: Run) -> None:
    lines = [json.loads(line) for line in run("batch", "in", "out", "--log", "-", "--quiet").stderr.splitlines()]
    assert [line["event"] for line in lines] == ["start", *["item"] * 4, "end"]


def test_a_log_that_cannot_be_written_is_told_before_any_work(run: Run, engine: RecordingTranslator) -> None:
    result = run("batch", "in", "out", "--log", "nowhere/batch.jsonl")
    assert result.exit_code == 3
    assert "the log nowhere/batch.jsonl cannot be written" in result.stderr
    assert engine.calls == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nothing", "out"], 3, "there is no file or folder nothing"),
        (["in", "in"], 2, "Name another"),
        (["in", "out.jsonl", "--format", "md"], 2, "leave out --format"),
        (["in", "out", "--workers", "2"], 2, "go with --runner ray"),
        (["in", "out", "--memory", "m.sqlite", "--no-memory"], 2, "exclude each other"),
        (["in", "out", "--to", "fr"], 2, "translates id-en"),
        (["in", "out", "--glossary", "nothing.csv"], 3, "nothing.csv"),
        (["in", "out", "--engine", "nothing"], 4, "there is no engine"),
        (["in/berita-000.txt", "out"], 3, "summarizer brief"),
        (["in", "out.csv"], 2, "a table is written as .jsonl or .parquet"),
        (["in", "/"], 2, "with a name"),
        (["", "out"], 2, "has no name"),
        (["in", "out", "--glossary", "desk.csv", "--log", "desk.csv"], 2, "which it would spoil"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_told_and_leaves_nothing(
    run: Run, here: Path, arguments: list[str], code: int, message: str
) -> None:
    before = tree(here)
    result = run("batch", *arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert tree(here) == before
    assert not (here / "out").exists()


def test_the_memory_is_used_unless_it_is_not_wanted(run: Run, here: Path, engine: RecordingTranslator) -> None:
    run("batch", "in", "out")
    engine.calls.clear()
    run("batch", "in", "again")
    assert engine.calls == []
    assert tree(here / "again") == tree(here / "out")
    run("batch", "in", "third", "--no-memory")
    assert engine.calls
    assert tree(here / "third") == tree(here / "out")


def test_glossary_terms_that_were_seen_are_in_the_report(run: Run, here: Path) -> None:
    (here / "desk.csv").write_text("source,target\nbibit,seedlings\nbulan purnama,full moon\n", encoding="utf-8")
    run("batch", "in", "out", "--glossary", "desk.csv")
    report = (here / "out.batch" / "report.md").read_text(encoding="utf-8")
    assert "| bibit | 4 |" in report
    assert "purnama" not in report


def test_ctrl_c_finishes_the_articles_in_hand_and_says_how_to_go_on(start: Start, here: Path) -> None:
    write_jsonl(here / "many.jsonl", 300)
    settings = {"ANSWERS": "batch", "GO_ON": "go"}
    process = start("batch", "many.jsonl", "out.jsonl", "--no-memory", stop_at_call=2, environment=settings)
    said = process.stderr
    assert said is not None
    assert any(line.startswith(b"stopped") for line in said)
    process.send_signal(signal.SIGINT)
    assert any(b"finishing the articles in hand" in line for line in said)
    (here / "go").touch()
    rest = said.read().decode()
    assert process.wait(60) == 130
    assert "the same command goes on" in rest
    assert "Traceback" not in rest
    assert not (here / "out.jsonl").exists()
    process = start("batch", "many.jsonl", "out.jsonl", "--no-memory", environment=settings)
    assert process.wait(60) == 0
    assert [row["id"] for row in log_of(here / "out.jsonl")] == [f"b-{number}" for number in range(300)]


def test_an_article_that_changes_is_done_again(run: Run, here: Path) -> None:
    run("batch", "in", "out")
    (here / "in" / "berita-003.txt").write_text(article(90), encoding="utf-8")
    assert "4 articles: 1 done, 3 done before." in run("batch", "in", "out").stderr


@pytest.mark.parametrize("option", [one.opts[0] for one in batch.params if isinstance(one, click.Option)])
def test_every_option_of_its_own_is_in_the_guide(option: str) -> None:
    of_a_brief = {one.opts[0] for one in brief.params}
    shared = of_a_brief & {one.opts[0] for one in batch.params} - {"--format", "--force", "--quiet"}
    guide = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    assert option in shared or f"`{option}" in guide or f" {option} " in guide


def test_a_watcher_who_has_gone_stops_nothing(here: Path, start: Start) -> None:
    (here / "in" / "foto.jpg").touch()  # which a note at the beginning tells
    reader, writer = os.pipe()
    os.close(reader)
    process = start("batch", "in", "out", "--no-memory", environment={"ANSWERS": "batch"}, stderr=writer)
    assert process.wait(120) == 0
    assert len(tree(here / "out")) == 4
