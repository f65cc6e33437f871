"""The benchmark of scaling with an engine that answers at once: what is made, who is asked, what is compared."""

from __future__ import annotations

import pytest

from benchmarks import scaling
from benchmarks.scaling import (
    Plan,
    Work,
    article_work,
    compared,
    costs,
    length_work,
    scaled,
    short_sentences,
    threads_compared,
    translated,
)
from summarizer.datamodels import RuntimeOptions
from summarizer.engines.recording import RecordingTranslator
from summarizer.protocols import no_progress
from summarizer.segmentation import split

SMALL = Plan((1, 3), 3, (2, 6), 6, (1, 2), 2, fewest=6, rounds=2)


@pytest.fixture
def translator() -> RecordingTranslator:
    return RecordingTranslator()


@pytest.fixture(scope="module")
def pool() -> list[str]:
    return short_sentences(240, RecordingTranslator())


def test_short_sentences_are_distinct_whole_and_not_in_order_of_length(
    pool: list[str], translator: RecordingTranslator
) -> None:
    assert len(set(pool)) == 240
    assert all(one.endswith(".") and len(split(one)) == 1 for one in pool)
    lengths = [translator.count_tokens(one) for one in pool]
    assert max(lengths) <= 8
    assert lengths != sorted(lengths)
    assert pool == short_sentences(240, translator)


def test_there_are_as_many_articles_as_were_asked_for_and_all_differ(pool: list[str]) -> None:
    for count, batches in ((1, 20), (10, 2), (100, 1)):
        work = article_work(pool, count, 40)
        texts = [text for batch in work.batches for text in batch]
        assert [len(batch) for batch in work.batches] == [count] * batches
        assert len(set(texts)) == len(texts)
        assert [len(split(text)) for text in texts] == [2] * len(texts)
        assert work.sentences == 2 * len(texts)


def test_articles_are_as_long_as_was_asked_for(pool: list[str]) -> None:
    for length, batches in ((10, 4), (200, 1)):
        work = length_work(pool, length, 40)
        assert [[len(split(text)) for text in batch] for batch in work.batches] == [[length]] * batches
        assert work.sentences == length * batches


def test_all_sentences_of_the_work_are_translated(pool: list[str], translator: RecordingTranslator) -> None:
    work = article_work(pool, 10, 40)
    outcomes = translated(work.batches[0], translator)
    assert [len(one.files) for one in outcomes] == [1] * 10
    first_tries = {one for sentences, options in translator.calls for one in sentences if options.num_hypotheses == 1}
    assert len(first_tries) == 20


def test_an_engine_that_breaks_is_no_measurement(pool: list[str]) -> None:
    def broken(sentence: str) -> str:
        raise ValueError("no answer")

    with pytest.raises(RuntimeError, match="no answer"):
        translated(article_work(pool, 1, 40).batches[0], RecordingTranslator(default=broken))


def test_costs_are_per_sentence_beside_the_unit() -> None:
    seconds = {"1": [4.0, 6.0, 5.0], "10": [20.0, 20.0, 25.0], "100": [100.0] * 3}
    found = costs(seconds, {"1": 2, "10": 20, "100": 200}, "10")
    assert {name: str(one) for name, one in found.items()} == {
        "1": "2.00 (2.00 to 3.00)",
        "10": "1.00 (1.00 to 1.00)",
        "100": "0.50 (0.40 to 0.50)",
    }


def test_a_long_run_is_made_once_between_the_rounds(
    pool: list[str], translator: RecordingTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scaling, "_LONG_SENTENCES", 100)
    seen: list[str] = []
    works = {"10": length_work(pool, 10, 40), "100": length_work(pool, 100, 40)}
    found = compared(works, translator, 3, "10", lambda stage, done, total: seen.append(stage.split(": ")[1]))
    assert seen == ["10", "10", "100", "10"]
    assert found["10"].median == 1.0
    assert found["100"].least > 0


def test_work_that_gives_other_sentences_than_it_was_made_of_is_refused(
    pool: list[str], translator: RecordingTranslator
) -> None:
    work = article_work(pool, 10, 40)
    with pytest.raises(RuntimeError, match="10 articles have 20 sentences"):
        compared({"10": Work(work.batches, 50)}, translator, 1, "10", no_progress)


def test_each_number_of_threads_has_an_engine_of_its_own(pool: list[str]) -> None:
    asked: list[RuntimeOptions] = []
    engines = [RecordingTranslator(), RecordingTranslator()]

    def load(runtime: RuntimeOptions) -> RecordingTranslator:
        asked.append(runtime)
        return engines[len(asked) - 1]

    found = threads_compared(load, SMALL, article_work(pool, 2, 40), no_progress)
    assert [(one.device, one.threads) for one in asked] == [("cpu", 1), ("cpu", 2)]
    assert found["1"].median == 1.0
    assert len(engines[0].calls) == len(engines[1].calls) > 0


def test_the_tables_have_a_row_for_each_size() -> None:
    body = scaled(lambda runtime: RecordingTranslator(), SMALL, no_progress)
    for heading, names in (("articles of two", ("1", "3")), ("sentences of one", ("2", "6")), ("threads", ("1", "2"))):
        rows = body[body.index(f"| {heading}") :].split("\n\n")[0].splitlines()[2:]
        assert [row.split(" | ")[0] for row in rows] == [f"| {name}" for name in names]
    assert "medians of 2 interleaved rounds" in body
