"""The numbers of a sentence as values, so that "Rp1,5 triliun" and "Rp1.5 trillion" can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from summarizer.fidelity.clock import ClockWords
from summarizer.fidelity.numbering import EN_NUMBERING, ID_NUMBERING, Numbering
from summarizer.fidelity.numerals import TOKEN, read_numeral
from summarizer.fidelity.spelled import Spelled, continued, read_spelled


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: ``text`` is the sentence's ``[start:end]``, scale words included, currency and unit not.

    ``value`` is what it means; a clock time means hours.minutes on 24 hours ("2:30 p.m." is 14.30). ``others`` are
    further values that it may mean, as 90 for "1990-an". ``firm`` is false for what is too vague to be reported
    ("kedua": second or both; "sejuta": a million or very many); such a number only vouches for its values.
    """

    value: Decimal
    start: int
    end: int
    text: str
    others: frozenset[Decimal] = frozenset()
    firm: bool = True

    @property
    def values(self) -> frozenset[Decimal]:
        """``value`` and ``others``."""
        return self.others | {self.value}


def source_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of an Indonesian sentence, in order; spans count code points and do not overlap."""
    return _read(text, ID_NUMBERING)


def target_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of an English sentence, in order; spans count code points and do not overlap."""
    return _read(text, EN_NUMBERING)


class _Token(NamedTuple):
    """``word`` is the token in lower case, "" for a gap over which no number continues."""

    word: str
    start: int
    end: int
    is_digits: bool = False


_TOKEN = re.compile(rf"(?P<digits>{TOKEN})|[^\W\d_]+")
_JOINT = re.compile(r"\s{0,3}|-")
_RANGE = re.compile(r"\s{0,3}(?:-|–|—|hingga|sampai|s\.?d\.?|dan|atau|to|and|or)\s{0,3}", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|persen\b|percent\b)", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[XVI])(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_UNITS = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
# "2024/25", "1995-96" and "'98".
_CENTURY_LEFT_OUT = re.compile(r"(?:(?<![0-9])[12][0-9]{3}[-–/]|(?<!\w)['’])(?=[0-9]{2}(?![0-9]))")
# Language has too many other words for these: "both", "a", "setengah".
_VAGUE = frozenset({Decimal(0), Decimal("0.5"), Decimal(1), Decimal(2)})


def _read(text: str, numbering: Numbering) -> tuple[Number, ...]:
    numbers = list(_numbers(text, numbering))
    numbers = _as_times(text, numbers, numbering.clock)
    numbers = _with_shared_scale(text, numbers)
    numbers = _with_surroundings(text, numbers, numbering)
    return tuple(_vague_in_idioms(text, numbers, numbering.idioms))


def _tokens(text: str) -> Iterator[_Token]:
    previous = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if not _JOINT.fullmatch(text, previous, start):
            yield _Token("", previous, start)
        yield _Token(match.group().lower(), start, end, match["digits"] is not None)
        previous = end


def _numbers(text: str, numbering: Numbering) -> Iterator[Number]:
    tokens = tuple(_tokens(text))
    words = tuple(token.word for token in tokens)
    position = 0
    while position < len(tokens):
        read = _from_digits if tokens[position].is_digits else _from_words
        found, stop = read(text, tokens, words, position, numbering)
        yield from found
        position = stop


def _from_digits(
    text: str, tokens: Sequence[_Token], words: Sequence[str], position: int, numbering: Numbering
) -> tuple[list[Number], int]:
    _, start, end, _ = tokens[position]
    numerals = read_numeral(text[start:end], numbering.rules)
    if len(numerals) != 1:
        spans = [(part, start + part.start, start + part.end) for part in numerals]
        return [Number(part.value, at, to, text[at:to], firm=part.firm) for part, at, to in spans], position + 1
    (numeral,) = numerals
    value, stop = continued(words, Spelled(numeral.value, position + 1), numbering.lexicon)
    end = tokens[stop - 1].end
    # "2,125 juta" and "5,125 persen" are decimals and not the thousands of an English-style comma.
    decimal = stop > position + 1 or _PERCENT.match(text, end)
    return [Number(value, start, end, text[start:end], frozenset() if decimal else numeral.others)], stop


def _from_words(
    text: str, tokens: Sequence[_Token], words: Sequence[str], position: int, numbering: Numbering
) -> tuple[list[Number], int]:
    word, start, end, _ = tokens[position]
    spelled = read_spelled(words, position, numbering.lexicon) if word else None
    if spelled:
        value, stop = spelled
        end = tokens[stop - 1].end
        return [Number(value, start, end, text[start:end], firm=not _is_vague(value, stop - position))], stop
    values = numbering.lexicon.loose.get(word) or _roman(text[start:end])
    if not values:
        return [], position + 1
    return [Number(values[0], start, end, text[start:end], frozenset(values[1:]), firm=False)], position + 1


def _is_vague(value: Decimal, words: int) -> bool:
    """"Seratus", "sejuta", "a thousand": one times a power of ten is a figure of speech as often as a figure."""
    return value in _VAGUE or (words <= 2 and value >= 100 and Decimal(value).normalize().digits_are_one)


def _roman(token: str) -> tuple[Decimal, ...]:
    match = _ROMAN.fullmatch(token)
    return (Decimal(10 * len(match[1]) + _ROMAN_UNITS[match[2]]),) if match else ()
