"""The whole run: read, split, weigh the choices, learn, measure once, write."""

from __future__ import annotations

import json
from pathlib import Path

from summarizer.documents.output import write_output
from summarizer.protocols import Progress
from summarizer.summarization.ranking import RankingModel
from training.corpus.errors import CorpusError
from training.ranking.articles import PURPOSE, TEST_SHARE, Article, read_articles
from training.ranking.development import trained, weigh_choices
from training.ranking.measuring import measure
from training.ranking.peers import systems
from training.ranking.report import Findings, report

MODEL_FILE = "ranking.id.json"
REPORT_FILE = "report.md"
SEED = 1

_FEWEST = 10


def run(data: Path, folder: Path, resamples: int, progress: Progress) -> str:
    """Write the model and the report into ``folder``, and return the report.

    Raises CorpusError for data that cannot be used and OutputError. The same data gives the same files.
    """
    learnt, tested = _split(read_articles(data), data)
    model = trained(learnt, progress)
    base, choices = weigh_choices(learnt, progress)
    measured = measure(tested, systems(model), progress)
    page = report(Findings(len(learnt), len(tested), base, choices, measured), resamples, SEED)
    folder.mkdir(parents=True, exist_ok=True)
    write_output(str(folder / MODEL_FILE), _as_json(model, len(learnt), len(tested)))
    write_output(str(folder / REPORT_FILE), page)
    return page


def _split(articles: list[Article], data: Path) -> tuple[list[Article], list[Article]]:
    learnt = [article for article in articles if not article.held_out]
    tested = [article for article in articles if article.held_out]
    if min(len(learnt), len(tested)) < _FEWEST:
        raise CorpusError(
            f"{data}: {len(learnt)} articles to learn from and {len(tested)} to test on are too few; "
            f"{_FEWEST} of each are needed"
        )
    return learnt, tested


def _as_json(model: RankingModel, learnt: int, tested: int) -> str:
    content = {
        "weights": model.weights,
        "penalty": model.penalty,
        "trained_on": {
            "data": "IndoSum (Kurniawan and Louvan 2018, arXiv:1810.05334)",
            "licence": "CC BY-SA 4.0",
            "articles": learnt,
            "held_out_for_the_test": tested,
            "split": f"by SHA-256 of {PURPOSE!r} and the row's id; the highest {TEST_SHARE:.0%} are the test",
            "recipe": "python -m training.ranking",
        },
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
