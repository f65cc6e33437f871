"""What the ranking reads of English words: who is spoken of again, who speaks of himself, and what is said twice."""

from __future__ import annotations

import pytest

from summarizer.datamodels import Segment, SegmentKind
from summarizer.summarization.features import features
from summarizer.summarization.ranking import rank
from summarizer.summarization.redundancy import cosine, tf_idf
from summarizer.summarization.references import antecedents

FIRST = "The city opened a market by the river on Monday."


def article(*texts: str) -> list[Segment]:
    return [Segment(text, 0, len(text), 0) for text in texts]


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the road would be widened.",
        "It houses 250 traders from four wards.",
        "This market houses 250 traders.",
        "The mayor of this town promised more buses.",
        "According to the mayor, these traders paid nothing.",
        "Under that plan, traders pay no rent.",
        "However, some traders refused to move.",
        "On Monday, he promised more buses.",
        "The road will be widened in May, he said.",
        '"We will widen the road," she added on Tuesday.',
        "Such delays cost the city millions.",
        "Both sides will meet again.",
        "Their old stalls were closed in July.",
    ],
)
def test_it_refers_to_the_sentence_before(sentence: str) -> None:
    assert antecedents(article(FIRST, sentence), "en") == {1: 0}


@pytest.mark.parametrize(
    "sentence",
    [
        "This week hundreds of traders moved in.",
        "Officials said that the plan would cost millions.",
        "Those who fled the flood slept in schools.",
        "Both Kupang and Ende will open markets.",
        "Prices rose this March, the bureau said.",
        "After the mayor opened it, Siti said he was happy.",
        '"I will resign," Mayor Budi Santoso said on Tuesday.',
        "By this time next year the bridge will be open.",
        "Traders welcomed the plan of the government.",
    ],
)
def test_it_is_understood_alone(sentence: str) -> None:
    assert antecedents(article(FIRST, sentence), "en") == {}


def test_words_are_those_of_the_article_s_language() -> None:
    assert antecedents(article(FIRST, "Ia berjanji menambah jalur angkutan umum."), "en") == {}
    assert antecedents(article(FIRST, "He promised more buses.")) == {}
    assert antecedents(article(FIRST, "Beliau akan hadir esok pagi."), "ms") == {1: 0}
    assert antecedents(article(FIRST, "Dheweke janji nambah bis."), "jv") == {}


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("I will plant rice again.", 1),
        ("You can see the sea from here.", 1),
        ("The flood took us by surprise.", 1),
        ("I'm the last farmer here.", 1),
        ("The US signed the treaty.", 0),
        ("Ships from World War I, rusting at sea, were raised.", 0),
        ("They planted rice again.", 0),
    ],
)
def test_the_first_person(text: str, speaks: float) -> None:
    assert features(article(text), lang="en")[0]["first_person"] == speaks


def test_nobody_speaks_of_himself_in_a_language_that_is_not_read() -> None:
    assert features(article("Saya mine aku."), lang="jv")[0]["first_person"] == 0


def test_words_of_grammar_make_no_title_and_no_likeness() -> None:
    title = Segment("The Price of the Rice", 0, 21, 0, SegmentKind.HEADLINE)
    known = features([title, *article("The mayor of the town left.", "Rice has a new price.")], lang="en")
    assert [sentence["title"] for sentence in known.values()] == [0, 1]
    vectors = tf_idf({0: "The mayor of the town left.", 1: "The price of the rice fell."}, "en")
    assert cosine(vectors[0], vectors[1]) == 0


def test_a_sentence_is_neither_repeated_nor_left_without_what_it_speaks_of() -> None:
    lead = "The central bank raised its benchmark rate to 6.25 percent at the meeting of the board on Wednesday."
    texts = article(
        lead,
        f"{lead[:-1]}, officials said.",
        "The board wants to protect the rupiah, which has weakened since the beginning of last month.",
        *[f"Branches in {town} stayed open to customers as usual." for town in ("Palu", "Ambon", "Sorong")],
        "They close at noon today.",
    )
    assert sorted(rank(texts, 2, lang="en")) == [0, 2]
