"""A pull takes only what is needed, checks it, and leaves a whole model or none."""

from __future__ import annotations

import hashlib
import json
import shutil
import socket
from pathlib import Path

import pytest

from summarizer.engines.catalogue import Task, catalogue
from summarizer.engines.store import installed
from summarizer.engines.store.pulling import pull
from summarizer.engines.store.records import Model
from summarizer.errors import (
    CacheUnusable,
    HubUnavailable,
    ModelCorrupt,
    ModelUnavailable,
    OptionError,
    UnknownEngine,
)
from summarizer.protocols import BytesStage, no_progress
from tests.engines.store.loopback_hub import COMMIT, LoopbackHub

HUB = "desa/penerjemah"


def pulled(wanted: str = HUB, **settings) -> Model:
    settings = {"langpairs": ["id-en"], "runtime": "transformers", "progress": no_progress, **settings}
    return pull(wanted, **settings)


def test_a_model_of_the_hub_is_here_afterwards_with_all_that_it_needs(
    hub: LoopbackHub, bart: Path, store: Path
) -> None:
    hub.serve(HUB, bart)
    seen: list[tuple[str, int, int]] = []
    model = pulled(progress=lambda *step: seen.append(step))
    assert (model.folder, model.revision, model.alias) == (store / "penerjemah", COMMIT, "penerjemah")
    names = {path.name for path in model.checkpoint.iterdir()}
    assert names == {"README.md", *(path.name for path in bart.glob("*.json")), "model.safetensors"}
    assert installed.differences(model, deep=True) == []
    assert installed.find(HUB) == installed.find("penerjemah") == model
    assert [path.name for path in store.iterdir() if path.is_dir()] == ["penerjemah"]
    steps = [step for step in seen if step[0] == "pulling penerjemah"]
    assert all(isinstance(stage, BytesStage) for stage, _, _ in steps)
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)
    assert steps[-1][1] == steps[-1][2] == sum((bart / name).stat().st_size for name in names)


def test_nothing_is_printed_by_libraries(hub: LoopbackHub, bart: Path, capfd: pytest.CaptureFixture[str]) -> None:
    hub.serve(HUB, bart)
    pulled()
    assert capfd.readouterr() == ("", "")


def test_what_is_known_of_a_strangers_model_is_recorded_with_a_warning(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart, gated="auto", revisions={"v2"})
    entry = pulled(f"{HUB}@v2", alias="kecil").entry
    assert (entry.hub, entry.revision, entry.langpairs, entry.task) == (HUB, "v2", ("id-en",), Task.TRANSLATION)
    assert entry.is_gated
    assert entry.licence == "cc-by-nc-4.0"
    assert "forbids commercial use" in entry.warning


def test_a_name_of_the_catalogue_is_pulled_at_its_revision(hub: LoopbackHub, bart: Path) -> None:
    entry = catalogue()["opus-mt-id-en"]
    commit = entry.revision if len(entry.revision) == 40 else COMMIT
    hub.serve(entry.hub, bart, commit=commit, revisions={entry.revision})
    model = pulled("opus-mt-id-en", langpairs=[])
    assert model.entry == entry
    assert pulled(entry.hub, langpairs=[]) == model == installed.find("opus-mt-id-en")


def test_a_converted_model_keeps_the_tokenizer_and_no_weights_of_the_checkpoint(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart)
    model = pulled(runtime="ctranslate2", quantization="int8")
    assert (model.runtime, model.quantization) == ("ctranslate2", "int8")
    assert model.converted is not None
    assert (model.converted / "model.bin").is_file()
    assert not list(model.checkpoint.glob("*.safetensors*"))
    assert (model.checkpoint / "tokenizer.json").is_file()
    assert installed.differences(model, deep=True) == []


def test_weights_in_numbered_parts_are_taken_whole(hub: LoopbackHub, checkpoint: Path) -> None:
    content = (checkpoint / "model.safetensors").read_bytes()
    (checkpoint / "model.safetensors").rename(checkpoint / "model-00001-of-00001.safetensors")
    (checkpoint / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": {}}))
    (checkpoint / "other.safetensors").write_bytes(content)
    hub.serve(HUB, checkpoint)
    weights = {path.name for path in pulled().checkpoint.glob("*.safetensors*")}
    assert weights == {"model-00001-of-00001.safetensors", "model.safetensors.index.json"}


def test_weights_that_the_index_names_and_nobody_has_are_missed_before_others_come(
    hub: LoopbackHub, checkpoint: Path
) -> None:
    (checkpoint / "model.safetensors").rename(checkpoint / "model-00001-of-00002.safetensors")
    index = {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "../model-00002-of-00002.safetensors"}}
    (checkpoint / "model.safetensors.index.json").write_text(json.dumps(index))
    hub.serve(HUB, checkpoint)
    with pytest.raises(ModelCorrupt, match=r"names '\.\./model-00002-of-00002\.safetensors', which is no file"):
        pulled()
    assert hub.fetched("model-00001-of-00002.safetensors") == []


def test_a_second_pull_of_what_is_here_fetches_nothing(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart)
    model = pulled()
    hub.asked.clear()
    assert pulled() == model
    assert [path for path, _, _ in hub.asked] == [f"/api/models/{HUB}/revision/main"]


def test_a_newer_commit_replaces_the_model_and_fetches_what_it_needs(hub: LoopbackHub, checkpoint: Path) -> None:
    hub.serve(HUB, checkpoint)
    pulled()
    (checkpoint / "generation_config.json").write_text('{"num_beams": 3}')
    hub.serve(HUB, checkpoint, commit="f" * 40)
    model = pulled()
    assert model.revision == "f" * 40
    assert json.loads((model.checkpoint / "generation_config.json").read_text()) == {"num_beams": 3}


def test_languages_are_said_again_without_another_download(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart)
    pulled()
    hub.asked.clear()
    assert pulled(langpairs=["ind-eng", "msa-eng"]).entry.langpairs == ("id-en", "ms-en")
    assert hub.fetched("model.safetensors") == []
    assert installed.find("penerjemah").entry.langpairs == ("id-en", "ms-en")


def test_a_missing_option_is_asked_for_before_the_weights_come(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart)
    with pytest.raises(OptionError, match="--langpair id-en"):
        pulled(langpairs=[])
    assert hub.fetched("model.safetensors") == []
    assert installed.unfinished() == ["penerjemah"]


def test_pickles_alone_are_refused_before_anything_is_fetched(hub: LoopbackHub, checkpoint: Path) -> None:
    (checkpoint / "model.safetensors").unlink()
    hub.serve(HUB, checkpoint)
    with pytest.raises(
        ModelUnavailable, match=r"pytorch_model\.bin\) are pickled, .*in it, so they are not taken.*@refs/pr/1"
    ):
        pulled()
    assert not [path for path, _, _ in hub.asked if path.startswith("/content/")]


def test_a_file_with_another_hash_is_removed_and_asked_for_again(hub: LoopbackHub, bart: Path, store: Path) -> None:
    repository = hub.serve(HUB, bart)
    content = repository.files["model.safetensors"]
    repository.wrong["model.safetensors"] = content[:-1] + bytes([content[-1] ^ 1])
    with pytest.raises(ModelCorrupt, match=rf"model\.safetensors of {HUB} .* pull again with: .* models pull {HUB}$"):
        pulled()
    assert not (store / "penerjemah").exists()
    repository.wrong.clear()
    assert installed.differences(pulled(), deep=True) == []
    assert hub.fetched("model.safetensors") == ["", ""]
    assert len(hub.fetched("tokenizer.json")) == 1, "what came well was fetched again"


@pytest.mark.parametrize("wrong", [b"", b"{}", b"x" * 100_000])
def test_a_small_file_of_another_size_is_not_taken(hub: LoopbackHub, bart: Path, wrong: bytes, waits: list) -> None:
    hub.serve(HUB, bart).wrong["tokenizer.json"] = wrong
    with pytest.raises((ModelCorrupt, HubUnavailable)):
        pulled()
    assert installed.installed() == {}


def test_names_that_lead_elsewhere_are_not_followed(hub: LoopbackHub, bart: Path, tmp_path: Path) -> None:
    repository = hub.serve(HUB, bart)
    for name in ("../../evil.json", "/etc/evil.model", "..\\evil.jinja", ".hidden.spm", "sub/config.json"):
        repository.files[name] = b"{}"
    assert not [path for path in pulled().checkpoint.iterdir() if "evil" in path.name or path.is_dir()]
    assert not list(tmp_path.rglob("*evil*"))


def test_a_disk_without_room_is_refused_before_anything_is_fetched(
    hub: LoopbackHub, bart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.serve(HUB, bart)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9 - 1000, 1000))
    with pytest.raises(CacheUnusable, match=r"pulling penerjemah takes .* MB .* are free"):
        pulled()
    assert not [path for path, _, _ in hub.asked if path.startswith("/content/")]


def test_a_disk_that_is_full_while_a_file_comes_is_said(hub: LoopbackHub, bart: Path, store: Path) -> None:
    digest = hashlib.sha256((bart / "model.safetensors").read_bytes()).hexdigest()
    hub.serve(HUB, bart)
    parts = store / ".pulling-penerjemah" / "parts"
    parts.mkdir(parents=True)
    (parts / digest).symlink_to("/dev/full")
    with pytest.raises(CacheUnusable, match=r"is full.* SUMMARIZER_CACHE to another disk; a pull goes on"):
        pulled()
    assert installed.installed() == {}


@pytest.mark.parametrize("name", ["SUMMARIZER_OFFLINE", "HF_HUB_OFFLINE"])
def test_offline_no_socket_is_opened(hub: LoopbackHub, bart: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    hub.serve(HUB, bart)
    model = pulled(f"{HUB}@{COMMIT}")
    monkeypatch.setenv(name, "1")
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a socket was opened"))
    with pytest.raises(HubUnavailable, match=r"connections are forbidden.* summarizer models unbundle"):
        pulled("desa/lain")
    assert pulled(f"{HUB}@{COMMIT}") == model, "what is here needs no connection"


def test_offline_a_branch_is_what_it_was_when_it_was_pulled(
    hub: LoopbackHub, bart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = catalogue()["opus-mt-id-en"]
    assert entry.revision.startswith("refs/")
    hub.serve(entry.hub, bart, revisions={entry.revision})
    hub.serve(HUB, bart)
    models = [pulled("opus-mt-id-en", langpairs=[]), pulled()]
    monkeypatch.setenv("SUMMARIZER_OFFLINE", "1")
    assert [pulled("opus-mt-id-en", langpairs=[]), pulled()] == models
    for wanted, settings in [
        ("opus-mt-id-en", {"runtime": "ctranslate2"}),
        (f"{HUB}@v2", {}),
        (HUB, {"alias": "lain"}),
    ]:
        with pytest.raises(HubUnavailable, match="connections are forbidden"):
            pulled(wanted, **{"langpairs": [], **settings})
    monkeypatch.delenv("SUMMARIZER_OFFLINE")
    hub.serve(HUB, bart, commit="f" * 40)
    assert pulled().revision == "f" * 40, "with a network, a branch is looked up"


@pytest.mark.parametrize(
    ("wanted", "langpair", "said"),
    [
        ("nllb-200-distilled-600m", "en-en", "is for summaries"),
        ("bart-large-cnn", "id-en", "is for a translator"),
        ("opus-mt-id-en", "en-id", r"none of opus-mt-id-en, which translates id-en\. Give one of these"),
        ("Helsinki-NLP/opus-mt-id-en", "ms-en", "none of opus-mt-id-en"),
    ],
)
def test_languages_that_a_model_of_the_catalogue_cannot_have_are_refused_unasked(
    hub: LoopbackHub, wanted: str, langpair: str, said: str
) -> None:
    with pytest.raises(OptionError, match=said):
        pulled(wanted, langpairs=[langpair])
    assert hub.asked == []


@pytest.mark.parametrize("wanted", ["opus-mt-id-eng", "a/b/c", "../..", "org/", "desa/penerjemah@"])
def test_what_is_no_name_is_refused(store: Path, wanted: str) -> None:
    with pytest.raises(UnknownEngine, match="there is no model"):
        pulled(wanted)


def test_a_name_that_another_model_has_is_not_taken_from_it(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart)
    hub.serve("kota/penerjemah", bart)
    pulled()
    with pytest.raises(OptionError, match=r"taken by desa/penerjemah\. Give another with --alias"):
        pulled("kota/penerjemah")
    with pytest.raises(OptionError, match="that of Helsinki-NLP/opus-mt-id-en in the catalogue"):
        pulled(alias="opus-mt-id-en")
    with pytest.raises(OptionError, match="an engine of ours"):
        pulled(alias="embedded", reserved={"embedded"})
    with pytest.raises(OptionError, match="no name for a model"):
        pulled(alias="../luar")
    assert pulled("kota/penerjemah", alias="kota").alias == "kota"


def test_options_that_cannot_be_served_are_refused(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart)
    with pytest.raises(OptionError, match="--runtime onnx is none"):
        pulled(runtime="onnx")
    with pytest.raises(OptionError, match=r"--quantization int8 is for converted models.* --runtime ctranslate2"):
        pulled(quantization="int8")
    with pytest.raises(OptionError, match="--quantization int2 is none"):
        pulled(runtime="ctranslate2", quantization="int2")
