"""The recipe of the ranking, on made-up articles whose summaries say what stands early and is not quoted."""

from __future__ import annotations

import json
import lzma
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from rouge_score.rouge_scorer import RougeScorer

from summarizer.protocols import no_progress
from summarizer.summarization.features import NAMES
from summarizer.summarization.ranking import RankingModel
from training.corpus.errors import CorpusError
from training.ranking.__main__ import main
from training.ranking.articles import Article, read_articles, title_of
from training.ranking.fitting import choices, fit
from training.ranking.measuring import Budget, difference
from training.ranking.peers import systems
from training.ranking.recipe import MODEL_FILE, REPORT_FILE, run
from training.ranking.rouge import Grams, rouge, tokens

TOWNS = ("Waingapu", "Sumbawa", "Jepara", "Tegal", "Palu", "Ambon", "Ternate", "Sorong")
GOODS = ("jagung", "kopi", "cengkih", "garam", "udang", "rotan", "kelapa")


def row(town: str, goods: str) -> dict[str, Any]:
    lead = f"Panen {goods} di {town} naik tahun ini karena hujan turun lebih awal dari biasanya."
    plan = f"Pemerintah kota akan membangun gudang baru untuk {goods} sebelum musim panen berikutnya."
    return {
        "id": f"{town}-{goods}",
        "url": f"https://koran.example/daerah/panen-{goods}-di-{town.lower()}-naik.html",
        "paragraphs": [
            [lead, f'"Kami senang sekali dengan harga {goods} tahun ini," kata seorang petani di {town}.'],
            [plan, "Cuaca siang itu cerah dan banyak orang pergi ke pasar bersama keluarga."],
            ["Jalan menuju pelabuhan masih rusak sejak banjir besar dua tahun yang lalu.", "Pasar tutup pukul lima."],
        ],
        "summary_sentences": [lead, f"Gudang baru untuk {goods} akan dibangun pemerintah kota {town}."],
        "extractive_labels": [[True, False], [True, False], [False, False]],
    }


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [row(town, goods) for town, goods in product(TOWNS, GOODS)]
    return write_rows(tmp_path_factory.mktemp("ranking") / "articles.jsonl", rows)


@pytest.fixture(scope="module")
def article(data: Path) -> Article:
    return read_articles(data)[0]


def test_the_recipe_runs_from_end_to_end_and_a_rerun_gives_the_same_files(data: Path, tmp_path: Path) -> None:
    once, twice = tmp_path / "once", tmp_path / "twice"
    page = run(data, once, 200, no_progress)
    run(data, twice, 200, no_progress)
    for name in (MODEL_FILE, REPORT_FILE):
        assert (once / name).read_bytes() == (twice / name).read_bytes()
    model = json.loads((once / MODEL_FILE).read_text(encoding="utf-8"))
    assert tuple(model["weights"]) == NAMES
    assert model["weights"]["position"] < 0
    assert model["weights"]["opening_quotation"] < 0
    trained = model["trained_on"]
    assert trained["articles"] + trained["held_out_for_the_test"] == len(TOWNS) * len(GOODS)
    measured = ("| 3 sentences | Lead |", "| 60 words, whole sentences | LexRank |", "TextRank", "ROUGE-L")
    for told in (*measured, "without position"):
        assert told in page


def test_the_command_prints_the_report_and_says_how_far_it_is(data: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(data), "--output", str(tmp_path / "run"), "--resamples", "100"])
    assert result.exit_code == 0, result.output
    assert "| 2 sentences | trained |" in result.stdout
    assert "cross-validating" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1: not a line of JSON"),
        ('{"id": "a"}\n', "line 1: not an article with id, paragraphs"),
        ("[]\n", "line 1: not an article with id, paragraphs"),
        (json.dumps(row("Palu", "kopi") | {"extractive_labels": [[True]]}), "line 1: not an article"),
        (json.dumps(row("Palu", "kopi")), "too few; 10 of each are needed"),
    ],
)
def test_bad_data_is_refused_with_its_line(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        run(path, tmp_path / "run", 100, no_progress)
    result = CliRunner().invoke(main, [str(path), "--output", str(tmp_path / "run")])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    assert not (tmp_path / "run").exists()


def test_a_file_may_be_packed_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl.xz"
    path.write_bytes(lzma.compress(json.dumps(row("Palu", "kopi")).encode()))
    assert [article.name for article in read_articles(path)] == ["Palu-kopi"]
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(CorpusError, match="cannot be read"):
        read_articles(path)


def test_labels_go_to_our_sentences_where_the_data_cut_them_otherwise(tmp_path: Path) -> None:
    cut = row("Palu", "kopi") | {
        "paragraphs": [["Laba PT.", "Kopi Palu naik dua kali lipat tahun ini."], ["Pasar kota tutup lebih awal."]],
        "extractive_labels": [[False, True], [False]],
    }
    [article] = read_articles(write_rows(tmp_path / "articles.jsonl", [cut]))
    assert [article.segments[index].text for index in article.labelled] == [
        "Laba PT. Kopi Palu naik dua kali lipat tahun ini."
    ]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://koran.example/2017/03/13/harga-kopi-naik-3-persen.html?page=2", "harga kopi naik persen"),
        ("https://koran.example/read/177626-jack.menang.di.paris/", "jack menang di paris"),
        ("https://koran.example/8oqpopw8kddf310", ""),
        ("", ""),
    ],
)
def test_a_title_is_read_from_the_address(address: str, title: str) -> None:
    assert title_of(address) == title


def test_the_split_is_the_same_whatever_else_is_in_the_file(data: Path, tmp_path: Path) -> None:
    articles = {article.name: article.held_out for article in read_articles(data)}
    assert 0.2 < sum(articles.values()) / len(articles) < 0.5
    alone = read_articles(write_rows(tmp_path / "one.jsonl", [row("Palu", "kopi")]))
    assert alone[0].held_out == articles["Palu-kopi"]


def test_the_counts_give_what_rouge_score_gives() -> None:
    one = "Harga kopi naik 2,5 persen; harga kopi di Palu naik lagi."
    other = "Di Palu, harga kopi naik 2,5 persen pada hari Jum’at."
    scored = RougeScorer(["rouge1", "rouge2"], use_stemmer=False).score(other, one)
    expected = (scored["rouge1"].fmeasure, scored["rouge2"].fmeasure)
    assert rouge(Grams.of(tokens(one)), Grams.of(tokens(other))) == pytest.approx(expected)


def test_the_weights_do_not_depend_on_a_feature_that_never_varies(data: Path) -> None:
    weights = fit(choices(read_articles(data), NAMES, no_progress))
    assert np.isfinite(weights).all()


def test_articles_without_two_sentences_that_stand_alone_teach_nothing(tmp_path: Path) -> None:
    short = row("Palu", "kopi") | {"paragraphs": [["Pasar tutup."]], "extractive_labels": [[False]]}
    with pytest.raises(CorpusError, match="two sentences that stand alone"):
        choices(read_articles(write_rows(tmp_path / "articles.jsonl", [short])), NAMES, no_progress)


def test_every_system_orders_all_sentences(article: Article) -> None:
    model = RankingModel(dict.fromkeys(NAMES, 1.0), penalty=1.0)
    for name, system in systems(model).items():
        assert sorted(system(article)) == list(article.sentences), name
    assert systems(model)["Lead"](article) == list(article.sentences)


def test_a_budget_of_words_may_cut_the_last_sentence_taken(article: Article) -> None:
    order = [article.sentences[2], article.sentences[0]]
    summary = Budget(words=15, cut=True).summary(article, order)
    plan, lead = (article.segments[index].text for index in order)
    assert len(summary.split()) == 15
    assert summary.endswith(plan)
    assert summary.startswith(" ".join(lead.split()[:3]))
    assert Budget(sentences=1).summary(article, order) == plan


def test_a_budget_of_words_is_kept_with_whole_sentences_as_in_the_package(article: Article) -> None:
    plan, lead, scrap = (article.sentences[place] for place in (2, 0, -1))
    texts = {index: article.segments[index].text for index in article.sentences}
    assert Budget(words=16).summary(article, [plan, lead, scrap]) == f"{texts[plan]} {texts[scrap]}"
    assert Budget(words=40).summary(article, [plan, lead]) == f"{texts[lead]} {texts[plan]}"


def test_an_interval_holds_the_mean_and_is_narrow_where_all_articles_agree() -> None:
    ours, peer = np.array([3.0, 5.0, 4.0, 9.0]), np.array([2.0, 4.0, 3.0, 8.0])
    same = difference(ours, peer, 500, seed=1)
    assert (same.mean, same.low, same.high) == (1.0, 1.0, 1.0)
    spread = difference(ours, peer[::-1], 500, seed=1)
    assert spread.low < spread.mean == 1.0 < spread.high
