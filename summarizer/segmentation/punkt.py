"""NLTK's Punkt, filled with our own abbreviations, asked about one full stop at a time."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Protocol, cast

from summarizer.segmentation.abbreviations import never_final
from summarizer.segmentation.wordlists import sentence_starters


class _Tokenizer(Protocol):
    def text_contains_sentbreak(self, text: str) -> bool: ...


@cache
def _tokenizer(lang: str) -> _Tokenizer:
    # Here and not above: importing NLTK takes a second that `summarizer --help` need not pay.
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(never_final(lang))
    parameters.sent_starters = set(sentence_starters(lang))
    return cast(_Tokenizer, PunktSentenceTokenizer(parameters))


@lru_cache(maxsize=4096)
def full_stop_ends_sentence(word: str, following: str, lang: str = "id") -> bool:
    """Tell whether Punkt ends a sentence at the full stop between ``word`` and ``following`` (one word each).

    These two words are all that Punkt itself looks at. Asking for them alone spares us its scan of the whole
    text, whose patterns for spaced ellipses backtrack over long runs of full stops.
    """
    return _tokenizer(lang).text_contains_sentbreak(f"{word}. {following}")
