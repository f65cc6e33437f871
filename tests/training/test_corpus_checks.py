"""Which pairs are dropped, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.corpus.deduplication import Deduplicator, ExactDeduplicator
from training.corpus.errors import CorpusError
from training.corpus.filtering import reason_to_drop
from training.corpus.keys import fraction, key
from training.corpus.overlap import EvaluationSentences, read_evaluation
from training.corpus.reading import Pair
from training.corpus.splitting import is_held_out, split


def pair(indonesian: str, english: str) -> Pair:
    return Pair("koran/a", "CC0", indonesian, english)


@pytest.mark.parametrize(
    ("indonesian", "english", "reason"),
    [
        ("Harga beras naik.", "…", "empty"),
        ("Harga \ufffd naik.", "Prices rose.", "damaged"),
        ('""Ayo pulang.', "Let us go home.", "doubled marks"),
        ("Mari kita pulang.", 'Let us go home.""', "doubled marks"),
        ('Bukunya "Senja""Fajar" itu tebal.', "His book is thick.", "doubled marks"),
        ("Dual core 1,2 GHz", "Dual core 1.2 GHz", "identical"),
        ("Ia pergi. " * 12, "She left.", "length ratio"),
        ("<td>{{ x }}</td> kata = 1;", "<td>{{ x }}</td> word = 1;", "markup"),
        ("12 | 14 | 15 | 16 | 17 a", "12 | 14 | 15 | 16 | 17 b", "markup"),
        ("Ada 120 rumah di desa itu.", "There are 130 houses in that village.", "numbers"),
        ("Ada banyak rumah di desa itu.", "There are 130 houses in that village.", "numbers"),
        ("Perdana menteri pergi ke utara.", "Pääministeri matkusti eilen pohjoiseen ja tapasi johtajan.", "language"),
        ("The ministers have not yet agreed about it.", "Those ministers still do not agree on it.", "language"),
        ("Panjang sekali. " * 40, "Very long. " * 50, "too long"),
    ],
)
def test_bad_pairs_have_a_reason(indonesian: str, english: str, reason: str) -> None:
    assert reason_to_drop(pair(indonesian.strip(), english.strip()), max_characters=300) == reason


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Maaf!", "I am so sorry!"),
        ("Harganya Rp1,5 juta.", "It costs Rp1.5 million."),
        ("Semuanya seribu enam ratus rupiah.", "It is 1,600 rupiah in all."),
        ("Ada 3 rumah di sana.", "There are three houses there."),
        ("Rapat dimulai pukul 14.30.", "The meeting starts at 2:30 p.m."),
        ("Didirikan tahun 1877.", "Built in 1877."),
        ("Pada tanggal 02/03 ia pulang.", "She came home on 3/2."),
        ('Nilai bakunya (nilai awal "") adalah "" juga.', 'Its default (at first "") is "", too.'),
        ("Firefox untuk iPhone dan MySQL.", "Firefox for iPhone and MySQL."),
        ("Nama saya Nikola, Nikola Tesla.", "My name is Nikola, Nikola Tesla."),
        ("Mereka adalah Andi, Budi Santoso, dan Teuku Bagus.", "They are Andi, Budi Santoso, and Teuku Bagus."),
    ],
)
def test_good_pairs_are_kept(indonesian: str, english: str) -> None:
    assert reason_to_drop(pair(indonesian, english), max_characters=300) is None


@pytest.mark.parametrize(("length", "reason"), [(10, None), (11, "too long")])
def test_the_bound_is_the_longest_side_that_is_kept(length: int, reason: str | None) -> None:
    assert reason_to_drop(pair("a" * length, "b" * 10), max_characters=10) == reason


def test_duplicates_and_further_translations_are_dropped() -> None:
    rows = [
        (pair("Dia pergi.", "She left."), None),
        (pair("dia, pergi!", "SHE LEFT"), "duplicate"),
        (pair("Dia pergi.", "He left."), "further translation"),
        (pair("Ia pergi.", "She left."), None),
    ]
    seen = Deduplicator()
    assert [seen.reason_to_drop(row) for row, _ in rows] == [reason for _, reason in rows]


def test_exact_deduplication_drops_the_same_letters_alone() -> None:
    seen = ExactDeduplicator()
    rows = [("Dia pergi.", "She left."), ("Dia pergi.", "He left."), ("“Dia pergi.”", "“She left.”")]
    assert [seen.reason_to_drop(pair(*row)) for row in rows] == [None, None, None]
    assert [seen.reason_to_drop(pair(*row)) for row in rows] == ["duplicate"] * 3


EVALUATION = EvaluationSentences(
    ["Air sungai itu naik tiga meter dalam semalam karena hujan.", "The bridge was closed.", ""]
)


@pytest.mark.parametrize(
    ("indonesian", "english", "reason"),
    [
        ("Jembatan ditutup.", "the bridge was  closed", "evaluation sentence"),
        ("Kata warga, air sungai itu naik tiga meter dalam semalam.", "So they say.", "evaluation words"),
        ("Air sungai itu naik tiga meter dalam sehari.", "The river rose.", None),
        ("Jembatan ditutup lagi.", "The bridge was closed again.", None),
    ],
)
def test_evaluation_sentences_are_kept_out(indonesian: str, english: str, reason: str | None) -> None:
    assert EVALUATION.reason_to_drop(pair(indonesian, english)) == reason


@pytest.mark.parametrize(("raw", "message"), [(None, "cannot be read"), (b"\xff", "not UTF-8"), (b"\n", "no sentence")])
def test_an_evaluation_file_that_keeps_nothing_out_is_an_error(tmp_path: Path, raw: bytes | None, message: str) -> None:
    path = tmp_path / "eval.en"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(CorpusError, match=message):
        read_evaluation([path])


def test_the_development_split_depends_on_the_sentence_alone() -> None:
    sentences = [f"Kalimat nomor {number}." for number in range(4000)]
    held_out = [sentence for sentence in sentences if is_held_out(sentence, 100)]
    assert 320 < len(held_out) < 480
    assert all(is_held_out(sentence.upper(), 100) for sentence in held_out)
    assert not any(is_held_out(sentence, 0) for sentence in sentences)
    assert {s for s in sentences if is_held_out(s, 50)} < set(held_out)


def test_english_of_the_development_split_is_not_trained_on() -> None:
    held_out = next(f"Kalimat {n}." for n in range(999) if is_held_out(f"Kalimat {n}.", 100))
    kept, other = [f"Kalimat {n}." for n in range(99) if not is_held_out(f"Kalimat {n}.", 100)][:2]
    rows = [pair(held_out, "It rains."), pair(kept, "it rains"), pair(other, "It is dry.")]
    train, dev = split(rows, 100)
    assert [row.english for row in dev] == ["It rains."]
    assert [row.english for row in train] == ["It is dry."]


def test_fractions_are_the_same_in_every_run() -> None:
    assert fraction("weight", "dia pergi") == pytest.approx(0.105428, abs=1e-6)
    assert fraction("a", "dia pergi") != fraction("b", "dia pergi")
    assert key("“Dia” PERGI!") == "dia pergi"
