"""Ranking source sentences: a trained sum of their features, less what a sentence repeats of those taken before it.

The weights were learnt from Indonesian articles. What they weigh is the build of a news story, which is the same in
English: the lead first, a full sentence before a scrap, no speech. So they serve articles in any language, without
having been measured on another; what `features` and `references` read of words is by the article's language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from summarizer.datamodels import Segment
from summarizer.summarization.candidates import candidates
from summarizer.summarization.features import Features, features
from summarizer.summarization.redundancy import take_in_turn, tf_idf
from summarizer.summarization.references import antecedents


@dataclass(frozen=True, slots=True)
class RankingModel:
    """``weights`` of the features by their names, and the ``penalty`` for repeating a sentence word for word."""

    weights: Mapping[str, float]
    penalty: float

    def score(self, sentence: Features) -> float:
        return sum(weight * sentence[name] for name, weight in self.weights.items())


@cache
def trained_model() -> RankingModel:
    """The model that comes with the package (docs/decisions/0019); its file says what it was trained on."""
    content = json.loads(files(__package__).joinpath("ranking.id.json").read_text(encoding="utf-8"))
    return RankingModel(content["weights"], content["penalty"])


def rank(
    segments: Sequence[Segment], count: int, title: str = "", model: RankingModel | None = None, lang: str = "id"
) -> list[int]:
    """The indexes of the best ``count`` sentences of an article in ``lang``, best first: fewer if it has no more.

    Those that stand alone come before all others. ``title`` is the article's, for one without a headline among its
    ``segments``; ``model`` is the trained one unless another is given. The first n of more are what n would give.
    """
    ranker = model or trained_model()
    scores = {index: ranker.score(sentence) for index, sentence in features(segments, title, lang).items()}
    fit = candidates(segments)
    others = sorted(scores.keys() - set(fit))
    vectors = tf_idf({index: segments[index].text for index in scores}, lang)
    return take_in_turn(scores, vectors, (fit, others), count, ranker.penalty, antecedents(segments, lang))
