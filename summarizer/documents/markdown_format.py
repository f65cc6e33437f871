"""Markdown, for notes and documents."""

from __future__ import annotations

from summarizer.datamodels import Brief, Summary, SummaryForm, Translation
from summarizer.documents.markdown_text import escape, escape_cell, marked_markdown
from summarizer.documents.marks import (
    NO_SUMMARY,
    NOTICE,
    edited,
    facts,
    findings,
    origin,
    signatures,
    summary_notes,
    verdict,
)
from summarizer.documents.summary_view import ShownSentence, ShownSummary, shown
from summarizer.language import language_name


def brief(brief: Brief) -> str:
    """Headline, origin, what to beware of, summary with quoted receipts, marked translation, issues, signature."""
    sections = [
        f"# {escape(brief.headline)}",
        escape(origin(brief.translation)),
        NOTICE,
        f"## Summary\n\n{_summary(brief.summary, brief.translation)}",
        f"## Translation\n\n{marked_markdown(brief.translation)}",
        f"## Checks\n\n{_issues(brief.translation)}",
        "## Signature\n\n" + "\n\n".join(f"`{line}`" for line in signatures(brief.translation, brief.summary)),
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
        return "\n\n".join(_notes(summary) or [NO_SUMMARY])
    parts = shown(summary, translation)
    blocks = []
    for part in parts:
        if len(parts) > 1:
            blocks.append(f"### {language_name(part.lang)}")
        blocks.append(_block(summary.form, part))
    return "\n\n".join([*blocks, *_notes(summary)])


def _notes(summary: Summary) -> list[str]:
    return [f"*{escape(note)}*" for note in summary_notes(summary)]


def _block(form: SummaryForm, part: ShownSummary) -> str:
    if form is SummaryForm.PARAGRAPH:
        text = " ".join(f"{escape(one.text)}{one.tail} ({one.numbers})" for one in part.sentences)
        return "\n\n".join([text, *(_receipt(one) for one in part.sentences if one.receipt)])
    if form is SummaryForm.BULLETS:
        return "\n\n".join(_item(f"{number}. ", one) for number, one in enumerate(part.sentences, start=1))
    return "\n\n".join(_item("", one) for one in part.sentences)


def _item(number: str, one: ShownSentence) -> str:
    if not one.receipt:
        return f"{number}{escape(one.text)}{one.tail} ({one.numbers})"
    indent = " " * len(number)
    return f"{number}{escape(one.text)}{one.tail}\n\n{indent}{_receipt(one)}"


def _receipt(one: ShownSentence) -> str:
    return f"> {one.numbers}: {escape(one.receipt)}"


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
