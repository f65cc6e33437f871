"""--glossary and --house-style: what they do to a run, and what is said when their files are wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "desk.csv"
    path.write_text("source,target\npedagang,merchant\nKupang,Kupang\n", encoding="utf-8")
    return path


def test_a_lost_term_is_marked_and_counted_and_the_signature_names_the_glossary(
    run: Run, article: Path, glossary: Path
) -> None:
    result = json.loads(run("translate", article, "--glossary", glossary, "--format", "json").stdout)
    kinds = [issue["kind"] for segment in result["segments"] for issue in segment["issues"]]
    assert kinds.count("term_missing") == 2  # "traders" where the glossary says merchants
    terms = next(count for count in result["report"] if count["kind"] == "term")
    assert terms == {"kind": "term", "found": 4, "kept": 2, "repaired": 0, "flagged": 2}
    assert "|glossary:" in result["signature"]


def test_without_a_glossary_nothing_is_said_of_terms(run: Run, article: Path) -> None:
    assert "term" not in run("brief", article).stdout


def test_a_style_shows_in_the_translation_and_in_the_signature(run: Run, tmp_path: Path) -> None:
    style = tmp_path / "desk.toml"
    style.write_text('percent = "per cent"\n', encoding="utf-8")
    text = "Harga naik 5 persen."
    result = run("translate", "--house-style", style, "--format", "json", "--force", stdin=text)
    assert "|style:" in json.loads(result.stdout)["signature"]


@pytest.mark.parametrize("option", ["--glossary", "--house-style"])
@pytest.mark.parametrize("command", ["brief", "translate", "summarize"])
def test_a_wrong_file_is_an_error_that_names_it(
    run: Run, article: Path, tmp_path: Path, command: str, option: str
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("nothing = of the kind\n", encoding="utf-8")
    result = run(command, article, option, wrong, "--output", tmp_path / "out.txt")
    assert result.exit_code == 3
    assert str(wrong) in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out.txt").exists()


def test_lines_take_them_too(run: Run, tmp_path: Path, glossary: Path) -> None:
    lines = tmp_path / "lines.id"
    lines.write_text("Para pedagang menyambut rencana itu dengan gembira.\n", encoding="utf-8")
    result = run("translate", "--lines", lines, "--output", tmp_path / "lines.en", "--glossary", glossary)
    assert result.exit_code == 0
    assert (tmp_path / "lines.en").read_text(encoding="utf-8") == "The traders were happy to hear of the plan.\n"
