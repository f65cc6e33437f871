"""`summarizer evaluate`: a table or JSON of what translations lost."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SOURCE = "Sebanyak 1.250 warga Wamena mengungsi.\nYulius tiba pada 12 Mei.\n"
GOOD = "A total of 1,250 residents of Wamena fled.\nYulius arrived on 12 May.\n"
BAD = "Residents of Wamena fled.\nJulius arrived on 15 May.\n"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    texts = {"dev.id": SOURCE, "good.en": GOOD, "bad.en": BAD}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: tmp_path / name for name in texts}


def test_the_table_has_a_row_for_each_translation(run: Run, files: dict[str, Path]) -> None:
    names = ("--hypothesis", files["good.en"], "--hypothesis", files["bad.en"])
    result = run("evaluate", "--source", files["dev.id"], *names)
    assert result.exit_code == 0
    assert result.stdout == (
        "| translation | numbers lost | names lost | sentences lost | numbers invented |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| good.en | 0 of 2 (0.0%) | 0 of 1 (0.0%) | 0 of 2 (0.0%) | 0 of 2 (0.0%) |\n"
        "| bad.en | 2 of 2 (100.0%) | 0 of 1 (0.0%) | 0 of 2 (0.0%) | 1 of 1 (100.0%) |\n"
    )


def test_the_other_direction(run: Run, files: dict[str, Path]) -> None:
    names = ("--hypothesis", files["dev.id"], "--langpair", "en-id")
    result = run("evaluate", "--source", files["good.en"], *names)
    assert result.exit_code == 0
    assert "| dev.id | 0 of 2 (0.0%) | 0 of 1 (0.0%) | 0 of 2 (0.0%) | 0 of 2 (0.0%) |\n" in result.stdout
    bad = run("evaluate", "--source", files["bad.en"], *names)
    assert "| dev.id | 1 of 1 (100.0%)" in bad.stdout


def test_a_reference_adds_scores_and_json_their_signatures(run: Run, files: dict[str, Path]) -> None:
    measured = ("--source", files["dev.id"], "--hypothesis", files["bad.en"], "--reference", files["good.en"])
    table = run("evaluate", *measured).stdout
    assert table.startswith("| translation | BLEU | chrF2 | numbers lost |")
    assert "| bad.en | 2" not in table.splitlines()[1]
    (row,) = json.loads(run("evaluate", *measured, "--json").stdout)
    assert row["lines"] == 2
    assert row["names"] == {"count": 1, "total": 2}
    assert "version:" in row["bleu"]["signature"]
    assert 0 < row["chrf"]["value"] < 100


def test_without_sacrebleu_the_losses_are_counted_all_the_same(
    run: Run, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sacrebleu.metrics.bleu", None)
    good = files["good.en"]
    result = run("evaluate", "--source", files["dev.id"], "--hypothesis", good, "--reference", good)
    assert result.exit_code == 0
    assert "sacrebleu, which is not installed" in result.stderr
    assert result.stdout.startswith("| translation | numbers lost |")


def test_files_that_do_not_match_are_named(run: Run, files: dict[str, Path]) -> None:
    short = files["good.en"]
    short.write_text("One line.\n", encoding="utf-8")
    result = run("evaluate", "--source", files["dev.id"], "--hypothesis", short)
    assert result.exit_code == 3
    assert f"{short} has 1 lines and {files['dev.id']} has 2: they must match line by line" in result.stderr
    missing = run("evaluate", "--source", files["dev.id"], "--hypothesis", "nowhere.en")
    assert missing.exit_code == 3
    assert "nowhere.en" in missing.stderr
