"""What a summary takes over from its article, how long it is, and what it makes up: one summary, and many of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import fmean

from summarizer.evaluation.losses import Part, summed
from summarizer.evaluation.unsupported import Evidence, Unsupported
from summarizer.segmentation.sentences import sentence_spans

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SummaryMeasures:
    """One summary beside its article.

    ``words``, those of the article too, are what stands between blanks. All from ``article_words`` to
    ``novel_bigrams`` compare texts of one language, and are None where there is no such text of the article, or no
    word in the summary.

    - ``coverage``: the share, 0 to 1, of the summary's words that stand in extractive fragments, which are the
      longest runs of words that the article has too (Grusky et al. 2018, "Newsroom").
    - ``density``: the mean length, over the summary's words, of the fragment that a word stands in.
    - ``novel_unigrams``, ``novel_bigrams``: the share, 0 to 1, of the summary's different words, and of pairs of
      neighbours within a sentence, that the article lacks.
    """

    words: int
    sentences: int
    article_words: int | None
    coverage: float | None
    density: float | None
    novel_unigrams: float | None
    novel_bigrams: float | None
    unsupported: Unsupported


@dataclass(frozen=True, slots=True)
class SummaryEvaluation:
    """All that is measured of the summaries of one system but ROUGE: means over the ``articles``, sums of the parts.

    ``compared`` is how many summaries have words and a text of the article in their language. From ``compression`` to
    ``novel_bigrams`` the figures are of these alone; ``compression`` is all words of these articles to all words of
    their summaries. ``empty`` is how many summaries have no word.
    """

    articles: int
    compared: int
    empty: int
    words: float
    sentences: float
    compression: float | None
    coverage: float | None
    density: float | None
    novel_unigrams: float | None
    novel_bigrams: float | None
    numbers: Part
    amounts: Part
    dates: Part
    names: Part


def measure_summary(
    summary: str | Sequence[str], article: str, translation: str = "", lang: str = "en"
) -> SummaryMeasures:
    """Measure a summary, a text or its sentences, in ``lang``: "en" or "id".

    ``article`` is Indonesian and ``translation`` English, "" where there is none. An English summary is compared with
    the translation, an Indonesian one with the article; its facts are looked for in both.
    """
    sentences = summary_sentences(summary)
    text = translation if lang == "en" else article
    tokens = [_tokens(sentence) for sentence in sentences]
    flat = [token for sentence in tokens for token in sentence]
    known = _tokens(text)
    is_compared = bool(flat and known)
    lengths = fragment_lengths(flat, known) if is_compared else []
    pairs = {pair for sentence in tokens for pair in pairwise(sentence)}
    return SummaryMeasures(
        words=sum(len(sentence.split()) for sentence in sentences),
        sentences=len(sentences),
        article_words=len(text.split()) if is_compared else None,
        coverage=sum(lengths) / len(flat) if is_compared else None,
        density=sum(length * length for length in lengths) / len(flat) if is_compared else None,
        novel_unigrams=_share(set(flat) - set(known), set(flat)) if is_compared else None,
        novel_bigrams=_share(pairs - set(pairwise(known)), pairs) if is_compared else None,
        unsupported=Evidence(article, translation).unsupported(sentences, lang),
    )


def evaluate_summaries(measured: Sequence[SummaryMeasures]) -> SummaryEvaluation:
    """Put together what was measured of each summary. Raises ValueError if there is none."""
    if not measured:
        raise ValueError("nothing to evaluate: there are no summaries")
    compared = [one for one in measured if one.article_words is not None]
    length = sum(one.words for one in compared)
    return SummaryEvaluation(
        articles=len(measured),
        compared=len(compared),
        empty=sum(not one.words for one in measured),
        words=fmean(one.words for one in measured),
        sentences=fmean(one.sentences for one in measured),
        compression=sum(one.article_words or 0 for one in compared) / length if length else None,
        coverage=_mean(one.coverage for one in compared),
        density=_mean(one.density for one in compared),
        novel_unigrams=_mean(one.novel_unigrams for one in compared),
        novel_bigrams=_mean(one.novel_bigrams for one in compared),
        numbers=summed(one.unsupported.numbers for one in measured),
        amounts=summed(one.unsupported.amounts for one in measured),
        dates=summed(one.unsupported.dates for one in measured),
        names=summed(one.unsupported.names for one in measured),
    )


def summary_sentences(summary: str | Sequence[str]) -> tuple[str, ...]:
    """The sentences of a summary: those that are given, or those that a text is split into; none is blank."""
    if not isinstance(summary, str):
        return tuple(filter(None, map(str.strip, summary)))
    lines = filter(None, map(str.strip, summary.splitlines()))
    return tuple(line[start:end] for line in lines for start, end in sentence_spans(line))


def fragment_lengths(summary: Sequence[str], article: Sequence[str]) -> list[int]:
    """The lengths, in words, of the extractive fragments of a summary in its order.

    At each word the longest run is taken that the article has too, wherever that is, and the next begins behind it.
    """
    places: Mapping[str, list[int]] = defaultdict(list)
    for place, word in enumerate(article):
        places[word].append(place)
    lengths = []
    position = 0
    while position < len(summary):
        runs = (_run(summary, position, article, place) for place in places.get(summary[position], ()))
        longest = max(runs, default=0)
        if longest:
            lengths.append(longest)
        position += max(longest, 1)
    return lengths


def _run(summary: Sequence[str], position: int, article: Sequence[str], place: int) -> int:
    """How many words from ``position`` on are those from ``place`` on."""
    longest = min(len(summary) - position, len(article) - place)
    same = (summary[position + length] == article[place + length] for length in range(longest))
    return sum(1 for _ in takewhile(bool, same))


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _share(part: Collection[object], whole: Collection[object]) -> float | None:
    return len(part) / len(whole) if whole else None


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
