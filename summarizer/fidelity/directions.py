"""Points of the compass: what lies southwest of a city is not west of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.datamodels import Issue, IssueKind, Severity, Span

POINTS = {
    "barat daya": "southwest",
    "barat laut": "northwest",
    "timur laut": "northeast",
    "tenggara": "southeast",
    "utara": "north",
    "selatan": "south",
    "timur": "east",
    "barat": "west",
}
_TWO = r"barat[\s-]+daya|barat[\s-]+laut|timur[\s-]+laut|tenggara"
_ONE = r"(?:utara|selatan|timur|barat)(?![\s-]+(?:daya|laut)\b)"
# In lower case: "Sulawesi Tenggara" and "Timur Laut" are names. One of the four is a place's bearing after a distance
# alone: "dunia barat" and "orang timur" may be put in other words.
_BETWEEN = re.compile(rf"\b(?:{_TWO})\b")
_AFTER_DISTANCE = re.compile(
    r"\b(?P<number>[0-9][0-9.,]*)?\s*\b(?:km|kilometer|meter|m|mil|mil\s+laut)\s+"
    rf"(?:di\s+|ke\s+|arah\s+|sebelah\s+|dari\s+|bagian\s+)*(?P<point>{_TWO}|{_ONE})\b"
)
_ENGLISH_AFTER_DISTANCE = re.compile(
    r"(?<![0-9.,])(?P<number>[0-9][0-9.,]*)[\s-]*(?:km|kilomet(?:er|re)s?|met(?:er|re)s?|m|(?:nautical )?miles?)\s+"
    r"(?:to the |due |in the )?(?P<point>(?:north|south)[\s-]?(?:east|west)|north|south|east|west)\b"
)


def check_directions(source: str, target: str) -> list[Issue]:
    """An error where a point of the compass between two others, or one after a distance, is not in the target."""
    missing = {span: point for span, point in _points(source) if not _is_in(point, target)}
    if not missing:
        return []
    words = ", ".join(dict.fromkeys(missing.values()))
    detail = f"not in the translation: {words}"
    return [Issue(IssueKind.DIRECTION_CHANGED, Severity.ERROR, detail, tuple(missing))]


def misdirected(source: str, target: str) -> Iterator[tuple[Span, str]]:
    """Where the target has another point behind the same distance, and the one that it should have."""
    for found in _AFTER_DISTANCE.finditer(source):
        point = _plain(found["point"])
        if found["number"] is None or _is_in(point, target):
            continue
        same = [one for one in _ENGLISH_AFTER_DISTANCE.finditer(target) if _digits(one) == _digits(found)]
        if len(same) == 1:
            yield same[0].span("point"), POINTS[point]


def _points(source: str) -> list[tuple[Span, str]]:
    spans = {match.span() for match in _BETWEEN.finditer(source)}
    spans |= {match.span("point") for match in _AFTER_DISTANCE.finditer(source)}
    return [(span, _plain(source[slice(*span)])) for span in sorted(spans)]


def _is_in(point: str, target: str) -> bool:
    english = POINTS[point]
    if english in ("north", "south", "east", "west"):
        return re.search(rf"\b(?:{english}(?![\s-]*(?:east|west))|{english[0]}\b)", target, re.IGNORECASE) is not None
    first, second = english[:5], english[5:]
    pattern = rf"\b(?:{first}[\s-]*{second}|{first[0]}\.?{second[0]}\b)"
    return re.search(pattern, target, re.IGNORECASE) is not None


def _plain(point: str) -> str:
    return " ".join(point.replace("-", " ").split())


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match["number"])
