"""Asked to stop, a batch finishes the articles in hand; asked again, it leaves them. Nothing is lost either way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from summarizer.batch import local_runner
from summarizer.batch.items import Outcome
from summarizer.batch.planning import Planned
from summarizer.batch.stopping import Stop
from tests.batch.articles import Setting, answer, engine, tree, write_folder


@pytest.fixture
def setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Setting:
    monkeypatch.setattr(local_runner, "GROUP_WORDS", 100)  # two articles or three
    return Setting(write_folder(tmp_path / "in", 30), tmp_path / "out")


def ask_at(setting: Setting, number: int, how: str) -> None:
    """Ask to stop, in that way, while the engine has the headline of that article."""

    def say(sentence: str) -> str:
        if sentence == f"Warga Desa {number} Menanam Pohon":
            getattr(setting.stop, how)()
        return answer(sentence)

    setting.translator = engine()
    setting.translator.default = say


def test_the_articles_in_hand_are_finished(setting: Setting) -> None:
    ask_at(setting, 16, "begin_nothing")
    watching = setting.run()
    assert watching.totals.interrupted
    done = [record.key for record in watching.records]
    assert "bagian-1/berita-016.txt" in done
    assert 0 < len(done) < 30


def test_asked_twice_they_are_left(setting: Setting) -> None:
    ask_at(setting, 16, "drop_all")
    watching = setting.run()
    assert watching.totals.interrupted
    done = [record.key for record in watching.records]
    assert "bagian-1/berita-016.txt" not in done
    assert 0 < len(done) < 30


@pytest.mark.parametrize("how", ["begin_nothing", "drop_all"])
def test_the_next_run_ends_as_an_unbroken_one(setting: Setting, tmp_path: Path, how: str) -> None:
    whole = Setting(setting.source, tmp_path / "whole")
    whole.run()
    ask_at(setting, 16, how)
    setting.run()
    assert Setting(setting.source, setting.output).run().totals.interrupted is False
    assert tree(setting.output) == tree(whole.output)


def test_the_report_of_an_interrupted_run_says_so(setting: Setting) -> None:
    ask_at(setting, 16, "begin_nothing")
    setting.run()
    report = (setting.output.with_name("out.batch") / "report.md").read_text(encoding="utf-8")
    assert "interrupted" in report


def test_whoever_writes_may_break_while_the_reader_waits(setting: Setting) -> None:
    """As where the disk is full while a page of the web is slow to come."""
    waiting, may_go_on = threading.Event(), threading.Event()

    def planned() -> Iterator[Planned]:
        yield Outcome("a", "a", "", failure="it is empty")
        waiting.set()
        may_go_on.wait(60)
        yield Outcome("b", "b", "", failure="it is empty")

    def consume() -> None:
        settled = local_runner.run_locally(planned(), lambda: pytest.fail("no task"), Stop())
        with closing(settled):
            for _ in settled:
                waiting.wait(60)
                return

    consumer = threading.Thread(target=consume, daemon=True)
    consumer.start()
    assert waiting.wait(60)
    may_go_on.set()
    consumer.join(60)
    assert not consumer.is_alive()
