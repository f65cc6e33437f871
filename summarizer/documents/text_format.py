"""Plain text, for terminals and pipes."""

from __future__ import annotations

from summarizer.datamodels import Brief, Summary, SummaryForm, Translation
from summarizer.documents.marks import (
    NO_SUMMARY,
    NOTICE,
    edited,
    facts,
    flagged,
    marked_text,
    origin,
    signatures,
    summary_notes,
    verdict,
)
from summarizer.documents.summary_view import ShownSentence, ShownSummary, shown
from summarizer.language import language_name
from summarizer.segmentation import normalise


def brief(brief: Brief) -> str:
    """Headline, origin, what to beware of, summary with its receipts, marked translation, issues, signature."""
    heading = [brief.headline, "=" * min(len(brief.headline), 100), *filter(None, [origin(brief.translation)]), NOTICE]
    sections = [
        "\n".join(heading),
        f"SUMMARY\n\n{_summary_lines(brief.summary, brief.translation)}",
        f"TRANSLATION\n\n{marked_text(brief.translation).strip()}",
        f"CHECKS\n\n{_issue_lines(brief.translation)}",
        "SIGNATURE\n\n" + "\n".join(signatures(brief.translation, brief.summary)),
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
    parts = shown(summary, translation)
    notes = [f"({note})" for note in summary_notes(summary)]
    if not summary.sentences:
        return "\n".join(notes or [NO_SUMMARY])
    blocks = [_block(summary.form, part) for part in parts]
    if len(blocks) > 1:
        blocks = [f"{language_name(part.lang)}:\n{block}" for part, block in zip(parts, blocks, strict=True)]
    return "\n".join(["\n\n".join(blocks), *notes])


def _block(form: SummaryForm, part: ShownSummary) -> str:
    if form is SummaryForm.PARAGRAPH:
        text = " ".join(f"{one.text}{one.tail} ({one.numbers})" for one in part.sentences)
        receipts = [f"   source, sentence {one.numbers}: {one.receipt}" for one in part.sentences if one.receipt]
        return "\n".join([text, *receipts])
    is_list = form is SummaryForm.BULLETS
    return "\n".join(
        _item(f"{position}. " if is_list else "", one) for position, one in enumerate(part.sentences, start=1)
    )


def _item(number: str, one: ShownSentence) -> str:
    if not one.receipt:
        return f"{number}{one.text}{one.tail} (sentence {one.numbers})"
    return f"{number}{one.text}{one.tail}\n   source, sentence {one.numbers}: {one.receipt}"


def _issue_lines(translation: Translation) -> str:
    lines = [*filter(None, [verdict(translation), facts(translation), edited(translation)])]
    for number, translated in flagged(translation):
        lines.append("")
        lines += [f"[{number}] {issue.severity}, {issue.kind}: {issue.detail}" for issue in translated.issues]
        lines += [f"[{number}] repaired, {one.kind}: {one.before} -> {one.after}" for one in translated.repairs]
        lines.append(f"    source: {normalise(translated.source)}")
        lines.append(f"    target: {normalise(translated.target)}")
    return "\n".join(lines)
