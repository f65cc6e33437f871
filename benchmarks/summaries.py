"""IndoSum's test split as the input of a batch, with the human summaries beside it.

`python -m benchmarks.summaries indosum-dev.jsonl.xz [--articles N] [--seed S] [--output DIR]` writes articles that the
ranking was not trained on to DIR/articles.jsonl, and their human summaries to DIR/references.jsonl. Both are
Indonesian, so the summaries are made in Indonesian to be compared with them. Three commands:

\b
    python -m benchmarks.summaries indosum-dev.jsonl.xz --articles 100 --output local/summaries
    summarizer batch local/summaries/articles.jsonl local/summaries/id.jsonl --lang id
    summarizer evaluate --summaries local/summaries/id.jsonl --references local/summaries/references.jsonl

For English summaries leave out --lang id and --references: all figures but ROUGE are the same kind. The title in
articles.jsonl is read from the article's web address, as it is for the ranking; the data has no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from benchmarks.drawing import drawn
from summarizer.documents.output import write_output
from training.ranking.articles import Article, read_articles


def tested(articles: Iterable[Article]) -> list[Article]:
    """Those of the test split, in the order of the file."""
    return [article for article in articles if article.held_out]


def text_of(article: Article) -> str:
    """The article's sentences in their paragraphs, with a blank line between these."""
    paragraphs: dict[int, list[str]] = {}
    for segment in article.segments:
        paragraphs.setdefault(segment.paragraph, []).append(segment.text)
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs.values())


def batch_row(article: Article) -> dict[str, str]:
    return {"id": article.name, "title": article.title, "text": text_of(article)}


def reference_row(article: Article) -> dict[str, str]:
    return {"id": article.name, "reference": article.reference}


def write_rows(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    write_output(str(path), "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--articles", type=click.IntRange(min=1), metavar="N", help="Only N of them, drawn by chance.")
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("local/summaries"),
    show_default=True,
)
def main(data: Path, articles: int | None, seed: int, output: Path) -> None:
    chosen = drawn(tested(read_articles(data)), articles, seed)
    output.mkdir(parents=True, exist_ok=True)
    write_rows(output / "articles.jsonl", [batch_row(article) for article in chosen])
    write_rows(output / "references.jsonl", [reference_row(article) for article in chosen])
    print(f"{len(chosen)} articles of the test split are in {output / 'articles.jsonl'}")


if __name__ == "__main__":
    main()
