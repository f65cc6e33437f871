"""The grammar of spelled numbers: from a run of words to one value, in either language."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import gcd
from typing import NamedTuple

from summarizer.fidelity.number_words import Lexicon

_HALF = Decimal("0.5")
_UNBOUNDED = 10**18
# "3 ratus ribu triliun"; without a bound a looping target would overflow Decimal's exponent.
_MOST_SCALES = 3
# "Dua perempat final" is two quarter-finals.
_FINAL = "final"


class Spelled(NamedTuple):
    """A number spelled by the words up to ``stop``."""

    value: Decimal
    stop: int


class _Whole(NamedTuple):
    value: int
    stop: int


def read_spelled(words: Sequence[str], first: int, lexicon: Lexicon) -> Spelled | None:
    """The number that begins at ``words[first]``, over as many words as belong to it, or None.

    ``words`` are lower-case and stand in one run: nothing between them ends a number.
    """
    word = words[first]
    if word in lexicon.fractions:
        return Spelled(lexicon.fractions[word], first + 1)
    if word in lexicon.half:
        start = first + 1 + (_at(words, first + 1) == lexicon.article)
        scaled = _with_scales(words, Spelled(_HALF, start), lexicon)
        return scaled if scaled.stop > start else None
    whole = _whole(words, first, lexicon)
    if whole is None:
        return None
    return continued(words, Spelled(Decimal(whole.value), whole.stop), lexicon)


def continued(words: Sequence[str], number: Spelled, lexicon: Lexicon) -> Spelled:
    """``number`` with the fraction and scale words after it: "dua pertiga", "two and a half million"."""
    value, stop = number
    if fraction := _fraction(words, number, lexicon):
        return fraction
    for half in lexicon.plus_half:
        if tuple(words[stop : stop + len(half)]) == half:
            return _with_scales(words, Spelled(value + _HALF, stop + len(half)), lexicon)
    if _at(words, stop) == lexicon.point:
        digits = ""
        while (digit := lexicon.additive.get(_at(words, stop + 1 + len(digits)), 10)) < 10:
            digits += str(digit)
        if digits:
            decimal = Spelled(value + Decimal(f"0.{digits}"), stop + 1 + len(digits))
            return _with_scales(words, decimal, lexicon)
    return _with_scales(words, number, lexicon)


def _fraction(words: Sequence[str], numerator: Spelled, lexicon: Lexicon) -> Spelled | None:
    """A fraction in lowest terms: "two quarters" are parts of a year, "satu per satu" is one by one."""
    value, stop = numerator
    if _at(words, stop) == lexicon.per:
        stop += 1
        denominator = lexicon.additive.get(_at(words, stop), 0)
    else:
        singular = lexicon.singular if words[stop - 1] == lexicon.one else {}
        denominator = lexicon.denominators.get(_at(words, stop)) or singular.get(_at(words, stop), 0)
    if value >= denominator or value != int(value) or _at(words, stop + 1).startswith(_FINAL):
        return None
    return Spelled(value / denominator, stop + 1) if gcd(int(value), denominator) == 1 else None


def _with_scales(words: Sequence[str], number: Spelled, lexicon: Lexicon) -> Spelled:
    """``number`` times the scale words that follow it: "1,5 juta", "300 ribu triliun"."""
    value, stop = number
    for _ in range(_MOST_SCALES):
        factor = lexicon.scales.get(_at(words, stop)) or lexicon.multipliers.get(_at(words, stop))
        if not factor:
            break
        value, stop = value * factor, stop + 1
    return Spelled(value, stop)


def _at(words: Sequence[str], position: int) -> str:
    return words[position] if position < len(words) else ""


def _whole(words: Sequence[str], first: int, lexicon: Lexicon) -> _Whole | None:
    """Chunks below 1000, each under a smaller scale than the one before: "dua juta lima ratus ribu tiga"."""
    number: _Whole | None = None
    bound = _UNBOUNDED
    while True:
        start = _after_conjunction(words, number.stop, lexicon) if number else first
        chunk = _below_thousand(words, start, lexicon)
        if chunk is None:
            return number
        scale = lexicon.scales.get(_at(words, chunk.stop), 1)
        scaled = _Whole(chunk.value * scale, chunk.stop + (scale > 1))
        if scaled.value >= bound:
            return number
        number = _Whole(number.value + scaled.value, scaled.stop) if number else scaled
        bound = chunk.value if chunk.value >= 1000 else scale
        if bound == 1:
            return number


def _below_thousand(words: Sequence[str], first: int, lexicon: Lexicon) -> _Whole | None:
    """Up to 999, or the word for one scale by itself ("seribu", "a million"), which may be more."""
    head = _one_scale(words, first, lexicon) or _below_hundred(words, first, lexicon)
    if head is None:
        return None
    factor = lexicon.multipliers.get(_at(words, head.stop), 0)
    if factor >= 100 and head.value:
        head = _Whole(head.value * factor, head.stop + 1)
    if head.value < 100 or head.value % 100:
        return head
    tail = _below_hundred(words, _after_conjunction(words, head.stop, lexicon), lexicon)
    if head.value >= 1000 or tail is None or _at(words, tail.stop) in lexicon.multipliers:
        return head
    return _Whole(head.value + tail.value, tail.stop)


def _one_scale(words: Sequence[str], first: int, lexicon: Lexicon) -> _Whole | None:
    word, following = _at(words, first), _at(words, first + 1)
    if word in lexicon.rounds:
        return _Whole(lexicon.rounds[word], first + 1)
    if word == lexicon.article:
        scale = lexicon.scales.get(following) or lexicon.multipliers.get(following)
        return _Whole(scale, first + 2) if scale else None
    return None


def _below_hundred(words: Sequence[str], first: int, lexicon: Lexicon) -> _Whole | None:
    value = lexicon.additive.get(_at(words, first))
    if value is None:
        return None
    stop = first + 1
    if 0 < value < 10:
        if _at(words, stop) in lexicon.teens:
            return _Whole(value + 10, stop + 1)
        if lexicon.multipliers.get(_at(words, stop)) == 10:
            value, stop = value * 10, stop + 1
    unit = lexicon.additive.get(_at(words, stop), 0)
    closed = value < 20 or value % 10
    # In "dua puluh tiga puluh" the second number begins with the unit.
    following = _at(words, stop + 1)
    if closed or not 0 < unit < 10 or following in lexicon.multipliers or following in lexicon.teens:
        return _Whole(value, stop)
    return _Whole(value + unit, stop + 1)


def _after_conjunction(words: Sequence[str], position: int, lexicon: Lexicon) -> int:
    return position + 1 if _at(words, position) == lexicon.conjunction else position
