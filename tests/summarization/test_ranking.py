"""Ranking: what stands early, says much and is nobody's speech comes first, and nothing is said twice."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

import pytest

from summarizer.datamodels import Segment, SegmentKind
from summarizer.segmentation import split
from summarizer.summarization import redundancy
from summarizer.summarization.features import NAMES
from summarizer.summarization.ranking import RankingModel, rank, trained_model

LEAD = "Bank sentral menaikkan suku bunga acuan menjadi 6,25 persen dalam rapat dewan gubernur hari ini."
REASON = "Dewan gubernur ingin menjaga nilai tukar rupiah yang melemah sejak awal bulan lalu."
MARKET = "Pelaku pasar menilai suku bunga masih akan naik sekali lagi sebelum akhir tahun."
SPEECH = '"Kami akan terus menjaga rupiah dengan semua alat yang kami punya," kata gubernur bank sentral.'


def segments(*texts: str) -> list[Segment]:
    return [Segment(text, 0, len(text), number) for number, text in enumerate(texts)]


def test_an_early_sentence_comes_before_a_late_one_of_the_same_kind() -> None:
    assert rank(segments(LEAD, REASON, MARKET), 3) == [0, 1, 2]


def test_speech_yields_to_a_plain_sentence_after_it() -> None:
    assert rank(segments(LEAD, SPEECH, REASON, *[MARKET] * 9), 2) == [0, 2]


def test_a_scrap_yields_to_a_full_sentence_after_it() -> None:
    article = segments(LEAD, "Keputusan itu diumumkan Rabu siang ini.", REASON, *[MARKET] * 14)
    assert rank(article, 2) == [0, 2]


def test_a_sentence_that_takes_up_the_headline_is_preferred() -> None:
    body = (LEAD, "Rapat berlangsung dua hari di Jakarta dan dihadiri seluruh anggota dewan gubernur.", REASON)
    headline = Segment("Rupiah Melemah sejak Awal Bulan, Nilai Tukar Dijaga", 0, 51, 0, SegmentKind.HEADLINE)
    article = [headline, *segments(*body, *[MARKET] * 6)]
    assert sorted(rank(article, 2)) == [1, 3]
    assert sorted(rank(article[1:], 2)) == [0, 1]
    assert sorted(rank(article[1:], 2, title=headline.text)) == [0, 2]


def test_a_sentence_is_not_repeated_while_others_are_left() -> None:
    others = [f"Kantor cabang di {town} tetap melayani nasabah seperti biasa." for town in ("Palu", "Ambon", "Sorong")]
    article = segments(LEAD, f"{LEAD[:-1]}, kata bank sentral.", REASON, *others, *[MARKET] * 10)
    assert 1 not in rank(article, 2)


def test_what_stands_alone_comes_before_all_that_does_not() -> None:
    article = segments("(Data ini masih dapat berubah menurut bank sentral.)", "Rupiah melemah.", LEAD, REASON)
    assert rank(article, 4) == [2, 3, 0, 1]


def test_only_sentences_are_ranked_and_no_more_than_asked_for() -> None:
    article = split(
        f"Suku Bunga Naik\n\nJAKARTA, KOMPAS.com - {LEAD} {REASON}\n\nBaca juga: Rupiah Menguat\n\n{MARKET}\n"
    )
    kinds = [article[index].kind for index in rank(article, 10)]
    assert kinds == [SegmentKind.SENTENCE] * 3
    assert len(rank(article, 2)) == 2
    assert rank([], 3) == []


def test_a_shorter_summary_is_the_beginning_of_a_longer_one() -> None:
    article = segments(
        LEAD, SPEECH, REASON, MARKET, *[f"Cabang ke-{n} di kota itu tetap buka sore ini." for n in range(9)]
    )
    longest = rank(article, 13)
    assert sorted(longest) == list(range(13))
    assert all(rank(article, count) == longest[:count] for count in range(1, 13))


def test_equal_sentences_keep_their_order() -> None:
    assert rank(segments(*["Air!"] * 3), 3, model=RankingModel(dict.fromkeys(NAMES, 0.0), penalty=1.0)) == [0, 1, 2]


def test_the_model_file_names_every_feature_and_what_it_was_trained_on() -> None:
    text = files("summarizer.summarization").joinpath("ranking.id.json").read_text(encoding="utf-8")
    content = json.loads(text)
    assert tuple(content["weights"]) == NAMES
    assert trained_model() == RankingModel(content["weights"], content["penalty"])
    assert content["trained_on"]["licence"] == "CC BY-SA 4.0"
    assert len(text) < 4000


def test_ranking_needs_nothing_that_training_does() -> None:
    code = (
        "import sys; from summarizer.summarization.ranking import rank; rank([], 1); "
        "print(sorted({'numpy', 'scipy', 'sklearn', 'sumy', 'rouge_score'} & sys.modules.keys()))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_the_work_of_ranking_grows_as_the_article_does(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def counting(one: redundancy.Vector, other: redundancy.Vector) -> float:
        compared.append(one)
        return cosine(one, other)

    cosine = redundancy.cosine
    monkeypatch.setattr(redundancy, "cosine", counting)
    counts = []
    for length in (100, 400):
        compared.clear()
        rank(segments(LEAD, REASON, *(f"Warga desa ke-{n} menanti bantuan pangan itu." for n in range(length - 2))), 3)
        counts.append(len(compared))
    assert counts == [2 * 100, 2 * 400], "once for each sentence that is taken before the last"
