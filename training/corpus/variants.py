"""Rows made of other rows: speech and paragraphs, which corpora of single sentences have too little of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from training.corpus.keys import fraction, key
from training.corpus.reading import Pair

_QUOTATION_MARKS = (("“", "”"), ('"', '"'))
_ANY_MARK = frozenset('"“”„«»‘’')
_ENDS = (".", "!", "?", ".”", "!”", "?”", '."', '!"', '?"', "…")


def quoted(pair: Pair) -> Pair | None:
    """``pair`` in quotation marks, typographic or straight by its hash; None if it has some or is no full sentence."""
    if not _is_whole(pair) or _ANY_MARK.intersection(pair.indonesian + pair.english):
        return None
    opening, closing = _QUOTATION_MARKS[fraction("marks", key(pair.indonesian)) < 0.5]
    return replace(pair, indonesian=f"{opening}{pair.indonesian}{closing}", english=f"{opening}{pair.english}{closing}")


def joined(pairs: Sequence[Pair]) -> Pair | None:
    """``pairs`` as one paragraph; None unless all are full sentences of the same source and licence."""
    first = pairs[0]
    if any((pair.source, pair.licence) != (first.source, first.licence) or not _is_whole(pair) for pair in pairs):
        return None
    indonesian = " ".join(pair.indonesian for pair in pairs)
    return replace(first, indonesian=indonesian, english=" ".join(pair.english for pair in pairs))


def quoted_variants(pairs: Sequence[Pair], share: float, max_characters: int) -> Iterator[Pair]:
    """Quoted variants of the ``share`` of pairs that their hashes choose, where fit and not too long."""
    for pair in pairs:
        if fraction("quoted", key(pair.indonesian)) < share:
            variant = quoted(pair)
            if variant and _fits(variant, max_characters):
                yield variant


def joined_variants(pairs: Sequence[Pair], share: float, max_characters: int) -> Iterator[Pair]:
    """Paragraphs that begin with the ``share`` of pairs that their hashes choose: of two neighbours, or half the time
    of three where that is not too long. Neighbours are those left after the filters, so a sentence may be missing."""
    for position, pair in enumerate(pairs):
        if fraction("joined", key(pair.indonesian)) >= share:
            continue
        lengths = (3, 2) if fraction("three", key(pair.indonesian)) < 0.5 else (2,)
        for length in lengths:
            neighbours = pairs[position : position + length]
            variant = joined(neighbours) if len(neighbours) == length else None
            if variant and _fits(variant, max_characters):
                yield variant
                break


def _is_whole(pair: Pair) -> bool:
    return pair.indonesian.endswith(_ENDS) and pair.english.endswith(_ENDS)


def _fits(pair: Pair, max_characters: int) -> bool:
    return max(len(pair.indonesian), len(pair.english)) <= max_characters
