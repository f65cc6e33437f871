"""Which kind of input a path is, and what is said of those that are none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarizer.batch.sources import open_source
from summarizer.errors import OptionError, SummarizerError, UnfitInput, UnreadableInput
from tests.batch.sources.berita import PASAR, jsonl


def refusal(path: Path | str, **options: str) -> SummarizerError:
    with pytest.raises(SummarizerError) as caught:
        open_source(str(path), **options)  # type: ignore[arg-type]
    return caught.value


def test_a_source_is_called_what_the_user_called_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("berita").mkdir()
    Path("berita/pasar.txt").write_text(PASAR)
    jsonl(Path("berita.jsonl"), {"text": PASAR})
    Path("alamat.txt").write_text("https://kabar.example/pasar\n")
    for path in ("berita/", "./berita.jsonl", "alamat.txt"):
        assert open_source(path).name == path


@pytest.mark.parametrize("name", ["tak-ada", "tak-ada.jsonl", "berkas.txt/dalam.txt", "x" * 300])
def test_what_is_not_there_is_said_to_be_missing_or_unreadable(tmp_path: Path, name: str) -> None:
    (tmp_path / "berkas.txt").write_text(PASAR)
    error = refusal(tmp_path / name)
    assert isinstance(error, UnreadableInput)
    assert name in str(error)


def test_what_is_taken_is_listed_for_another_kind_of_file(tmp_path: Path) -> None:
    file = tmp_path / "berita.xlsx"
    file.write_bytes(b"PK")
    error = refusal(file)
    assert isinstance(error, UnreadableInput)
    assert "berita.xlsx is not a kind of file that is taken" in str(error)
    for kind in (".jsonl", ".ndjson", ".csv", ".tsv", ".gz", ".xz", ".bz2", ".parquet", "folder", "web address"):
        assert kind in str(error)


@pytest.mark.parametrize("name", ["berita.md", "berita.html", "berita.docx", "berita.PDF"])
def test_one_article_is_sent_to_the_command_for_one(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(PASAR)
    error = refusal(file)
    assert isinstance(error, UnfitInput)
    assert "is one article. Use `summarizer brief" in str(error)


def test_standard_input_is_refused() -> None:
    error = refusal("-")
    assert isinstance(error, OptionError)
    assert "standard input cannot be gone through twice" in str(error)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "berita.jsonl")
    assert isinstance(refusal(tmp_path / "berita.jsonl"), OptionError)


@pytest.mark.parametrize("option", ["text_column", "id_column"])
def test_columns_of_what_is_no_table_are_refused(tmp_path: Path, option: str) -> None:
    (tmp_path / "pasar.txt").write_text(PASAR)
    error = refusal(tmp_path, **{option: "isi"})
    assert isinstance(error, OptionError)
    assert f"--{option.replace('_', '-')} is for tables" in str(error)


def test_a_folder_is_a_folder_whatever_its_name_ends_in(tmp_path: Path) -> None:
    folder = tmp_path / "berita.jsonl"
    folder.mkdir()
    (folder / "pasar.txt").write_text(PASAR)
    assert [item.key for item in open_source(str(folder))] == ["pasar.txt"]
