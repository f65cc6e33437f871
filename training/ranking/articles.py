"""Articles with a human summary, from IndoSum's files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.datamodels import Segment, SegmentKind
from summarizer.segmentation import split
from training.corpus.errors import CorpusError
from training.corpus.keys import fraction
from training.corpus.rows import json_rows

PURPOSE = "ranking"
"""What the split is drawn by, together with an article's name: the seed of it."""
TEST_SHARE = 0.35

_PAGE = re.compile(r"\.html?$")
_BETWEEN_WORDS = re.compile(r"[-._+%\s]")
_FEWEST_TITLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Article:
    """An article in our own sentences; ``labelled`` are the indexes of those that the data calls its extract."""

    name: str
    segments: tuple[Segment, ...]
    title: str
    reference: str
    labelled: frozenset[int]

    @property
    def sentences(self) -> tuple[int, ...]:
        return tuple(index for index, segment in enumerate(self.segments) if segment.kind is SegmentKind.SENTENCE)

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the test split: by its name alone, whatever else the file holds."""
        return fraction(PURPOSE, self.name) >= 1 - TEST_SHARE


def read_articles(path: Path) -> list[Article]:
    """The articles of a file of JSON lines, packed (.xz) or not, that have a sentence.

    Raises CorpusError, with the line, for a file that cannot be read or a row that is not what it must be.
    """
    found = [_article(row, f"{path}, line {line}") for line, row in json_rows(path)]
    return [article for article in found if article.sentences]


def title_of(address: str) -> str:
    """The title in the last part of a web address, "" if it holds no three words: the data has no titles."""
    page = _PAGE.sub("", address.split("?")[0].rstrip("/").rsplit("/", 1)[-1])
    words = [word for word in _BETWEEN_WORDS.split(page) if len(word) > 1 and word.isalpha()]
    return " ".join(words) if len(words) >= _FEWEST_TITLE_WORDS else ""


def _article(row: Any, place: str) -> Article:
    try:
        paragraphs = _strings(row["paragraphs"])
        labels = row["extractive_labels"]
        text = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
        segments = split(text)
        return Article(
            name=str(row["id"]),
            segments=segments,
            title=title_of(row.get("url", "")),
            reference=" ".join(row["summary_sentences"]),
            labelled=_labelled(segments, list(_extract(paragraphs, labels))),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise CorpusError(
            f"{place}: not an article with id, paragraphs, summary_sentences and extractive_labels: {error!r}"
        ) from error


def _strings(paragraphs: Iterable[Sequence[str]]) -> list[list[str]]:
    return [[sentence.strip() for sentence in paragraph] for paragraph in paragraphs]


def _extract(paragraphs: Sequence[Sequence[str]], labels: Sequence[Sequence[bool]]) -> Iterator[tuple[int, int]]:
    """The spans of the labelled sentences in the text that ``paragraphs`` are joined to."""
    position = 0
    for paragraph, flags in zip(paragraphs, labels, strict=True):
        for sentence, flag in zip(paragraph, flags, strict=True):
            if flag:
                yield position, position + len(sentence)
            position += len(sentence) + 1
        position += 1


def _labelled(segments: Sequence[Segment], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The sentences of which the labelled spans cover half or more."""
    return frozenset(
        index
        for index, segment in enumerate(segments)
        if segment.kind is SegmentKind.SENTENCE and 2 * _covered(segment, spans) >= len(segment.text)
    )


def _covered(segment: Segment, spans: Iterable[tuple[int, int]]) -> int:
    return sum(max(0, min(segment.end, end) - max(segment.start, start)) for start, end in spans)
