"""Markdown, for notes and documents."""

from __future__ import annotations

from summarizer.datamodels import Brief, Summary, Translation
from summarizer.documents.marks import flagged, mark, marked_text, verdict
from summarizer.segmentation import normalise


def brief(brief: Brief) -> str:
    """Headline, summary with its receipts as quotations, marked translation, table of issues, signature."""
    sections = [
        f"# {brief.headline}",
        f"## Summary\n\n{_summary(brief.summary, brief.translation)}",
        f"## Translation\n\n{marked_text(brief.translation).strip()}",
        f"## Checks\n\n{_issues(brief.translation)}",
        f"## Signature\n\n`{brief.translation.signature}`",
    ]
    return "\n\n".join(sections) + "\n"


def translation(translation: Translation) -> str:
    """The marked translation alone."""
    return marked_text(translation).strip() + "\n"


def summary(summary: Summary, translation: Translation) -> str:
    """The summary with its receipts as quotations."""
    return _summary(summary, translation) + "\n"


def _summary(summary: Summary, translation: Translation) -> str:
    blocks = []
    for position, sentence in enumerate(summary.sentences, start=1):
        numbers = [index + 1 for index in sentence.sources]
        marks = "".join(mark(translation.segments[number - 1], number) for number in numbers)
        blocks.append(
            f"{position}. {normalise(sentence.text)}{marks}\n\n"
            f"   > {', '.join(map(str, numbers))}: {normalise(sentence.source_text)}"
        )
    if summary.whole:
        blocks.append("*The article is no longer than the summary asked for; this is all of it.*")
    return "\n\n".join(blocks)


def _issues(translation: Translation) -> str:
    rows = [
        f"| {number} | {issue.severity} | {issue.kind} | {_cell(issue.detail)} "
        f"| {_cell(translated.source)} | {_cell(translated.target)} |"
        for number, translated in flagged(translation)
        for issue in translated.issues
    ]
    if not rows:
        return verdict(translation)
    head = ["| sentence | severity | kind | detail | source | target |", "|---|---|---|---|---|---|"]
    return "\n".join([verdict(translation), "", *head, *rows])


def _cell(text: str) -> str:
    return normalise(text).replace("|", "\\|")
