"""The marks that tell a reader which sentences were not vouched for, and the list that explains them.

Sentences are numbered from 1 in the order of the article: sentence 3 is ``segments[2]`` in JSON.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.datamodels import SegmentKind, Severity, TranslatedSegment, Translation

NOTICE = (
    "Machine draft. Meaning and who did what are not checked, and of names only those that both languages spell "
    "alike: read each sentence beside its source before you use it."
)
NO_SUMMARY = "(There is no sentence to summarise.)"

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
    """The sentences that have an issue or were repaired, with their numbers."""
    for number, translated in enumerate(translation.segments, start=1):
        if translated.issues or translated.repairs:
            yield number, translated


def verdict(translation: Translation) -> str:
    """What was checked in how many sentences, what came of it, and what was not checked."""
    checked = [one for one in translation.segments if one.segment.kind is not SegmentKind.DATELINE]
    sentences = "1 sentence" if len(checked) == 1 else f"{len(checked)} sentences"
    marks = [mark(translated, number) for number, translated in enumerate(checked, start=1)]
    wrong, doubtful = (sum(sign in one for one in marks) for sign in _SIGNS.values())
    if not wrong + doubtful:
        return (
            f"Checked in {sentences}: length, repetition, untranslated words, web addresses, numbers, units, months, "
            "weekdays, names that both languages spell alike, quotation marks, lost negations. No fault was found in "
            "these; meaning and who did what were not checked."
        )
    return (
        f"{wrong + doubtful} of {sentences} failed a check: {wrong} marked [!] with errors, "
        f"{doubtful} marked [?] with warnings. Meaning and who did what were not checked."
    )


def facts(translation: Translation) -> str:
    """One line on the facts of the article, "" if it has none: "Found again: 12 of 13 numbers, 4 of 4 dates."."""
    counts = [
        f"{count.kept} of {count.found} {count.kind}{'' if count.found == 1 else 's'}"
        for count in translation.report
        if count.found
    ]
    repaired = sum(count.repaired for count in translation.report)
    end = f"; {repaired} repaired" if repaired else ""
    return f"Found again in the translation: {', '.join(counts)}{end}." if counts else ""
