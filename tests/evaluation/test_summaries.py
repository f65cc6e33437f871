"""What a summary takes over, how long it is, what it makes up, and ROUGE."""

from __future__ import annotations

import sys

import pytest

from summarizer.errors import ExtraMissing
from summarizer.evaluation import Evidence, Part, evaluate_summaries, measure_summary, rouge
from summarizer.evaluation.summaries import fragment_lengths, summary_sentences

ARTICLE = (
    "Sebanyak 1.250 warga Wamena mengungsi pada Senin, 12 Agustus, kata Yulius Kogoya. "
    "Pemerintah Jepang menyumbang Rp5 miliar lewat UNICEF. Tiga jembatan rusak."
)
TRANSLATION = (
    "A total of 1,250 residents of Wamena fled on Monday, August 12, said Yulius Kogoya. "
    "The Japanese government donated Rp5 billion through UNICEF. Three bridges were damaged."
)


def printed(summary: str, translation: str = TRANSLATION, lang: str = "en") -> tuple[str, ...]:
    return Evidence(ARTICLE, translation).unsupported([summary], lang).printed


def test_an_extract_is_covered_whole_and_nothing_in_it_is_new() -> None:
    sentence = "The Japanese government donated Rp5 billion through UNICEF."
    measured = measure_summary([sentence], ARTICLE, TRANSLATION)
    assert (measured.coverage, measured.density) == (1, 8)
    assert (measured.novel_unigrams, measured.novel_bigrams) == (0, 0)
    assert (measured.words, measured.sentences, measured.article_words) == (8, 1, 27)


def test_fragments_are_the_longest_runs_that_the_article_has() -> None:
    article = list("abxabcdycde")
    assert fragment_lengths(list("abcdezx"), article) == [4, 1, 1]
    assert fragment_lengths(list("abq"), article) == [2]
    assert fragment_lengths([], article) == []
    measured = measure_summary("Residents of Wamena left home.", ARTICLE, TRANSLATION)
    assert measured.coverage == 3 / 5
    assert measured.density == 9 / 5
    assert measured.novel_unigrams == 2 / 5
    assert measured.novel_bigrams == 2 / 4


def test_two_sentences_side_by_side_are_no_new_pair() -> None:
    summary = ["Three bridges were damaged.", "A total of 1,250 residents of Wamena fled on Monday."]
    assert measure_summary(summary, ARTICLE, TRANSLATION).novel_bigrams == 0


def test_an_indonesian_summary_is_compared_with_the_article() -> None:
    measured = measure_summary("Tiga jembatan rusak. Warga Wamena mengungsi.", ARTICLE, "", "id")
    assert measured.coverage == 1
    assert measured.sentences == 2
    assert measured.unsupported.names == Part(0, 1)


def test_without_a_text_in_its_language_nothing_is_compared_but_facts_are_looked_for() -> None:
    measured = measure_summary("Wamena has 1,300 refugees.", ARTICLE)
    assert measured.coverage is measured.article_words is measured.novel_bigrams is None
    assert measured.unsupported.numbers == Part(1, 1)
    assert measured.unsupported.names == Part(0, 1)


def test_what_source_or_translation_has_is_supported_in_either_notation() -> None:
    summary = "On Monday (August 12) 1,250 people fled Wamena and Japan gave 5 billion rupiah, Yulius's office says."
    found = Evidence(ARTICLE, TRANSLATION).unsupported([summary])
    assert found.printed == ()
    assert found.numbers == Part(0, 3)
    assert found.amounts == Part(0, 1)
    assert found.dates == Part(0, 2)
    assert found.names == Part(0, 3)


@pytest.mark.parametrize(
    ("summary", "made_up"),
    [
        ("The town sheltered 1,350 people.", ("1,350",)),
        ("Four bridges were damaged.", ("Four",)),
        ("Japan donated $5 billion.", ("5 billion dollar",)),
        ("People fled on Tuesday.", ("Tuesday",)),
        ("People fled, said Yohanes Kogoya.", ("Yohanes",)),
        ("The aid came through WHO.", ("WHO",)),
        ("The aid came from Austria.", ("Austria",)),
    ],
)
def test_what_the_article_does_not_say_is_shown(summary: str, made_up: tuple[str, ...]) -> None:
    assert printed(summary) == made_up


def test_a_fact_that_is_said_twice_counts_once() -> None:
    found = Evidence(ARTICLE).unsupported(["In Manokwari 1,350 fled.", "All 1,350 are from Manokwari."])
    assert (found.numbers, found.names) == (Part(1, 1), Part(1, 1))


@pytest.mark.parametrize("summary", ["Donors Rebuild Bridges in Wamena", "DONORS REBUILD BRIDGES IN WAMENA"])
def test_the_capitals_of_a_headline_make_no_names(summary: str) -> None:
    assert printed(summary) == ()


def test_a_long_article_in_one_line_is_read_to_its_end() -> None:
    long = "Warga desa menanam padi bersama. " * 400 + "Rapat digelar pada 9 Maret di Sumalata."
    found = Evidence(long).unsupported(["They meet in Sumalata on March 9."])
    assert (found.printed, found.dates, found.names) == ((), Part(0, 1), Part(0, 1))


def test_a_text_is_split_into_sentences_and_a_list_is_taken_as_it_is() -> None:
    assert summary_sentences("Air naik. Warga pergi.\nHujan reda.") == ("Air naik.", "Warga pergi.", "Hujan reda.")
    assert summary_sentences(["Air naik. Warga pergi.", " "]) == ("Air naik. Warga pergi.",)
    assert summary_sentences("") == ()


def test_many_summaries_are_means_and_sums() -> None:
    good = measure_summary("Three bridges were damaged.", ARTICLE, TRANSLATION)
    bad = measure_summary("Nine boats sank near Ambon yesterday.", ARTICLE, TRANSLATION)
    nothing = measure_summary("", ARTICLE, TRANSLATION)
    found = evaluate_summaries([good, bad, nothing])
    assert (found.articles, found.compared, found.empty) == (3, 2, 1)
    assert found.words == pytest.approx((4 + 6 + 0) / 3)
    assert found.compression == 2 * 27 / 10
    assert found.coverage == 0.5
    assert found.novel_bigrams == 0.5
    assert (found.numbers, found.names) == (Part(1, 2), Part(1, 1))
    with pytest.raises(ValueError, match="there are no summaries"):
        evaluate_summaries([])


SUMMARIES = ["Three bridges were damaged.", "Residents fled their homes.", "Japan donates money."]
REFERENCES = ["Three bridges damaged.", "Villagers leave homes.", "Rain falls again."]


def test_rouge_has_an_interval_that_a_seed_decides_and_a_signature() -> None:
    found = rouge(SUMMARIES, REFERENCES)
    assert [one.score.name for one in found.intervals] == ["ROUGE-1", "ROUGE-2", "ROUGE-L"]
    assert 0 < found.rouge2.score.value < found.rouge1.score.value < 100
    for one in found.intervals:
        assert one.low <= one.score.value <= one.high
    assert rouge(SUMMARIES, REFERENCES) == found
    assert rouge(SUMMARIES, REFERENCES, seed=1) != found
    assert found.signature.startswith("nrefs:1|f:1|stemmer:porter|bs:1000|seed:12345|version:rouge-score-")
    assert rouge(SUMMARIES, SUMMARIES).rouge_l.low == pytest.approx(100)


def test_only_english_is_stemmed() -> None:
    assert rouge(["He rebuilds"], ["He rebuilding"]).rouge1.score.value == pytest.approx(100)
    indonesian = rouge(["He rebuilds"], ["He rebuilding"], "id")
    assert indonesian.rouge1.score.value == pytest.approx(50)
    assert "stemmer:no" in indonesian.signature


def test_rouge_says_how_far_it_is() -> None:
    told: list[tuple[str, int, int]] = []
    rouge(SUMMARIES, REFERENCES, progress=lambda *step: told.append(step))
    assert told[-1] == ("scoring against the references", 3, 3)


def test_rouge_without_its_package_or_with_lists_that_do_not_match(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="3 summaries, 1 references"):
        rouge(SUMMARIES, REFERENCES[:1])
    monkeypatch.setitem(sys.modules, "rouge_score.rouge_scorer", None)
    with pytest.raises(ExtraMissing, match=r"rouge-score, which is not installed.*training"):
        rouge(SUMMARIES, REFERENCES)
