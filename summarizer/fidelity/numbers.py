"""The numbers of a sentence as values, so that "Rp1,5 triliun" and "Rp1.5 trillion" can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from summarizer.fidelity.clock import ClockWords
from summarizer.fidelity.number_words import Lexicon
from summarizer.fidelity.numbering import EN_NUMBERING, ID_NUMBERING, Numbering
from summarizer.fidelity.numerals import TOKEN, Numeral, read_numeral
from summarizer.fidelity.spelled import Spelled, continued, read_spelled


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: ``text`` is ``[start:end]`` of the sentence: with scale words, without unit.

    ``value`` is what it means; a clock time means hours.minutes on 24 hours ("2:30 p.m." is 14.30).
    ``others`` are further values that it may mean, as 90 for "1990-an".
    ``firm`` is false for what is too vague to be reported ("kedua" is second or both, "sejuta" a million
    or very many); such a number only vouches for its values.
    ``scale`` is what its scale words multiply by, 1000000 in "1,5 juta".
    """

    value: Decimal
    start: int
    end: int
    text: str
    others: frozenset[Decimal] = frozenset()
    firm: bool = True
    scale: Decimal = Decimal(1)


def numbers_of(text: str, lang: str) -> tuple[Number, ...]:
    """The numbers of a sentence, in order; spans count code points and do not overlap.

    None of a sentence in another language than Indonesian or English.
    """
    return _read(text, lang) if lang in _NUMBERINGS else ()


def source_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of an Indonesian sentence."""
    return numbers_of(text, "id")


def target_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of an English sentence."""
    return numbers_of(text, "en")


class _Token(NamedTuple):
    """``word`` is the token in lower case, "" for a gap over which no number continues."""

    word: str
    start: int
    end: int
    is_digits: bool = False


_NUMBERINGS = {"id": ID_NUMBERING, "en": EN_NUMBERING}
_TOKEN = re.compile(rf"(?P<digits>{TOKEN})|[^\W\d_]+")
_JOINT = re.compile(r"\s{0,3}|-")
RANGE = re.compile(r"\s{0,3}(?:-|–|—|hingga|sampai|s\.?d\.?|dan|atau|to|and|or)\s{0,3}", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|persen\b|percent\b)", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[XVI])(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_OPENINGS = frozenset("XVI")
_ROMAN_UNITS = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
# "2024/25", "1995-96" and "'98".
_CENTURY_LEFT_OUT = re.compile(r"(?:(?<![0-9])[12][0-9]{3}[-–/]|(?<!\w)['’])(?=[0-9]{2}(?![0-9]))")
# Language has too many other words for these: "both", "a", "setengah".
_VAGUE = frozenset({Decimal(0), Decimal("0.5"), Decimal(1), Decimal(2)})


# A dozen checks, repairs and counts ask for the numbers of the same few sentences, one after the other.
@lru_cache(maxsize=512)
def _read(text: str, lang: str) -> tuple[Number, ...]:
    numbering = _NUMBERINGS[lang]
    numbers = list(_numbers(text, numbering))
    if not numbers:
        return ()
    numbers = _as_times(text, numbers, numbering.clock)
    numbers = _with_shared_scale(text, numbers)
    numbers = _with_surroundings(text, numbers, numbering)
    return tuple(_vague_in_idioms(text, numbers, numbering.idioms))


def _tokens(text: str) -> Iterator[_Token]:
    previous = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        gap = text[previous:start]
        if gap != " " and not _JOINT.fullmatch(gap):
            yield _Token("", previous, start)
        yield _Token(match.group().lower(), start, end, match.lastgroup is not None)
        previous = end


def _numbers(text: str, numbering: Numbering) -> Iterator[Number]:
    tokens = tuple(_tokens(text))
    words = tuple(token.word for token in tokens)
    position = 0
    while position < len(tokens):
        word, start, _, is_digits = tokens[position]
        if not (is_digits or word in numbering.lexicon.openings or text[start] in _ROMAN_OPENINGS):
            position += 1
            continue
        read = _from_digits if is_digits else _from_words
        found, position = read(text, tokens, words, position, numbering)
        yield from found


def _from_digits(
    text: str, tokens: Sequence[_Token], words: Sequence[str], position: int, numbering: Numbering
) -> tuple[list[Number], int]:
    _, start, end, _ = tokens[position]
    numerals = read_numeral(text[start:end], numbering.rules)
    if len(numerals) != 1:
        return [_part_of_numeral(text, start, part) for part in numerals], position + 1
    (numeral,) = numerals
    value, stop = continued(words, Spelled(numeral.value, position + 1), numbering.lexicon)
    end = tokens[stop - 1].end
    # "2,125 juta" and "5,125 persen" are decimals and not the thousands of an English-style comma.
    decimal = stop > position + 1 or _PERCENT.match(text, end)
    others = frozenset() if decimal else numeral.others
    scale = value / numeral.value if numeral.value else Decimal(1)
    return [Number(value, start, end, text[start:end], others, scale=scale)], stop


def _part_of_numeral(text: str, start: int, part: Numeral) -> Number:
    end = start + part.end
    start += part.start
    return Number(part.value, start, end, text[start:end], firm=part.firm)


def _from_words(
    text: str, tokens: Sequence[_Token], words: Sequence[str], position: int, numbering: Numbering
) -> tuple[list[Number], int]:
    word, start, end, _ = tokens[position]
    spelled = read_spelled(words, position, numbering.lexicon) if word else None
    if spelled:
        value, stop = spelled
        end = tokens[stop - 1].end
        firm = value not in _VAGUE and not _is_figure_of_speech(words[position:stop], numbering.lexicon)
        scale = Decimal(numbering.lexicon.scales.get(words[stop - 1], 1))
        return [Number(value, start, end, text[start:end], firm=firm, scale=scale)], stop
    values = numbering.lexicon.loose.get(word) or _roman(text[start:end])
    if not values:
        return [], position + 1
    return [Number(values[0], start, end, text[start:end], frozenset(values[1:]), firm=False)], position + 1


def _is_figure_of_speech(words: Sequence[str], lexicon: Lexicon) -> bool:
    """One times a power of ten ("seratus", "a thousand") is a figure of speech as often as a figure."""
    by_itself = len(words) == 1 and words[0] in lexicon.rounds
    return by_itself or (len(words) == 2 and words[0] == lexicon.article)


def _roman(token: str) -> tuple[Decimal, ...]:
    match = _ROMAN.fullmatch(token)
    return (Decimal(10 * len(match[1]) + _ROMAN_UNITS[match[2]]),) if match else ()


def _as_times(text: str, numbers: list[Number], clock: ClockWords) -> list[Number]:
    """Clock times get their 24-hour value. The second time of a range is marked by the first one."""
    starts = clock.starts(text)
    times: list[Number] = []
    marked = False
    for position, number in enumerate(numbers):
        follows_time = marked and RANGE.fullmatch(text, numbers[position - 1].end, number.start)
        marked = bool(follows_time) or number.start in starts
        time = clock.read(text, number.end, number.value, marked=marked or ":" in number.text)
        if time:
            number = replace(number, value=time.value, others=number.others | time.others)
        times.append(number)
    return times


def _with_shared_scale(text: str, numbers: list[Number]) -> list[Number]:
    """In "10-15 juta" the first number may mean millions too."""
    shared = list(numbers)
    for position in range(len(numbers) - 1):
        number, following = numbers[position : position + 2]
        if RANGE.fullmatch(text, number.end, following.start) and following.scale > number.scale:
            shared[position] = replace(number, others=number.others | {number.value * following.scale})
    return shared


def _with_surroundings(text: str, numbers: list[Number], numbering: Numbering) -> list[Number]:
    """The further values that decades, abbreviations and years without their century have."""
    short_years = {match.end() for match in _CENTURY_LEFT_OUT.finditer(text)}
    surrounded = []
    for number in numbers:
        value, others = number.value, number.others
        for suffix, further in numbering.suffixes:
            if suffix.match(text, number.end):
                others |= further(value)
        if number.start in short_years:
            others |= {1900 + value, 2000 + value}
        surrounded.append(replace(number, others=others))
    return surrounded


def _vague_in_idioms(text: str, numbers: list[Number], idioms: re.Pattern[str]) -> Iterator[Number]:
    inside = {position for match in idioms.finditer(text) for position in range(*match.span())}
    for number in numbers:
        yield replace(number, firm=False) if number.start in inside else number
