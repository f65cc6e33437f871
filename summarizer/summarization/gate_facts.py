"""The facts of a written sentence: numbers, amounts, dates, names and points of the compass have to be in its receipts.

Each check gives its reasons against the sentence, for a reader; none if there is nothing to say.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, zip_longest

from summarizer.fidelity.dates import dates_of, unmatched_dates
from summarizer.fidelity.directions import POINTS
from summarizer.fidelity.names import is_kept
from summarizer.fidelity.number_checks import unmatched
from summarizer.fidelity.numbers import Number, numbers_of
from summarizer.fidelity.quantities import Quantity, quantities_of, units_agree
from summarizer.fidelity.units import Unit
from summarizer.summarization.content_words import FUNCTION_WORDS, lemma
from summarizer.summarization.receipts import Receipts

# "One of them", "no one": of these in words a sentence has more than its sources count.
_UNCOUNTED = frozenset({0, 1})
_BESIDE = re.compile(r"[\s,(-]*(?:of\s+|the\s+)?")
# Day, month and year in figures, and a number behind them.
_MOST_IN_A_DATE = 4
_POINTS = {english: indonesian.replace(" ", "") for indonesian, english in POINTS.items()}
_POINT = {
    "en": re.compile(r"\b((?:north|south)[\s-]?(?:east|west)|north|south|east|west)(?:ern)?\b", re.IGNORECASE),
    "id": re.compile(r"\b(barat\s*daya|(?:barat|timur)\s*laut|tenggara|utara|selatan|timur|barat)\b", re.IGNORECASE),
}  # fmt: skip
# Digits stand in names too: "Boeing-737", "X550IU".
_NAME_WORD = re.compile(r"(?=[0-9]*[^\W\d_])[^\W_]+(?:['’][^\W\d_]+)*")
_BEFORE_A_START = frozenset(".!?:…\"“”'‘’([«")
_QUOTATION = re.compile(r"\"[^\"]+\"|“[^”]+”")
_SPOKEN_WORD = re.compile(r"[^\W_]+")
# Days that are told from the day of writing.
_RELATIVE = {
    "en": re.compile(
        r"\b(?:yesterday|today|tonight|tomorrow|(?:last|next|this)\s+(?:week|month|year))\b", re.IGNORECASE
    ),
    "id": re.compile(
        r"\b(?:kemarin|besok|lusa|nanti malam|tadi malam|hari ini|(?:pekan|minggu|bulan|tahun)\s+(?:lalu|depan|ini))\b",
        re.IGNORECASE,
    ),
}


def unsupported_numbers(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Values that no receipt has in the source; of vague ones ("both", "dozens") either text may have the word."""
    own = _spoken(" ".join(receipts.own))
    counted = [
        replace(number, firm=True)
        for number in numbers_of(sentence, receipts.lang)
        if _is_counted(number) and (number.firm or _spoken(number.text) not in own)
    ]
    for source in receipts.evidence:
        counted = unmatched(counted, numbers_of(source, receipts.evidence_lang), source)
    for printed in dict.fromkeys(number.text for number in counted):
        yield f"the number {printed} is not in its sources"


def unsupported_amounts(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Numbers that the source has, but with another unit, or without one where the sentence has it."""
    known = [one for source in receipts.evidence for one in quantities_of(source, receipts.evidence_lang)]
    for quantity in quantities_of(sentence, receipts.lang):
        if not _is_counted(quantity.number):
            continue
        same = [one for one in known if _same_value(quantity.number, one.number)]
        if same and not any(_same_unit(quantity.unit, one.unit) for one in same):
            yield f"{_shown(quantity)} is {' or '.join(dict.fromkeys(map(_shown, same)))} in its sources"


def unsupported_dates(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Months, weekdays and their days or years that are not in the source; "yesterday" if no receipt says it."""
    found = [name._replace(firm=True) for name in dates_of(sentence, receipts.lang) if name.firm or name.text.istitle()]
    for source in receipts.evidence:
        found = list(unmatched_dates(found, dates_of(source, receipts.evidence_lang), source).values())
    yield from (f"{name.text} is not in its sources" for name in found)
    known = {date for source in receipts.evidence for date in _days(source, receipts.evidence_lang)}
    for name, value in _days(sentence, receipts.lang):
        if (name, value) not in known and all(name != one.name for one in found):
            yield f"{name} {value} is not in its sources"
    own = " ".join(receipts.own).casefold()
    for match in _RELATIVE[receipts.lang].finditer(sentence):
        if match.group().casefold() not in own:
            yield f"{match.group()!r} is not in its sources"


def unsupported_names(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Names that are in no text of the receipts; two words of one name have to stand side by side there too."""
    names = list(_names(sentence, receipts.lang))
    texts = receipts.names
    missing = {name.group() for name in names if not any(_has_name(_plain(name), text) for text in texts)}
    yield from (f"the name {name} is not in its sources" for name in sorted(missing))
    for left, right in pairwise(names):
        if sentence[left.end() : right.start()].isspace() and missing.isdisjoint((left.group(), right.group())):
            pair = re.compile(
                rf"(?<!\w){re.escape(_plain(left))}(?:['’]s)?\W+{re.escape(_plain(right))}(?!\w)", re.IGNORECASE
            )
            if not any(map(pair.search, texts)):
                yield f"the name {left.group()} {right.group()} is not in its sources"


def unsupported_directions(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Points of the compass that no receipt has: what lies southwest of a city is not west of it."""
    known = {_in_indonesian(one) for source in receipts.evidence for one in _points(source, receipts.evidence_lang)}
    copied = {point for source in receipts.evidence for point in _points(source, receipts.lang)}
    for point in _points(sentence, receipts.lang):
        if _in_indonesian(point) not in known and point not in copied:
            yield f"{point!r} is not in its sources"


def unsupported_quotations(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Quotations that are not closed, or whose words no receipt has in this order."""
    if sentence.count('"') % 2 or sentence.count("“") != sentence.count("”"):
        yield "a quotation in it is not whole"
    texts = [_spoken(own) for own in receipts.own]
    for match in _QUOTATION.finditer(sentence):
        if not any(_spoken(match.group()) in text for text in texts):
            yield f"nobody says {match.group()} in its sources"


def _spoken(text: str) -> str:
    """The words alone, each between blanks."""
    return f" {' '.join(_SPOKEN_WORD.findall(text.casefold()))} "


def _is_counted(number: Number) -> bool:
    return number.value not in _UNCOUNTED or number.text[0].isdigit()


def _days(text: str, lang: str) -> Iterator[tuple[str, Decimal]]:
    """Each month or weekday with each number that stands beside it or within it."""
    found = numbers_of(text, lang)
    for name in dates_of(text, lang):
        first = bisect(found, name.start, key=lambda number: number.end)
        for number in found[max(first - 1, 0) : first + _MOST_IN_A_DATE]:
            left, right = sorted(((name.start, name.end), (number.start, number.end)))
            if left[1] > right[0] or _BESIDE.fullmatch(text, left[1], right[0]):
                yield name.name, number.value


def _same_value(one: Number, other: Number) -> bool:
    return not unmatched([replace(one, firm=True)], [other], "")


def _same_unit(one: Unit | None, other: Unit | None) -> bool:
    """Equal, or one of them leaves open which of a family it is ("dolar"), or the sentence needs to say none."""
    if one is None or other is None:
        return one is other or (one is None and other is not None and other.is_time)
    return units_agree(one, other)


def _shown(quantity: Quantity) -> str:
    return f"{quantity.number.text} ({quantity.unit.name})" if quantity.unit else quantity.number.text


def _names(sentence: str, lang: str) -> Iterator[re.Match[str]]:
    """Words with a capital that are not of the grammar; the first one only where it is no word of the language."""
    words = list(_NAME_WORD.finditer(sentence))
    for word, following in zip_longest(words, words[1:]):
        if not any(map(str.isupper, word.group())) or word.group().casefold() in FUNCTION_WORDS[lang]:
            continue
        if _is_first(sentence, word.start()) and not _goes_on(word, following) and _is_word(word.group(), lang):
            continue
        if not any(name.start <= word.start() < name.end for name in dates_of(sentence, lang)):
            yield word


def _is_first(sentence: str, start: int) -> bool:
    before = sentence[:start].rstrip()
    return not before or before[-1] in _BEFORE_A_START


def _goes_on(word: re.Match[str], following: re.Match[str] | None) -> bool:
    """Whether a second word with a capital follows: "Bintang Timur" is a name."""
    return (
        following is not None
        and following.group()[0].isupper()
        and word.string[word.end() : following.start()].isspace()
    )


def _is_word(word: str, lang: str) -> bool:
    from simplemma import is_known

    folded = word.casefold()
    return not word.isupper() and (is_known(folded, lang=lang) or is_known(lemma(folded, lang), lang=lang))


def _plain(name: re.Match[str]) -> str:
    """Without the ending of possession, nor the "-nya" of "Instagramnya"."""
    return re.sub(r"['’]s?\Z|(?<=\w{4})-?nya\Z", "", name.group())


def _has_name(name: str, text: str) -> bool:
    """Whether the text has the whole name, or spells the acronym out."""
    if re.search(rf"(?<![^\W_]){re.escape(name)}(?:-?nya)?(?![^\W_])", text, re.IGNORECASE):
        return True
    return name.isupper() and is_kept(name, text)


def _in_indonesian(point: str) -> str:
    return _POINTS.get(point, point)


def _points(text: str, lang: str) -> Iterable[str]:
    matches = _POINT[lang].finditer(text)
    return dict.fromkeys(re.sub(r"[\s-]", "", match.group(1).casefold()) for match in matches)
