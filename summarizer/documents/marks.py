"""The marks that tell a reader which sentences were not vouched for, and the list that explains them.

Sentences are numbered from 1 in the order of the article: sentence 3 is ``segments[2]`` in JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from summarizer.datamodels import SegmentKind, Severity, Summary, TranslatedSegment, Translation
from summarizer.segmentation import normalise

NOTICE = (
    "Machine draft. Meaning and who did what are not checked, and of names only those that both languages spell "
    "alike: read each sentence beside its source before you use it."
)
NO_SUMMARY = "(There is no sentence to summarise.)"
WHOLE = "The article is no longer than the summary asked for; this is all of it."

_SIGNS = {Severity.ERROR: "!", Severity.WARNING: "?"}


class Finding(NamedTuple):
    """One row of a list of checks: an issue of a sentence, or a repair, whose severity is the word "repaired"."""

    number: int
    translated: TranslatedSegment
    severity: str
    kind: str
    detail: str


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


def findings(translation: Translation) -> Iterator[Finding]:
    """Every issue and every repair, sentence by sentence."""
    for number, translated in flagged(translation):
        for issue in translated.issues:
            yield Finding(number, translated, issue.severity, issue.kind, issue.detail)
        for one in translated.repairs:
            yield Finding(number, translated, "repaired", one.kind, f"{one.before} -> {one.after}")


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


def edited(translation: Translation) -> str:
    """One line that names the sentences whose target a human has written, "" if there are none."""
    numbers = [str(number) for number, one in enumerate(translation.segments, start=1) if one.edited]
    return f"Edited by a human: sentence{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}." if numbers else ""


def summary_notes(summary: Summary) -> list[str]:
    """What a reader is to know of the summary as a whole, a sentence each."""
    return [*summary.notes, *([WHOLE] if summary.whole else [])]


def signatures(translation: Translation, summary: Summary) -> list[str]:
    """How the translation was made, and how the summary was made from it; the latter is "" in none of our own."""
    return list(filter(None, [translation.signature, summary.signature]))


def origin(translation: Translation) -> str:
    """Where the article comes from, on one line, "" if that is not known."""
    return normalise(translation.document.origin.line)


def layout_mark(between: str) -> str:
    """What stands before a sentence on its line, where ``between`` stands between it and the one before: "-", "1."."""
    lines = between.splitlines()
    return normalise(lines[-1]) if lines else ""
