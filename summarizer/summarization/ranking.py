"""Ranking source sentences: how early one stands, and how central it is to what the article says."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from summarizer.datamodels import Segment

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Chosen on IndoSum (docs/decisions/0005): the lead carries most of a news summary, centrality orders the rest.
_LEAD_WEIGHT = 0.75


def rank(segments: Sequence[Segment], indexes: Sequence[int]) -> list[int]:
    """``indexes`` of ``segments``, best first; equal scores keep document order.

    Score = 0.75 · lead + 0.25 · centrality. Lead is 1 / (1 + position); centrality is the cosine of the sentence's
    TF-IDF vector with the article's, IDF counted over the article's own sentences (the centroid method of Radev et
    al. 2004, Information Processing & Management).
    """
    vectors = _tf_idf([segments[index].text for index in indexes])
    centroid: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, weight in vector.items():
            centroid[word] += weight
    scores = {}
    for position, (index, vector) in enumerate(zip(indexes, vectors, strict=True)):
        lead = 1 / (1 + position)
        scores[index] = _LEAD_WEIGHT * lead + (1 - _LEAD_WEIGHT) * _cosine(vector, centroid)
    return sorted(indexes, key=lambda index: (-scores[index], index))


def _tf_idf(texts: Sequence[str]) -> list[dict[str, float]]:
    words = [Counter(_WORD.findall(text.casefold())) for text in texts]
    frequency = Counter(word for counts in words for word in counts)
    return [
        {word: count * math.log(1 + len(texts) / frequency[word]) for word, count in counts.items()} for counts in words
    ]


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other.get(word, 0.0) for word, weight in one.items())
    norms = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return product / norms if norms else 0.0
