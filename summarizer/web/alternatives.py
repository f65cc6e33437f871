"""Other wordings of a translation, as LibreTranslate's clients may ask for them."""

from __future__ import annotations

from dataclasses import replace

from summarizer.datamodels import DecodingOptions, TranslatedSegment, Translation
from summarizer.protocols import Translator
from summarizer.translation.segment_checks import is_translated, prepared

MOST = 5


def alternatives(translation: Translation, translator: Translator, count: int) -> list[str]:
    """At most ``count`` other wordings of the whole text, each with the next best hypothesis of each sentence.

    They are as the engine gives them: not checked and not repaired.
    """
    lang = translation.document.lang
    segments = [one for one in translation.segments if is_translated(one.segment)]
    sentences = list(dict.fromkeys(prepared(one.segment, lang) for one in segments))
    fitting = [one for one in sentences if translator.count_tokens(one) <= translator.max_source_tokens]
    width = max(DecodingOptions().beam_size, count + 1)
    hypotheses = translator.translate_batch(fitting, DecodingOptions(beam_size=width, num_hypotheses=count + 1))
    found = {
        sentence: [one.text for one in several if one.text.strip()]
        for sentence, several in zip(fitting, hypotheses, strict=True)
    }

    def other(segment: TranslatedSegment, number: int) -> TranslatedSegment:
        wordings = [text for text in found.get(prepared(segment.segment, lang), []) if text != segment.target]
        return replace(segment, target=wordings[number]) if number < len(wordings) else segment

    texts = (
        replace(
            translation,
            segments=tuple(other(one, number) if is_translated(one.segment) else one for one in translation.segments),
        ).text
        for number in range(count)
    )
    return [text for text in dict.fromkeys(texts) if text != translation.text]
