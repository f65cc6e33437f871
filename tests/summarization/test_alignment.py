"""Receipts of a written sentence: what it is about is found, in few sentences, and what is nowhere is not."""

from __future__ import annotations

import pytest

from summarizer.summarization.alignment import MOST_SOURCES, align
from tests.summarization.written_summaries import PAIRS

SOURCES = {index: source for index, (source, _) in enumerate(PAIRS)}
TARGETS = {index: target for index, (_, target) in enumerate(PAIRS)}


@pytest.mark.parametrize(
    ("sentence", "candidates", "lang", "sources"),
    [
        (PAIRS[3][1], TARGETS, "en", (3,)),
        ("Two harbour officials will be questioned.", TARGETS, "en", (4,)),
        ("Dua pejabat pelabuhan diperiksa polisi.", SOURCES, "id", (4,)),
        ("The flood killed 17 people, and the regent did not attend the meeting.", TARGETS, "en", (1, 2)),
    ],
    ids=["copied", "inflected in English", "inflected in Indonesian", "of two sentences"],
)
def test_what_a_sentence_says_is_found(sentence: str, candidates: dict[int, str], lang: str, sources: tuple) -> None:
    alignment = align(sentence, candidates, lang)
    assert alignment.sources == sources
    assert alignment.score == 1


def test_no_more_sentences_are_taken_than_add_something() -> None:
    assert align(PAIRS[1][1], TARGETS | {9: "The flood in Kupang killed people."}, "en").sources == (1,)


def test_there_are_never_more_than_three() -> None:
    everything = " ".join(target for _, target in PAIRS)
    alignment = align(everything, TARGETS, "en")
    assert len(alignment.sources) == MOST_SOURCES
    assert alignment.score < 1


def test_what_the_article_does_not_say_lowers_the_score() -> None:
    true = align("The flood killed people in Kupang.", TARGETS, "en")
    longer = align("The flood killed people in Kupang while singers rehearsed an opera.", TARGETS, "en")
    assert longer.sources == true.sources
    assert longer.score < 0.7 < true.score


@pytest.mark.parametrize("sentence", ["", "...", "It was so.", "Singers rehearsed an opera."])
def test_a_sentence_about_nothing_in_the_article_has_no_receipt(sentence: str) -> None:
    alignment = align(sentence, TARGETS, "en")
    assert (alignment.sources, alignment.score) == ((), 0)


def test_an_article_without_sentences_gives_none() -> None:
    assert align("The flood killed 17 people.", {}, "en").sources == ()
