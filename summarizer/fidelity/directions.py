"""Points of the compass: what lies southwest of a city is not west of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.datamodels import Issue, IssueKind, Severity, Span
from summarizer.fidelity.langpairs import sides

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
_INDONESIAN = {english: indonesian for indonesian, english in POINTS.items()}
_TWO = r"barat[\s-]+daya|barat[\s-]+laut|timur[\s-]+laut|tenggara"
_ONE = r"(?:utara|selatan|timur|barat)(?![\s-]+(?:daya|laut)\b)"
_JOINT = r"[\s-]*"
_ENGLISH_TWO = r"(?:north|south)[\s-]?(?:east|west)"


class _Compass(NamedTuple):
    """How a language names points of the compass.

    ``between`` matches one between two others, ``after_distance`` any ("point") behind a distance ("number").
    In lower case: "Sulawesi Tenggara" and "Timur Laut" are names. One of the four is a place's bearing after a distance
    alone: "dunia barat" and "orang timur" may be put in other words.
    """

    between: re.Pattern[str]
    after_distance: re.Pattern[str]


_COMPASSES = {
    "id": _Compass(
        re.compile(rf"\b(?:{_TWO})\b"),
        re.compile(
            # Not from within a number, which keeps the search linear in a text of digits.
            r"\b(?P<number>(?<![0-9])(?<![0-9][.,])[0-9][0-9.,]*)?\s*\b(?:km|kilometer|meter|m|mil|mil\s+laut)\s+"
            rf"(?:di\s+|ke\s+|arah\s+|sebelah\s+|dari\s+|bagian\s+)*(?P<point>{_TWO}|{_ONE})\b"
        ),
    ),
    "en": _Compass(
        re.compile(rf"\b{_ENGLISH_TWO}\b"),
        re.compile(
            r"(?<![0-9.,])(?P<number>[0-9][0-9.,]*)[\s-]*"
            r"(?:km|kilomet(?:er|re)s?|met(?:er|re)s?|m|(?:nautical )?miles?)\s+"
            rf"(?:to the |due |in the )?(?P<point>{_ENGLISH_TWO}|north|south|east|west)\b"
        ),
    ),
}


def check_directions(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """An error where a point of the compass between two others, or one after a distance, is not in the target."""
    source_lang, target_lang = sides(langpair)
    found = _points(source, _COMPASSES[source_lang])
    missing = {span: point for span, point in found if not _is_in(_english(point, source_lang), target, target_lang)}
    if not missing:
        return []
    words = ", ".join(dict.fromkeys(missing.values()))
    detail = f"not in the translation: {words}"
    return [Issue(IssueKind.DIRECTION_CHANGED, Severity.ERROR, detail, tuple(missing))]


def misdirected(source: str, target: str, langpair: str = "id-en") -> Iterator[tuple[Span, str]]:
    """Where the target has another point behind the same distance, and the one that it should have."""
    source_lang, target_lang = sides(langpair)
    if source_lang not in _COMPASSES or target_lang not in _COMPASSES:
        return
    behind = [one for one in _COMPASSES[target_lang].after_distance.finditer(target) if one["number"] is not None]
    for found in _COMPASSES[source_lang].after_distance.finditer(source):
        point = _english(_plain(found["point"]), source_lang)
        if found["number"] is None or _is_in(point, target, target_lang):
            continue
        same = [one for one in behind if _digits(one) == _digits(found)]
        if len(same) == 1:
            yield same[0].span("point"), point if target_lang == "en" else _INDONESIAN[point]


def _points(source: str, compass: _Compass) -> list[tuple[Span, str]]:
    spans = {match.span() for match in compass.between.finditer(source)}
    spans |= {match.span("point") for match in compass.after_distance.finditer(source)}
    return [(span, _plain(source[slice(*span)])) for span in sorted(spans)]


def _english(point: str, lang: str) -> str:
    """The plain ``point`` of a sentence, as in "south west", under its key."""
    return POINTS[point] if lang == "id" else point.replace(" ", "")


def _is_in(point: str, target: str, lang: str) -> bool:
    pattern = _of_indonesian(_INDONESIAN[point]) if lang == "id" else _of_english(point)
    return re.search(pattern, target, re.IGNORECASE) is not None


def _of_indonesian(point: str) -> str:
    between = r"(?![\s-]*(?:daya|laut)\b)" if point in ("barat", "timur") else r"\b"
    return rf"\b{_JOINT.join(point.split())}{between}"


def _of_english(point: str) -> str:
    if point in ("north", "south", "east", "west"):
        return rf"\b(?:{point}(?![\s-]*(?:east|west))|{point[0]}\b)"
    first, second = point[:5], point[5:]
    return rf"\b(?:{first}[\s-]*{second}|{first[0]}\.?{second[0]}\b)"


def _plain(point: str) -> str:
    return " ".join(point.replace("-", " ").split())


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match["number"])
