"""What a written sentence is checked against: the texts of its receipts, in its own language and in the source's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from summarizer.datamodels import TranslatedSegment
from summarizer.fidelity.dates import CalendarName, source_dates, target_dates
from summarizer.fidelity.glossary import Glossary, press_glossary
from summarizer.fidelity.numbers import Number, source_numbers, target_numbers
from summarizer.fidelity.quantities import Quantity, source_quantities, target_quantities
from summarizer.summarization.content_words import Word, content_words


@dataclass(frozen=True, slots=True)
class Receipts:
    """``sources`` are what the article says; ``own`` says it in ``lang``, "en" or "id": its translation, or itself."""

    lang: str
    sources: tuple[str, ...]
    own: tuple[str, ...]

    @classmethod
    def of(cls, segments: Sequence[TranslatedSegment], lang: str) -> Receipts:
        sources = tuple(segment.source for segment in segments)
        return cls(lang, sources, tuple(text_in(segment, lang) for segment in segments))

    @property
    def names(self) -> tuple[str, ...]:
        """Where a name may stand: both texts, and how the glossary of the press writes what the source names."""
        terms = [match.term for source in self.sources for match in _press().find(source)]
        further = (term.target if self.lang == "en" else term.source for term in terms)
        return (*self.own, *self.sources, *further, *(term.acronym for term in terms))


def text_in(segment: TranslatedSegment, lang: str) -> str:
    """What the segment says in ``lang``, "en" or "id"."""
    return segment.target if lang == "en" else segment.source


def numbers(text: str, lang: str) -> tuple[Number, ...]:
    """The numbers of a sentence in ``lang``, "en" or "id"."""
    return target_numbers(text) if lang == "en" else source_numbers(text)


def quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """The numbers of a sentence in ``lang`` with their units."""
    return target_quantities(text) if lang == "en" else source_quantities(text)


def dates(text: str, lang: str) -> tuple[CalendarName, ...]:
    """The months and weekdays of a sentence in ``lang``."""
    return target_dates(text) if lang == "en" else source_dates(text)


def plain_words(text: str, lang: str) -> list[Word]:
    """The content words without numbers and dates, which are facts by themselves and move about in a sentence."""
    spans = [range(number.start, number.end) for number in numbers(text, lang)]
    spans += [range(name.start, name.end) for name in dates(text, lang)]
    inside = frozenset(chain(*spans))
    return [word for word in content_words(text, lang) if word.start not in inside]


@cache
def _press() -> Glossary:
    return Glossary(press_glossary())
