"""The gate of written sentences: what passes says nothing that its receipts do not say, as far as rules can tell.

It is strict. A false alarm costs a reader nothing but a sentence of the article in place of a written one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, TypeAlias

from summarizer.datamodels import SegmentKind, TranslatedSegment, Translation, has_error
from summarizer.fidelity.repetition import check_repetition
from summarizer.summarization import gate_facts, gate_omissions, gate_wording
from summarizer.summarization.alignment import Alignment, align
from summarizer.summarization.content_words import content_words
from summarizer.summarization.receipts import Receipts, text_in

Check: TypeAlias = Callable[[str, Receipts], Iterator[str]]

CHECKS: Final[tuple[Check, ...]] = (
    gate_facts.unsupported_numbers,
    gate_facts.unsupported_amounts,
    gate_facts.unsupported_dates,
    gate_facts.unsupported_names,
    gate_facts.unsupported_directions,
    gate_facts.unsupported_quotations,
    gate_wording.exchanged_numbers,
    gate_wording.reversed_numbers,
    gate_wording.turned_round,
    gate_wording.joined,
    gate_wording.passive_for_active,
    gate_wording.changed_markers,
)

OMISSIONS: Final[tuple[Check, ...]] = (
    gate_omissions.skipped_words,
    gate_omissions.changed_bounds,
)

_ENDS = re.compile(r"[.!?…][\"”’')\]]*\Z")
# What an article tells its reader, or a model, to write is nothing that it says.
_ORDER = re.compile(
    r"\b(?:abaikan|lupakan|ignore|disregard|forget)\b[^.!?]{0,60}\b(?:perintah|instruksi|petunjuk|instructions?|prompts?)\b"
    r"|(?:^|[.:;,!?\"“]\s*|\b(?:dan|lalu|and|then|please|tolong)\s+)(?:tulis|katakan|sebutkan|jawab|write|say|answer|state|reply)"
    r"(?:lah|kan|kanlah)?\s+(?:\w+\s+){0,3}?(?:bahwa|that|:)",
    re.IGNORECASE,
)
# "He writes:" is in any article.
_FEWEST_WORDS = 3
# Of its content words; a sentence that says more than this again is no news.
_REPEATED = 0.9


@dataclass(frozen=True, slots=True)
class Verdict:
    """``sources`` are the receipts, indexes of segments; ``score`` is how much of the sentence they hold, 0 to 1.

    ``reasons`` are sentences for a reader; without one the sentence has passed.
    """

    sources: tuple[int, ...]
    score: float
    reasons: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.reasons


@cache
def thresholds() -> Mapping[str, float]:
    """The least score of a sentence in each language; the file says what it was tuned on (docs/decisions/0020)."""
    content = json.loads(files(__package__).joinpath("gate.json").read_text(encoding="utf-8"))
    return {lang: float(value) for lang, value in content["thresholds"].items()}


def passes(sentence: str, translation: Translation, lang: str, earlier: Sequence[str] = ()) -> Verdict:
    """Whether ``sentence``, written in ``lang`` ("en" or "id"), may stand in a summary of the article.

    ``lang`` is that of the article or of its translation: what the sentence says is looked for in that text, and its
    facts in the article's. ``earlier`` are the sentences of the summary before it, of which it must repeat none.
    """
    verdict = supported(sentence, translation, lang)
    return Verdict(verdict.sources, verdict.score, (*_faults_of_form(sentence, lang, earlier), *verdict.reasons))


def supported(sentence: str, translation: Translation, lang: str) -> Verdict:
    """Whether ``sentence`` has receipts, and they say what it says; its form, as of a headline, does not matter."""
    alignment = aligned(sentence, translation, lang)
    segments = [translation.segments[index] for index in alignment.sources]
    source_lang = translation.document.lang
    reasons = unsupported(sentence, segments, lang, source_lang) if segments else []
    if alignment.score < thresholds()[lang]:
        reasons.append(f"only {alignment.score:.0%} of what it says is in the article in one place")
    else:  # what it leaves out can only be told of what it has
        reasons += omissions(sentence, segments, lang, source_lang)
    return Verdict(alignment.sources, alignment.score, tuple(reasons))


def aligned(sentence: str, translation: Translation, lang: str) -> Alignment:
    """The receipts of ``sentence`` among the article's sentences; those that give orders to a reader are never one."""
    own = {
        index: text_in(segment, lang, translation.document.lang)
        for index, segment in enumerate(translation.segments)
        if segment.segment.kind is SegmentKind.SENTENCE and not _gives_orders(segment)
    }
    return align(sentence, own, lang)


def unsupported(sentence: str, segments: Sequence[TranslatedSegment], lang: str, source_lang: str = "id") -> list[str]:
    """What speaks against ``sentence``, written in ``lang``, with ``segments`` as its receipts: a sentence each.

    ``source_lang`` is the language of the article.
    """
    reasons = []
    if len(content_words(sentence, lang)) < _FEWEST_WORDS:
        reasons.append("it says too little to be checked")
    if lang != source_lang and any(has_error(segment.issues) for segment in segments):
        reasons.append("the translation of its sources has an error")
    receipts = Receipts.of(segments, lang, source_lang)
    return [*reasons, *(reason for check in CHECKS for reason in check(sentence, receipts))]


def omissions(sentence: str, segments: Sequence[TranslatedSegment], lang: str, source_lang: str = "id") -> list[str]:
    """What ``sentence`` must not leave out of ``segments``, its receipts: a sentence each."""
    receipts = Receipts.of(segments, lang, source_lang)
    return [reason for check in OMISSIONS for reason in check(sentence, receipts)]


def _gives_orders(segment: TranslatedSegment) -> bool:
    return any(_ORDER.search(text) for text in (segment.source, segment.target))


def _faults_of_form(sentence: str, lang: str, earlier: Sequence[str]) -> Iterator[str]:
    if not _ENDS.search(sentence):
        yield "it does not end"
    if check_repetition("", sentence):
        yield "it repeats itself"
    own = {word.lemma for word in content_words(sentence, lang)}
    for other in earlier:
        known = {word.lemma for word in content_words(other, lang)}
        if len(own & known) >= _REPEATED * len(own):
            yield "it repeats an earlier sentence"
            return
