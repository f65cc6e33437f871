"""Indonesian news to measure with: the seeds, and as much as is wanted from the grammar of the recipe's smoke run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

from summarizer.segmentation import split
from summarizer.translation.segment_checks import is_translated, prepared
from training.corpus.toy_grammar import news_sentence

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
# Of the sentences of the press some are short and some hold two clauses; the grammar's own have one.
_JOINTS = (", sementara ", ", dan ", "; ")
_PARAGRAPH = 3


def seed_sentences() -> list[str]:
    """The sentences of all seeds, each once, as an engine is given them."""
    return list(
        dict.fromkeys(
            prepared(segment)
            for path in sorted(SEEDS.glob("*.txt"))
            for segment in split(path.read_text(encoding="utf-8"))
            if is_translated(segment)
        )
    )


def sentences(count: int, seed: int = 1) -> list[str]:
    """``count`` distinct sentences: those of the seeds, then generated ones. Equal arguments give equal sentences."""
    return list(islice(dict.fromkeys([*seed_sentences(), *islice(_generated(Random(seed)), 2 * count)]), count))


def generated(count: int, seed: int = 1) -> list[str]:
    """``count`` distinct sentences of the grammar: every third has two clauses."""
    return list(islice(dict.fromkeys(islice(_generated(Random(seed)), 2 * count)), count))


def article(parts: list[str]) -> str:
    """The sentences as an article of paragraphs, the first being its headline."""
    paragraphs = [" ".join(parts[start : start + _PARAGRAPH]) for start in range(1, len(parts), _PARAGRAPH)]
    return "\n\n".join([parts[0].removesuffix("."), *paragraphs]) + "\n"


def _generated(random: Random) -> Iterator[str]:
    while True:
        for _ in range(2):
            yield news_sentence(random)[0]
        first, second = news_sentence(random)[0], news_sentence(random)[0]
        yield f"{first.removesuffix('.')}{random.choice(_JOINTS)}{second[0].lower()}{second[1:]}"
