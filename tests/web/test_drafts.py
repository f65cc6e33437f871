"""An article while it is being translated."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from summarizer import Document, translate
from summarizer.datamodels import DecodingOptions, Hypothesis, SegmentKind
from summarizer.engines.recording import RecordingTranslator
from summarizer.web.drafts import Draft
from tests.documents.kupang import ANSWERS, ARTICLE, fake_engine

TWO = "Harga beras naik lagi pada hari ini. Warga mengeluh."
LONGER, SHORTER = "Harga beras naik lagi pada hari ini.", "Warga mengeluh."


class Clock:
    """A clock that stands still until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def hear(draft: Draft, answers: Mapping[str, str]) -> None:
    draft.hear(list(answers), [[Hypothesis(answer)] for answer in answers.values()])


def targets(draft: Draft) -> list[str]:
    return [one.target for one in draft.segments]


def test_it_begins_with_nothing_but_the_dateline() -> None:
    draft = Draft(ARTICLE)
    assert (draft.done, draft.total, draft.share) == (0, 5, 0.0)
    carried = [(one.segment.kind, one.target) for one in draft.segments if one.target]
    assert carried == [(SegmentKind.DATELINE, "KUPANG -")]


def test_what_the_engine_says_becomes_the_article() -> None:
    draft = Draft(ARTICLE)
    hear(draft, dict(list(ANSWERS.items())[:2]))
    assert draft.done == 2
    assert targets(draft)[:3] == [
        "Kupang Opens Two New Markets",
        "KUPANG -",
        "Kupang opened two new markets on Monday.",
    ]
    assert targets(draft)[3:] == ["", "", ""]
    hear(draft, ANSWERS)
    assert (draft.done, draft.share) == (5, 1.0)


def test_only_the_first_try_of_a_sentence_counts() -> None:
    draft = Draft(TWO)
    hear(draft, {SHORTER: "Residents complain."})
    hear(draft, {SHORTER: "People moan."})
    assert targets(draft) == ["", "Residents complain."]
    assert draft.done == 1


def test_the_best_hypothesis_counts() -> None:
    draft = Draft(TWO)
    draft.hear([SHORTER], [[Hypothesis("Residents complain."), Hypothesis("People moan.")]])
    assert targets(draft)[1] == "Residents complain."


def test_a_sentence_for_which_there_is_no_hypothesis_is_still_to_come() -> None:
    draft = Draft(TWO)
    draft.hear([SHORTER], [[]])
    assert draft.done == 0
    hear(draft, {SHORTER: "Residents complain."})
    assert draft.done == 1


def test_what_is_not_a_sentence_of_the_article_is_not_heard() -> None:
    """Clauses, and sentences in which figures stand for words, are tried too."""
    draft = Draft(TWO)
    hear(draft, {"Harga beras naik lagi": "Rice prices rose again", "Warga mengeluh": "Residents complain"})
    assert (draft.done, draft.share) == (0, 0.0)
    assert targets(draft) == ["", ""]


def test_a_sentence_that_stands_twice_is_there_twice() -> None:
    draft = Draft(f"{SHORTER} {LONGER} {SHORTER}")
    hear(draft, {SHORTER: "Residents complain."})
    assert targets(draft) == ["Residents complain.", "", "Residents complain."]
    assert (draft.done, draft.total) == (2, 3)
    hear(draft, {LONGER: "Rice is dearer."})
    assert draft.share == 1.0


def test_the_share_goes_by_words_and_never_falls() -> None:
    short_first, long_first = Draft(TWO), Draft(TWO)
    hear(short_first, {SHORTER: "Residents complain."})
    hear(long_first, {LONGER: "Rice is dearer."})
    assert 0 < short_first.share < 0.5 < long_first.share < 1
    assert short_first.share + long_first.share == pytest.approx(1)


def test_an_article_without_a_sentence_is_done() -> None:
    draft = Draft(" \n")
    assert (draft.done, draft.total, draft.share, draft.segments) == (0, 0, 1.0, [])


def test_the_seconds_left_follow_from_those_that_have_passed() -> None:
    clock = Clock()
    draft = Draft(TWO, clock=clock)
    assert draft.seconds_left is None, "has not begun"
    clock.now += 1_000  # waiting for a turn
    draft.begin()
    clock.now += 10
    assert draft.seconds_left is None, "nothing is there to tell by"
    hear(draft, {LONGER: "Rice is dearer."})
    share = draft.share
    assert draft.seconds_left == round(10 / share * (1 - share))
    clock.now += 10
    assert draft.seconds_left == round(20 / share * (1 - share))
    hear(draft, {SHORTER: "Residents complain."})
    assert draft.seconds_left == 0


def test_the_first_seconds_tell_nothing() -> None:
    clock = Clock()
    draft = Draft(TWO, clock=clock)
    draft.begin()
    hear(draft, {LONGER: "Rice is dearer."})
    clock.now += 1.9
    assert draft.seconds_left is None
    clock.now += 0.2
    assert draft.seconds_left is not None


def test_it_ends_as_the_first_tries_of_the_translation() -> None:
    draft = Draft(ARTICLE)

    class Heard(RecordingTranslator):
        def translate_batch(self, sentences: list[str], options: DecodingOptions) -> list[list[Hypothesis]]:
            found = super().translate_batch(sentences, options)
            draft.hear(sentences, found)
            return found

    translation = translate(Document(ARTICLE), translator=Heard(fake_engine().answers))
    assert [one.segment for one in draft.segments] == [one.segment for one in translation.segments]
    assert draft.done == draft.total
    assert set(targets(draft)) == {*ANSWERS.values(), "KUPANG -"}


def test_a_hard_wrapped_sentence_in_capitals_is_recognised() -> None:
    heard: list[str] = []

    class Listening(RecordingTranslator):
        def translate_batch(self, sentences: list[str], options: DecodingOptions) -> list[list[Hypothesis]]:
            heard.extend(sentences)
            return super().translate_batch(sentences, options)

    text = (
        "Harga beras di pasar kota naik lagi pada hari Senin karena panen\nterlambat\u200b di tiga kabupaten.\n\n"
        "WARGA MENGELUH KARENA HARGA BERAS NAIK LAGI PADA HARI INI.\n"
    )
    translate(Document(text), translator=Listening())
    draft = Draft(text)
    for sentence in heard:
        hear(draft, {sentence: "x"})
    assert draft.done == draft.total == 2
