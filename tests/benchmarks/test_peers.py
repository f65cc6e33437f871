"""Contestants in processes of their own: what is asked, what is answered, and what is told of one that fails."""

from __future__ import annotations

import pytest

from benchmarks.peers import Peer, PeerFailed
from tests.benchmarks import contestants

SENTENCES = ["Wali kota Ende membuka pasar.", "Nelayan “pulang” lebih awal."]


def peer(name: str, **settings: object) -> Peer:
    return Peer(f"{contestants.__name__}:{name}", settings)


def test_translations_come_back_in_order_with_time_and_memory() -> None:
    with peer("shouting", mark="!") as shouting:
        measured = shouting.run(SENTENCES)
        again = shouting.run(SENTENCES[:1])
    assert measured.texts == ("WALI KOTA ENDE MEMBUKA PASAR.!", "NELAYAN “PULANG” LEBIH AWAL.!")
    assert again.texts == measured.texts[:1]
    assert 0 < measured.first_seconds < measured.seconds
    assert 1 < measured.peak_mib < 1000


def test_the_first_sentence_of_one_that_gives_nothing_before_the_end_is_there_at_the_end() -> None:
    with peer("at_the_end") as one:
        measured = one.run(SENTENCES)
    assert measured.first_seconds == measured.seconds


def test_a_contestant_that_ends_is_told_with_its_last_words() -> None:
    with peer("falling") as falling, pytest.raises(PeerFailed, match=r"(?s)exit code 1.*the model is gone"):
        falling.run(["berhenti"])


def test_a_contestant_that_cannot_be_opened_is_told_with_its_last_words() -> None:
    with pytest.raises(PeerFailed, match="mark"):
        peer("shouting", mark="!", volume=3)
