"""Killed at any moment, a batch loses, doubles and tears nothing: in the end it is, byte for byte, an unbroken one."""

from __future__ import annotations

import multiprocessing
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from summarizer import load_translator
from tests.batch.articles import Setting, tree, write_folder, write_jsonl

ROUNDS = 10
KILLS = 5  # in each round
ARTICLES = 40
REAL_ARTICLES = 6


def run_and_say(source: Path, output: Path, memory: Path, begun: Any, engine_name: str | None) -> None:
    setting = Setting(source, output, memory=memory)
    if engine_name is not None:
        setting.translator = load_translator(engine_name)
    begun.set()
    setting.run()


@pytest.fixture(scope="module")
def start() -> Callable[..., BaseProcess]:
    """Run a batch in a process of its own, forked from one that has nothing but the modules; returns once it runs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.batch.articles", "matplotlib.backends.backend_agg"])

    def begin(source: Path, output: Path, engine_name: str | None = None) -> BaseProcess:
        begun = context.Event()
        memory = output.with_name(f"{output.name}.memory.sqlite")
        process = context.Process(target=run_and_say, args=(source, output, memory, begun, engine_name))
        process.start()
        assert begun.wait(60)
        return process

    return begin


def seconds_of(process: BaseProcess) -> float:
    before = time.monotonic()
    process.join(300)
    assert process.exitcode == 0
    return time.monotonic() - before


def require_whole_files(output: Path, unbroken: dict[str, bytes]) -> None:
    """Whatever is there has the bytes of the unbroken run, and no other file is there."""
    if output.exists():
        there = tree(output)
        assert there.items() <= unbroken.items()


@pytest.mark.parametrize("kind", ["folder", "table"])
def test_killed_fifty_times(tmp_path: Path, start: Callable[..., BaseProcess], kind: str) -> None:
    source, name = write_folder(tmp_path / "in", ARTICLES), "out"
    if kind == "table":
        source, name = write_jsonl(tmp_path / "in.jsonl", ARTICLES), "out.jsonl"
    whole = tmp_path / "whole" / name
    seconds = seconds_of(start(source, whole))
    unbroken = tree(whole)
    chance = random.Random(7)
    killed = 0
    for number in range(ROUNDS):
        output = tmp_path / f"{number}" / name
        for _ in range(KILLS):
            process = start(source, output)
            process.join(chance.uniform(0, seconds))  # or until it has ended by itself
            process.kill()
            process.join()
            killed += process.exitcode == -signal.SIGKILL
            require_whole_files(output, unbroken)
        seconds_of(start(source, output))
        assert tree(output) == unbroken
        assert not (output.with_name(f"{name}.batch") / "scratch").exists()
    assert killed > ROUNDS  # the others had ended, as a run that only finds that all is done soon does


def test_killed_while_articles_change(tmp_path: Path, start: Callable[..., BaseProcess]) -> None:
    versions = [write_folder(tmp_path / f"version-{number}", ARTICLES, 1000 * number) for number in (1, 2)]
    seconds = 0.0
    trees = []
    for version in versions:
        seconds = seconds_of(start(version, tmp_path / f"whole-{version.name}"))
        trees.append(tree(tmp_path / f"whole-{version.name}"))
    paths = sorted(path.relative_to(versions[0]) for path in versions[0].rglob("*.txt"))
    chance = random.Random(3)
    source, output = tmp_path / "in", tmp_path / "out"
    chosen = dict.fromkeys(paths, 0)
    for _ in range(4 * KILLS):
        for path in chance.sample(paths, 10):
            chosen[path] = chance.randrange(2)
        for path, version in chosen.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_bytes((versions[version] / path).read_bytes())
        process = start(source, output)
        process.join(chance.uniform(0, seconds))  # or until it has ended by itself
        process.kill()
        process.join()
        for name, content in tree(output).items() if output.exists() else ():
            assert content in (trees[0][name], trees[1][name])
    seconds_of(start(source, output))
    for name, content in tree(output).items():
        assert content == trees[chosen[Path(name).with_suffix(".txt")]][name]
    assert tree(output).keys() == trees[0].keys()


@pytest.mark.usefixtures("translator")
def test_killed_five_times_with_the_real_engine(tmp_path: Path, start: Callable[..., BaseProcess]) -> None:
    source = write_folder(tmp_path / "in", REAL_ARTICLES)
    whole, output = tmp_path / "whole", tmp_path / "out"
    seconds = seconds_of(start(source, whole, "embedded"))
    unbroken = tree(whole)
    assert len(unbroken) == 2 * REAL_ARTICLES
    chance = random.Random(11)
    for _ in range(5):
        process = start(source, output, "embedded")
        process.join(chance.uniform(0.1, 0.9) * seconds)
        process.kill()
        process.join()
        require_whole_files(output, unbroken)
    seconds_of(start(source, output, "embedded"))
    assert tree(output) == unbroken
