"""Sentences reach the engine once each, in batches of like length, and come back in order."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import Stopped
from summarizer.protocols import no_progress
from summarizer.translation.batching import BATCH_SENTENCES, BATCH_TOKENS, translate_sentences

OPTIONS = DecodingOptions()


def test_order_is_restored_and_duplicates_are_asked_once() -> None:
    translator = RecordingTranslator()
    sentences = ["satu dua tiga", "satu", "satu dua", "satu"]
    result = translate_sentences(sentences, translator, OPTIONS, no_progress)
    assert [hypotheses[0].text for hypotheses in result] == [f"EN({sentence})" for sentence in sentences]
    assert [call for call, _ in translator.calls] == [("satu", "satu dua", "satu dua tiga")]


def test_two_hundred_sentences_are_sorted_by_length_into_batches() -> None:
    translator = RecordingTranslator()
    sentences = [" ".join(["kata"] * (1 + number * 7 % 40)) + f" {number}" for number in range(200)]
    result = translate_sentences(sentences, translator, OPTIONS, no_progress)
    assert [hypotheses[0].text for hypotheses in result] == [f"EN({sentence})" for sentence in sentences]
    asked = [sentence for call, _ in translator.calls[1:] for sentence in call]  # but for the opening sentence
    assert sorted(map(len, map(str.split, asked))) == [len(sentence.split()) for sentence in asked]
    for call, _ in translator.calls:
        assert len(call) <= BATCH_SENTENCES
        assert len(call) * max(len(sentence.split()) for sentence in call) <= BATCH_TOKENS
    assert len(translator.calls) < 40


def test_a_wider_beam_has_smaller_batches() -> None:
    """Each beam of each sentence takes memory: what fails is tried again with three times as many beams."""
    translator = RecordingTranslator()
    sentences = [f"kalimat nomor {number}" for number in range(200)]
    translate_sentences(sentences, translator, replace(OPTIONS, beam_size=3 * OPTIONS.beam_size), no_progress)
    assert max(len(call) for call, _ in translator.calls) == BATCH_SENTENCES // 3


def test_a_sentence_over_the_token_budget_goes_alone() -> None:
    translator = RecordingTranslator(max_source_tokens=10_000)
    long = " ".join(["kata"] * (BATCH_TOKENS + 1))
    translate_sentences([long, long + " lagi"], translator, OPTIONS, no_progress)
    assert [len(call) for call, _ in translator.calls] == [1, 1]


def test_an_over_long_sentence_reaches_the_engine_in_pieces_and_returns_as_one() -> None:
    translator = RecordingTranslator(max_source_tokens=5, default=lambda piece: f"[{piece}].")
    sentence = "Harga beras naik di pasar; warga membeli jagung kemarin sore."
    [[hypothesis]] = translate_sentences([sentence], translator, OPTIONS, no_progress)
    assert all(len(piece.split()) <= 5 for call, _ in translator.calls for piece in call)
    assert hypothesis.text == "[Harga beras naik di pasar;] [warga membeli jagung kemarin sore.]."
    assert hypothesis.finished


def test_a_sentence_with_an_unfinished_piece_is_unfinished() -> None:
    translator = RecordingTranslator(
        answers={"Harga beras naik di pasar;": Hypothesis("Rice prices", finished=False)}, max_source_tokens=5
    )
    sentence = "Harga beras naik di pasar; warga membeli jagung kemarin sore."
    [[hypothesis]] = translate_sentences([sentence], translator, OPTIONS, no_progress)
    assert not hypothesis.finished


def test_progress_ends_at_the_total() -> None:
    seen: list[tuple[str, int, int]] = []
    sentences = [f"kalimat nomor {number}" for number in range(20)]
    translate_sentences(sentences, RecordingTranslator(), OPTIONS, lambda *step: seen.append(step))
    assert seen[0] == ("translating", 0, 20)
    assert seen[-1] == ("translating", 20, 20)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


def test_batches_are_computed_side_by_side_and_come_back_in_order() -> None:
    """With two workers two calls meet; a pipeline that made one after the other would wait at the barrier for ever."""
    both = threading.Barrier(2, timeout=30)
    arrived = itertools.count()

    class Meeting(RecordingTranslator):
        def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
            if next(arrived) < 2:
                both.wait()
            return super().translate_batch(sentences, options)

    sentences = [f"kalimat nomor {number}" for number in range(40)]
    result = translate_sentences(sentences, Meeting(workers=2), OPTIONS, no_progress)
    assert [hypotheses[0].text for hypotheses in result] == [f"EN({sentence})" for sentence in sentences]


def test_how_an_article_begins_is_there_first() -> None:
    translator = RecordingTranslator()
    sentences = [f"harga beras {'naik ' * (9 - number)}{number}" for number in range(9)]
    translate_sentences(sentences, translator, OPTIONS, no_progress)
    first, *_ = translator.calls
    assert first[0] == (sentences[0],)


def test_two_sentences_are_shared_out_between_two_workers() -> None:
    translator = RecordingTranslator(workers=2)
    translate_sentences(["harga naik", "harga turun"], translator, OPTIONS, no_progress)
    assert sorted(call for call, _ in translator.calls) == [("harga naik",), ("harga turun",)]


def test_an_article_for_one_worker_still_moves_the_progress() -> None:
    translator = RecordingTranslator()
    seen: list[int] = []
    sentences = [f"kalimat nomor {number}" for number in range(12)]
    translate_sentences(sentences, translator, OPTIONS, lambda stage, done, total: seen.append(done))
    assert seen == [0, 1, 5, 9, 12]


def test_what_one_batch_raises_ends_all_and_begins_no_other() -> None:
    """The second batch fails while the first is at work; a third would have a worker, and is not begun."""
    numbers = itertools.count()
    has_failed = threading.Event()

    class Broken(RecordingTranslator):
        def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
            number = next(numbers)
            answers = super().translate_batch(sentences, options)
            if number == 1:
                has_failed.set()
                raise Stopped("stopped, as you asked")
            assert has_failed.wait(30)
            return answers

    translator = Broken(workers=2)
    with pytest.raises(Stopped, match="as you asked"):
        translate_sentences([f"kalimat {number}" for number in range(500)], translator, OPTIONS, no_progress)
    assert len(translator.calls) == 2


def test_a_batch_that_takes_long_does_not_keep_the_other_worker_waiting() -> None:
    """The first waits until all the others are done: with less than all of them begun, it would do so for ever."""
    numbers = itertools.count()
    others = threading.Semaphore(0)
    sentences = [f"kalimat nomor {number}" for number in range(100)]

    class Slow(RecordingTranslator):
        def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
            if next(numbers) == 0:
                for _ in range(6):
                    assert others.acquire(timeout=30)
            else:
                others.release()
            return super().translate_batch(sentences, options)

    result = translate_sentences(sentences, Slow(workers=2), OPTIONS, no_progress)
    assert [hypotheses[0].text for hypotheses in result] == [f"EN({sentence})" for sentence in sentences]
