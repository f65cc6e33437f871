"""A translated article to write summaries of, and a fake generator that writes what a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from summarizer.datamodels import (
    DecodingOptions,
    Document,
    GenerationRequest,
    Hypothesis,
    Issue,
    Segment,
    TranslatedSegment,
    Translation,
)

PAIRS = (
    (
        "Gubernur Siti Rahma menuduh Bupati Yosef Lede menahan bantuan banjir senilai Rp1,5 miliar pada Senin (12/8).",
        "Governor Siti Rahma accused Regent Yosef Lede of withholding flood aid worth Rp1.5 billion on Monday, "
        "August 12.",
    ),
    (
        "Banjir di Kupang menewaskan 17 orang dan melukai 23 petugas sejak 5 Juli.",
        "The flood in Kupang killed 17 people and injured 23 officers since July 5.",
    ),
    (
        "Bupati tidak menghadiri rapat di kantor Kementerian Luar Negeri.",
        "The regent did not attend the meeting at the office of the Foreign Ministry.",
    ),
    (
        "Pusat banjir berada 40 km barat daya kota lama.",
        "The centre of the flood was 40 km southwest of the old town.",
    ),
    (
        "Polisi akan memeriksa dua pejabat pelabuhan pekan depan.",
        "Police will question two harbour officials next week.",
    ),
)


def translation_of(*pairs: tuple[str, str], issues: Sequence[Issue] = ()) -> Translation:
    """A translation of one sentence a pair, source and target; ``issues`` are those of the first."""
    segments, position = [], 0
    for number, (source, target) in enumerate(pairs):
        segment = Segment(source, position, position + len(source), paragraph=0)
        segments.append(TranslatedSegment(segment, target, tuple(issues) if not number else ()))
        position += len(source) + 1
    return Translation(Document(" ".join(source for source, _ in pairs)), "en", tuple(segments), "engine:fake")


@dataclass
class RecordingGenerator:
    """Answers with ``write(request)``; ``calls`` holds the requests of each call. A token is a word."""

    write: Callable[[GenerationRequest], str | Hypothesis]
    max_source_tokens: int = 500
    langs: tuple[str, ...] = ("en", "id")
    signature: str = "generator:recording"
    calls: list[tuple[GenerationRequest, ...]] = field(default_factory=list)

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def generate_batch(self, requests: Sequence[GenerationRequest], options: DecodingOptions) -> list[Hypothesis]:
        for request in requests:
            if self.count_tokens(request.text) > self.max_source_tokens:
                raise ValueError(f"a text of {self.count_tokens(request.text)} tokens")
        self.calls.append(tuple(requests))
        answers = [self.write(request) for request in requests]
        return [one if isinstance(one, Hypothesis) else Hypothesis(one) for one in answers]
