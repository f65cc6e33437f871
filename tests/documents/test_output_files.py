"""Output files: whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from summarizer.documents.output import require_writable, write_output
from summarizer.errors import OutputError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    target = tmp_path / "out.txt"
    require_writable(str(target))
    assert names(tmp_path) == ["plain"]
    write_output(str(target), "naik – turun\r\n")
    assert target.read_bytes() == "naik – turun\r\n".encode()
    assert target.stat().st_mode == plain.stat().st_mode
    assert names(tmp_path) == ["out.txt", "plain"]


def test_the_mode_of_an_existing_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(0o640)
    write_output(str(target), "new")
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_through_a_link_the_file_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "out.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    require_writable(str(link))
    write_output(str(link), "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert names(tmp_path) == ["elsewhere", "link.txt"]
    assert names(target.parent) == ["out.txt"]


def test_a_link_to_a_file_that_is_not_there_yet(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "out.txt")
    write_output(str(link), "new")
    assert link.is_symlink()
    assert (tmp_path / "out.txt").read_text() == "new"


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 255)
    require_writable(str(target))
    write_output(str(target), "new")
    assert target.read_text() == "new"


def test_a_device_is_written_to_and_stays_a_device() -> None:
    require_writable("/dev/null")
    write_output("/dev/null", "text")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        require_writable(str(pipe))
        write_output(str(pipe), "text")
        assert os.read(reader, 100) == b"text"
    finally:
        os.close(reader)
    assert names(tmp_path) == ["pipe"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (".", "is a folder"),
        ("missing/out.txt", "there is no folder .*missing"),
        ("file/out.txt", "there is no folder .*file"),
        ("dangling.txt", "there is no folder .*missing"),
        ("circle.txt", "cannot be written: Too many levels of symbolic links"),
        ("x" * 256, "cannot be written: File name too long"),
    ],
)
def test_where_nothing_can_be_written(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "missing" / "out.txt")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    before = names(tmp_path)
    path = f"{tmp_path}/{name}"
    with pytest.raises(OutputError, match=message):
        require_writable(path)
    with pytest.raises(OutputError):
        write_output(path, "text")
    assert names(tmp_path) == before


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "out.txt"
    target.write_text("old")
    monkeypatch.setattr(failing, fail)
    with pytest.raises(OutputError, match="No space left on device"):
        write_output(str(target), "new")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["out.txt"]


def test_an_interruption_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    target = tmp_path / "out.txt"
    target.write_text("old")
    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_output(str(target), "new")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["out.txt"]
