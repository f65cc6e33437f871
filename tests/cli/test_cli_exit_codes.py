"""Exit codes: each failure has its own code and message, says nothing on standard output and leaves no file behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.engines.recording import RecordingTranslator
from summarizer.engines.registry import ENGINES
from summarizer.errors import BuildFailed, CacheUnusable, ModelCorrupt, ModelPackageMissing, ModelUnavailable
from tests.cli.conftest import Run
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE

ENGLISH = "The government said on Monday that rice prices rose three percent in the capital."
INPUTS = {
    "empty": (b"", "berita.txt is empty"),
    "blank": (b" \n\n\t", "berita.txt is empty"),
    "no word": (b"---\n", "berita.txt has no word in it"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "berita.txt is a binary file"),
    "unknown encoding": (b"Harga \x81 naik \xff.", "berita.txt is neither UTF-8 (byte 6 is wrong) nor cp1252"),
    "cut utf-16": (ARTICLE.encode("utf-16")[:-1], "berita.txt begins with the mark of UTF-16"),
    "too large": (b"Harga naik. " * 100_000, "berita.txt is larger than 1024 KiB"),
    "english": (ENGLISH.encode(), "the text looks English, not Indonesian. If that is wrong, translate it anyway with"),
}
USAGE = {
    "no such pair": (["brief", "--from", "en", "--to", "id"], "the engine embedded translates id-en, not en-id"),
    "no such target": (["translate", "--to", "fr"], "the engine embedded translates id-en, not id-fr"),
    "format": (["brief", "--format", "pdf"], "'pdf' is not one of 'text', 'md', 'json'"),
    "no sentences": (["brief", "--sentences", "0"], "0 is not in the range x>=1"),
    "negative sentences": (["summarize", "--sentences", "-2"], "-2 is not in the range x>=1"),
    "sentences of a translation": (["translate", "--sentences", "2"], "No such option"),
    "no beam": (["brief", "--beam-size", "0"], "0 is not in the range 1<=x<=16"),
    "beam": (["brief", "--beam-size", "wide"], "'wide' is not a valid integer range"),
    "option": (["brief", "--nonsense"], "No such option"),
    "two articles": (["brief", "-", "-"], "unexpected extra argument"),
    "command": (["rewrite"], "No such command"),
}
MODEL_ERRORS = [ModelUnavailable, ModelPackageMissing, ModelCorrupt, BuildFailed, CacheUnusable]


def files(folder: Path) -> dict[str, bytes | None]:
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def error_line(stderr: str) -> str:
    """The message, which must be the one line of standard error that is not progress."""
    [line] = [line for line in stderr.splitlines() if not line.endswith("…")]
    return line


@pytest.mark.parametrize("command", ["brief", "translate", "summarize"])
def test_done_is_0_and_with_strict_1_if_a_sentence_has_an_error(run: Run, article: Path, command: str) -> None:
    lenient, strict = run(command, article), run(command, article, "--strict")
    assert (lenient.exit_code, strict.exit_code) == (0, 1)
    assert strict.stdout == lenient.stdout != ""


def test_strict_writes_its_output_file(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("brief", article, "--strict", "--output", tmp_path / "out.txt").exit_code == 1
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").startswith("Kupang Opens")


def test_strict_lets_warnings_pass(run: Run) -> None:
    fifth = "Wali kota berjanji menambah jalur angkutan umum ke pasar tersebut mulai bulan depan."
    result = run("translate", "--strict", stdin=fifth)
    assert "[?1]" in result.stdout
    assert result.exit_code == 0


def test_strict_is_0_where_nothing_is_wrong(run: Run) -> None:
    assert run("brief", "--strict", stdin=SHORT_ARTICLE).exit_code == 0


@pytest.mark.parametrize("case", USAGE)
def test_wrong_usage_is_2(run: Run, case: str) -> None:
    arguments, message = USAGE[case]
    result = run(*arguments, stdin=ARTICLE)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["brief", "translate", "summarize"])
def test_an_article_is_not_overwritten_by_its_own_result(
    run: Run, engine: RecordingTranslator, article: Path, command: str
) -> None:
    result = run(command, article, "--output", article.parent / "." / article.name)
    assert result.exit_code == 2
    assert "is the input itself" in error_line(result.stderr)
    assert article.read_text(encoding="utf-8") == ARTICLE
    assert engine.calls == []


def test_one_device_may_be_input_and_output(run: Run) -> None:
    result = run("brief", "/dev/null", "--output", "/dev/null")
    assert result.exit_code == 3
    assert "/dev/null is empty" in result.stderr


@pytest.mark.parametrize("command", ["brief", "translate", "summarize"])
@pytest.mark.parametrize("case", INPUTS)
def test_an_unfit_input_is_3(run: Run, tmp_path: Path, case: str, command: str) -> None:
    raw, message = INPUTS[case]
    article = tmp_path / "berita.txt"
    article.write_bytes(raw)
    output = tmp_path / "out.txt"
    output.write_text("old")
    before = files(tmp_path)
    result = run(command, article, "--output", output)
    assert result.exit_code == 3
    assert error_line(result.stderr).startswith("summarizer: error: ")
    assert message in result.stderr
    assert result.stdout == ""
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "message"), [("hilang.txt", "there is no file"), (".", "is a folder; name one article in it")]
)
def test_an_input_that_cannot_be_opened_is_3(run: Run, tmp_path: Path, name: str, message: str) -> None:
    result = run("brief", tmp_path / name, "--output", tmp_path / "out.txt")
    assert result.exit_code == 3
    assert message in error_line(result.stderr)
    assert result.stdout == ""
    assert files(tmp_path) == {}


@pytest.mark.parametrize("arguments", [["brief"], ["translate"], ["summarize"], ["translate", "--lines", "berita.txt"]])
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("folder", "is a folder; name a file in it"),
        ("missing/out.txt", "there is no folder"),
        ("berita.txt/out.txt", "there is no folder"),
        ("circle", "Too many levels of symbolic links"),
        ("x" * 256, "File name too long"),
    ],
)
def test_an_output_that_cannot_be_written_is_3_before_any_work(
    run: Run,
    engine: RecordingTranslator,
    article: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    name: str,
    message: str,
) -> None:
    monkeypatch.chdir(article.parent)
    (article.parent / "folder").mkdir()
    (article.parent / "circle").symlink_to("circle")
    before = files(article.parent)
    result = run(*arguments, "--output", name, stdin=ARTICLE)
    assert result.exit_code == 3
    assert message in error_line(result.stderr)
    assert result.stdout == ""
    assert files(article.parent) == before
    assert engine.calls == []


def test_an_unknown_engine_is_4(run: Run, article: Path) -> None:
    result = run("brief", article, "--engine", "bing")
    assert result.exit_code == 4
    assert error_line(result.stderr).startswith(
        f"summarizer: error: there is no engine 'bing', and no folder of that name. Engines: {', '.join(ENGINES)}"
    )
    assert result.stdout == ""


@pytest.mark.parametrize("error", MODEL_ERRORS)
@pytest.mark.parametrize("arguments", [["brief"], ["translate"], ["summarize"], ["translate", "--lines", "berita.txt"]])
def test_a_model_that_is_not_available_is_4(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, error: type[ModelUnavailable], arguments: list[str]
) -> None:
    def load(*_: object, **__: object) -> RecordingTranslator:
        raise error("the model is gone. Build it again")

    monkeypatch.setattr("summarizer.engines.registry.load_translator", load)
    monkeypatch.chdir(article.parent)
    (article.parent / "out.txt").write_text("old")
    before = files(article.parent)
    result = run(*arguments, "--output", "out.txt", stdin=ARTICLE)
    assert result.exit_code == 4
    assert error_line(result.stderr) == "summarizer: error: the model is gone. Build it again"
    assert result.stdout == ""
    assert files(article.parent) == before


def test_an_interruption_is_130(run: Run, engine: RecordingTranslator, article: Path) -> None:
    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    engine.answers, engine.default = {}, interrupt
    output = article.parent / "out.txt"
    output.write_text("old")
    before = files(article.parent)
    result = run("brief", article, "--output", output)
    assert result.exit_code == 130
    assert error_line(result.stderr).startswith("summarizer: error: interrupted; no output file was touched")
    assert result.stdout == ""
    assert files(article.parent) == before
