"""What each choice is worth, by cross-validation over the development articles; the test split is not looked at."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from summarizer.protocols import Progress
from summarizer.summarization.candidates import candidates
from summarizer.summarization.features import NAMES, Features, features
from summarizer.summarization.ranking import RankingModel
from summarizer.summarization.redundancy import Vector, take_in_turn, tf_idf
from summarizer.summarization.references import antecedents
from training.corpus.keys import fraction
from training.ranking.articles import Article
from training.ranking.fitting import SIZES, Choices, choices, fit
from training.ranking.rouge import Grams, rouge, tokens

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
Scorer: TypeAlias = Callable[[Sequence[Features]], Sequence[float]]

PENALTY = 8.0
"""What repeating a sentence costs. From 0 to 12 ROUGE is the same; this much takes out some of the rare repetitions."""

_FOLDS = 5
_REPEATS = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """What a change to the model does to ROUGE (percent, the mean of 1 and 2 at two, three and four sentences).

    ``error`` is the standard error of the difference over articles.
    """

    change: str
    difference: float
    error: float


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article with what every model needs of it."""

    article: Article
    known: Mapping[int, Features]
    vectors: Mapping[int, Vector]
    pools: tuple[Sequence[int], Sequence[int]]
    after: Mapping[int, int]
    tokens: Mapping[int, Sequence[str]]
    human: Grams

    @classmethod
    def of(cls, article: Article) -> _Prepared:
        fit_alone = candidates(article.segments)
        texts = {index: article.segments[index].text for index in article.sentences}
        return cls(
            article=article,
            known=features(article.segments, article.title),
            vectors=tf_idf(texts),
            pools=(fit_alone, [index for index in article.sentences if index not in set(fit_alone)]),
            after=antecedents(article.segments),
            tokens={index: tokens(text) for index, text in texts.items()},
            human=Grams.of(tokens(article.reference)),
        )

    def rouge(self, scorer: Scorer, penalty: float) -> float:
        scores = dict(zip(self.known, scorer(list(self.known.values())), strict=True))
        order = take_in_turn(scores, self.vectors, self.pools, max(SIZES), penalty, self.after)
        found = [
            score
            for size in SIZES
            for score in rouge(Grams.of_all(self.tokens[index] for index in sorted(order[:size])), self.human)
        ]
        return 100 * math.fsum(found) / len(found)


Learner: TypeAlias = Callable[[Array], Scorer]
"""A mask of the articles to learn from, to what scores the sentences of one."""


def weigh_choices(articles: Sequence[Article], progress: Progress) -> tuple[float, list[Choice]]:
    """The ROUGE of the model as it is, and what leaving something out or another way of learning does to it."""
    offered = choices(articles, NAMES, progress)
    prepared = [_Prepared.of(article) for article in articles]
    whole = _linear(offered, NAMES)
    trials: list[tuple[str, Learner, float]] = [
        *(
            (f"without {name}", _linear(_without(offered, name), [one for one in NAMES if one != name]), PENALTY)
            for name in NAMES
        ),
        ("without the penalty for repetition", whole, 0.0),
        # Their scores are on other scales than the penalty.
        ("logistic regression on the labels, without the penalty", _logistic(prepared), 0.0),
        ("trees of depth 3 on each sentence's ROUGE, without the penalty", _trees(prepared), 0.0),
    ]
    base = _cross_validated(prepared, whole, PENALTY)
    found = []
    for done, (change, learner, penalty) in enumerate(trials, start=1):
        gaps = _cross_validated(prepared, learner, penalty) - base
        found.append(Choice(change, float(gaps.mean()), float(gaps.std() / math.sqrt(len(gaps)))))
        progress("cross-validating", done, len(trials))
    return float(base.mean()), found


def trained(articles: Sequence[Article], progress: Progress) -> RankingModel:
    """The model learnt from all ``articles``, its weights rounded to what is written to its file."""
    weights = fit(choices(articles, NAMES, progress))
    return RankingModel({name: round(float(weight), 3) for name, weight in zip(NAMES, weights, strict=True)}, PENALTY)


def _cross_validated(prepared: Sequence[_Prepared], learner: Learner, penalty: float) -> Array:
    """The ROUGE of each article under models that have not seen it, the mean of several ways to fold."""
    total = np.zeros(len(prepared))
    for repeat in range(_REPEATS):
        folds = np.array([int(_FOLDS * fraction(f"fold {repeat}", one.article.name)) for one in prepared])
        for fold in range(_FOLDS):
            scorer = learner(folds != fold)
            for row in np.flatnonzero(folds == fold).tolist():
                total[row] += prepared[row].rouge(scorer, penalty)
    return total / _REPEATS


def _without(offered: Choices, name: str) -> Choices:
    return offered.with_columns([column for column, one in enumerate(NAMES) if one != name])


def _linear(offered: Choices, names: Sequence[str]) -> Learner:
    def learn(rows: Array) -> Scorer:
        weights = fit(offered.of(rows))
        return lambda sentences: list(_matrix(sentences, names) @ weights)

    return learn


def _logistic(prepared: Sequence[_Prepared]) -> Learner:
    def learn(rows: Array) -> Scorer:
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        values, labels = _sentences(prepared, rows, lambda one, index: float(index in one.article.labelled))
        if len(set(labels)) < 2:
            return lambda sentences: [0.0] * len(sentences)
        model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=1000)).fit(values, labels)
        return lambda sentences: list(model.decision_function(_matrix(sentences)))

    return learn


def _trees(prepared: Sequence[_Prepared]) -> Learner:
    def learn(rows: Array) -> Scorer:
        from sklearn.ensemble import HistGradientBoostingRegressor

        values, scores = _sentences(prepared, rows, lambda one, index: rouge(Grams.of(one.tokens[index]), one.human)[1])
        model = HistGradientBoostingRegressor(
            max_depth=3, max_iter=120, learning_rate=0.05, min_samples_leaf=40, random_state=1
        ).fit(values, scores)
        return lambda sentences: list(model.predict(_matrix(sentences)))

    return learn


def _sentences(
    prepared: Sequence[_Prepared], rows: Array, target: Callable[[_Prepared, int], float]
) -> tuple[Array, Array]:
    pairs = [(prepared[row], index) for row in np.flatnonzero(rows).tolist() for index in prepared[row].pools[0]]
    values = _matrix([one.known[index] for one, index in pairs])
    return values, np.array([target(one, index) for one, index in pairs])


def _matrix(sentences: Sequence[Features], names: Sequence[str] = NAMES) -> Array:
    return np.array([[sentence[name] for name in names] for sentence in sentences]).reshape(-1, len(names))
