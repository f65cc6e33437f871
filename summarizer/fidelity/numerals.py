"""Numbers written in digits: what "1.500,75" and "1,500.75" mean in Indonesian and in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, TypeAlias


class Numeral(NamedTuple):
    """A value at ``text[start:end]`` of the token; ``others`` are further values that it may mean.

    ``firm`` is false where the token cannot be read in its language, so that its parts say nothing.
    """

    value: Decimal
    start: int
    end: int
    others: frozenset[Decimal] = frozenset()
    firm: bool = True


Rule: TypeAlias = tuple[re.Pattern[str], Callable[[str], list[Numeral]]]

# A digit string longer than this is no number that anybody reads, and Decimal would round it.
LONGEST = 28
# A plain space groups digits only where nothing but noughts follows: "May 20 500 people" has two numbers.
TOKEN = r"[0-9]{1,3}(?:(?: 000)+|(?:[\u00a0\u2009\u202f][0-9]{3})+)(?![0-9])|[0-9]+(?:[.,:][0-9]+)*"


def read_numeral(token: str, rules: tuple[Rule, ...]) -> list[Numeral]:
    """The values of one ``TOKEN``, in order: one where the language has a reading, else its parts'."""
    if len(token) > LONGEST:
        return []
    return next(read(token) for pattern, read in rules if pattern.fullmatch(token))


def hours_and_minutes(digits: str) -> Decimal:
    """A clock time as hours.minutes, "0930" and "9:30" as 9.30, so that it equals the Indonesian "9.30"."""
    hours, minutes = (digits[:-2], digits[-2:]) if digits.isdecimal() else digits.split(":")
    return Decimal(f"{hours}.{minutes}")


def _without(separator: str, decimal: str = "") -> Callable[[str], list[Numeral]]:
    def read(token: str) -> list[Numeral]:
        plain = token.replace(separator, "")
        return [Numeral(Decimal(plain.replace(decimal, ".") if decimal else plain), 0, len(token))]

    return read


def _plain(token: str) -> list[Numeral]:
    return [Numeral(Decimal(token), 0, len(token))]


def _spaced(token: str) -> list[Numeral]:
    return [Numeral(Decimal("".join(token.split())), 0, len(token))]


def _clock(token: str) -> list[Numeral]:
    return [Numeral(hours_and_minutes(token), 0, len(token))]


def _comma_of_either_language(token: str) -> list[Numeral]:
    """Indonesian newspapers print "5,000" too, for five thousand."""
    decimal, thousands = Decimal(token.replace(",", ".")), Decimal(token.replace(",", ""))
    return [Numeral(decimal, 0, len(token), frozenset({thousands}))]


def _parts(token: str, *, firm: bool = True) -> list[Numeral]:
    return [
        Numeral(Decimal(part.group()), part.start(), part.end(), firm=firm) for part in re.finditer("[0-9]+", token)
    ]


def _unreadable(token: str) -> list[Numeral]:
    return _parts(token, firm=False)


def _rules(*rows: tuple[str, Callable[[str], list[Numeral]]]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), read) for pattern, read in rows)


_SPACED = r"[0-9]{1,3}(?:\s[0-9]{3})+"
_CLOCK = r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9]|0[0-9][0-5][0-9]"

ID_RULES = _rules(
    (_CLOCK, _clock),
    (r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?", _without(".", ",")),
    (r"[1-9][0-9]{0,2},[0-9]{3}", _comma_of_either_language),
    (r"[0-9]+,[0-9]+", _without("", ",")),
    (r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", _without(",")),
    (r"[0-9]+(?:\.[0-9]+)?", _plain),
    (_SPACED, _spaced),
    (r".*", _parts),
)
# Full stops for thousands and for decimals too: "1.196.5".
MIXED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+\.[0-9]{1,2}"
EN_RULES = _rules(
    (_CLOCK, _clock),
    (r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", _without(",")),
    (r"[0-9]+(?:\.[0-9]+)?", _plain),
    # A decimal comma or the full stops of an Indonesian number, copied: the first can still be read.
    (r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+", _without("", ",")),
    (r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+", _unreadable),
    (MIXED, _unreadable),
    (_SPACED, _spaced),
    (r".*", _parts),
)
