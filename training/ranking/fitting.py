"""Weights under which the summaries that a model prefers have the highest ROUGE.

Each way of taking two, three or four sentences from the beginning of an article is a summary, and its ROUGE is known.
The model gives each a probability, the softmax of its sentences' scores; what is maximised is the expected ROUGE (Shen
et al. 2016, Minimum Risk Training). This asks for what is measured in the end, where a label of each sentence does not.
Summaries that refer back to a sentence they lack are learnt from too: without them the figures are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, TypeAlias

import numpy as np

from summarizer.protocols import Progress
from summarizer.summarization.candidates import candidates
from summarizer.summarization.features import features
from training.corpus.errors import CorpusError
from training.ranking.articles import Article
from training.ranking.rouge import Grams, rouge, tokens

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

SIZES = (2, 3, 4)
"""How many sentences the summaries have that are learnt from. From two and three alone it learns to take long ones."""
RIDGE = 3e-4
"""What the squares of the weights cost; 1e-4 to 1e-3 give the same figures in cross-validation."""

_WINDOW = 10
_MOST_STEPS = 200
_SUMMARIES = [summary for size in SIZES for summary in combinations(range(_WINDOW), size)]


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, article by article (A), in the first ten sentences that stand alone.

    ``features`` is (A, 10, features), zero where an article is shorter. ``rouge`` is (A, summaries), the mean of the
    F1 of ROUGE-1 and ROUGE-2, NaN for a summary of sentences that are not there.
    """

    features: Array
    rouge: Array

    def of(self, rows: Array) -> Choices:
        """The choices in the articles that ``rows``, a mask, names."""
        return Choices(self.features[rows], self.rouge[rows])

    def with_columns(self, columns: Sequence[int]) -> Choices:
        """The same choices with only some of the features."""
        return Choices(self.features[:, :, list(columns)], self.rouge)


def choices(articles: Sequence[Article], names: Sequence[str], progress: Progress) -> Choices:
    """What the articles offer, in their order. Raises CorpusError if none has two sentences that stand alone."""
    values = np.zeros((len(articles), _WINDOW, len(names)))
    scores = np.full((len(articles), len(_SUMMARIES)), np.nan)
    for row, article in enumerate(articles):
        window = candidates(article.segments)[:_WINDOW]
        known = features(article.segments, article.title)
        for place, index in enumerate(window):
            values[row, place] = [known[index][name] for name in names]
        scores[row] = _scores([tokens(article.segments[index].text) for index in window], article.reference)
        progress("scoring summaries", row + 1, len(articles))
    if np.isnan(scores).all():
        raise CorpusError("no article to learn from has two sentences that stand alone; give more articles")
    return Choices(values, scores)


def fit(choices: Choices, ridge: float = RIDGE) -> Array:
    """A weight for each feature as it is, not standardised. Deterministic."""
    from scipy.optimize import minimize

    known = ~np.isnan(choices.rouge)
    there = choices.features[known.any(axis=1)].reshape(-1, choices.features.shape[2])
    there = there[np.abs(there).sum(axis=1) > 0]
    spread = there.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = choices.features / spread
    target = np.nan_to_num(choices.rouge)
    taken = np.array([[place in summary for place in range(_WINDOW)] for summary in _SUMMARIES], dtype=float)
    edges = np.cumsum([0, *(sum(len(summary) == size for summary in _SUMMARIES) for size in SIZES)])

    def loss(weights: Array) -> tuple[float, Array]:
        logits = np.where(known, (scaled @ weights) @ taken.T, -np.inf)
        total, pull = 0.0, np.zeros(scaled.shape[:2])
        for start, end in pairwise(edges):
            probability = _softmax(logits[:, start:end])
            expected = (probability * target[:, start:end]).sum(axis=1, keepdims=True)
            total += float(expected.sum())
            pull += (probability * (target[:, start:end] - expected)) @ taken[start:end]
        summaries = len(scaled) * len(SIZES)
        gradient = np.einsum("ap,apf->f", pull, scaled) / summaries
        return -total / summaries + ridge * float(weights @ weights) / 2, -gradient + ridge * weights

    start = np.zeros(scaled.shape[2])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _MOST_STEPS})
    return np.asarray(found.x / spread)


def _softmax(logits: Array) -> Array:
    """Row by row; a row without any possible summary is all zeros."""
    highest = np.where(np.isinf(logits).all(axis=1, keepdims=True), 0.0, logits.max(axis=1, keepdims=True))
    powers = np.exp(logits - highest)
    return np.asarray(powers / np.maximum(powers.sum(axis=1, keepdims=True), 1e-300))


def _scores(sentences: Sequence[Sequence[str]], reference: str) -> list[float]:
    human = Grams.of(tokens(reference))
    return [
        sum(rouge(Grams.of_all(sentences[place] for place in summary), human)) / 2
        if summary[-1] < len(sentences)
        else float("nan")
        for summary in _SUMMARIES
    ]
