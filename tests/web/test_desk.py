"""Requests that share one engine."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from summarizer import Document, translate
from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import Busy, DeadlineExceeded, ModelUnavailable, Stopped, UnfitInput, UnknownEngine
from summarizer.protocols import Translator
from summarizer.web import desk as module
from summarizer.web.desk import Desk, Limits
from tests.documents.kupang import ANSWERS, ARTICLE, fake_engine


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> RecordingTranslator:
    engine = fake_engine()
    monkeypatch.setattr(module, "load_translator", lambda name, **_: engine)
    return engine


def test_a_request_gets_what_the_engine_alone_would_give(engine: RecordingTranslator) -> None:
    desk = Desk()
    with desk.translator(desk.watch()) as translator:
        assert isinstance(translator, Translator)
        shared = translate(Document(ARTICLE), translator=translator)
    assert shared == translate(Document(ARTICLE), translator=fake_engine())
    assert desk.visitors == 0


def test_each_sentence_is_told_as_it_is_made(engine: RecordingTranslator) -> None:
    desk = Desk()
    told: dict[str, str] = {}

    def listen(sentences: list[str], hypotheses: list[list[Hypothesis]]) -> None:
        for sentence, candidates in zip(sentences, hypotheses, strict=True):
            told.setdefault(sentence, candidates[0].text)

    with desk.translator(desk.watch(), listener=listen) as translator:
        translate(Document(ARTICLE), translator=translator)
    assert told == ANSWERS


def test_the_engine_is_loaded_once_for_all_and_again_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    def load(name: str, **_: object) -> RecordingTranslator:
        loaded.append(name)
        if len(loaded) == 1:
            raise ModelUnavailable("the disk is full")
        return fake_engine()

    monkeypatch.setattr(module, "load_translator", load)
    desk = Desk(engines=["embedded-int8"])
    with pytest.raises(ModelUnavailable, match="the disk is full"), desk.translator(desk.watch()):
        raise AssertionError("there is no engine")
    assert desk.loaded == ()

    def visit() -> None:
        with desk.translator(desk.watch()) as translator:
            translator.count_tokens("satu dua")

    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(visit) for _ in range(16)]:
            future.result()
    assert loaded == ["embedded-int8", "embedded-int8"]
    assert desk.loaded == ("embedded-int8",)


def test_batches_of_two_requests_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins while the first is at work, and is served between its batches, not after them."""
    served: list[str] = []
    both = threading.Barrier(2, timeout=30)

    def answer(sentence: str) -> str:
        served.append(sentence.split()[0])
        threading.Event().wait(0.002)  # an engine takes long enough for the other to ask for its turn
        return sentence

    monkeypatch.setattr(module, "load_translator", lambda name, **_: RecordingTranslator(default=answer))
    desk = Desk()

    def visit(name: str) -> None:
        with desk.translator(desk.watch()) as translator:
            both.wait()
            for number in range(40):
                translator.translate_batch([f"{name} {number}"], DecodingOptions())

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(visit, name) for name in "AB"]:
            future.result()
    assert sorted(served) == ["A"] * 40 + ["B"] * 40
    changes = sum(one != other for one, other in pairwise(served))
    assert changes >= 3, "one waited for the end of the other"


def test_a_stop_ends_the_work_and_frees_the_place(engine: RecordingTranslator) -> None:
    desk = Desk(Limits(concurrency=1, waiting=0))
    watch = desk.watch()
    sentences = [f"Harga beras naik {number} persen." for number in range(99)]
    with desk.translator(watch, listener=lambda *_: watch.stop()) as translator, pytest.raises(Stopped):
        translate(Document("\n".join(sentences)), translator=translator)
    assert len(engine.calls) == 1
    with desk.translator(desk.watch()) as translator:
        translator.translate_batch(["Harga beras turun."], DecodingOptions())


def test_after_the_deadline_nothing_is_begun(engine: RecordingTranslator) -> None:
    desk = Desk(Limits(seconds=-1))
    with pytest.raises(DeadlineExceeded), desk.translator(desk.watch()) as translator:
        translator.translate_batch(["Harga beras naik."], DecodingOptions())
    assert engine.calls == []


def test_one_visitor_too_many_is_told_so(engine: RecordingTranslator) -> None:
    desk = Desk(Limits(concurrency=1, waiting=0))
    with desk.translator(desk.watch()):
        assert desk.visitors == 1
        with pytest.raises(Busy), desk.translator(desk.watch()):
            raise AssertionError("was let in")


@pytest.mark.parametrize(("length", "is_refused"), [(10, False), (11, True)])
def test_a_text_that_is_too_long_is_refused_with_the_limit(length: int, is_refused: bool) -> None:
    desk = Desk(Limits(max_chars=10))
    if not is_refused:
        desk.require_length("a" * length)
        return
    with pytest.raises(UnfitInput, match="the text has 11 characters, and 10 is the most"):
        desk.require_length("a" * length)


def test_an_engine_that_is_not_offered_is_refused_with_those_that_are(engine: RecordingTranslator) -> None:
    desk = Desk(engines=["embedded", "embedded-int8"])
    with desk.translator(desk.watch(), engine="embedded-int8"):
        assert desk.loaded == ("embedded-int8",)
    with (
        pytest.raises(UnknownEngine, match=r"'other' is not offered here\. Engines: embedded, embedded-int8"),
        desk.translator(desk.watch(), engine="other"),
    ):
        raise AssertionError("was let in")
