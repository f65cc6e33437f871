"""The benchmark of summaries on made-up articles: what is written is what batch and evaluate take."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.drawing import drawn
from benchmarks.summaries import main, text_of
from summarizer.cli.summary_rows import read_references
from summarizer.segmentation import split
from training.ranking.articles import read_articles


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rows = [
        {
            "id": f"panen-{number}",
            "url": "https://koran.example/daerah/panen-jagung-di-bima-naik.html",
            "paragraphs": [
                [f"Panen jagung di Bima naik {number} persen.", "Petani senang dengan hasil itu."],
                ["Gudang baru akan dibangun sebelum musim panen berikutnya."],
            ],
            "summary_sentences": ["Panen jagung di Bima naik.", "Gudang dibangun."],
            "extractive_labels": [[True, False], [False]],
        }
        for number in range(40)
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_articles_of_the_test_split_are_written_with_their_references(data: Path, tmp_path: Path) -> None:
    output = tmp_path / "made" / "here"
    result = CliRunner().invoke(main, [str(data), "--articles", "3", "--output", str(output)])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in (output / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    tested = {article.name for article in read_articles(data) if article.held_out}
    assert len(rows) == 3
    assert {row["id"] for row in rows} <= tested
    assert rows[0]["title"] == "panen jagung di bima naik"
    references = read_references(str(output / "references.jsonl"))
    assert set(references) == {row["id"] for row in rows}
    assert set(references.values()) == {"Panen jagung di Bima naik. Gudang dibangun."}


def test_the_seed_decides_and_all_are_taken_where_there_are_fewer(data: Path) -> None:
    articles = read_articles(data)
    assert drawn(articles, 5, 1) == drawn(articles, 5, 1)
    assert drawn(articles, 5, 1) != drawn(articles, 5, 2)
    assert drawn(articles, 500, 1) == drawn(articles, None, 1)


def test_the_text_has_the_sentences_and_paragraphs_that_the_ranking_is_measured_on(data: Path) -> None:
    for article in read_articles(data)[:3]:
        assert [(one.text, one.paragraph) for one in split(text_of(article))] == [
            (one.text, one.paragraph) for one in article.segments
        ]
