"""From a translation to its summary: what was asked for decides who makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.datamodels import SentenceOrigin, Summary, SummaryForm, SummarySentence, Translation
from summarizer.errors import OptionError
from summarizer.fidelity.langpairs import LANGUAGES
from summarizer.protocols import Generator, Progress, no_progress
from summarizer.summarization.abstraction import abstract, abstract_headline
from summarizer.summarization.budget import Budget
from summarizer.summarization.extraction import extract, ranking, sentence_indexes
from summarizer.summarization.headlines import headline
from summarizer.summarization.options import SummaryOptions
from summarizer.summarization.signatures import signature

# Of a generated summary that has a bound of words alone.
_WORDS_A_SENTENCE = 20
_NONE_FITS = "nothing of that is short enough: the sentences are the article's own"


def summarize(
    translation: Translation,
    sentences: int | None = None,
    options: SummaryOptions | None = None,
    *,
    progress: Progress = no_progress,
) -> Summary:
    """The summary of a translated article; ``sentences`` stands for those of ``options``, if both are given.

    Its sentences come in document order, each with the indexes of its source segments. An article that has no more
    than what is asked for is returned whole (``Summary.whole``); one without a sentence gives an empty summary, which
    is not called whole, and so does one without a sentence that is short enough, which ``Summary.notes`` say.

    Raises OptionError for figures below 1, for a language that neither article nor translation has, and for one that
    the generator does not write or in which it cannot be checked.
    """
    asked = options or SummaryOptions()
    if sentences is not None:
        asked = replace(asked, sentences=sentences)
    asked = asked.of(translation.document.lang, translation.target_lang)
    notes: Sequence[str] = ()
    if asked.form is SummaryForm.HEADLINE:
        made = _headline(translation, asked, progress)
    elif asked.generator is not None:
        made, notes = _generated(translation, asked, asked.generator, progress)
    else:
        made = extract(translation, asked, ranking(translation, asked))
    return Summary(
        sentences=tuple(made),
        whole=_is_whole(translation, made),
        form=asked.form,
        lang=asked.lang or translation.target_lang,
        notes=(*notes, *_uncompressed(translation, asked), *_too_long(translation, asked, made)),
        signature=signature(asked),
    )


def _main_language(translation: Translation, asked: SummaryOptions) -> str:
    """That of the translation where both are asked for."""
    return translation.document.lang if asked.lang == translation.document.lang else translation.target_lang


def _headline(translation: Translation, asked: SummaryOptions, progress: Progress) -> list[SummarySentence]:
    lang = _main_language(translation, asked)
    written = None
    if asked.generator is not None:
        _require_writer(asked.generator, lang)
        written = abstract_headline(translation, asked.generator, lang=lang, progress=progress)
    line = written or headline(translation, lang)
    if line is not None and asked.lang == "both" and (own := headline(translation, translation.document.lang)):
        line = replace(line, source_text=own.text)
    return [] if line is None else [line]


def _generated(
    translation: Translation, asked: SummaryOptions, generator: Generator, progress: Progress
) -> tuple[list[SummarySentence], Sequence[str]]:
    """In the translation's language where both are asked for: the article's text is then that of the receipts."""
    lang = _main_language(translation, asked)
    _require_writer(generator, lang)
    count = asked.most_sentences or max(1, (asked.words or 0) // _WORDS_A_SENTENCE)
    # Three for each: so many receipts a generated sentence may have, which are not to be taken again.
    order = ranking(translation, replace(asked, sentences=4 * count))
    written = abstract(translation, generator, count=count, lang=lang, ranking=order, progress=progress)
    budget = Budget(asked.words, is_bilingual=asked.lang == "both")
    made = [one for one in written.sentences if budget.take([one])]
    if not made and written.sentences:
        return extract(translation, asked, ranking(translation, asked)), [*written.notes, _NONE_FITS]
    return made, written.notes


def _require_writer(generator: Generator, lang: str) -> None:
    if generator.langs and lang not in generator.langs:
        raise OptionError(f"this generator writes {', '.join(generator.langs)}, not {lang}")
    if lang not in LANGUAGES:
        raise OptionError(
            f"what a generator writes is checked in {' and '.join(LANGUAGES)} alone, not in {lang}. Leave the "
            "generator out, or translate into one of these"
        )


def _uncompressed(translation: Translation, asked: SummaryOptions) -> list[str]:
    """What to tell who wants the sentences of a translation shortened that is not in English."""
    source_lang, target_lang = translation.document.lang, translation.target_lang
    if not asked.compress or asked.lang == source_lang or target_lang in (source_lang, "en"):
        return []
    return ["only English sentences can be shortened; these are whole"]


def _is_whole(translation: Translation, made: Sequence[SummarySentence]) -> bool:
    extracted = [one.sources for one in made if one.origin is SentenceOrigin.EXTRACTED]
    return bool(made) and extracted == [(index,) for index in sentence_indexes(translation)]


def _too_long(translation: Translation, asked: SummaryOptions, made: Sequence[SummarySentence]) -> list[str]:
    if made or asked.words is None or not sentence_indexes(translation):
        return []
    return [f"no sentence of the article that is worth it fits into {asked.words} words; ask for more"]
