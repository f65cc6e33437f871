"""Clock times: "pukul 14.30", "2:30 p.m." and "jam 2 siang" as hours.minutes on a 24-hour clock."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

_HALF_DAY = 12
_OTHER_PRINTS_OF_MIDNIGHT = {
    Decimal(0): frozenset({Decimal(12), Decimal(24)}),
    Decimal(24): frozenset({Decimal(0), Decimal(12)}),
}


class Daypart(NamedTuple):
    """``afternoon``: the printed hours that mean hour + 12. ``midnight``: whether a printed 12 means 0."""

    afternoon: range
    midnight: bool


class ClockTime(NamedTuple):
    """``value`` is hours.minutes; ``others`` what the same time may also be printed as."""

    value: Decimal
    others: frozenset[Decimal]


@dataclass(frozen=True, slots=True)
class ClockWords:
    """How a language marks a clock time.

    ``before`` ends where the time begins; ``zone`` and ``daypart`` (its group 1, lower-cased, is a key of
    ``dayparts``) begin where the time ends.
    ``daypart_marks``: a daypart alone makes a number a time, and the printed hour means nothing without it.
    """

    before: re.Pattern[str]
    zone: re.Pattern[str]
    daypart: re.Pattern[str]
    dayparts: Mapping[str, Daypart]
    daypart_marks: bool

    def starts(self, text: str) -> frozenset[int]:
        """The offsets at which a clock time begins because of the word before it."""
        return frozenset(match.end() for match in self.before.finditer(text))

    def read(self, text: str, end: int, value: Decimal, *, marked: bool) -> ClockTime | None:
        """The time that a number printed as ``value`` and ending at ``end`` stands for, or None.

        ``marked`` says that a word or a colon has already told that it is a time.
        """
        found = self.daypart.match(text, end)
        if not (marked or self.zone.match(text, end) or (found and self.daypart_marks)):
            return None
        if 100 < value <= 2400 and value == int(value) and value % 100 < 60:
            value /= 100
        if value >= 25:
            return None
        if found is None:
            with_minutes = _MINUTES.search(text, 0, end) is not None and not self.daypart_marks
            others = frozenset() if with_minutes else _other_half(value)
            return ClockTime(value, _OTHER_PRINTS_OF_MIDNIGHT.get(value) or others)
        daypart = self.dayparts["".join(filter(str.isalpha, found.group(1).lower()))]
        printed = frozenset() if self.daypart_marks else frozenset({value})
        if int(value) in daypart.afternoon:
            value += _HALF_DAY
        elif int(value) == _HALF_DAY and daypart.midnight:
            value -= _HALF_DAY
        return ClockTime(value, printed)


def _other_half(value: Decimal) -> frozenset[Decimal]:
    """An hour of a 12-hour clock may be of either half of the day; from 13 on it is not one.

    Not asked for "pukul 04.37": the Indonesian press prints minutes on the 24-hour clock, and a model that makes
    it 4:37 p.m. is wrong.
    """
    if value >= _HALF_DAY + 1:
        return frozenset()
    return frozenset({value + _HALF_DAY if value < _HALF_DAY else value - _HALF_DAY})


_MINUTES = re.compile(r"\d[.:]\d\d\Z")
# Without ASCII, "ſiang" would match and be no key of ``dayparts``.
_FLAGS = re.IGNORECASE | re.ASCII
_SPACE = r"[\s\u00a0\u202f]"
_AM = Daypart(afternoon=range(0), midnight=True)
_PM = Daypart(afternoon=range(1, 12), midnight=False)
_DAY = Daypart(afternoon=range(1, 6), midnight=False)
_NIGHT = Daypart(afternoon=range(6, 12), midnight=True)

ID_CLOCK = ClockWords(
    before=re.compile(r"\b(?:pukul|pkl\.?|jam)\s+", re.IGNORECASE),
    zone=re.compile(r"\s*(?:WIB|WITA|WIT|GMT|UTC|waktu setempat)\b", re.IGNORECASE),
    daypart=re.compile(
        rf"{_SPACE}*(?:(?:WIB|WITA|WIT){_SPACE}*)?(pagi|siang|sore|petang|malam|dini{_SPACE}+hari)\b", _FLAGS
    ),
    dayparts={
        "pagi": _AM, "dinihari": _AM, "siang": _DAY, "sore": _PM, "petang": _PM, "malam": _NIGHT,
    },
    daypart_marks=False,
)  # fmt: skip
EN_CLOCK = ClockWords(
    before=re.compile(r"(?!)"),
    zone=re.compile(r"\s*(?:GMT|UTC|WIB|WITA|WIT|local\s+time|o['’]clock)\b", re.IGNORECASE),
    daypart=re.compile(
        rf"{_SPACE}*(?:o['’]clock{_SPACE}+)?"
        rf"(a\.?m|p\.?m|in{_SPACE}+the{_SPACE}+(?:morning|afternoon|evening)|at{_SPACE}+night)\b",
        _FLAGS,
    ),
    dayparts={
        "am": _AM, "pm": _PM, "inthemorning": _AM, "intheafternoon": _PM, "intheevening": _PM,
        "atnight": _NIGHT,
    },
    daypart_marks=True,
)  # fmt: skip
