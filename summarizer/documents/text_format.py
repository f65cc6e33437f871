"""Plain text, for terminals and pipes."""

from __future__ import annotations

from summarizer.datamodels import Brief, Summary, Translation
from summarizer.documents.marks import (
    NO_SUMMARY,
    NOTICE,
    WHOLE,
    edited,
    facts,
    flagged,
    mark,
    marked_text,
    origin,
    verdict,
)
from summarizer.segmentation import normalise


def brief(brief: Brief) -> str:
    """Headline, origin, what to beware of, summary with its receipts, marked translation, issues, signature."""
    heading = [brief.headline, "=" * min(len(brief.headline), 100), *filter(None, [origin(brief.translation)]), NOTICE]
    sections = [
        "\n".join(heading),
        f"SUMMARY\n\n{_summary_lines(brief.summary, brief.translation)}",
        f"TRANSLATION\n\n{marked_text(brief.translation).strip()}",
        f"CHECKS\n\n{_issue_lines(brief.translation)}",
        f"SIGNATURE\n\n{brief.translation.signature}",
    ]
    return "\n\n".join(sections) + "\n"


def translation(translation: Translation) -> str:
    """The marked translation alone, in the source's own layout."""
    text = marked_text(translation)
    return text if text.endswith("\n") else text + "\n"


def summary(summary: Summary, translation: Translation) -> str:
    """The summary with its receipts."""
    return f"{NOTICE}\n\n{_summary_lines(summary, translation)}\n"


def _summary_lines(summary: Summary, translation: Translation) -> str:
    if not summary.sentences:
        return NO_SUMMARY
    lines = []
    for position, sentence in enumerate(summary.sentences, start=1):
        numbers = [index + 1 for index in sentence.sources]
        marks = "".join(mark(translation.segments[number - 1], number) for number in numbers)
        receipt = ", ".join(map(str, numbers))
        lines.append(
            f"{position}. {normalise(sentence.text)}{marks}\n"
            f"   source, sentence {receipt}: {normalise(sentence.source_text)}"
        )
    if summary.whole:
        lines.append(f"({WHOLE})")
    return "\n".join(lines)


def _issue_lines(translation: Translation) -> str:
    lines = [*filter(None, [verdict(translation), facts(translation), edited(translation)])]
    for number, translated in flagged(translation):
        lines.append("")
        lines += [f"[{number}] {issue.severity}, {issue.kind}: {issue.detail}" for issue in translated.issues]
        lines += [f"[{number}] repaired, {one.kind}: {one.before} -> {one.after}" for one in translated.repairs]
        lines.append(f"    source: {normalise(translated.source)}")
        lines.append(f"    target: {normalise(translated.target)}")
    return "\n".join(lines)
