"""Contests: how sentences are dealt out, and what the table says of the contestants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from benchmarks.contest_rounds import Entry, evenly, faster, hold, slices, standings_table
from benchmarks.peers import Measured
from benchmarks.texts import generated
from summarizer.protocols import no_progress


class FakePeer:
    """Takes ``seconds`` a word, the first of which it gives ``lead`` seconds after it was asked."""

    def __init__(self, seconds: float, word: Callable[[str], str] = str.upper) -> None:
        self.given: list[list[str]] = []
        self.is_closed = False
        self._seconds = seconds
        self._word = word

    def run(self, sentences: Sequence[str]) -> Measured:
        self.given.append(list(sentences))
        seconds = self._seconds * sum(len(sentence.split()) for sentence in sentences)
        return Measured(seconds, seconds / 2, 100 * self._seconds, tuple(map(self._word, sentences)))

    def close(self) -> None:
        self.is_closed = True


def words(sentences: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def test_slices_have_every_sentence_once_and_like_lengths() -> None:
    sentences = generated(300)
    dealt = slices(sentences, 3)
    assert Counter(sentence for part in dealt for sentence in part) == Counter(sentences)
    # Every third sentence has two clauses: dealt out in turn, one slice would have all of these.
    assert max(map(words, dealt)) < 1.03 * min(map(words, dealt))
    assert all(part == sorted(part, key=sentences.index) for part in dealt)


def test_a_part_has_the_lengths_of_the_whole_in_its_order() -> None:
    sentences = generated(300)
    part = evenly(sentences, 30)
    assert len(set(part)) == 30
    assert part == sorted(part, key=sentences.index)
    assert abs(words(part) / 30 - words(sentences) / 300) < 1
    assert evenly(sentences, 400) == sentences
    assert not set(part) & set(evenly(sentences, 30, place=0.25))


def test_a_contest_compares_the_same_sentences_and_gives_ratios() -> None:
    ours, slow = FakePeer(0.01), FakePeer(0.05, str.lower)
    sentences = generated(90)
    standings = hold([Entry("ours", ours), Entry("slow", slow, sample=10)], sentences, 3, no_progress)
    assert [len(given) for given in ours.given] == [18, 30] * 3
    assert [len(given) for given in slow.given] == [18, 10] * 3
    assert all(set(given) <= set(whole) for given, whole in zip(slow.given[1::2], ours.given[1::2], strict=True))
    assert (standings[0].equal, standings[0].compared) == (90, 90)
    assert (standings[1].equal, standings[1].compared) == (0, 30)
    row = standings_table(standings).splitlines()[-1]
    assert row.startswith("| slow | 0.20 (0.20 to 0.20) | 5.00 (5.00 to 5.00) | 5.00 (5.00 to 5.00) | 5.00 (5 MiB)")
    assert row.endswith("0% of 30 |")


def test_a_contestant_that_puts_sentences_into_one_is_not_compared() -> None:
    class Joining(FakePeer):
        def run(self, sentences: Sequence[str]) -> Measured:
            return Measured(1.0, 1.0, 1.0, (" ".join(sentences),))

    standings = hold([Entry("ours", FakePeer(0.01)), Entry("joining", Joining(1))], generated(30), 1, no_progress)
    assert standings[1].compared == 0
    assert standings_table(standings).splitlines()[-1].endswith("| – |")


def test_of_several_ways_the_faster_stays_open() -> None:
    peers = {"one": FakePeer(0.02), "two": FakePeer(0.01)}
    label, best = faster({name: lambda peer=peer: peer for name, peer in peers.items()}, ["Satu dua."], no_progress)
    assert (label, best) == ("two", peers["two"])
    assert [peer.is_closed for peer in peers.values()] == [True, False]
