"""Which models there are, what is wrong with them, and how they go."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.engines.store import installed
from summarizer.engines.store.adding import add
from summarizer.engines.store.records import Model
from summarizer.errors import ModelCorrupt, NotPulled, OptionError, UnknownEngine
from summarizer.protocols import no_progress
from tests.engines.store.bad_records import CHANGES


@pytest.fixture
def model(store: Path, bart: Path) -> Model:
    return add(bart, "kecil", ["id-en"], progress=no_progress)


def test_an_empty_machine_has_none_and_nothing_is_made(store: Path) -> None:
    assert (installed.installed(), installed.unfinished()) == ({}, [])
    assert not store.exists()


def test_a_model_of_the_catalogue_is_not_here_until_it_is_pulled(store: Path) -> None:
    for name in ("opus-mt-id-en", "Helsinki-NLP/opus-mt-id-en"):
        with pytest.raises(
            NotPulled, match=r"summarizer models pull opus-mt-id-en.* bundle .* unbundle opus-mt-id-en\.tar\.zst here"
        ):
            installed.find(name)
    with pytest.raises(NotPulled):
        installed.remove("opus-mt-id-en")


@pytest.mark.parametrize("name", ["opus-mt-id-eng", "kecill"])
def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(model: Model, name: str) -> None:
    with pytest.raises(UnknownEngine, match=rf"no model '{name}'\. Did you mean (opus-mt-id-en|kecil)\b"):
        installed.find(name)


@pytest.mark.parametrize("name", ["", ".", "..", "../models", "/", "KECIL", ".kecil.lock"])
def test_what_is_no_name_finds_and_removes_nothing(model: Model, store: Path, name: str) -> None:
    with pytest.raises(UnknownEngine):
        installed.find(name)
    with pytest.raises(UnknownEngine):
        installed.remove(name)
    assert installed.installed() == {"kecil": model}


@pytest.mark.parametrize(
    ("damage", "deep", "said"),
    [
        (lambda file: file.unlink(), False, "is missing"),
        (lambda file: file.write_bytes(b"short"), False, "has another size"),
        (lambda file: file.write_bytes(bytes(file.stat().st_size)), True, "has another sha256"),
    ],
)
def test_a_damaged_file_is_named_with_the_way_out(model: Model, damage, deep: bool, said: str) -> None:
    damage(model.checkpoint / "model.safetensors")
    assert installed.differences(model, deep) == [f"checkpoint/model.safetensors {said}"]
    with pytest.raises(ModelCorrupt, match=rf"{said}\)\. Remove it with: .* models remove kecil; then .* models add$"):
        installed.verify(model)


def test_a_file_that_somebody_has_put_there_is_named(model: Model) -> None:
    installed.verify(model)
    (model.checkpoint / "pytorch_model.bin").write_bytes(b"")
    assert installed.differences(model, deep=False) == ["checkpoint/pytorch_model.bin does not belong there"]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"entry": 3}', "[" * 100_000])
def test_a_damaged_record_is_listed_as_such_and_can_be_removed(model: Model, text: str) -> None:
    (model.folder / "model.json").write_text(text)
    assert isinstance(installed.installed()["kecil"], ModelCorrupt)
    with pytest.raises(ModelCorrupt, match="summarizer models remove kecil"):
        installed.find("kecil")
    installed.remove("kecil")
    assert installed.installed() == {}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_one_bad_record_hides_no_other_model(model: Model, store: Path, change: Callable[[dict], dict]) -> None:
    shutil.copytree(model.folder, store / "rusak")
    record = store / "rusak" / "model.json"
    record.write_text(json.dumps(change(json.loads(record.read_text()))))
    found = installed.installed()
    assert found["kecil"] == model
    assert isinstance(found["rusak"], ModelCorrupt)
    assert "summarizer models remove rusak" in str(found["rusak"])
    assert str(found["rusak"]).isprintable()


def test_a_folder_that_no_model_could_be_in_is_passed_over(model: Model, store: Path) -> None:
    for name in ("Old Backup", ".pulling-Old Backup"):
        (store / name).mkdir()
    assert (installed.installed(), installed.unfinished()) == ({"kecil": model}, [])


def test_what_a_killed_process_has_left_goes_with_the_next(model: Model, store: Path, bart: Path) -> None:
    left = store / ".scratch-kecil"
    (left / "model").mkdir(parents=True)
    with pytest.raises(OptionError, match="there is a model kecil already"):
        add(bart, "kecil", ["id-en"], progress=no_progress)
    assert not left.exists()
    left.mkdir()
    installed.remove("kecil")
    assert not left.exists()


def test_a_removed_model_is_gone_with_all_that_was_its(model: Model, store: Path) -> None:
    (store / ".pulling-kecil" / "parts").mkdir(parents=True)
    assert installed.unfinished() == ["kecil"]
    installed.remove("kecil")
    assert [path for path in store.iterdir() if path.is_dir()] == []
    with pytest.raises(UnknownEngine):
        installed.find("kecil")


def test_an_unfinished_pull_is_no_model_but_can_be_removed(store: Path) -> None:
    (store / ".pulling-lain").mkdir(parents=True)
    assert (installed.installed(), installed.unfinished()) == ({}, ["lain"])
    with pytest.raises(NotPulled, match=r"pulled in part.* summarizer models remove lain"):
        installed.find("lain")
    installed.remove("lain")
    assert installed.unfinished() == []


def test_a_model_works_from_a_disk_that_cannot_be_written(model: Model, store: Path) -> None:
    record = json.loads((model.folder / "model.json").read_text())
    assert record["alias"] == "kecil"
    assert "folder" not in record, "the store can be moved"
    moved = store.parent / "elsewhere"
    shutil.move(store, moved)
    shutil.copytree(moved, store)
    assert installed.find("kecil") == model
