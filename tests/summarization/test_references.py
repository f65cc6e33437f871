"""A sentence that speaks of what stood before it is taken with that, or not at all."""

from __future__ import annotations

import pytest

from summarizer.segmentation import split
from summarizer.summarization.ranking import rank
from summarizer.summarization.redundancy import take_in_turn, tf_idf
from summarizer.summarization.references import antecedents

FIRST = "Pemerintah kota membuka sebuah pasar baru di tepi sungai pada hari Senin. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Pasar tersebut menampung 250 pedagang dari empat kelurahan.",
        "Untuk membangun pasar itu, pemerintah menghabiskan Rp3 miliar.",
        "Acara ini dihadiri ratusan warga dan pedagang.",
        "Menurut wali kota, pasar tersebut menampung 250 pedagang.",
        "Ia berjanji menambah jalur angkutan umum ke sana.",
        "Menurut dia, pembangunannya memakan waktu dua tahun.",
        "Namun, sebagian pedagang menolak pindah ke sana.",
        "Selain itu, jalan di depannya akan diperlebar.",
    ],
)
def test_it_refers_to_the_sentence_before(sentence: str) -> None:
    assert antecedents(split(FIRST + sentence)) == {1: 0}


@pytest.mark.parametrize(
    "sentence",
    [
        "Hari ini ratusan pedagang mulai menempati kios mereka.",
        "Hingga saat ini belum ada pedagang yang menolak pindah.",
        "Bagi pedagang, berikut ini syarat untuk mendapat kios.",
        "Kata wali kota, tahun ini pemerintah memungut retribusi.",
        "Wali kota mengatakan para pedagang akan menempati pasar tersebut bulan depan.",
        "Para pedagang menyambut rencana pemerintah dengan gembira.",
        "Mulai tahun ini pemerintah memungut retribusi dari pedagang.",
    ],
)
def test_it_is_understood_alone(sentence: str) -> None:
    assert antecedents(split(FIRST + sentence)) == {}


def test_the_first_sentence_of_an_article_refers_to_none() -> None:
    assert antecedents(split("Pasar tersebut dibuka pada hari Senin. " + FIRST)) == {}


def test_it_waits_for_what_it_refers_to() -> None:
    texts = {0: "satu", 1: "dua", 2: "tiga", 3: "empat"}
    scores = {0: 1.0, 1: 4.0, 2: 3.0, 3: 2.0}
    assert take_in_turn(scores, tf_idf(texts), [[0, 1, 2, 3]], 3, penalty=0, after={1: 0}) == [2, 3, 0]
    assert take_in_turn(scores, tf_idf(texts), [[0, 1, 2, 3]], 3, penalty=0, after={1: 2}) == [2, 1, 3]


def test_it_is_taken_where_nothing_else_is_left() -> None:
    assert take_in_turn({0: 1.0, 1: 2.0}, tf_idf({0: "satu", 1: "dua"}), [[1]], 2, penalty=0, after={1: 0}) == [1]


def test_a_summary_does_not_speak_of_what_it_lacks() -> None:
    article = split(
        "Pemerintah kota membuka dua pasar baru untuk 250 pedagang dari empat kelurahan pada hari Senin. "
        "Wali kota hadir. "
        "Acara tersebut juga dihadiri para camat, lurah, pedagang, dan warga dari empat kelurahan di tepi sungai. "
        "Para pedagang mulai menempati kios di lantai satu dan lantai dua pada akhir bulan depan."
    )
    assert sorted(rank(article, 2)) == [0, 3]
