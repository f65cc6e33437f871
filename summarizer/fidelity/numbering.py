"""How Indonesian and English write numbers: words, digits, clock times and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from summarizer.fidelity.clock import EN_CLOCK, ID_CLOCK, ClockWords
from summarizer.fidelity.number_words import ENGLISH, INDONESIAN, Lexicon
from summarizer.fidelity.numerals import EN_RULES, ID_RULES, Rule

Suffix: TypeAlias = tuple[re.Pattern[str], Callable[[Decimal], frozenset[Decimal]]]


class Numbering(NamedTuple):
    """One language. ``suffixes``: what may stand behind a number, and the further values that it then has.

    ``idioms`` match where a number counts nothing or may be printed without figures.
    """

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    clock: ClockWords
    suffixes: tuple[Suffix, ...]
    idioms: re.Pattern[str]


def _decade(value: Decimal) -> frozenset[Decimal]:
    if 1000 <= value <= 2100:
        return frozenset({value % 100})
    return frozenset({1900 + value, 2000 + value}) if value < 100 else frozenset()


def _share(value: Decimal) -> frozenset[Decimal]:
    return frozenset({1 / value})


def _times(factor: int | Decimal) -> Callable[[Decimal], frozenset[Decimal]]:
    return lambda value: frozenset({value * factor})


ID_NUMBERING = Numbering(
    lexicon=INDONESIAN,
    rules=ID_RULES,
    clock=ID_CLOCK,
    suffixes=(
        (re.compile(r"-?an\b"), _decade),
        (re.compile(r"\s+(?:dekade|dasawarsa)\b"), _times(10)),
        (re.compile(r"\s+abad\b"), _times(100)),
        (re.compile(r"\s?M\b"), _times(10**9)),
        (re.compile(r"\s?T\b"), _times(10**12)),
        (re.compile(r"\s?(?:s|dtk|detik)\b"), _times(Decimal("0.001"))),  # a lap of "59.212s", printed as in English
    ),
    # Street vendors, vehicles by their wheels, polygons, in private, dizzy, degrees S1 to S3, square metres.
    # "Teman2" is short for "teman-teman".
    idioms=re.compile(
        r"\b(?:kaki lima|(?:roda|segi) [a-z]+|empat mata|tujuh keliling|S[123]|[kcmdh]?m[23]|[a-z]{3,}2(?:an|nya)?)\b"
        # The month of a date in figures, which a name may stand for: 12/8, 12.08.2024.
        r"|(?<=[0-9]/)(?:0?[1-9]|1[0-2])(?![0-9])|(?<=[0-9][./-])(?:0?[1-9]|1[0-2])(?=[./-][12][0-9]{3})",
        re.IGNORECASE,
    ),
)  # fmt: skip
EN_NUMBERING = Numbering(
    lexicon=ENGLISH,
    rules=EN_RULES,
    clock=EN_CLOCK,
    suffixes=(
        (re.compile(r"['’]?s\b"), _decade),
        (re.compile(r"\s+decades\b"), _times(10)),
        (re.compile(r"\s+centuries\b"), _times(100)),
        (re.compile(r"[kK]\b"), _times(10**3)),
        (re.compile(r"[mM]\b"), _times(10**6)),
        # "A third", "a fifth": a share as well as a rank.
        (re.compile(r"(?:(?<=third)|(?<=th))(?![a-z])"), _share),
    ),
    idioms=re.compile(
        r"\b(?:third[ -]part(?:y|ies)|[kcmdh]?m[23])\b"
        # Day and month of a date in figures: 8/12 and 12/8 are written for "12 Agustus".
        r"|\b[0-3]?[0-9](?:/[0-3]?[0-9](?![0-9])|[./-][0-3]?[0-9](?=[./-][12][0-9]{3}))",
        re.IGNORECASE,
    ),
)
