"""Receipts of a written sentence: the sentences of the article that say what it says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.summarization.content_words import content_words
from summarizer.summarization.receipts import plain_words

MOST_SOURCES = 3
# A sentence of the article that adds less than this share is there by chance: any two of them share a word.
_LEAST_GAIN = 0.1


@dataclass(frozen=True, slots=True)
class Alignment:
    """``sources`` are indexes, in document order; ``score`` is the share, 0 to 1, of what was written found there."""

    sources: tuple[int, ...]
    score: float


def align(sentence: str, candidates: Mapping[int, str], lang: str, most: int = MOST_SOURCES) -> Alignment:
    """The at most ``most`` of an article's sentences, by index, that together have most of the words of ``sentence``.

    Both are in the language ``lang``. Taken is, again and again, the one that adds most, as long as it adds a tenth.
    Words count by how rare they are in the article, in their dictionary form; those of grammar do not count. Numbers
    and dates help to find a sentence, but the score is that of the other words: "seventeen" is 17 all the same.
    """
    words = {index: frozenset(word.lemma for word in content_words(text, lang)) for index, text in candidates.items()}
    frequency = Counter(lemma for own in words.values() for lemma in own)
    wanted = {
        word.lemma: math.log(1 + len(words) / max(frequency[word.lemma], 1)) for word in content_words(sentence, lang)
    }
    taken: list[int] = []
    missing = set(wanted)
    while len(taken) < most:
        gains = {index: sum(wanted[lemma] for lemma in sorted(missing & own)) for index, own in words.items()}
        best = max(gains, key=lambda index: (gains[index], -index), default=None)
        if best is None or not gains[best] or gains[best] < _LEAST_GAIN * sum(wanted.values()):
            break
        taken.append(best)
        missing -= words[best]
    scored = sorted({word.lemma for word in plain_words(sentence, lang)})
    total = sum(wanted[lemma] for lemma in scored)
    found = sum(wanted[lemma] for lemma in scored if lemma not in missing)
    return Alignment(tuple(sorted(taken)), found / total if total else 0.0)
