"""What the translation memory does in a batch: the engine is not asked twice, outputs stay the same, humans win."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.batch import local_runner
from summarizer.memory.opening import open_memory
from tests.batch.articles import SAME, Setting, engine, tree, write_folder

WORDING = "The organisers gave drinking water to every resident."


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(write_folder(tmp_path / "in", 6), tmp_path / "out", memory=tmp_path / "memory.sqlite")


def test_outputs_are_the_same_with_and_without_it(setting: Setting) -> None:
    setting.run()
    with_memory = tree(setting.output)
    setting.run(force=True)
    assert tree(setting.output) == with_memory
    setting.memory = None
    setting.run(force=True)
    assert tree(setting.output) == with_memory


def test_the_engine_is_not_asked_twice(setting: Setting) -> None:
    setting.run()
    setting.translator = engine()
    totals = setting.run(force=True).totals
    assert setting.translator.calls == []
    assert (totals.sentences, totals.remembered) == (30, 30)


def test_a_sentence_of_an_earlier_article_is_not_asked_for(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_runner, "GROUP_WORDS", 1)
    totals = setting.run().totals
    asked = [sentence for sentences, _ in setting.translator.calls for sentence in sentences]
    assert asked.count(SAME) == 1
    assert totals.remembered >= 5


def test_another_engine_is_asked_anew(setting: Setting) -> None:
    setting.run()
    setting.translator = engine()
    setting.translator.signature = "engine:another"
    setting.run()
    assert setting.translator.calls


def test_a_wording_of_people_wins_in_every_article(setting: Setting) -> None:
    assert setting.memory is not None
    with open_memory(setting.memory) as memory:
        memory.keep_edits({SAME: WORDING}, "id-en")
    setting.run()
    texts = [content.decode() for name, content in tree(setting.output).items() if name.endswith(".json")]
    assert len(texts) == 6
    assert all(WORDING in text and '"edited": true' in text for text in texts)


def test_a_wording_that_comes_later_is_used_when_all_is_made_again(setting: Setting) -> None:
    setting.run()
    assert setting.memory is not None
    with open_memory(setting.memory) as memory:
        memory.keep_edits({SAME: WORDING}, "id-en")
    setting.translator = engine()
    setting.run(force=True)
    assert setting.translator.calls == []
    assert WORDING in (setting.output / "berita-000.md").read_text(encoding="utf-8")


def test_it_keeps_what_has_no_error_for_people(setting: Setting) -> None:
    setting.run()
    assert setting.memory is not None
    with open_memory(setting.memory) as memory:
        sources = {unit.source for unit in memory.units()}
    assert SAME in sources
    assert not any("bibit yang hilang" in source for source in sources)
