"""Long texts in parts: every sentence is in one part, in order, and what fits into none is named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.summarization.sharding import shards
from tests.summarization.written_summaries import RecordingGenerator

SENTENCES = st.lists(st.integers(1, 30).map(lambda words: " ".join(["kata"] * words) + "."), max_size=20)


def generator(longest: int) -> RecordingGenerator:
    return RecordingGenerator(lambda request: "", max_source_tokens=longest)


def test_sentences_that_fit_are_one_text() -> None:
    made = shards(["Hujan turun di Kupang.", "Jalan ditutup."], generator(6))
    assert made.texts == ("Hujan turun di Kupang. Jalan ditutup.",)
    assert made.left_out == ()


def test_a_sentence_that_is_too_long_is_named_and_the_others_go_on() -> None:
    long = "Hujan turun tanpa henti di seluruh kota sejak pagi."
    made = shards(["Jalan ditutup.", long, "Sekolah libur.", "Warga menunggu."], generator(5))
    assert made.texts == ("Jalan ditutup. Sekolah libur.", "Warga menunggu.")
    assert made.left_out == (long,)


def test_nothing_gives_nothing() -> None:
    assert shards([], generator(5)).texts == ()


@given(sentences=SENTENCES, longest=st.integers(1, 40))
def test_no_sentence_is_lost_or_cut(sentences: list[str], longest: int) -> None:
    model = generator(longest)
    made = shards(sentences, model)
    assert all(model.count_tokens(text) <= longest for text in made.texts)
    assert list(made.left_out) == [one for one in sentences if model.count_tokens(one) > longest]
    kept = [one for one in sentences if model.count_tokens(one) <= longest]
    assert " ".join(made.texts) == " ".join(kept)
