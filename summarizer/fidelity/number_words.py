"""The words that Indonesian and English build numbers from, as tables for the grammar in ``spelled``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's number words, all in lower case.

    ``additive``: 0 to 19 and the tens, cardinal and ordinal.
    ``teens``: what adds ten to the unit before it.
    ``multipliers``: what a number below 100 may be multiplied by. ``scales``: 12, and 1000 and up.
    ``rounds``: words for one times a multiplier or scale; ``article`` makes one of the scale that follows it.
    ``denominators``: make a fraction of the number before them, ``singular`` of the word ``one`` only;
    ``per`` does it together with the number after it.
    ``fractions``: are one by themselves. ``half``: halves the scale after it.
    ``plus_half``: adds one half to the number before it.
    ``loose``: stand for a number too vaguely to be reported, but vouch for each of their values.
    ``openings``: all words with which a number, or what stands for one, may begin.
    """

    additive: Mapping[str, int]
    teens: frozenset[str]
    multipliers: Mapping[str, int]
    scales: Mapping[str, int]
    rounds: Mapping[str, int]
    denominators: Mapping[str, int]
    singular: Mapping[str, int]
    per: str | None
    fractions: Mapping[str, Decimal]
    half: frozenset[str]
    plus_half: tuple[tuple[str, ...], ...]
    one: str
    article: str | None
    conjunction: str | None
    point: str
    loose: Mapping[str, tuple[Decimal, ...]]
    openings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        words = {*self.additive, *self.rounds, *self.fractions, *self.half, *self.loose}
        object.__setattr__(self, "openings", frozenset(words if self.article is None else {*words, self.article}))


def _loose(*rows: tuple[str, tuple[int | str, ...]]) -> dict[str, tuple[Decimal, ...]]:
    return {word: tuple(Decimal(value) for value in values) for words, values in rows for word in words.split()}


_ID_UNITS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
}  # fmt: skip
_ID_CARDINALS = _ID_UNITS | {"sepuluh": 10, "sebelas": 11}
_ID_DENOMINATORS = {f"per{word}": value for word, value in _ID_CARDINALS.items() if value > 2}

INDONESIAN = Lexicon(
    additive=_ID_CARDINALS
    | {f"ke{word}": value for word, value in _ID_CARDINALS.items()}
    | {"nol": 0, "pertama": 1},
    # "-an" makes a number vague ("dua puluhan": in one's twenties) and leaves its value.
    teens=frozenset({"belas", "belasan"}),
    multipliers={"puluh": 10, "puluhan": 10, "ratus": 100, "ratusan": 100},
    scales={
        "lusin": 12, "ribu": 10**3, "ribuan": 10**3, "rb": 10**3, "juta": 10**6, "jutaan": 10**6, "jt": 10**6,
        "miliar": 10**9, "milyar": 10**9, "miliaran": 10**9, "triliun": 10**12, "trilyun": 10**12,
        "triliunan": 10**12, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    },
    rounds={
        "selusin": 12, "seratus": 100, "keseratus": 100, "seribu": 10**3, "keseribu": 10**3, "sejuta": 10**6,
        "semiliar": 10**9, "setriliun": 10**12,
    },
    denominators=_ID_DENOMINATORS,
    singular={},
    per="per",
    fractions={f"se{word}": Decimal(1) / value for word, value in _ID_DENOMINATORS.items()},
    half=frozenset({"setengah", "separuh"}),
    plus_half=(("setengah",), ("separuh",)),
    one="satu",
    article=None,
    conjunction=None,
    point="koma",
    loose=_loose(
        # The se- of one thing is no number to a reader, but an English "1" may come from it.
        ("sebuah seorang seekor sekali sehari seminggu sepekan sebulan setahun sejam semenit tunggal", (1,)),
        ("keduanya berdua sepasang ganda dobel", (2,)),
        ("ketiganya bertiga trio", (3,)),
        ("keempatnya berempat kuartet perempat", (4,)),
        ("kelimanya berlima", (5,)),
        # "setengah" is also 50 percent and 30 minutes.
        ("setengah separuh separo", ("0.5", 50, 30)),
        ("perdelapan", (16, 8)),
        ("dekade dasawarsa sedekade", (10,)),
        ("abad seabad", (100,)),
    ),
)  # fmt: skip

_EN_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_EN_FRACTION_ORDINALS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip

ENGLISH = Lexicon(
    additive={
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
        "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
        "first": 1, "second": 2, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
        "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    }
    | _EN_FRACTION_ORDINALS
    | _EN_TENS
    | {f"{word[:-1]}ieth": value for word, value in _EN_TENS.items()},
    teens=frozenset(),
    multipliers={"hundred": 100, "hundredth": 100},
    scales={
        "dozen": 12, "thousand": 10**3, "thousands": 10**3, "thousandth": 10**3, "million": 10**6,
        "millions": 10**6, "mn": 10**6, "billion": 10**9, "billions": 10**9, "bn": 10**9, "trillion": 10**12,
        "trillions": 10**12, "tn": 10**12, "trn": 10**12,
    },
    rounds={},
    denominators={f"{word}s": value for word, value in _EN_FRACTION_ORDINALS.items()} | {"quarters": 4},
    singular=_EN_FRACTION_ORDINALS | {"quarter": 4},
    per=None,
    fractions={},
    half=frozenset({"half"}),
    plus_half=(("and", "a", "half"), ("and", "one", "half")),
    one="one",
    article="a",
    conjunction="and",
    point="point",
    loose=_loose(
        ("no nil none goalless scoreless", (0,)),
        ("a an once single sole", (1,)),
        ("both twice double doubled doubles pair couple twin twins brace", (2,)),
        ("triple tripled threefold thrice trio triad trick", (3,)),
        ("quadruple quadrupled fourfold quartet", (4,)),
        ("fivefold", (5,)),
        ("half", ("0.5", 50, 30)), ("quarter", ("0.25", 25, 15, 4)),
        ("tenfold decade decades", (10,)), ("dozens", (12,)), ("fortnight", (14, 2)),
        ("century centuries", (100,)),
        ("noon midday", (12,)), ("midnight", (0, 12, 24)),
        ("twenties", (20, 1920)), ("thirties", (30, 1930)), ("forties", (40, 1940)),
        ("fifties", (50, 1950)),
        ("sixties", (60, 1960)), ("seventies", (70, 1970)), ("eighties", (80, 1980)),
        ("nineties", (90, 1990)),
    ),
)  # fmt: skip
