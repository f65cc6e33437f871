"""Markdown, for notes and documents."""

from __future__ import annotations

from summarizer.datamodels import Brief, Summary, Translation
from summarizer.documents.markdown_text import escape, escape_cell, marked_markdown
from summarizer.documents.marks import NO_SUMMARY, NOTICE, WHOLE, edited, facts, findings, mark, origin, verdict


def brief(brief: Brief) -> str:
    """Headline, origin, what to beware of, summary with quoted receipts, marked translation, issues, signature."""
    sections = [
        f"# {escape(brief.headline)}",
        escape(origin(brief.translation)),
        NOTICE,
        f"## Summary\n\n{_summary(brief.summary, brief.translation)}",
        f"## Translation\n\n{marked_markdown(brief.translation)}",
        f"## Checks\n\n{_issues(brief.translation)}",
        f"## Signature\n\n`{brief.translation.signature}`",
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def translation(translation: Translation) -> str:
    """The marked translation alone."""
    return marked_markdown(translation) + "\n"


def summary(summary: Summary, translation: Translation) -> str:
    """The summary with its receipts as quotations."""
    return f"{NOTICE}\n\n{_summary(summary, translation)}\n"


def _summary(summary: Summary, translation: Translation) -> str:
    if not summary.sentences:
        return NO_SUMMARY
    blocks = []
    for position, sentence in enumerate(summary.sentences, start=1):
        numbers = [index + 1 for index in sentence.sources]
        marks = "".join(mark(translation.segments[number - 1], number) for number in numbers)
        blocks.append(
            f"{position}. {escape(sentence.text)}{marks}\n\n"
            f"   > {', '.join(map(str, numbers))}: {escape(sentence.source_text)}"
        )
    if summary.whole:
        blocks.append(f"*{WHOLE}*")
    return "\n\n".join(blocks)


def _issues(translation: Translation) -> str:
    rows = [
        f"| {found.number} | {found.severity} | {found.kind} | {escape_cell(found.detail)} "
        f"| {escape_cell(found.translated.source)} | {escape_cell(found.translated.target)} |"
        for found in findings(translation)
    ]
    opening = "\n\n".join(filter(None, [verdict(translation), facts(translation), edited(translation)]))
    if not rows:
        return opening
    head = ["| sentence | severity | kind | detail | source | target |", "|---|---|---|---|---|---|"]
    return "\n".join([opening, "", *head, *rows])
