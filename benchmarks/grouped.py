"""Sentences that belong to no article, through the whole pipeline as if they were articles of the press.

An article of one sentence would be tried again until nothing is left to try; one of the usual length has as many
further tries as it can pay for.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer import DecodingOptions, Document
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.translation import translate_batch

ARTICLE_SENTENCES = 18  # some 300 words


def translated(
    sentences: Sequence[str], translator: Translator, options: DecodingOptions, progress: Progress = no_progress
) -> list[str]:
    """A translation for each of ``sentences``, which are a paragraph each of articles of `ARTICLE_SENTENCES`."""
    groups = [sentences[start : start + ARTICLE_SENTENCES] for start in range(0, len(sentences), ARTICLE_SENTENCES)]
    documents = [Document("\n\n".join(group)) for group in groups]
    made = translate_batch(documents, translator=translator, options=options, progress=progress)
    texts: list[str] = []
    for group, translation in zip(groups, made, strict=True):
        targets: list[list[str]] = [[] for _ in group]
        for one in translation.segments:
            targets[one.segment.paragraph].append(one.target)
        texts += map(" ".join, targets)
    return texts
