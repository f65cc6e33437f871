"""What a written sentence is checked against: the texts of its receipts, in its own language and in the article's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from summarizer.datamodels import TranslatedSegment
from summarizer.fidelity.dates import dates_of
from summarizer.fidelity.glossary import Glossary, press_glossary
from summarizer.fidelity.langpairs import LANGUAGES
from summarizer.fidelity.numbers import numbers_of
from summarizer.summarization.content_words import Word, content_words


@dataclass(frozen=True, slots=True)
class Receipts:
    """``sources`` are what the article says in ``source_lang``; ``own`` says it in ``lang``, that of the sentence.

    ``own`` is the article's translation, or the article itself where the sentence is in its language.
    """

    lang: str
    sources: tuple[str, ...]
    own: tuple[str, ...]
    source_lang: str = "id"

    @classmethod
    def of(cls, segments: Sequence[TranslatedSegment], lang: str, source_lang: str = "id") -> Receipts:
        sources = tuple(segment.source for segment in segments)
        return cls(lang, sources, tuple(text_in(segment, lang, source_lang) for segment in segments), source_lang)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The texts that have the last word on numbers, dates and directions, in ``evidence_lang``.

        The article's own; its translation where nothing here reads the numbers of the article's language.
        """
        return self.sources if self.source_lang in LANGUAGES else self.own

    @property
    def evidence_lang(self) -> str:
        return self.source_lang if self.source_lang in LANGUAGES else self.lang

    @property
    def names(self) -> tuple[str, ...]:
        """Where a name may stand: both texts, and how the glossary of the press writes what the source names."""
        press = _press(self.source_lang)
        terms = [match.term for source in self.sources for match in press.find(source, self.source_lang)]
        further = (term.source if self.lang == self.source_lang else term.target for term in terms)
        return (*self.own, *self.sources, *further, *(term.acronym for term in terms))


def text_in(segment: TranslatedSegment, lang: str, source_lang: str = "id") -> str:
    """What the segment says in ``lang``, the language of its source, which is ``source_lang``, or of its target."""
    return segment.source if lang == source_lang else segment.target


def plain_words(text: str, lang: str) -> list[Word]:
    """The content words without numbers and dates, which are facts by themselves and move about in a sentence."""
    spans = [range(number.start, number.end) for number in numbers_of(text, lang)]
    spans += [range(name.start, name.end) for name in dates_of(text, lang)]
    inside = frozenset(chain(*spans))
    return [word for word in content_words(text, lang) if word.start not in inside]


@cache
def _press(source_lang: str) -> Glossary:
    """The glossary of the press, from "id" to "en" or the reverse; one without a term from other languages."""
    if source_lang == "en":
        return Glossary(replace(term, source=term.target, target=term.source) for term in press_glossary())
    return Glossary(press_glossary() if source_lang == "id" else ())
