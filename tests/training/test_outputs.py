"""Outputs: whole under their names, or not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from training import outputs
from training.outputs import remove_folder, whole_file, whole_folder


class Killed(BaseException):
    pass


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def filled(folder: Path, *files: str) -> Path:
    folder.mkdir()
    for file in files:
        (folder / file).write_text("old", encoding="utf-8")
    return folder


def test_a_folder_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    folder = filled(tmp_path / "model", "a", "b")
    with whole_folder(folder) as scratch:
        (scratch / "a").write_text("new", encoding="utf-8")
        assert names(folder) == ["a", "b"]
    assert names(folder) == ["a"]
    assert (folder / "a").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["model"]


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "run/model") as scratch:
        (scratch / "a").touch()
    assert names(tmp_path / "run/model") == ["a"]


def half_written(file: Path, error: type[BaseException]) -> None:
    file.write_text("half", encoding="utf-8")
    raise error


@pytest.mark.parametrize("error", [Killed, OSError])
def test_an_error_leaves_the_folder_before_and_no_scratch(error: type[BaseException], tmp_path: Path) -> None:
    folder = filled(tmp_path / "model", "a", "b")
    with pytest.raises(error), whole_folder(folder) as scratch:
        half_written(scratch / "a", error)
    assert (folder / "a").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["model"]


def test_a_kill_while_the_old_folder_is_removed_leaves_no_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shutil.rmtree

    def killed_in_between(path: Path, ignore_errors: bool = False) -> None:
        if (Path(path) / "b").exists():
            (Path(path) / "a").unlink()
            raise Killed
        whole(path, ignore_errors=ignore_errors)

    old, removed = (filled(tmp_path / name, "a", "b") for name in ("old", "removed"))
    with monkeypatch.context() as patch:
        patch.setattr(outputs.shutil, "rmtree", killed_in_between)
        with pytest.raises(Killed), whole_folder(old) as scratch:
            (scratch / "c").touch()
        with pytest.raises(Killed):
            remove_folder(removed)
    assert names(old) == ["c"]
    assert not removed.exists()
    with whole_folder(old) as scratch:
        assert names(scratch) == []
    assert names(old) == []


def test_a_file_is_whole_or_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "adapter"
    with whole_file(file) as scratch:
        scratch.write_text("first", encoding="utf-8")
        assert not file.exists()
    with pytest.raises(Killed), whole_file(file) as scratch:
        half_written(scratch, Killed)
    assert file.read_text(encoding="utf-8") == "first"
    assert names(tmp_path) == ["adapter"]
