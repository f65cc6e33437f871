"""Many articles share batches, of sentences of like length; an article comes out as if it were alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from summarizer.batch import local_runner
from summarizer.batch.items import Task
from summarizer.batch.stopping import Stop
from summarizer.batch.work import Recipe, Workbench
from summarizer.datamodels import DecodingOptions, Origin
from summarizer.summarization import SummaryOptions
from summarizer.translation.wording import HOUSE_WORDING
from tests.batch.articles import SAME, Setting, article, engine, tree, write_folder


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(write_folder(tmp_path / "in", 12), tmp_path / "out")


def test_sentences_of_many_articles_are_in_a_batch_by_length(setting: Setting) -> None:
    setting.run()
    first_tries = [sentences for sentences, options in setting.translator.calls if options.num_hypotheses == 1]
    lengths = [len(sentence.split()) for sentences in first_tries for sentence in sentences]
    assert all(shorter <= longer for shorter, longer in pairwise(lengths))
    assert len(first_tries) < 12


def test_a_sentence_of_every_article_is_asked_for_once(setting: Setting) -> None:
    setting.run()
    asked = [sentence for sentences, _ in setting.translator.calls for sentence in sentences]
    assert asked.count(SAME) == 1


def test_an_article_is_the_same_in_any_company(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    setting.run()
    together = tree(setting.output)
    monkeypatch.setattr(local_runner, "GROUP_WORDS", 1)
    setting.run(force=True)
    assert tree(setting.output) == together


def test_the_time_of_the_engine_is_told_for_each_article(setting: Setting) -> None:
    watching = setting.run()
    assert all(record.counts.seconds > 0 for record in watching.records)
    assert {record.counts.sentences for record in watching.records} == {5}
    assert {record.counts.issues["number_missing"] for record in watching.records} == {1}


def test_reading_does_not_run_away_from_the_engine() -> None:
    read: list[int] = []

    def planned() -> Iterator[Task]:
        for number in range(500):
            read.append(number)
            yield Task(f"a{number}", f"a{number}", "", article(number), "id", Origin())

    recipe = Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(2), ("md",))
    settled = local_runner.run_locally(planned(), lambda: Workbench(recipe, engine()), Stop())
    ahead = [len(read) - done for done, _ in enumerate(settled, 1)]
    assert len(ahead) == 500
    assert max(ahead) < 200
