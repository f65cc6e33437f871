"""Uploaded files do not stay on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import UnreadableInput
from summarizer.web.uploads import drop, take


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    """A file as it comes to the disk: in a folder of its own."""
    folder = tmp_path / "0a1b2c"
    folder.mkdir()
    file = folder / "Harga Beras.txt"
    file.write_bytes(b"Harga beras naik.\r\n\xff")
    return file


def test_it_is_read_once_and_gone_with_its_folder(upload: Path, tmp_path: Path) -> None:
    assert take(str(upload)) == ("Harga Beras.txt", b"Harga beras naik.\r\n\xff")
    assert list(tmp_path.iterdir()) == []


def test_what_is_gone_is_told_without_its_path(upload: Path) -> None:
    drop(str(upload))
    with pytest.raises(UnreadableInput) as caught:
        take(str(upload))
    assert str(caught.value) == "Harga Beras.txt is no longer on the server. Choose it again"


def test_what_cannot_be_read_is_told_without_its_path(upload: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"^0a1b2c is no longer on the server"):
        take(str(upload.parent))
    assert upload.exists()


def test_a_folder_that_has_more_in_it_stays(upload: Path) -> None:
    other = upload.with_name("other.txt")
    other.write_text("Gula naik.")
    drop(str(upload))
    assert not upload.exists()
    assert other.exists()


def test_dropping_what_is_gone_is_nothing(upload: Path) -> None:
    drop(str(upload))
    drop(str(upload))
    assert not upload.exists()
