"""Sentences of ours and memories with something in them."""

from __future__ import annotations

from pathlib import Path

from summarizer.datamodels import (
    Document,
    Hypothesis,
    Issue,
    IssueKind,
    Segment,
    SegmentKind,
    Severity,
    TranslatedSegment,
    Translation,
)
from summarizer.memory.opening import open_memory

PAIR = "id-en"
ENGINE = "engine:coba|beam_size:4"
SIGNATURE = "engine:coba|beam_size:4|langpair:id-en|version:0.1.0"
BRIDGE = "Jembatan itu selesai dibangun bulan lalu."
RICE = "Harga beras naik di pasar induk."
RAIN = "Hujan deras mengguyur Kota Padang."


def numbered(number: int) -> str:
    return f"Warga desa ke-{number} menerima bantuan pangan dari pemerintah kabupaten pada hari Selasa."


def wordings(number: int) -> dict[str, str]:
    return {numbered(one): f"Village {one} received food aid from the district on Tuesday." for one in range(number)}


def answers(number: int, start: int = 0) -> dict[str, list[Hypothesis]]:
    return {numbered(one): [Hypothesis(f"Village {one} got aid. " * 5)] for one in range(start, start + number)}


def translated(source: str, target: str, *severities: Severity, edited: bool = False) -> TranslatedSegment:
    issues = tuple(Issue(IssueKind.NAME_MISSING, severity, "missing: Padang") for severity in severities)
    return TranslatedSegment(Segment(source, 0, len(source), 0), target, issues, edited=edited)


def dateline(text: str) -> TranslatedSegment:
    return TranslatedSegment(Segment(text, 0, len(text), 0, SegmentKind.DATELINE), text)


def translation(*segments: TranslatedSegment, signature: str = SIGNATURE) -> Translation:
    return Translation(Document(" ".join(one.source for one in segments)), "en", segments, signature)


def full_memory(path: Path, edits: int = 300, outputs: int = 2_000) -> None:
    """A file of some hundred pages, in which wordings of humans and machines' stand among each other."""
    with open_memory(path) as memory:
        memory.keep_edits(dict(list(wordings(edits).items())[: edits // 2]), PAIR)
        memory.keep_translation(translation(*(translated(numbered(-one), "Aid came.") for one in range(1, 200))))
        memory.keep_outputs(answers(outputs), PAIR, ENGINE)
        memory.keep_edits(wordings(edits), PAIR)


def damaged_files(path: Path) -> list[Path]:
    return sorted(one for one in path.parent.iterdir() if ".damaged-" in one.name)
