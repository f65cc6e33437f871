"""A folder of the user's own becomes a model, whole or not at all."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest

from summarizer.engines.store import adding, installed, installing
from summarizer.engines.store.adding import add
from summarizer.errors import BuildFailed, CacheUnusable, ModelCorrupt, ModelUnavailable, OptionError
from summarizer.protocols import no_progress


def test_an_added_model_does_not_need_its_folder(checkpoint: Path, store: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    model = add(checkpoint, "kecil", ["id-en"], progress=lambda *step: seen.append(step))
    shutil.rmtree(checkpoint)
    assert (model.runtime, model.quantization, model.revision) == ("transformers", "float32", "")
    assert {path.name for path in model.checkpoint.iterdir()}.isdisjoint({"pytorch_model.bin", "modeling.py"})
    assert installed.find("kecil") == model
    installed.verify(model)
    steps = [(done, total) for stage, done, total in seen if stage == "copying kecil"]
    assert steps[-1] == (model.size, model.size)


def test_it_is_converted_if_asked_for(checkpoint: Path, store: Path) -> None:
    model = add(str(checkpoint), "cepat", ["id-en"], runtime="ctranslate2", progress=no_progress)
    assert model.quantization == "int8"
    assert "ctranslate2/model.bin" in model.files
    assert "checkpoint/model.safetensors" not in model.files


def test_links_are_followed_as_in_the_cache_of_the_hub(checkpoint: Path, store: Path, tmp_path: Path) -> None:
    (tmp_path / "snapshot").mkdir()
    for path in checkpoint.iterdir():
        (tmp_path / "snapshot" / path.name).symlink_to(path)
    model = add(tmp_path / "snapshot", "kecil", ["id-en"], progress=no_progress)
    assert not any(path.is_symlink() for path in model.checkpoint.iterdir())


@pytest.mark.parametrize(
    ("alias", "said"),
    [
        ("opus-mt-id-en", "in the catalogue. Give another with --alias"),
        ("embedded", "an engine of ours"),
        ("Besar", "no name for a model"),
        ("a,b", "no name for a model"),
        ("../kecil", "no name for a model"),
        ("", "no name for a model"),
        ("x" * 65, "no name for a model"),
    ],
)
def test_a_name_that_it_may_not_have(checkpoint: Path, store: Path, alias: str, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        add(checkpoint, alias, ["id-en"], reserved={"embedded"}, progress=no_progress)
    assert not store.exists()


def test_a_name_that_is_taken(checkpoint: Path, store: Path) -> None:
    model = add(checkpoint, "kecil", ["id-en"], progress=no_progress)
    with pytest.raises(OptionError, match=r"already\. Give another name with --alias, or .* models remove kecil"):
        add(checkpoint, "kecil", ["en-id"], progress=no_progress)
    assert installed.find("kecil") == model


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: (folder / "model.safetensors").unlink(), "are pickled"),
        (lambda folder: (folder / "config.json").unlink(), r"holds no config\.json"),
        (lambda folder: (folder / "adapter_config.json").write_text("{}"), "an adapter"),
        (lambda folder: (folder / "config.json").write_text('{"model_type": "bert"}'), "does not write text"),
        (lambda folder: (folder / "config.json").write_text('{"a":' * 100_000), r"config\.json cannot be read"),
        (lambda folder: shutil.rmtree(folder), "there is no folder"),
    ],
)
def test_a_folder_that_holds_nothing_fit(checkpoint: Path, store: Path, change, said: str) -> None:
    change(checkpoint)
    with pytest.raises(ModelUnavailable, match=said):
        add(checkpoint, "kecil", ["id-en"], progress=no_progress)
    assert installed.installed() == {}


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (BuildFailed("tidak bisa"), BuildFailed),
        (OSError(errno.ENOSPC, "No space left on device"), CacheUnusable),
        (MemoryError(), BuildFailed),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
    ids=["conversion", "disk", "memory", "ctrl-c"],
)
def test_what_fails_on_the_way_leaves_nothing(
    checkpoint: Path, store: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, expected: type
) -> None:
    def fail(checkpoint: Path, output: Path, quantization: str, progress: object) -> None:
        output.mkdir()
        (output / "model.bin").write_bytes(b"half")
        raise failure

    monkeypatch.setattr(installing, "_convert", fail)
    with pytest.raises(expected):
        add(checkpoint, "kecil", ["id-en"], runtime="ctranslate2", progress=no_progress)
    assert [path for path in store.iterdir() if path.is_dir()] == []


def test_the_home_of_nobody_is_said(store: Path) -> None:
    with pytest.raises(ModelUnavailable, match="there is no folder ~nosuchuser/model"):
        add("~nosuchuser/model", "kecil", ["id-en"], progress=no_progress)


@pytest.mark.parametrize("named", ["model-00002-of-00002.safetensors", "../luar.safetensors", "/luar.safetensors", 7])
def test_an_index_of_weights_that_are_not_there_is_refused(checkpoint: Path, store: Path, named: object) -> None:
    (checkpoint / "model.safetensors").rename(checkpoint / "model-00001-of-00002.safetensors")
    index = {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": named}}
    (checkpoint / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(ModelCorrupt, match=rf"index\.json names {named!r}, which is no file of this model"):
        add(checkpoint, "kecil", ["id-en"], progress=no_progress)
    assert installed.installed() == {}


def test_a_file_that_cannot_be_read_is_named_and_the_cache_not_blamed(
    checkpoint: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Path.open

    def opened(path: Path, *settings: str, **named: str):
        if path == checkpoint / "model.safetensors":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return usual(path, *settings, **named)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(ModelUnavailable, match=r"model\.safetensors cannot be read \(Permission denied\)") as caught:
        add(checkpoint, "kecil", ["id-en"], progress=no_progress)
    assert not isinstance(caught.value, CacheUnusable)
    assert installed.installed() == {}


def test_a_disk_without_room_is_refused_first(checkpoint: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9 - 1000, 1000))
    monkeypatch.setattr(adding, "_copy", lambda *_: pytest.fail("it was copied"))
    with pytest.raises(CacheUnusable, match=r"adding kecil takes .* are free"):
        add(checkpoint, "kecil", ["id-en"], progress=no_progress)


def test_a_cache_that_is_no_folder_is_said(checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "file"))
    with pytest.raises(CacheUnusable, match="set SUMMARIZER_CACHE"):
        add(checkpoint, "kecil", ["id-en"], progress=no_progress)


def test_the_record_can_be_read_by_people(checkpoint: Path, store: Path) -> None:
    model = add(checkpoint, "kecil", ["id-en"], progress=no_progress)
    record = json.loads((model.folder / "model.json").read_text())
    assert record["entry"]["architecture"] == "bart"
    assert record["files"]["checkpoint/config.json"]["size"] == (model.checkpoint / "config.json").stat().st_size
