"""What only a process of its own shows: pipes, signals, terminals and closed streams."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.line_files import BLOCK
from summarizer.translation.batching import BATCH_SENTENCES
from tests.cli.conftest import Start
from tests.cli.trees import source_lines, target_lines
from tests.documents.kupang import ARTICLE

TIMEOUT = 60  # seconds, for a command that hangs


def lines_file(folder: Path, count: int) -> Path:
    path = folder / "in.id"
    path.write_text("\n".join(source_lines(count)) + "\n", encoding="utf-8")
    return path


def wait_until_stopped(process: subprocess.Popen[bytes]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if line == b"stopped\n":
            return
    pytest.fail("the command ended before the engine was reached")


def test_a_pipeline(start: Start, article: Path) -> None:
    process = start("brief", "--format", "json", stdin=subprocess.PIPE)
    stdout, stderr = process.communicate(ARTICLE.encode(), TIMEOUT)
    assert process.returncode == 0
    assert json.loads(stdout)["source"]["text"] == ARTICLE
    assert stderr.decode().splitlines()[0] == "summarizer: translating …"


def test_output_is_utf_8_in_any_locale(start: Start) -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    process = start("translate", "--force", stdin=subprocess.PIPE, environment=environment)
    stdout, stderr = process.communicate("Warga menanam 3 pohon.\n• Warga menanam 4 pohon.\n".encode(), TIMEOUT)
    assert process.returncode == 0
    assert "• Residents planted 4 trees" in stdout.decode()
    assert "translating …" in stderr.decode()


def test_ctrl_c_is_130_and_one_line(start: Start, article: Path) -> None:
    process = start("brief", article, "--output", article.parent / "out.txt", stop_at_call=1)
    wait_until_stopped(process)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 130
    assert stdout == b""
    assert len(stderr.splitlines()) == 1
    assert stderr.startswith(b"summarizer: error: interrupted")
    assert [path.name for path in article.parent.iterdir()] == ["berita.txt"]


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_stopped_run_goes_on_and_ends_as_if_unbroken(
    start: Start, tmp_path: Path, stop: signal.Signals, code: int
) -> None:
    source, count = lines_file(tmp_path, 2 * BLOCK + 5), 2 * BLOCK + 5
    command = ["translate", "--lines", source, "--output", tmp_path / "out.en"]
    process = start(*command, stop_at_call=BLOCK // BATCH_SENTENCES + 2)  # in the second block
    wait_until_stopped(process)
    process.send_signal(stop)
    process.communicate(timeout=TIMEOUT)
    assert process.returncode == code
    assert (tmp_path / "out.en.partial").read_text().splitlines() == target_lines(BLOCK)
    assert not (tmp_path / "out.en").exists()

    again = start(*command)
    again.communicate(timeout=TIMEOUT)
    assert again.returncode == 0
    assert (tmp_path / "out.en").read_text().splitlines() == target_lines(count)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.id", "out.en"]


def test_a_second_run_on_the_same_output_is_refused_and_does_no_harm(start: Start, tmp_path: Path) -> None:
    count = 2 * BLOCK + 5
    command = ["translate", "--lines", lines_file(tmp_path, count), "--output", tmp_path / "out.en"]
    first = start(*command, stop_at_call=BLOCK // BATCH_SENTENCES + 2)  # in the second block
    wait_until_stopped(first)
    before = sorted(path.name for path in tmp_path.iterdir())
    second = start(*command)
    stdout, stderr = second.communicate(timeout=TIMEOUT)
    assert second.returncode == 3
    assert stdout == b""
    assert b"another run is writing this output" in stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert (tmp_path / "out.en.partial").read_text().splitlines() == target_lines(BLOCK)

    first.send_signal(signal.SIGINT)
    first.communicate(timeout=TIMEOUT)
    third = start(*command)
    third.communicate(timeout=TIMEOUT)
    assert third.returncode == 0
    assert (tmp_path / "out.en").read_text().splitlines() == target_lines(count)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.id", "out.en"]


def test_a_fault_of_ours_is_70_with_its_traceback(tmp_path: Path) -> None:
    code = "from summarizer.cli import briefs, main; briefs.briefing = None; main()"
    process = subprocess.run(
        [sys.executable, "-c", code, "brief", "--engine", "embedded"], input=ARTICLE.encode(), capture_output=True
    )
    assert process.returncode == 70
    assert process.stdout == b""
    request, first, *_, last = process.stderr.decode().splitlines()
    assert request.startswith("summarizer: error: this is a fault in the program; please report it")
    assert first == "Traceback (most recent call last):"
    assert last.startswith("AttributeError: ")


def test_a_reader_that_has_gone_is_no_complaint(start: Start, article: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start("brief", article, "--quiet", stdout=writer)
    os.close(writer)
    _, stderr = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 1
    assert stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("arguments", [["brief", "--quiet"], ["models", "list"]], ids=" ".join)
def test_a_full_disk_behind_standard_output_is_3(start: Start, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start(*arguments, stdin=subprocess.PIPE, stdout=full)
        _, stderr = process.communicate(ARTICLE.encode(), TIMEOUT)
    assert process.returncode == 3
    assert stderr == b"summarizer: error: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize(
    ("closed", "code", "complaint"),
    [
        ("<&-", 2, b"Name an article, or pipe one in"),
        (">&-", 3, b"standard output is closed; name a file with --output"),
    ],
)
def test_a_closed_stream_is_an_error_and_no_traceback(
    start: Start, article: Path, closed: str, code: int, complaint: bytes
) -> None:
    path = [] if closed == "<&-" else [article]
    process = start("brief", "--quiet", *path, shell_redirection=closed)
    _, stderr = process.communicate(timeout=TIMEOUT)
    assert process.returncode == code
    assert complaint in stderr
    assert b"Traceback" not in stderr


def test_notes_do_not_move_to_standard_output_if_standard_error_is_closed(start: Start, article: Path) -> None:
    process = start("brief", article, shell_redirection="2>&-")
    stdout, _ = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0
    assert stdout.startswith(b"Kupang Opens Two New Markets\n")
    assert b"summarizer:" not in stdout


def test_dev_stdout_can_be_the_output(start: Start, article: Path) -> None:
    process = start("brief", article, "--output", "/dev/stdout")
    stdout, _ = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0
    assert stdout.startswith(b"Kupang Opens Two New Markets\n")


def test_a_file_name_that_is_not_utf_8_does_not_break_its_message(start: Start) -> None:
    process = start("brief", b"berita-\xff.txt")
    stdout, stderr = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 3
    assert stdout == b""
    assert stderr == b"summarizer: error: there is no file berita-\\udcff.txt\n"


def test_on_a_terminal_the_bar_keeps_out_of_standard_output(start: Start, article: Path) -> None:
    ours, theirs = pty.openpty()
    process = start("brief", article, stderr=theirs)
    os.close(theirs)
    stdout, _ = process.communicate(timeout=TIMEOUT)
    screen = b""
    while chunk := read_terminal(ours):
        screen += chunk
    os.close(ours)
    assert process.returncode == 0
    assert stdout.startswith(b"Kupang Opens Two New Markets\n")
    assert b"\x1b" not in stdout
    assert re.search(rb"translating.*%", screen)
    assert b"note: 1 sentence with errors" in screen
    assert b"SUMMARY" not in screen


def read_terminal(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way of saying that the other side was closed
        return b""


def test_no_article_on_a_terminal_is_wrong_usage(start: Start) -> None:
    ours, theirs = pty.openpty()
    process = start("brief", stdin=theirs)
    os.close(theirs)
    stdout, stderr = process.communicate(timeout=TIMEOUT)
    os.close(ours)
    assert process.returncode == 2
    assert stdout == b""
    assert b"Name an article, or pipe one in: summarizer brief article.txt" in stderr


def test_the_package_runs_as_a_module() -> None:
    run = subprocess.run([sys.executable, "-m", "summarizer", "models", "path"], capture_output=True, check=True)
    assert Path(run.stdout.decode().strip()).parent == Path(os.environ["SUMMARIZER_CACHE"])
