"""JSON, for programs. ``docs/brief.schema.json`` is its schema."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from summarizer.datamodels import Brief, Summary, Translation


def brief(brief: Brief) -> str:
    return _dump(brief.translation, brief.summary)


def translation(translation: Translation) -> str:
    return _dump(translation, None)


def summary(summary: Summary, translation: Translation) -> str:
    return _dump(translation, summary)


def _dump(translation: Translation, summary: Summary | None) -> str:
    return json.dumps(as_dict(translation, summary), ensure_ascii=False, indent=2) + "\n"


def as_dict(translation: Translation, summary: Summary | None) -> dict[str, Any]:
    """The structure of the schema; ``summary`` is null where none was asked for."""
    return {
        "source": {
            "text": translation.document.text,
            "lang": translation.document.lang,
            "origin": asdict(translation.document.origin),
        },
        "target": {"text": translation.text, "lang": translation.target_lang},
        "segments": [
            {
                "source": translated.source,
                "target": translated.target,
                "start": translated.segment.start,
                "end": translated.segment.end,
                "paragraph": translated.segment.paragraph,
                "issues": [
                    {
                        "kind": issue.kind,
                        "severity": issue.severity,
                        "detail": issue.detail,
                        "source_spans": [list(span) for span in issue.source_spans],
                        "target_spans": [list(span) for span in issue.target_spans],
                    }
                    for issue in translated.issues
                ],
                "repairs": [
                    {"kind": repair.kind, "before": repair.before, "after": repair.after}
                    for repair in translated.repairs
                ],
                "edited": translated.edited,
            }
            for translated in translation.segments
        ],
        "report": [
            {
                "kind": count.kind,
                "found": count.found,
                "kept": count.kept,
                "repaired": count.repaired,
                "flagged": count.flagged,
            }
            for count in translation.report
        ],
        "summary": None if summary is None else _summary(summary),
        "signature": translation.signature,
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "form": summary.form,
        "lang": summary.lang,
        "sentences": [
            {"text": one.text, "source_text": one.source_text, "sources": list(one.sources), "origin": one.origin}
            for one in summary.sentences
        ],
        "whole": summary.whole,
        "notes": list(summary.notes),
        "signature": summary.signature,
    }
