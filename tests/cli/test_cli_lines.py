"""``translate --lines``: line n of one file is line n of the other, whatever interrupts it."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import ModelCorrupt
from summarizer.line_files import BLOCK
from tests.cli.conftest import Run
from tests.cli.trees import planted, source_lines, target_lines

COUNT = 2 * BLOCK + 10


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: RecordingTranslator) -> Path:
    engine.default = planted
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def lines(here: Path) -> Path:
    path = here / "in.id"
    path.write_text("\n".join(source_lines(COUNT)) + "\n", encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def interrupt_at(engine: RecordingTranslator, line: int) -> None:
    """Ctrl-C while that line, counted from 1, is translated."""

    def answer(sentence: str) -> str:
        if sentence == source_lines(line)[-1]:
            raise KeyboardInterrupt
        return planted(sentence)

    engine.default = answer


def sentences_asked_of(engine: RecordingTranslator) -> Iterator[str]:
    for sentences, _ in engine.calls:
        yield from sentences


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Warga menanam 3 pohon.", "Residents planted 3 trees along that river.\n"),
        ("Warga menanam 3 pohon.\n", "Residents planted 3 trees along that river.\n"),
        ("\nWarga menanam 3 pohon.\n\n", "\nResidents planted 3 trees along that river.\n\n"),
        ("  \nWarga menanam 3 pohon.", "  \nResidents planted 3 trees along that river.\n"),
        ("\r\nWarga menanam 3 pohon.\r\n", "\nResidents planted 3 trees along that river.\n"),
        ("Warga menanam 3 pohon.\r\n\r\n", "Residents planted 3 trees along that river.\n\n"),
    ],
    ids=["no final newline", "final newline", "blank lines", "spaces", "crlf", "crlf and blank"],
)
def test_line_by_line(run: Run, here: Path, source: str, target: str) -> None:
    (here / "in.id").write_bytes(source.encode())
    result = run("translate", "--lines", "in.id", "--output", "out.en")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert (here / "out.en").read_bytes() == target.encode()


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\f", "\v", "\r"])
def test_a_line_ends_at_a_line_feed_and_nowhere_else(run: Run, here: Path, separator: str) -> None:
    sources = [f"Warga menanam 3 pohon.{separator}Warga menanam 4 pohon.", "", "Warga menanam 5 pohon."]
    (here / "in.id").write_bytes("\n".join(sources).encode())
    assert run("translate", "--lines", "in.id", "--output", "out.en").exit_code == 0
    first, blank, third, end = (here / "out.en").read_bytes().decode().split("\n")
    assert "planted 3" in first
    assert "planted 4" in first
    assert (blank, third, end) == ("", "Residents planted 5 trees along that river.", "")


def test_a_line_break_of_the_engine_does_not_shift_lines(run: Run, engine: RecordingTranslator, here: Path) -> None:
    engine.default = lambda sentence: planted(sentence).replace(" trees", "\ntrees")
    (here / "in.id").write_text("Warga menanam 3 pohon.\nWarga menanam 4 pohon.\n")
    run("translate", "--lines", "in.id", "--output", "out.en")
    assert (here / "out.en").read_text().splitlines() == [planted("3"), planted("4")]


@pytest.mark.parametrize("separator", ["\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\r\n"])
def test_no_other_line_end_of_the_engine_goes_through(
    run: Run, engine: RecordingTranslator, here: Path, separator: str
) -> None:
    engine.default = lambda sentence: planted(sentence).replace(" trees", f"{separator}trees")
    (here / "in.id").write_text("Warga menanam 3 pohon.\n\nWarga menanam 4 pohon.\n")
    assert run("translate", "--lines", "in.id", "--output", "out.en").exit_code == 0
    assert (here / "out.en").read_bytes().decode() == f"{planted('3')}\n\n{planted('4')}\n"


@pytest.mark.parametrize(("source", "target"), [("\n", "\n"), ("\n \n\n", "\n \n\n"), ("", "\n")])
def test_blank_lines_alone_are_blank_lines(run: Run, here: Path, source: str, target: str) -> None:
    (here / "in.id").write_text(source)
    assert run("translate", "--lines", "in.id", "--output", "out.en").exit_code == 0
    assert (here / "out.en").read_text() == target


def test_a_file_is_not_translated_onto_itself(run: Run, lines: Path, engine: RecordingTranslator) -> None:
    before = lines.read_bytes()
    Path("link").symlink_to(lines)
    result = run("translate", "--lines", lines, "--output", "link")
    assert result.exit_code == 2
    assert "the output link is the input itself" in result.stderr
    assert lines.read_bytes() == before
    assert engine.calls == []


def test_an_error_of_the_engine_is_not_blamed_on_the_output(run: Run, lines: Path, engine: RecordingTranslator) -> None:
    def fail(_: str) -> str:
        raise OSError("the engine's own")

    engine.default = fail
    result = run("translate", "--lines", lines, "--output", "out.en")
    assert "cannot be written" not in result.stderr
    assert str(result.exception) == "the engine's own"
    assert names(lines.parent) == ["in.id"]


def test_an_output_that_another_program_cut_is_not_handed_over(
    run: Run, lines: Path, engine: RecordingTranslator
) -> None:
    def cut(sentence: str) -> str:
        if sentence == source_lines(COUNT)[-1]:
            Path("out.en.partial").write_text("Residents planted 1 trees along that river.\n")
        return planted(sentence)

    engine.default = cut
    result = run("translate", "--lines", lines, "--output", "out.en")
    assert result.exit_code == 3
    assert f"lines and not {COUNT}" in result.stderr
    assert not Path("out.en").exists()


def test_many_lines_keep_their_places_and_nothing_else_is_left(run: Run, lines: Path) -> None:
    assert run("translate", "--lines", lines, "--output", "out.en").exit_code == 0
    assert Path("out.en").read_text().splitlines() == target_lines(COUNT)
    assert names(lines.parent) == ["in.id", "out.en"]


def test_lines_can_be_piped_in(run: Run, here: Path) -> None:
    assert run("translate", "--lines", "-", "--output", "out.en", stdin="Warga menanam 3 pohon.\n").exit_code == 0
    assert (here / "out.en").read_text() == planted("3") + "\n"


def test_a_file_of_lines_may_be_larger_than_an_article(run: Run, here: Path) -> None:
    line = "Warga menanam 3 pohon di tepi sungai itu.\n"
    (here / "in.id").write_text(line * (2**20 // len(line) + 1))
    assert run("translate", "--lines", "in.id", "--output", "out.en").exit_code == 0
    assert len((here / "out.en").read_text().splitlines()) * len(line) > 2**20


def test_interrupted_it_goes_on_where_it_was(run: Run, engine: RecordingTranslator, lines: Path) -> None:
    run("translate", "--lines", lines, "--output", "unbroken.en")
    Path("out.en").write_text("old")
    interrupt_at(engine, BLOCK + 20)
    result = run("translate", "--lines", lines, "--output", "out.en")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1].endswith("what --lines and batch have finished is kept")
    assert Path("out.en").read_text() == "old"
    assert Path("out.en.partial").read_text().splitlines() == target_lines(BLOCK)

    engine.calls.clear()
    engine.default = planted
    assert run("translate", "--lines", lines, "--output", "out.en").exit_code == 0
    assert set(sentences_asked_of(engine)) == set(source_lines(COUNT)[BLOCK:])
    assert Path("out.en").read_bytes() == Path("unbroken.en").read_bytes()
    assert names(lines.parent) == ["in.id", "out.en", "unbroken.en"]


def test_a_torn_line_of_a_killed_run_is_dropped(run: Run, engine: RecordingTranslator, lines: Path) -> None:
    interrupt_at(engine, BLOCK + 1)
    run("translate", "--lines", lines, "--output", "out.en")
    with Path("out.en.partial").open("a") as partial:
        partial.write("Residents planted 65 trees along that river.\nResidents pla")
    engine.calls.clear()
    engine.default = planted
    assert run("translate", "--lines", lines, "--output", "out.en").exit_code == 0
    assert Path("out.en").read_text().splitlines() == target_lines(COUNT)
    assert set(sentences_asked_of(engine)) == set(source_lines(COUNT)[BLOCK:])


@pytest.mark.parametrize(
    ("changed", "option"),
    [("Warga menanam 7000 pohon.\n", []), ("", ["--beam-size", "1"])],
    ids=["input", "option"],
)
def test_another_job_starts_again(
    run: Run, engine: RecordingTranslator, lines: Path, changed: str, option: list[str]
) -> None:
    interrupt_at(engine, BLOCK + 1)
    run("translate", "--lines", lines, "--output", "out.en")
    lines.write_text(lines.read_text() + changed)
    engine.calls.clear()
    engine.default = planted
    run("translate", "--lines", lines, "--output", "out.en", *option)
    assert set(source_lines(COUNT)) <= set(sentences_asked_of(engine))
    expected = target_lines(COUNT) + ([planted(changed)] if changed else [])
    assert Path("out.en").read_text().splitlines() == expected


@pytest.mark.parametrize("record", [None, "", "{", "[]", "{}", '{"job": 1}'])
def test_without_a_sound_record_it_starts_again(
    run: Run, engine: RecordingTranslator, lines: Path, record: str | None
) -> None:
    Path("out.en.partial").write_text("Not ours.\n" * BLOCK)
    if record is not None:
        Path("out.en.partial.json").write_text(record)
    assert run("translate", "--lines", lines, "--output", "out.en").exit_code == 0
    assert Path("out.en").read_text().splitlines() == target_lines(COUNT)
    assert names(lines.parent) == ["in.id", "out.en"]


def test_lost_lines_are_made_again(run: Run, engine: RecordingTranslator, lines: Path) -> None:
    interrupt_at(engine, 2 * BLOCK + 1)
    run("translate", "--lines", lines, "--output", "out.en")
    assert json.loads(Path("out.en.partial.json").read_text())["lines"] == 2 * BLOCK
    Path("out.en.partial").write_text("Residents planted 1 trees along that river.\n")
    engine.default = planted
    assert run("translate", "--lines", lines, "--output", "out.en").exit_code == 0
    assert Path("out.en").read_text().splitlines() == target_lines(COUNT)


def test_a_job_that_dies_before_its_first_record_is_not_taken_for_the_one_before(
    run: Run, engine: RecordingTranslator, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt_at(engine, BLOCK + 1)
    run("translate", "--lines", lines, "--output", "out.en")
    with monkeypatch.context() as patch:

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr("summarizer.line_files.write_output", die)
        engine.default = lambda sentence: planted(sentence).replace("trees", "saplings")
        run("translate", "--lines", lines, "--output", "out.en", "--beam-size", "1")
    assert "saplings" in Path("out.en.partial").read_text()
    engine.default = planted
    assert run("translate", "--lines", lines, "--output", "out.en").exit_code == 0
    assert Path("out.en").read_text().splitlines() == target_lines(COUNT)


def test_a_model_that_fails_at_the_first_sentence_leaves_no_file(
    run: Run, engine: RecordingTranslator, lines: Path
) -> None:
    def fail(_: str) -> str:
        raise ModelCorrupt("the model is damaged. Build it again")

    engine.default = fail
    assert run("translate", "--lines", lines, "--output", "out.en").exit_code == 4
    assert names(lines.parent) == ["in.id"]


def test_strict_counts_the_lines_of_both_runs(run: Run, engine: RecordingTranslator, lines: Path) -> None:
    engine.answers = {source_lines(5)[-1]: "Residents planted trees along that river."}
    interrupt_at(engine, BLOCK + 1)
    assert run("translate", "--lines", lines, "--output", "out.en", "--strict").exit_code == 130
    engine.default = planted
    result = run("translate", "--lines", lines, "--output", "out.en", "--strict")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "summarizer: note: 1 line with errors"


def test_mode_and_link_of_the_output_are_kept(run: Run, lines: Path) -> None:
    target = lines.parent / "target.en"
    target.write_text("old")
    target.chmod(0o640)
    Path("out.en").symlink_to(target)
    assert run("translate", "--lines", lines, "--output", "out.en").exit_code == 0
    assert Path("out.en").is_symlink()
    assert target.read_text().splitlines() == target_lines(COUNT)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert names(lines.parent) == ["in.id", "out.en", "target.en"]


def test_a_pipe_is_refused_and_stays_a_pipe(run: Run, lines: Path) -> None:
    os.mkfifo("pipe")
    result = run("translate", "--lines", lines, "--output", "pipe")
    assert result.exit_code == 3
    assert "the output pipe is a device or a pipe; --lines needs a file" in result.stderr
    assert Path("pipe").is_fifo()
    assert names(lines.parent) == ["in.id", "pipe"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--lines needs --output FILE"),
        (["--output", "out.en", "--format", "json"], "--lines writes plain lines; leave out --format json"),
        (["--output", "out.en", "berita.txt"], "--lines IN stands instead of an article; leave out berita.txt"),
    ],
)
def test_what_does_not_go_with_lines_is_wrong_usage(run: Run, lines: Path, arguments: list[str], message: str) -> None:
    result = run("translate", "--lines", lines, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert names(lines.parent) == ["in.id"]


def test_english_lines_are_refused(run: Run, here: Path) -> None:
    (here / "in.id").write_text("The government said on Monday that rice prices rose three percent.\n" * 3)
    result = run("translate", "--lines", "in.id", "--output", "out.en")
    assert result.exit_code == 3
    assert "looks English" in result.stderr
    assert names(here) == ["in.id"]
