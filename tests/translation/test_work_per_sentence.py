"""What is done for each sentence is done once: no clock is looked at, calls are counted."""

from __future__ import annotations

import pytest

from summarizer import Document, translate
from summarizer.datamodels import DecodingOptions, Hypothesis, Issue
from summarizer.engines.recording import RecordingTranslator
from summarizer.translation import retries
from summarizer.translation.wording import HOUSE_WORDING

TOWNS = ("Maros", "Sikka", "Ende", "Ngada", "Alor")


def harvest(number: int) -> tuple[str, str]:
    town = TOWNS[number % len(TOWNS)]
    return (
        f"Panen di {town} naik {number} ton pada Maret.",
        f"The harvest in {town} rose by {number} tonnes in March.",
    )


def test_of_a_sound_translation_each_sentence_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def counting(source: str, *rest: object) -> tuple[Issue, ...]:
        checked.append(source)
        return check(source, *rest)

    check = retries.check
    monkeypatch.setattr(retries, "check", counting)
    answers = dict(map(harvest, range(100, 500)))
    translation = translate(Document("\n\n".join(answers)), translator=RecordingTranslator(answers=answers))
    assert [one.target for one in translation.segments] == list(answers.values())
    assert len(checked) == len(answers)


def test_a_target_that_is_repaired_is_not_checked_again_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def counting(source: str, target: str, *rest: object) -> tuple[Issue, ...]:
        checked.append(target)
        return check(source, target, *rest)

    check = retries.check
    monkeypatch.setattr(retries, "check", counting)
    wrong = "The harvest in Maros rose by 200 tonnes in July."
    source = "Panen di Maros naik 200 ton pada Agustus."
    [target] = retries.translate_and_check(
        [[source]], RecordingTranslator({source: wrong}), DecodingOptions(), lambda *_: None, HOUSE_WORDING
    )[0]
    assert target.text == "The harvest in Maros rose by 200 tonnes in August."
    assert target.repairs
    assert checked.count(target.text) == 1


def test_the_tokens_of_a_sentence_are_counted_once() -> None:
    counted: list[str] = []

    class Counting(RecordingTranslator):
        def count_tokens(self, sentence: str) -> int:
            counted.append(sentence)
            return super().count_tokens(sentence)

    answers = {source: [Hypothesis(source)] for source, _ in map(harvest, range(100, 140))}
    translate(Document("\n\n".join(answers)), translator=Counting(answers=answers))
    assert len(counted) == len(set(counted))
