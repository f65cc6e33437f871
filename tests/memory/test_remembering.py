"""An engine that is not asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.recording import RecordingTranslator
from summarizer.memory.opening import open_memory
from summarizer.memory.remembering import RememberingTranslator
from summarizer.memory.store import Memory
from summarizer.protocols import Translator
from tests.memory.sentences import BRIDGE, RAIN, RICE

OPTIONS = DecodingOptions()


@pytest.fixture
def memory(path: Path) -> Iterator[Memory]:
    with open_memory(path) as memory:
        yield memory


@pytest.fixture
def engine() -> RecordingTranslator:
    return RecordingTranslator(answers={RAIN: [Hypothesis("It rained", finished=False), Hypothesis("Rain fell.")]})


def test_the_engine_is_asked_for_what_is_missing_alone_and_in_order(
    memory: Memory, engine: RecordingTranslator
) -> None:
    remembering = RememberingTranslator(engine, memory)
    remembering.translate_batch([BRIDGE], OPTIONS)
    answers = remembering.translate_batch([RICE, BRIDGE, RAIN, RICE], OPTIONS)
    assert answers == RecordingTranslator(answers=engine.answers).translate_batch([RICE, BRIDGE, RAIN, RICE], OPTIONS)
    assert [sentences for sentences, _ in engine.calls] == [(BRIDGE,), (RICE, RAIN)]
    assert remembering.translate_batch([RAIN, RICE], OPTIONS) == [answers[2], answers[0]]
    assert len(engine.calls) == 2
    assert (remembering.asked, remembering.remembered) == (7, 3)


def test_other_options_are_another_question(memory: Memory, engine: RecordingTranslator) -> None:
    remembering = RememberingTranslator(engine, memory)
    remembering.translate_batch([RAIN], OPTIONS)
    several = DecodingOptions(num_hypotheses=2)
    assert remembering.translate_batch([RAIN], several) == [list(engine.answers[RAIN])]
    assert remembering.translate_batch([RAIN], several) == [list(engine.answers[RAIN])]
    assert [options for _, options in engine.calls] == [OPTIONS, several]


def test_another_engine_is_another_question(memory: Memory, engine: RecordingTranslator) -> None:
    RememberingTranslator(engine, memory).translate_batch([RICE], OPTIONS)
    other = RecordingTranslator(answers={RICE: "Rice costs more."}, signature="engine:other")
    assert RememberingTranslator(other, memory).translate_batch([RICE], OPTIONS) == [[Hypothesis("Rice costs more.")]]


def test_it_is_the_engine_to_whoever_asks(memory: Memory, engine: RecordingTranslator) -> None:
    remembering = RememberingTranslator(engine, memory)
    assert isinstance(remembering, Translator)
    assert (remembering.langpair, remembering.signature) == (engine.langpair, engine.signature)
    assert remembering.max_source_tokens == engine.max_source_tokens
    assert remembering.count_tokens(RICE) == engine.count_tokens(RICE)
    assert remembering.translate_batch([], OPTIONS) == []
    assert engine.calls == []


def test_what_the_engine_did_not_finish_is_not_kept(memory: Memory) -> None:
    def fail(sentence: str) -> str:
        raise RuntimeError(sentence)

    with pytest.raises(RuntimeError):
        RememberingTranslator(RecordingTranslator(default=fail), memory).translate_batch([RICE], OPTIONS)
    assert memory.stats().outputs == 0
