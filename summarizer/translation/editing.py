"""A human's wording in the place of the engine's: checked like the engine's, and known again in other articles."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from summarizer.datamodels import TranslatedSegment, Translation
from summarizer.errors import OptionError, UnfitInput
from summarizer.fidelity import check
from summarizer.fidelity.glossary import Glossary
from summarizer.fidelity.langpairs import sides
from summarizer.memory.units import MAX_CHARS
from summarizer.segmentation import normalise
from summarizer.translation.segment_checks import is_translated, located, prepared, report_on

_UNPRINTABLE = ("Cc", "Cs")


def with_edit(translation: Translation, index: int, text: str, glossary: Glossary | None = None) -> Translation:
    """The translation with a human's ``text`` as the target of segment ``index``, on one line.

    Its issues are those of the new wording, it has no repairs any more, and the report is counted again. A text that
    is the target already changes nothing. Raises OptionError if there is no such segment, and UnfitInput for a text
    that is blank or longer than ``MAX_CHARS``.
    """
    if not 0 <= index < len(translation.segments):
        raise OptionError(
            f"there is no sentence {index + 1} to edit: the article has {len(translation.segments)}. "
            "Translate it again if its text has changed"
        )
    return _with_targets(translation, {index: text}, glossary)


def edits_of(translation: Translation) -> dict[str, str]:
    """The wordings that humans gave: source sentence, on one line, to target. The last one of a sentence counts."""
    return {normalise(one.source): one.target for one in translation.segments if one.edited}


def with_edits(translation: Translation, edits: Mapping[str, str], glossary: Glossary | None = None) -> Translation:
    """The translation with the wordings of `edits_of` wherever it has the same source sentence.

    What has been edited in this translation stays as it is. Raises UnfitInput as `with_edit` does.
    """
    targets = {
        index: edits[source]
        for index, one in enumerate(translation.segments)
        if not one.edited and (source := normalise(one.source)) in edits
    }
    return _with_targets(translation, targets, glossary)


def _with_targets(translation: Translation, targets: Mapping[int, str], glossary: Glossary | None) -> Translation:
    langpair = f"{translation.document.lang}-{translation.target_lang}"
    segments = tuple(
        _edited(one, _wording(targets[index]), glossary, langpair) if index in targets else one
        for index, one in enumerate(translation.segments)
    )
    if segments == translation.segments:
        return translation
    return replace(translation, segments=segments, report=report_on(segments, glossary, langpair))


def _wording(text: str) -> str:
    """The text on one line, without the control characters that files and terminals would stumble over."""
    printable = "".join(one for one in text if one.isspace() or unicodedata.category(one) not in _UNPRINTABLE)
    wording = normalise(printable)
    if not wording:
        raise UnfitInput("the sentence would be empty; write its translation, or leave it as it was")
    if len(wording) > MAX_CHARS:
        raise UnfitInput(
            f"the sentence would have {len(wording):,} characters, and {MAX_CHARS:,} is the most. Shorten it"
        )
    return wording


def _edited(translated: TranslatedSegment, wording: str, glossary: Glossary | None, langpair: str) -> TranslatedSegment:
    segment = translated.segment
    if wording == normalise(translated.target):
        return translated
    source = prepared(segment, sides(langpair).source)
    issues = check(source, wording, glossary, langpair) if is_translated(segment) else ()
    return TranslatedSegment(segment, wording, located(issues, segment), edited=True)
