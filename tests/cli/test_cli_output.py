"""What goes to standard output, to --output and to standard error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.documents.marks import NOTICE
from summarizer.engines.recording import RecordingTranslator
from tests.cli.conftest import Run
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE

MALAY = (
    "Kerajaan Malaysia berkata harga minyak akan dinaikkan mulai esok kerana kos bekalan semakin meningkat, "
    "kata Perdana Menteri semalam."
)
FIRST_LINES = {
    ("brief", "text"): "Kupang Opens Two New Markets",
    ("brief", "md"): "# Kupang Opens Two New Markets",
    ("brief", "json"): "{",
    ("translate", "text"): "Kupang Opens Two New Markets",
    ("translate", "md"): "Kupang Opens Two New Markets",
    ("translate", "json"): "{",
    ("summarize", "text"): NOTICE,
    ("summarize", "md"): NOTICE,
    ("summarize", "json"): "{",
}


@pytest.mark.parametrize(("command", "form"), FIRST_LINES)
def test_each_command_writes_each_format(run: Run, article: Path, command: str, form: str) -> None:
    result = run(command, article, "--format", form)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == FIRST_LINES[command, form]
    assert result.stdout.endswith("\n")
    assert "summarizer:" not in result.stdout


@pytest.mark.parametrize("path", [[], ["-"]])
def test_an_article_can_be_piped_in(run: Run, article: Path, path: list[str]) -> None:
    piped = run("brief", *path, stdin=ARTICLE)
    assert piped.exit_code == 0
    assert piped.stdout == run("brief", article).stdout


@pytest.mark.parametrize("flag", ["--output", "-o"])
def test_output_takes_what_standard_output_would_get(run: Run, article: Path, tmp_path: Path, flag: str) -> None:
    result = run("brief", article, flag, tmp_path / "brief.txt")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert (tmp_path / "brief.txt").read_text(encoding="utf-8") == run("brief", article).stdout


def test_progress_and_notes_go_to_standard_error(run: Run, article: Path) -> None:
    assert run("brief", article).stderr.splitlines() == [
        "summarizer: translating …",
        "summarizer: retrying …",
        "summarizer: retrying at length …",
        "summarizer: note: 1 sentence with errors",
    ]


@pytest.mark.parametrize("stdin", [ARTICLE, SHORT_ARTICLE, MALAY, ARTICLE.replace("itu", "“itu”").encode("cp1252")])
def test_quiet_changes_standard_error_alone(run: Run, stdin: str | bytes) -> None:
    loud, quiet = run("brief", stdin=stdin), run("brief", "--quiet", stdin=stdin)
    assert loud.stderr != ""
    assert quiet.stderr == ""
    assert quiet.stdout == loud.stdout
    assert quiet.exit_code == loud.exit_code == 0


def test_quiet_does_not_silence_errors(run: Run, tmp_path: Path) -> None:
    result = run("brief", tmp_path / "hilang.txt", "--quiet")
    assert result.exit_code == 3
    assert result.stderr.startswith("summarizer: error: there is no file")


@pytest.mark.parametrize(
    ("stdin", "note"),
    [
        (SHORT_ARTICLE, "the article is no longer than the summary asked for; the summary is all of it"),
        (MALAY, "this may be Malay rather than Indonesian; read the result with care"),
        (ARTICLE.replace("itu", "“itu”").encode("cp1252"), "standard input is not UTF-8; it was read as cp1252"),
    ],
    ids=["whole", "malay", "cp1252"],
)
def test_notes(run: Run, stdin: str | bytes, note: str) -> None:
    assert f"summarizer: note: {note}" in run("brief", stdin=stdin).stderr


@pytest.mark.parametrize("count", [1, 2, 4])
def test_sentences_is_the_length_of_the_summary(run: Run, article: Path, count: int) -> None:
    for command in ("brief", "summarize"):
        result = run(command, article, "--sentences", str(count), "--format", "json")
        assert len(json.loads(result.stdout)["summary"]["sentences"]) == count


def test_beam_size_reaches_the_engine_and_the_signature(run: Run, engine: RecordingTranslator, article: Path) -> None:
    result = run("translate", article, "--beam-size", "2", "--format", "json")
    assert engine.calls[0][1].beam_size == 2
    assert "|beam_size:2|" in json.loads(result.stdout)["signature"]


def test_engine_is_the_one_that_is_loaded(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    def load(engine: str, **_: object) -> RecordingTranslator:
        loaded.append(engine)
        return RecordingTranslator()

    monkeypatch.setattr("summarizer.engines.registry.load_translator", load)
    run("brief", article)
    run("brief", article, "--engine", "embedded-reference")
    assert loaded == ["embedded", "embedded-reference"]


def test_from_and_to_stand_in_the_json(run: Run, article: Path) -> None:
    written = json.loads(run("brief", article, "--from", "id", "--to", "en", "--format", "json").stdout)
    assert (written["source"]["lang"], written["target"]["lang"]) == ("id", "en")


def test_force_translates_what_does_not_look_indonesian(run: Run) -> None:
    english = "The government said on Monday that rice prices rose three percent in the capital."
    result = run("translate", "--force", stdin=english)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"EN({english})")


def test_utf_16_is_read(run: Run, article: Path) -> None:
    assert run("brief", stdin=ARTICLE.encode("utf-16")).stdout == run("brief", article).stdout
