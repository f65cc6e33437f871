"""The systems that the ranking is measured against; each orders an article's sentences, best first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from summarizer.segmentation.wordlists import sentence_starters
from summarizer.summarization.features import words
from summarizer.summarization.ranking import RankingModel, rank
from training.ranking.articles import Article

System: TypeAlias = Callable[[Article], list[int]]


def systems(model: RankingModel) -> Mapping[str, System]:
    """The ranking under its name "trained", then its peers."""
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    return {
        "trained": lambda article: rank(article.segments, len(article.segments), article.title, model),
        "Lead": lambda article: list(article.sentences),
        "LexRank": lambda article: _by_sumy(LexRankSummarizer(), article),
        "TextRank": lambda article: _by_sumy(TextRankSummarizer(), article),
    }


class _OurWords:
    """sumy's tokenizer, as far as it is asked for: our sentences are given to it as they are."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(words(sentence))


def _by_sumy(summarizer: Any, article: Article) -> list[int]:
    """All sentences in the order of sumy's ratings.

    sumy has no stop words for Indonesian; with the splitter's function words it does better than with none.
    """
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    summarizer.stop_words = sentence_starters()
    ratings: list[Any] = []

    def keep_all(rated: list[Any]) -> list[Any]:
        ratings.extend(rated)
        return rated

    tokenizer = _OurWords()
    sentences = [Sentence(article.segments[index].text, tokenizer) for index in article.sentences]
    summarizer(ObjectDocumentModel([Paragraph(sentences)]), keep_all)
    return [article.sentences[one.order] for one in ratings] or list(article.sentences)
