from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sentencepiece

from tests.training.student import LINES, VOCABULARY, tiny_vocabulary
from training.vocabulary import (
    BACK_TRANSLATED,
    END_ID,
    FILE_NAME,
    UNKNOWN_ID,
    VocabularyError,
    VocabularyOptions,
    train_vocabulary,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_vocabulary(tmp_path_factory.mktemp("vocabulary"))


def pieces(path: Path) -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def test_the_same_lines_give_the_same_bytes_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    first = train_vocabulary(LINES, VOCABULARY, tmp_path / "one")
    second = train_vocabulary(iter(LINES), VOCABULARY, tmp_path / "two")
    assert first.read_bytes() == second.read_bytes()
    assert list(first.parent.iterdir()) == [first]


def test_a_draw_of_the_lines_is_the_same_in_another_process(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from training.vocabulary import VocabularyOptions, train_vocabulary
train_vocabulary(sys.stdin, VocabularyOptions(size=310, max_sentences=400), Path(sys.argv[1]))
"""
    command = [sys.executable, "-c", program, str(tmp_path / "there")]
    subprocess.run(command, input="\n".join(LINES), encoding="utf-8", check=True, cwd=ROOT)
    here = train_vocabulary(LINES, VocabularyOptions(size=310, max_sentences=400), tmp_path / "here")
    assert here.read_bytes() == (tmp_path / "there" / FILE_NAME).read_bytes()


def test_a_draw_is_not_the_first_lines(tmp_path: Path) -> None:
    drawn = train_vocabulary(LINES, VocabularyOptions(size=310, max_sentences=400), tmp_path / "drawn")
    first = train_vocabulary(LINES[:400], VocabularyOptions(size=310), tmp_path / "first")
    assert drawn.read_bytes() != first.read_bytes()


def test_the_ids_are_those_of_opus_and_leave_the_last_one_to_padding(vocabulary: Path) -> None:
    processor = pieces(vocabulary)
    assert processor.get_piece_size() == VOCABULARY.size - 1
    assert (processor.id_to_piece(END_ID), processor.id_to_piece(UNKNOWN_ID)) == ("</s>", "<unk>")


@pytest.mark.parametrize(
    "sentence",
    ["Guru itu membaca surat kabar kemarin.", "Anak-anak di Yogyakarta: “Rp1.500.000?”", "Ĝis la revido, 東京 🙂"],
)
def test_text_survives_the_round_trip_whether_its_letters_were_seen_or_not(vocabulary: Path, sentence: str) -> None:
    processor = pieces(vocabulary)
    ids = processor.encode(sentence)
    assert UNKNOWN_ID not in ids
    assert processor.decode(ids) == sentence


def test_the_tag_of_a_back_translated_sentence_is_one_token(vocabulary: Path) -> None:
    processor = pieces(vocabulary)
    tag = processor.piece_to_id(BACK_TRANSLATED)
    assert tag != UNKNOWN_ID
    sentence = "Saya membeli buku baru kemarin."
    # The lone ▁ is the space that SentencePiece puts before every sentence.
    assert processor.encode(f"{BACK_TRANSLATED} {sentence}") == [
        processor.piece_to_id("▁"),
        tag,
        *processor.encode(sentence),
    ]


def test_too_little_text_is_an_error_that_says_so_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no vocabulary of 16000 can be made"):
        train_vocabulary(LINES[:4], VocabularyOptions(), tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_no_text_at_all_is_the_same_error(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError):
        train_vocabulary(["", "  "], VOCABULARY, tmp_path)


def test_the_trainer_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    train_vocabulary(LINES, VOCABULARY, tmp_path)
    assert capfd.readouterr() == ("", "")
