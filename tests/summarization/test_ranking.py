"""Ranking: the lead counts most, and what the article keeps talking about comes next."""

from __future__ import annotations

from summarizer.datamodels import Segment
from summarizer.summarization.ranking import rank


def segments(*texts: str) -> list[Segment]:
    return [Segment(text, 0, len(text), 0) for text in texts]


def test_the_lead_is_ranked_first() -> None:
    article = segments("Banjir merendam kota.", "Warga kota mengungsi.", "Hujan banjir kota warga mengungsi.")
    assert rank(article, [0, 1, 2])[0] == 0


def test_a_central_sentence_passes_a_neighbour_that_is_off_the_subject() -> None:
    article = segments(
        "Bank sentral menaikkan suku bunga acuan.",
        "Gubernur mengenakan batik cokelat tua.",
        "Kenaikan suku bunga acuan bank sentral menekan rupiah.",
        "Suku bunga acuan naik tiga kali tahun ini, kata bank sentral.",
        "Cuaca ibu kota cerah berawan siang itu.",
        "Pasar menilai suku bunga acuan bank sentral masih akan naik.",
    )
    order = rank(article, range(len(article)))
    assert order.index(5) < order.index(4)
    assert order.index(3) < order.index(4)


def test_only_the_given_indexes_are_ranked() -> None:
    assert sorted(rank(segments("a b", "c d", "e f"), [0, 2])) == [0, 2]


def test_equal_sentences_keep_their_order_and_none_is_no_error() -> None:
    assert rank(segments("!!!", "???"), [0, 1]) == [0, 1]
    assert rank([], []) == []
