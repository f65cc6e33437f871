"""Taking sentences one after the other: none that says again what was taken, or speaks of what was not."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from summarizer.summarization.features import telling_words

Vector: TypeAlias = Mapping[str, float]


def take_in_turn(
    scores: Mapping[int, float],
    vectors: Mapping[int, Vector],
    pools: Iterable[Sequence[int]],
    count: int,
    penalty: float,
    after: Mapping[int, int] | None = None,
) -> list[int]:
    """At most ``count`` of the indexes in ``pools``, in the order in which they are taken.

    Taken is, again and again, the index of the highest score minus ``penalty`` times the cosine with the nearest
    sentence taken before (maximal marginal relevance, Carbonell and Goldstein 1998), of equal ones the lowest; a pool
    is used up before the next is begun. ``vectors`` are those of `tf_idf` for the same indexes as ``scores``. An index
    that is a key of ``after`` waits until the index there is taken, as long as others are left.
    """
    waits = after or {}
    nearest = dict.fromkeys(scores, 0.0)
    taken: dict[int, None] = {}
    for pool in pools:
        rest = sorted(pool)
        while rest and len(taken) < count:
            ready = [index for index in rest if index not in waits or waits[index] in taken]
            best = max(ready or rest, key=lambda index: scores[index] - penalty * nearest[index])
            rest.remove(best)
            taken[best] = None
            if len(taken) == count:
                break
            for index in nearest:
                nearest[index] = max(nearest[index], cosine(vectors[index], vectors[best]))
    return list(taken)


def tf_idf(texts: Mapping[int, str], lang: str = "id") -> dict[int, Vector]:
    """A vector of unit length of the `telling_words` of each text, which are in ``lang``; empty where it has none.

    IDF is counted over ``texts`` alone.
    """
    counts = {index: Counter(telling_words(text, lang)) for index, text in texts.items()}
    frequency = Counter(word for counted in counts.values() for word in counted)
    return {
        index: _unit({word: n * math.log(1 + len(texts) / frequency[word]) for word, n in counted.items()})
        for index, counted in counts.items()
    }


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of unit length."""
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()}
