"""The marks that tell a reader which sentences were not vouched for, and the list that explains them.

Sentences are numbered from 1 in the order of the article: sentence 3 is ``segments[2]`` in JSON.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.datamodels import Severity, TranslatedSegment, Translation

_SIGNS = {Severity.ERROR: "!", Severity.WARNING: "?"}


def mark(translated: TranslatedSegment, number: int) -> str:
    """ " [!3]" after a sentence with an error, " [?3]" after one with a warning, or nothing."""
    for severity, sign in _SIGNS.items():
        if any(issue.severity is severity for issue in translated.issues):
            return f" [{sign}{number}]"
    return ""


def marked_text(translation: Translation) -> str:
    """``Translation.text`` with a mark after each sentence that has one."""
    pieces, position = [], 0
    for number, translated in enumerate(translation.segments, start=1):
        segment = translated.segment
        pieces += [
            translation.document.text[position : segment.start],
            translated.target,
            mark(translated, number),
        ]
        position = segment.end
    return "".join([*pieces, translation.document.text[position:]])


def flagged(translation: Translation) -> Iterator[tuple[int, TranslatedSegment]]:
    """The sentences that have an issue, with their numbers."""
    for number, translated in enumerate(translation.segments, start=1):
        if translated.issues:
            yield number, translated


def verdict(translation: Translation) -> str:
    """One sentence on how many sentences the checks complained about."""
    total = len(translation.segments)
    sentences = "1 sentence" if total == 1 else f"{total} sentences"
    marks = [mark(translated, number) for number, translated in enumerate(translation.segments, start=1)]
    wrong, doubtful = (sum(sign in one for one in marks) for sign in _SIGNS.values())
    if not wrong + doubtful:
        return f"The checks found nothing wrong in {sentences}. They look at form and numbers, not at meaning."
    need = "needs" if wrong + doubtful == 1 else "need"
    return (
        f"{wrong + doubtful} of {sentences} {need} a look: {wrong} marked [!] with errors, "
        f"{doubtful} marked [?] with warnings. The checks look at form and numbers, not at meaning."
    )
