"""A model in one file comes out as it went in, and a file that was tampered with does not come out at all."""

from __future__ import annotations

import io
import json
import os
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

from summarizer.engines.catalogue import Architecture, Entry, catalogue
from summarizer.engines.store import installed
from summarizer.engines.store.adding import add
from summarizer.engines.store.bundles import bundle, unbundle
from summarizer.engines.store.records import Model, files_of, recorded, write_record
from summarizer.errors import CacheUnusable, ModelCorrupt, OptionError, OutputError, UnknownEngine, UnreadableInput
from summarizer.protocols import BytesStage, no_progress
from tests.engines.store.bad_records import CHANGES

Members = list[tuple[tarfile.TarInfo, bytes]]


@pytest.fixture
def model(store: Path, bart: Path) -> Model:
    return add(bart, "kecil", ["id-en"], progress=no_progress)


@pytest.fixture
def packed(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle of the model, on a machine that has none."""
    path = tmp_path / "kecil.tar.zst"
    bundle("kecil", path, no_progress)
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "other"))
    return path


def members_of(path: Path) -> Members:
    content = zstandard.ZstdDecompressor().decompressobj().decompress(path.read_bytes())
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return [(member, archive.extractfile(member).read()) for member in archive]


def repack(path: Path, members: Members) -> None:
    """As `bundle` would, of anything; what a member holds may be another thing than its header says."""
    content = b"".join(member.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % 512) for member, data in members)
    path.write_bytes(zstandard.ZstdCompressor().compress(content + bytes(1024)))


def test_a_model_comes_out_as_it_went_in(packed: Path, model: Model) -> None:
    seen: list[tuple[str, int, int]] = []
    unpacked = unbundle(packed, progress=lambda *step: seen.append(step))
    assert replace(unpacked, folder=model.folder) == model
    assert installed.find("kecil") == unpacked
    installed.verify(unpacked)
    assert isinstance(seen[-1][0], BytesStage)
    assert seen[-1][1:] == (model.size, model.size)
    assert unbundle(packed, progress=lambda *step: pytest.fail("unpacked again")) == unpacked


def test_the_same_model_gives_the_same_bytes_and_a_tar_that_others_read(
    packed: Path, model: Model, tmp_path: Path
) -> None:
    unbundle(packed, progress=no_progress)
    seen: list[tuple[str, int, int]] = []
    bundle("kecil", tmp_path / "again.tar.zst", lambda *step: seen.append(step))
    assert (tmp_path / "again.tar.zst").read_bytes() == packed.read_bytes()
    assert seen[-1][1:] == (model.size, model.size)
    members = [member for member, _ in members_of(packed)]
    assert [member.name for member in members] == ["model.json", *sorted(model.files)]
    assert {(member.mtime, member.uid, member.gid, member.uname) for member in members} == {(0, 0, 0, "")}


def test_it_can_have_another_name(packed: Path) -> None:
    assert unbundle(packed, alias="lain", progress=no_progress).alias == "lain"
    assert list(installed.installed()) == ["lain"]
    for alias in ("opus-mt-id-en", "embedded", "../luar"):
        with pytest.raises(OptionError, match="--alias"):
            unbundle(packed, alias=alias, reserved={"embedded"}, progress=no_progress)


def test_another_model_of_that_name_stays(packed: Path, checkpoint: Path) -> None:
    (checkpoint / "README.md").write_text("Lain.")
    other = add(checkpoint, "kecil", ["id-en"], progress=no_progress)
    with pytest.raises(OptionError, match="another model kecil already"):
        unbundle(packed, progress=no_progress)
    assert installed.find("kecil") == other


def test_a_damaged_model_is_not_bundled(model: Model, tmp_path: Path) -> None:
    weights = model.checkpoint / "model.safetensors"
    weights.write_bytes(bytes(weights.stat().st_size))
    for _ in range(2):
        with pytest.raises(ModelCorrupt, match="summarizer models remove kecil"):
            bundle("kecil", tmp_path / "kecil.tar.zst", no_progress)
        weights.unlink(missing_ok=True)
    assert list(tmp_path.glob("*.zst")) == list(tmp_path.glob(".summarizer-*")) == []


def test_a_bundle_that_cannot_be_written_is_said(model: Model, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        bundle("kecil", tmp_path / "no" / "kecil.tar.zst", no_progress)
    with pytest.raises(UnknownEngine):
        bundle("lain", tmp_path / "lain.tar.zst", no_progress)


def test_a_bundle_is_never_put_in_the_place_of_a_pipe(model: Model, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    (tmp_path / "tautan").symlink_to(tmp_path / "pipa")
    for path in (tmp_path / "pipa", tmp_path / "tautan", "-"):
        with pytest.raises(OutputError, match=r"a bundle needs one\. Name a file, as in kecil\.tar\.zst"):
            bundle("kecil", path, lambda *_: pytest.fail("it was packed"))
    assert (tmp_path / "pipa").is_fifo()


def test_the_home_of_nobody_is_said(model: Model) -> None:
    with pytest.raises(OutputError, match=r"there is no folder .*~nosuchuser"):
        bundle("kecil", "~nosuchuser/kecil.tar.zst", no_progress)
    with pytest.raises(UnreadableInput, match=r"the bundle ~nosuchuser/kecil\.tar\.zst cannot be read"):
        unbundle("~nosuchuser/kecil.tar.zst", progress=no_progress)


@pytest.mark.parametrize("path", ["nowhere.tar.zst", "."])
def test_a_bundle_that_is_not_there_is_said(store: Path, tmp_path: Path, path: str) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        unbundle(tmp_path / path, progress=no_progress)


def test_a_disk_without_room_is_refused_first(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9 - 1000, 1000))
    with pytest.raises(CacheUnusable, match=r"unpacking kecil takes .* are free"):
        unbundle(packed, progress=no_progress)


def refused(path: Path, said: str) -> None:
    with pytest.raises(ModelCorrupt, match=rf"{path.name} is not a whole bundle .*{said}.* Copy it here again"):
        unbundle(path, progress=no_progress)
    assert (installed.installed(), installed.unfinished()) == ({}, [])
    assert list(path.parent.rglob("*evil*")) == []
    assert [found for found in path.parent.glob("other/models/*") if found.is_dir()] == []


@pytest.mark.parametrize("kept", [0, 1, 3, 100, 5_000, -200, -5, -1])
def test_a_bundle_that_is_cut_off(packed: Path, kept: int) -> None:
    packed.write_bytes(packed.read_bytes()[:kept])
    refused(packed, "cut off")


@pytest.mark.parametrize("content", [b"bukan arsip", bytes(2000), zstandard.compress(b"bukan tar" * 100)])
def test_what_is_no_bundle(packed: Path, content: bytes) -> None:
    packed.write_bytes(content)
    refused(packed, "it is no zstandard file, or damaged|what it holds is no tar")


def test_a_flipped_bit_is_noticed_wherever_it_is(packed: Path) -> None:
    content = packed.read_bytes()
    for place in range(0, len(content), len(content) // 23):
        packed.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        refused(packed, "")


def test_more_than_a_bundle(packed: Path) -> None:
    content = packed.read_bytes()
    packed.write_bytes(content + b"x")
    refused(packed, "goes on after its end")
    packed.write_bytes(content + content)
    refused(packed, "goes on after its end")


def plain(name: str, size: int = 0, **fields: object) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    for key, value in fields.items():
        setattr(member, key, value)
    return member


def changed(members: Members, name: str, data: bytes) -> Members:
    return [(plain(name, len(data)), data) if member.name == name else (member, old) for member, old in members]


TAMPERED: dict[str, Callable[[Members], Members]] = {
    "another content": lambda m: changed(m, "checkpoint/config.json", b"{}"),
    "the same size": lambda m: changed(m, "checkpoint/README.md", bytes(m[1][0].size)),
    "one too many": lambda m: [*m, (plain("checkpoint/vocab.txt", 1), b"x")],
    "one missing": lambda m: m[:-1],
    "one twice": lambda m: [*m, m[-1]],
    "no record": lambda m: m[1:],
    "record last": lambda m: [*m[1:], m[0]],
    "nothing": lambda m: [],
    "a way out": lambda m: [m[0], (plain("../../evil", 1), b"x"), *m[1:]],
    "an absolute path": lambda m: [m[0], (plain("/tmp/evil", 1), b"x"), *m[1:]],
    "a link": lambda m: [m[0], (plain("checkpoint/config.json", type=tarfile.SYMTYPE, linkname="/etc/passwd"), b"")],
    "a hard link": lambda m: [
        m[0],
        (plain("checkpoint/config.json", type=tarfile.LNKTYPE, linkname="/etc/passwd"), b""),
    ],
    "a device": lambda m: [m[0], (plain("checkpoint/config.json", type=tarfile.CHRTYPE), b"")],
    "a pipe": lambda m: [m[0], (plain("checkpoint/config.json", type=tarfile.FIFOTYPE), b"")],
    "a folder": lambda m: [m[0], (plain("checkpoint", type=tarfile.DIRTYPE), b""), *m[1:]],
    "a long header": lambda m: [(plain("x", 2**40, type=tarfile.XHDTYPE), b""), *m],
    "a record without end": lambda m: [(plain("model.json", 2**40), b"{}")],
    "a size below nothing": lambda m: [m[0], (plain("checkpoint/config.json", -512), b"")],
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_bundle_whose_members_were_changed(packed: Path, change: Callable[[Members], Members]) -> None:
    repack(packed, change(members_of(packed)))
    refused(packed, "")


RECORDS: dict[str, Callable[[dict], object]] = {
    "no object": lambda row: [],
    "no fields": lambda row: {},
    "a file elsewhere": lambda row: {**row, "files": {**row["files"], "../../evil": {"size": 1, "sha256": "0" * 64}}},
    "a file deeper": lambda row: {
        **row,
        "files": {**row["files"], "checkpoint/a/evil.json": {"size": 1, "sha256": "0" * 64}},
    },
    "a pickle": lambda row: {**row, "files": {**row["files"], "checkpoint/evil.bin": {"size": 1, "sha256": "0" * 64}}},
    "code": lambda row: {**row, "files": {**row["files"], "checkpoint/evil.py": {"size": 1, "sha256": "0" * 64}}},
    "itself": lambda row: {**row, "files": {**row["files"], "model.json": {"size": 1, "sha256": "0" * 64}}},
    "no configuration": lambda row: {**row, "files": {}},
    "a runtime without its weights": lambda row: {**row, "runtime": "ctranslate2"},
    **CHANGES,
}


@pytest.mark.parametrize("change", RECORDS.values(), ids=RECORDS.keys())
def test_a_bundle_whose_record_was_changed(packed: Path, change: Callable[[dict], object]) -> None:
    members = members_of(packed)
    data = json.dumps(change(json.loads(members[0][1]))).encode()
    repack(packed, changed(members, "model.json", data))
    refused(packed, "its record")


def test_a_record_nested_without_end_is_refused(packed: Path) -> None:
    repack(packed, changed(members_of(packed), "model.json", b"[" * 100_000))
    refused(packed, "its record")


def test_names_in_a_bundle_are_shown_without_what_a_terminal_obeys(packed: Path) -> None:
    members = members_of(packed)
    evil = (plain("checkpoint/\x1b]0;evil\x07.txt", 1), b"x")
    for tampered in ([evil, *members], [members[0], evil, *members[1:]]):
        repack(packed, tampered)
        with pytest.raises(ModelCorrupt) as caught:
            unbundle(packed, progress=no_progress)
        assert str(caught.value).isprintable()
        assert "evil" in str(caught.value)


def test_an_index_of_weights_that_leads_elsewhere_is_refused(model: Model, tmp_path: Path) -> None:
    shard, index = "model-00001-of-00001.safetensors", "model.safetensors.index.json"
    (model.checkpoint / "model.safetensors").rename(model.checkpoint / shard)
    (model.checkpoint / index).write_text(json.dumps({"weight_map": {"a": shard, "b": "../../../evil.safetensors"}}))
    write_record(replace(model, files={name: recorded(model.folder / name) for name in files_of(model.folder)}))
    bundle("kecil", tmp_path / "kecil.tar.zst", no_progress)
    installed.remove("kecil")
    with pytest.raises(ModelCorrupt, match=r"is not a whole bundle.*index of its weights"):
        unbundle(tmp_path / "kecil.tar.zst", progress=no_progress)
    assert installed.installed() == {}


def test_a_bundle_larger_than_the_disk_is_not_begun(packed: Path) -> None:
    members = members_of(packed)
    row = json.loads(members[0][1])
    row["files"]["checkpoint/config.json"]["size"] = 2**60
    repack(packed, changed(members, "model.json", json.dumps(row).encode()))
    with pytest.raises(CacheUnusable, match="are free"):
        unbundle(packed, progress=no_progress)


def test_a_name_in_the_record_that_leads_elsewhere_is_refused(packed: Path) -> None:
    members = members_of(packed)
    row = {**json.loads(members[0][1]), "alias": "../../evil"}
    repack(packed, changed(members, "model.json", json.dumps(row).encode()))
    with pytest.raises(OptionError, match="no name for a model"):
        unbundle(packed, progress=no_progress)


def claiming(model: Model, path: Path, entry: Entry, revision: str = "") -> None:
    """A bundle at ``path`` whose record says ``entry``, on a machine that does not have the model."""
    write_record(replace(model, entry=entry, revision=revision))
    bundle("kecil", path, no_progress)
    installed.remove("kecil")


def test_a_bundle_cannot_lift_the_terms_of_a_model_of_the_catalogue(model: Model, tmp_path: Path) -> None:
    known = catalogue()["nllb-200-distilled-600m"]
    claim = replace(known, licence="MIT", warning="", langpairs=("id-jv",), tags={"id": "a", "jv": "b"})
    claiming(model, tmp_path / "kecil.tar.zst", claim)
    assert unbundle(tmp_path / "kecil.tar.zst", progress=no_progress).entry == known
    assert installed.find("kecil").entry.warning == "Not for commercial use."


def test_a_bundle_that_calls_a_model_of_the_catalogue_something_else_is_refused(model: Model, tmp_path: Path) -> None:
    known = catalogue()["nllb-200-distilled-600m"]
    claiming(model, tmp_path / "kecil.tar.zst", replace(known, architecture=Architecture.MARIAN))
    with pytest.raises(ModelCorrupt, match="what its record says of facebook/nllb-200-distilled-600M is not so"):
        unbundle(tmp_path / "kecil.tar.zst", progress=no_progress)
    assert installed.installed() == {}


@pytest.mark.parametrize(("revision", "notice"), [("b" * 40, "Sama."), ("a" * 40, "Lain.")])
def test_a_bundle_does_not_replace_what_is_installed_from_the_hub(
    model: Model, bart: Path, tmp_path: Path, revision: str, notice: str
) -> None:
    from_hub = replace(model.entry, hub="desa/kecil")
    claiming(model, tmp_path / "kecil.tar.zst", from_hub, revision)
    here = add(bart, "kecil", ["id-en"], progress=no_progress)
    (here.checkpoint / "README.md").write_text(notice)
    here = replace(here, entry=from_hub, revision="a" * 40)
    here = replace(here, files={name: recorded(here.folder / name) for name in files_of(here.folder)})
    write_record(here)
    with pytest.raises(OptionError, match=r"another model kecil already.*--alias, or .*summarizer models remove kecil"):
        unbundle(tmp_path / "kecil.tar.zst", progress=no_progress)
    assert installed.find("kecil") == here
    assert unbundle(tmp_path / "kecil.tar.zst", alias="lain", progress=no_progress).revision == revision


def test_a_damaged_model_is_mended_by_its_bundle(model: Model, tmp_path: Path) -> None:
    bundle("kecil", tmp_path / "kecil.tar.zst", no_progress)
    (model.checkpoint / "config.json").unlink()
    unbundle(tmp_path / "kecil.tar.zst", progress=no_progress)
    installed.verify(installed.find("kecil"))
