"""Building the model: what is there afterwards is whole, and every failure says what to do."""

from __future__ import annotations

import errno
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from importlib import metadata
from pathlib import Path

import pytest

from summarizer.engines import registry
from summarizer.engines.embedded import base_model, build, cache, conversion
from summarizer.engines.embedded.base_model import join_parts, locate_part
from summarizer.engines.embedded.manifest import FOLDER, Manifest, Part, read_manifest
from summarizer.engines.embedded.weights import check_own_files
from summarizer.errors import BuildFailed, CacheUnusable, ModelCorrupt, ModelPackageMissing, ModelUnavailable
from summarizer.protocols import no_progress


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("SUMMARIZER_CACHE", str(folder))
    return folder


@pytest.fixture
def toy_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build's costly steps made cheap: the steps around them are what these tests are about."""
    monkeypatch.setattr(build, "join_parts", lambda manifest, target, progress: target.write_bytes(b"gguf"))
    monkeypatch.setattr(build, "merged_weights", lambda gguf, manifest, progress: {})
    monkeypatch.setitem(
        conversion.WRITERS, "ctranslate2", lambda weights, folder: (folder / "model.bin").write_bytes(b"weights")
    )


def test_our_files_are_those_of_the_manifest() -> None:
    check_own_files(read_manifest())


def test_the_base_model_is_joined_and_checked(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    target = tmp_path / "base.gguf"
    join_parts(read_manifest(), target, lambda stage, done, total: seen.append((done, total)))
    assert target.read_bytes()[:4] == b"GGUF"
    assert seen[-1] == (target.stat().st_size, target.stat().st_size)


def test_a_wrong_hash_names_both_hashes_and_the_way_out(tmp_path: Path) -> None:
    real = read_manifest()
    wrong = Manifest("0" * 64, real.parts[:1], real.own, real.adapter_scale, real.fingerprint)
    with pytest.raises(ModelCorrupt, match=r"not 0{64}.*pip install --force-reinstall"):
        join_parts(wrong, tmp_path / "base.gguf", no_progress)


def test_a_missing_package_is_named() -> None:
    with pytest.raises(ModelPackageMissing, match=r'pip install "no-such-part==1\.0\.0"'):
        locate_part(Part("no-such-part", "model.part00"))


def test_a_package_without_its_file_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    part = read_manifest().parts[0]

    class Hollow:
        files = None

    monkeypatch.setattr(metadata, "distribution", lambda name: Hollow())
    with pytest.raises(ModelPackageMissing, match=part.package):
        locate_part(part)


def test_a_damaged_file_of_ours_is_named(tmp_path: Path) -> None:
    for name in read_manifest().own:
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "ids.json").write_text("[]")
    with pytest.raises(ModelCorrupt, match=r"ids\.json is damaged"):
        check_own_files(read_manifest(), tmp_path)


@pytest.mark.usefixtures("toy_model")
def test_a_finished_build_is_complete_and_not_repeated(empty_cache: Path) -> None:
    folder = build.ensure_built("ctranslate2", no_progress)
    assert cache.is_complete(folder)
    assert [path.name for path in empty_cache.iterdir() if path.is_dir()] == [folder.name]
    stages: list[str] = []
    assert build.ensure_built("ctranslate2", lambda stage, done, total: stages.append(stage)) == folder
    assert stages == []
    registry.verify_model("embedded")


@pytest.mark.usefixtures("toy_model", "empty_cache")
@pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_bytes(b"short")])
def test_a_damaged_model_is_built_again(damage) -> None:
    folder = build.ensure_built("ctranslate2", no_progress)
    damage(folder / "model.bin")
    assert not cache.is_complete(folder)
    build.ensure_built("ctranslate2", no_progress)
    assert (folder / "model.bin").read_bytes() == b"weights"


@pytest.mark.usefixtures("toy_model", "empty_cache")
def test_verify_reads_what_sizes_do_not_show() -> None:
    folder = build.ensure_built("ctranslate2", no_progress)
    (folder / "model.bin").write_bytes(b"wEights")
    assert cache.is_complete(folder)
    with pytest.raises(ModelCorrupt, match=r"model\.bin has another sha256.* models build --force embedded-int8$"):
        registry.verify_model("embedded-int8")


@pytest.mark.usefixtures("empty_cache")
def test_a_model_that_was_never_built_is_not_called_damaged() -> None:
    with pytest.raises(
        ModelUnavailable, match=r"has not been built yet; .* models build embedded-reference$"
    ) as raised:
        registry.verify_model("embedded-reference")
    assert "damaged" not in str(raised.value)


@pytest.mark.usefixtures("toy_model")
@pytest.mark.parametrize(
    ("failure", "expected", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), CacheUnusable, "is full.*SUMMARIZER_CACHE"),
        (PermissionError(errno.EACCES, "Permission denied"), CacheUnusable, "Make that folder writable"),
        (ImportError("no module named torch"), BuildFailed, "a library does not load"),
        (
            RuntimeError("shapes differ"),
            BuildFailed,
            r"a library failed \(shapes differ\).* install summarizer-id again",
        ),
        (MemoryError(), BuildFailed, "the memory .* did not suffice.* End other programs"),
    ],
    ids=["disk full", "no permission", "library", "failing library", "memory"],
)
def test_a_failing_step_leaves_nothing_and_says_why(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception, expected: type, message: str
) -> None:
    def fail(weights: object, folder: Path) -> None:
        (folder / "model.bin").write_bytes(b"half")
        raise failure

    monkeypatch.setitem(conversion.WRITERS, "ctranslate2", fail)
    with pytest.raises(expected, match=message):
        build.ensure_built("ctranslate2", no_progress)
    assert [path.name for path in empty_cache.iterdir() if path.is_dir()] == []


@pytest.mark.usefixtures("empty_cache")
def test_a_library_of_the_build_itself_that_does_not_load_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "safetensors", None)  # Python's way to make an import fail
    with pytest.raises(BuildFailed, match="a library does not load"):
        build.ensure_built("ctranslate2", no_progress)


def test_a_part_that_cannot_be_read_is_not_blamed_on_the_cache(
    empty_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = tmp_path / "model.part00"
    part.mkdir()  # cannot be opened, not even by root
    monkeypatch.setattr(base_model, "locate_part", lambda _: part)
    with pytest.raises(ModelCorrupt, match=r"model\.part00, a part .* cannot be read: Is a directory") as raised:
        build.ensure_built("ctranslate2", no_progress)
    assert str(empty_cache) not in str(raised.value)


def test_a_disk_without_room_is_refused_before_the_work(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9 - 10**6, 10**6))
    with pytest.raises(CacheUnusable, match=r"takes 420 MB .* and 1 MB are free"):
        build.ensure_built("ctranslate2", no_progress)


def test_a_cache_that_is_no_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(CacheUnusable, match="set SUMMARIZER_CACHE"):
        build.ensure_built("ctranslate2", no_progress)


SLOW_BUILD = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from summarizer.engines.embedded import build, conversion

    def slow(weights, folder):
        (folder / "model.bin").write_bytes(b"half")
        Path(sys.argv[1]).write_text("writing")
        time.sleep(float(sys.argv[2]))
        (folder / "model.bin").write_bytes(b"whole")

    build.join_parts = lambda manifest, target, progress: target.write_bytes(b"gguf")
    build.merged_weights = lambda gguf, manifest, progress: {}
    conversion.WRITERS["ctranslate2"] = slow
    build.ensure_built("ctranslate2", lambda stage, done, total: print(stage, flush=True))
    """
)


def start_slow_build(flag: Path, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_BUILD, str(flag), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    while not flag.exists():
        assert process.poll() is None, "the build ended before it wrote anything"
        time.sleep(0.01)
    return process


@pytest.mark.usefixtures("toy_model")
def test_a_killed_build_leaves_nothing_that_looks_finished(empty_cache: Path, tmp_path: Path) -> None:
    process = start_slow_build(tmp_path / "flag", 600)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert list(empty_cache.glob(".building-*")), "the kill came too late for this test to mean anything"
    assert not cache.is_complete(cache.model_folder("ctranslate2"))
    folder = build.ensure_built("ctranslate2", no_progress)
    assert (folder / "model.bin").read_bytes() == b"weights"
    assert list(empty_cache.glob(".building-*")) == []


def test_a_second_process_waits_for_the_first(empty_cache: Path, tmp_path: Path) -> None:
    first = start_slow_build(tmp_path / "flag", 2)
    second = subprocess.run(
        [sys.executable, "-c", SLOW_BUILD, str(tmp_path / "other"), "0"], capture_output=True, text=True, check=True
    )
    first.communicate()
    assert first.returncode == 0
    assert second.stdout == "waiting for another process that builds the model\n"
    assert not (tmp_path / "other").exists(), "the second process built the model again"
