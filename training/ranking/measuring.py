"""ROUGE of the systems on the same articles at the same length, and how sure the differences are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from summarizer.datamodels import Document, TranslatedSegment, Translation
from summarizer.protocols import Progress
from summarizer.summarization.extraction import extract
from summarizer.summarization.options import SummaryOptions
from training.ranking.articles import Article
from training.ranking.peers import System

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

METRICS = ("rouge1", "rouge2", "rougeL")


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a summary may be: ``sentences``, or ``words``.

    Under ``words`` it has whole sentences, as the package takes them, or, as is usual where rankings are compared,
    the last one taken is ``cut`` to the rest.
    """

    sentences: int = 0
    words: int = 0
    cut: bool = False

    @property
    def label(self) -> str:
        if self.sentences:
            return f"{self.sentences} sentences"
        return f"{self.words} words, {'the last sentence cut' if self.cut else 'whole sentences'}"

    def summary(self, article: Article, order: Sequence[int]) -> str:
        """The first of ``order`` that fit, in the order of the article."""
        if self.cut:
            return self._cut(article, order)
        segments = tuple(TranslatedSegment(segment, segment.text) for segment in article.segments)
        options = SummaryOptions(sentences=self.sentences or None, words=self.words or None, lang="id")
        made = extract(Translation(Document(""), "en", segments, signature=""), options, order)
        return " ".join(sentence.text for sentence in made)

    def _cut(self, article: Article, order: Sequence[int]) -> str:
        taken: dict[int, list[str]] = {}
        left = self.words
        for index in order:
            taken[index] = article.segments[index].text.split()[:left]
            left -= len(taken[index])
            if not left:
                break
        return " ".join(word for index in sorted(taken) for word in taken[index])


BUDGETS = (
    Budget(sentences=2),
    Budget(sentences=3),
    *(Budget(words=words, cut=cut) for words in (40, 60) for cut in (False, True)),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the first of two systems is, with the 95% interval of a paired bootstrap over articles."""

    mean: float
    low: float
    high: float


def measure(
    articles: Sequence[Article], systems: Mapping[str, System], progress: Progress
) -> dict[str, dict[str, Array]]:
    """For each budget's label and each system: F1 in percent, (articles, 3), in the order of METRICS.

    By rouge-score without stemming; ROUGE-L is that of the summary as one sequence.
    """
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(list(METRICS), use_stemmer=False)
    rows: dict[str, dict[str, list[list[float]]]] = {budget.label: {name: [] for name in systems} for budget in BUDGETS}
    for done, article in enumerate(articles, start=1):
        for name, system in systems.items():
            order = system(article)
            for budget in BUDGETS:
                scored = scorer.score(article.reference, budget.summary(article, order))
                rows[budget.label][name].append([100 * scored[metric].fmeasure for metric in METRICS])
        progress("measuring on the test split", done, len(articles))
    return {label: {name: np.array(values) for name, values in by.items()} for label, by in rows.items()}


def difference(one: Array, other: Array, resamples: int, seed: int) -> Difference:
    """``one`` minus ``other``, two scores of each article."""
    gaps = one - other
    draws = np.random.default_rng(seed).integers(len(gaps), size=(resamples, len(gaps)))
    low, high = np.percentile(gaps[draws].mean(axis=1), (2.5, 97.5))
    return Difference(float(gaps.mean()), float(low), float(high))
