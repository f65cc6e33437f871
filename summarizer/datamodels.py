"""The frozen types that travel between the layers. No behaviour beyond what their own fields determine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


class Severity(StrEnum):
    """How much an issue matters: an error means that the target must not be trusted unread."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class IssueKind(StrEnum):
    """What a check found wrong with a target segment."""

    EMPTY = "empty"
    REPETITION = "repetition"
    LENGTH = "length"
    UNTRANSLATED = "untranslated"
    NUMBER_MISSING = "number_missing"
    NUMBER_ADDED = "number_added"
    UNIT_CHANGED = "unit_changed"
    DATE_CHANGED = "date_changed"
    DIRECTION_CHANGED = "direction_changed"
    ADDRESS_CHANGED = "address_changed"
    NAME_MISSING = "name_missing"
    INSTITUTION_CHANGED = "institution_changed"
    TERM_MISSING = "term_missing"
    NEGATION_MISSING = "negation_missing"
    QUOTATION_CHANGED = "quotation_changed"


class FactKind(StrEnum):
    """What is looked for in the target, fact by fact; an amount is a number with its unit, money above all."""

    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    NAME = "name"
    TERM = "term"


class SegmentKind(StrEnum):
    """What part a segment plays in its article.

    Datelines are carried over as they stand; debris ("Baca juga: …", scroll and advert lines) is translated
    but never summarised.
    """

    HEADLINE = "headline"
    DATELINE = "dateline"
    SENTENCE = "sentence"
    DEBRIS = "debris"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from, as far as that is known: each is "" where it is not. ``date`` is YYYY-MM-DD."""

    title: str = ""
    byline: str = ""
    date: str = ""
    url: str = ""

    @property
    def line(self) -> str:
        """Byline, date and address on one line, "" if none is known; the title stands in the text."""
        return " · ".join(filter(None, (self.byline, self.date, self.url)))


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it came in. ``text`` is kept byte for byte."""

    text: str
    lang: str = "id"
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence with its span: ``text == document.text[start:end]``; offsets count code points.

    ``paragraph`` is the 0-based index of the paragraph it stands in.
    """

    text: str
    start: int
    end: int
    paragraph: int
    kind: SegmentKind = SegmentKind.SENTENCE


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding of one check about one target segment; ``detail`` is a sentence for a reader.

    ``source_spans`` and ``target_spans`` say where in the segment's two texts it shows, as (start, end) in code points;
    they are empty where it cannot be pinned down.
    """

    kind: IssueKind
    severity: Severity
    detail: str
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()


def has_error(issues: Iterable[Issue]) -> bool:
    """Whether one of the issues is of severity error."""
    return any(issue.severity is Severity.ERROR for issue in issues)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One machine output for one sentence.

    ``finished`` is false where decoding hit its length bound before the model ended the sentence.
    """

    text: str
    finished: bool = True


@dataclass(frozen=True, slots=True)
class DecodingOptions:
    """Decoding options, under CTranslate2's names.

    ``max_length_ratio`` and ``max_length_slack`` bound the target: at most
    ``ceil(ratio * source tokens) + slack`` tokens.
    """

    beam_size: int = 4
    num_hypotheses: int = 1
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    max_length_ratio: float = 1.6
    max_length_slack: int = 12


@dataclass(frozen=True, slots=True)
class RuntimeOptions:
    """Where and how a model computes.

    ``device`` is "auto", "cpu", "cuda" or "cuda:1". ``compute_type`` is "auto", what the engine was measured with, or
    one of CTranslate2's names ("float32", "int8", "int8_float16" …). ``threads`` is how many cores are used at most; 0
    leaves it to us.
    """

    device: str = "auto"
    compute_type: str = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Repair:
    """A fact that the engine had printed as ``before``, and that stands in the target as ``after``."""

    kind: FactKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FactCount:
    """Of the facts of one kind in the source: ``kept`` are in the target, ``flagged`` are not.

    ``repaired`` of those in the target were put right there.
    """

    kind: FactKind
    kept: int
    flagged: int
    repaired: int = 0

    @property
    def found(self) -> int:
        return self.kept + self.flagged


@dataclass(frozen=True, slots=True)
class TranslatedSegment:
    """A source segment, its one target, what the checks found in it and what was put right.

    ``edited`` says that a human has written the target.
    """

    segment: Segment
    target: str
    issues: tuple[Issue, ...] = ()
    repairs: tuple[Repair, ...] = ()
    edited: bool = False

    @property
    def source(self) -> str:
        return self.segment.text


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated document: segments aligned one to one with the source, in document order.

    ``report`` has a count for each kind of fact, in the order of `FactKind`.
    """

    document: Document
    target_lang: str
    segments: tuple[TranslatedSegment, ...]
    signature: str
    report: tuple[FactCount, ...] = ()

    @property
    def text(self) -> str:
        """The target text, with the source's own paragraphs, blank lines and list marks between the segments."""
        return "".join(self._pieces())

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues of all segments, in document order."""
        return tuple(issue for segment in self.segments for issue in segment.issues)

    def _pieces(self) -> Iterator[str]:
        position = 0
        for translated in self.segments:
            yield self.document.text[position : translated.segment.start]
            yield translated.target
            position = translated.segment.end
        yield self.document.text[position:]


class SummaryForm(StrEnum):
    """What a summary is written as: one line, one sentence, a list of sentences, or running text."""

    HEADLINE = "headline"
    LEAD = "lead"
    BULLETS = "bullets"
    PARAGRAPH = "paragraph"


class SentenceOrigin(StrEnum):
    """How a sentence of a summary came about.

    Extracted ones are a sentence of the translation as it stands; compressed ones are such a sentence with words left
    out, and nothing put in their place (a headline made of one has its own tense besides); generated ones were written
    by a model and have passed the gate.
    """

    EXTRACTED = "extracted"
    COMPRESSED = "compressed"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of a summary with its receipts: ``sources`` are indexes into ``Translation.segments``.

    ``source_text`` is what stands there in the source, joined by blanks where there are several.
    """

    text: str
    source_text: str
    sources: tuple[int, ...]
    origin: SentenceOrigin = SentenceOrigin.EXTRACTED


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary. ``whole`` says that the article was no longer than what was asked for.

    ``lang`` is "en", "id" or "both": which of a sentence's two texts a reader is to see. ``notes`` are sentences for
    that reader, such as that one was replaced. ``signature`` says how the summary was made from its translation.
    """

    sentences: tuple[SummarySentence, ...]
    whole: bool = False
    form: SummaryForm = SummaryForm.BULLETS
    lang: str = "en"
    notes: tuple[str, ...] = ()
    signature: str = ""

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


class GenerationTask(StrEnum):
    """What a Generator is asked to write; each is the name of a prompt."""

    SUMMARY = "summary"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """``text`` is (a part of) an article in the language ``lang``, in which the answer is to be written too.

    ``sentences`` is how many a summary is to have; a headline is one line whatever it says.
    """

    task: GenerationTask
    text: str
    lang: str
    sentences: int = 3


@dataclass(frozen=True, slots=True)
class Brief:
    """What a reader gets of one article: a headline in the target language, a summary, the translation."""

    headline: str
    summary: Summary
    translation: Translation
