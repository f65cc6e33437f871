"""The commands on models, without one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summarizer.cli.commands import cli
from summarizer.engines.catalogue import catalogue
from summarizer.engines.registry import ENGINES
from summarizer.errors import CacheUnusable


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def models(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["models", *arguments])


def test_list_has_a_line_for_each_engine() -> None:
    result = models("list")
    assert result.exit_code == 0
    heading, *lines = result.stdout.splitlines()
    assert heading.split() == ["NAME", "STATE", "SIZE", "TRANSLATES", "LICENCE"]
    assert [line.split()[0] for line in lines] == [*ENGINES, *catalogue()]
    assert all(" id-en " in line and " not built " in line for line in lines[: len(ENGINES)])
    assert all(" not pulled " in line for line in lines[len(ENGINES) :])


def test_path_is_in_the_cache_and_makes_nothing(empty_cache: Path) -> None:
    result = models("path")
    assert result.exit_code == 0
    assert Path(result.stdout.rstrip("\n")).parent == empty_cache
    assert not empty_cache.exists()


def test_verify_of_what_is_not_built_is_4() -> None:
    result = models("verify")
    assert result.exit_code == 4
    assert result.stderr == (
        "summarizer: error: the model of embedded has not been built yet; "
        "build it with: summarizer models build embedded\n"
    )
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("build", "'bing' is not built from packages; these are: embedded, embedded-int8, embedded-reference"),
        ("path", "there is no engine 'bing', and no folder of that name. Engines: embedded"),
        ("verify", "there is no model 'bing'"),
        ("info", "there is no model 'bing'"),
        ("remove", "there is no model 'bing'"),
        ("bundle", "there is no model 'bing'"),
    ],
)
def test_an_unknown_model_is_4(command: str, said: str, tmp_path: Path) -> None:
    result = models(command, "bing", *([str(tmp_path / "bing.tar.zst")] if command == "bundle" else []))
    assert result.exit_code == 4
    assert said in result.stderr
    assert result.stdout == ""


def test_build_prints_the_folder_and_passes_force_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def build(engine: str, progress: object, *, force: bool) -> Path:
        asked.append((engine, force))
        return tmp_path

    monkeypatch.setattr("summarizer.engines.registry.build_model", build)
    assert models("build").stdout == f"{tmp_path}\n"
    assert models("build", "embedded-reference", "--force").stdout == f"{tmp_path}\n"
    assert asked == [("embedded", False), ("embedded-reference", True)]


def test_a_build_that_fails_is_4(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: object, **__: object) -> Path:
        raise CacheUnusable("the disk of the cache folder is full. Make room there")

    monkeypatch.setattr("summarizer.engines.registry.build_model", build)
    result = models("build")
    assert result.exit_code == 4
    assert result.stderr == "summarizer: error: the disk of the cache folder is full. Make room there\n"
