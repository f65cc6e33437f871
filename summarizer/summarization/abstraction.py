"""The abstractive summary: a generator writes it, part by part if the article is long, and the gate lets it pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from summarizer.datamodels import (
    DecodingOptions,
    GenerationRequest,
    GenerationTask,
    Hypothesis,
    SegmentKind,
    SentenceOrigin,
    SummarySentence,
    Translation,
)
from summarizer.protocols import Generator, Progress, no_progress
from summarizer.summarization.extraction import extracted
from summarizer.summarization.gate import Verdict, passes, supported
from summarizer.summarization.options import HEADLINE_WORDS
from summarizer.summarization.receipts import text_in
from summarizer.summarization.sharding import shards
from summarizer.summarization.written import written_headline, written_sentences

_OPTIONS = DecodingOptions()
_UNFINISHED = "the model did not finish it"
# What a note quotes of a sentence, in characters, and how many reasons it gives.
_LONGEST_QUOTED = 60
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Abstract:
    """A summary that a model wrote: ``sentences`` in the order of their first receipts, ``notes`` for a reader."""

    sentences: tuple[SummarySentence, ...]
    notes: tuple[str, ...] = ()


def abstract(
    translation: Translation,
    generator: Generator,
    *,
    count: int,
    lang: str,
    ranking: Sequence[int],
    progress: Progress = no_progress,
) -> Abstract:
    """At most ``count`` sentences in ``lang``, "en" or "id"; those that ``generator`` wrote have passed the gate.

    In place of those that have not, and of what is missing, stand the first of ``ranking``, the indexes of the
    article's sentences, best first, that are not receipts already. Raises what the generator raises.
    """
    writing = _Writing(generator, lang, count, progress)
    answer = writing.answer(_article(translation, lang), GenerationTask.SUMMARY)
    kept: list[SummarySentence] = []
    refused: list[str] = []
    for sentence, finished in _judged(answer, lang):
        if len(kept) == count:
            break
        verdict = passes(sentence, translation, lang, [one.text for one in kept])
        reasons = verdict.reasons if finished else (_UNFINISHED,)
        if reasons:
            refused.append(reasons[0])
        else:
            kept.append(_written(sentence, verdict, translation, lang))
    receipts = {index for one in kept for index in one.sources}
    spare = [index for index in ranking if index not in receipts]
    own = [extracted(translation, index, lang) for index in spare[: count - len(kept)]]
    sentences = sorted([*kept, *own], key=lambda one: one.sources)
    return Abstract(tuple(sentences), (*writing.notes, *_refusals(kept, refused)))


def abstract_headline(
    translation: Translation, generator: Generator, *, lang: str, progress: Progress = no_progress
) -> SummarySentence | None:
    """One line of at most 14 words in ``lang`` that ``generator`` wrote, None if what it wrote does not pass the gate.

    Of an article longer than the generator reads, it is the headline of its summary. Raises what the generator raises.
    """
    answer = _Writing(generator, lang, 1, progress).answer(_article(translation, lang), GenerationTask.HEADLINE)
    line = written_headline(answer.text)
    if not line or not answer.finished or len(line.split()) > HEADLINE_WORDS:
        return None
    verdict = supported(_without_title_case(line, translation, lang), translation, lang)
    return _written(line, verdict, translation, lang) if verdict.passed else None


@dataclass
class _Writing:
    """Asks the generator until one answer is left; ``notes`` say what it did not read and that it read in parts."""

    generator: Generator
    lang: str
    count: int
    progress: Progress
    notes: list[str] = field(default_factory=list)

    def answer(self, sentences: Sequence[str], task: GenerationTask) -> Hypothesis:
        """The answer to ``task`` for all of ``sentences``; what several parts say is summarised once more."""
        parts = self._parts(sentences)
        if len(parts) > 1:
            self.notes.append(f"the model read the article in {len(parts)} parts and summarised what it wrote of them")
        while len(parts) > 1:
            answers = self._ask(parts, GenerationTask.SUMMARY)
            told = [[one for one, finished in _judged(answer, self.lang) if finished] for answer in answers]
            if silent := told.count([]):
                self.notes.append(f"of {silent} of {len(told)} parts the model finished no sentence")
            written = [sentence for some in told for sentence in some]
            fewer = self._parts(written)
            if len(fewer) >= len(parts):
                self.notes.append("what the model wrote of the parts was too long to be summarised once more")
                return Hypothesis(" ".join(written)) if task is GenerationTask.SUMMARY else Hypothesis("")
            parts = fewer
        return self._ask(parts, task)[0] if parts else Hypothesis("")

    def _parts(self, sentences: Sequence[str]) -> tuple[str, ...]:
        made = shards(sentences, self.generator)
        self.notes += (f"too long for the model, which has not read it: {_quoted(one)}" for one in made.left_out)
        return made.texts

    def _ask(self, texts: Sequence[str], task: GenerationTask) -> list[Hypothesis]:
        requests = [GenerationRequest(task, text, self.lang, self.count) for text in texts]
        self.progress(f"writing: {task}", 0, len(requests))
        answers = self.generator.generate_batch(requests, _OPTIONS)
        self.progress(f"writing: {task}", len(requests), len(requests))
        return answers


def _article(translation: Translation, lang: str) -> list[str]:
    """The sentences of the article in ``lang``, each on one line."""
    sentences = [one for one in translation.segments if one.segment.kind is SegmentKind.SENTENCE]
    texts = (text_in(one, lang, translation.document.lang) for one in sentences)
    return [" ".join(text.split()) for text in texts if text.strip()]


def _judged(answer: Hypothesis, lang: str) -> Iterator[tuple[str, bool]]:
    """Each sentence of the answer, and whether the model has finished it."""
    sentences = written_sentences(answer.text, lang)
    for place, sentence in enumerate(sentences, start=1):
        yield sentence, answer.finished or place < len(sentences)


def _written(text: str, verdict: Verdict, translation: Translation, lang: str) -> SummarySentence:
    """The sentence with its receipts; one that the model has copied is the article's own."""
    segments = [translation.segments[index] for index in verdict.sources]
    copied = " ".join(text_in(one, lang, translation.document.lang) for one in segments)
    origin = SentenceOrigin.EXTRACTED if copied.split() == text.split() else SentenceOrigin.GENERATED
    return SummarySentence(text, " ".join(one.source for one in segments), verdict.sources, origin)


def _without_title_case(line: str, translation: Translation, lang: str) -> str:
    """A line in which all longer words have capitals, with small letters where the article has them."""
    words = line.split()
    if not all(word[0].isupper() for word in words if len(word) > 4 and word[0].isalpha()):
        return line
    small = {word for text in _article(translation, lang) for word in text.split() if word.islower()}
    return " ".join(word.lower() if word.lower() in small else word for word in words)


def _refusals(kept: Sequence[SummarySentence], refused: Sequence[str]) -> Iterator[str]:
    if not kept and not refused:
        yield "the model wrote nothing: all sentences are the article's own"
    elif refused:
        reasons = list(dict.fromkeys(refused))
        shown = "; ".join([*reasons[:_MOST_REASONS], *(["…"] if len(reasons) > _MOST_REASONS else [])])
        total = len(kept) + len(refused)
        verb = "was" if len(refused) == 1 else "were"
        yield f"{len(refused)} of {total} sentences that the model wrote {verb} replaced by the article's own: {shown}"


def _quoted(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST_QUOTED else f"{sentence[:_LONGEST_QUOTED].rstrip()}…"
