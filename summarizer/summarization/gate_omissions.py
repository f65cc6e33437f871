"""What a written sentence leaves out of a receipt and thereby turns: whose act it is, under which condition, how many.

Each check gives its reasons against the sentence, for a reader; none if there is nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from summarizer.fidelity.numbers import Number, numbers_of
from summarizer.summarization.content_words import Word, content_words
from summarizer.summarization.receipts import Receipts

# The end of what stands before the subject of a clause.
_CLAUSE_START = re.compile(r"[,;:–—(“\"]|\b(?:that|bahwa)\b")
# An aside between marks, or a place: "the flood in Kupang killed".
_ASIDE = re.compile(r"\s*(?:[,(–—].*[,)–—]|(?:in|at|di|pada)(?:\s+[A-Z][\w-]*){1,4},?)\s*", re.DOTALL)
# Without these a condition, a limit or a rumour becomes a fact.
_CONDITIONS = {
    "en": re.compile(
        r"\b(?:if|unless|until|except|provided|according|rumou?rs?|allegedly|reportedly)\b", re.IGNORECASE
    ),
    "id": re.compile(
        r"\b(?:jika|kalau|bila|apabila|kecuali|asal(?:kan)?|menurut|konon|kabarnya|kemungkinan)\b", re.IGNORECASE
    ),
}
_BOUNDS = {
    "en": {
        "more": r"more than|over|above|at least|no fewer than",
        "less": r"(?:fewer|less) than|under|below|up to|at most|no more than",
        "only": r"only|just|merely",
        "almost": r"almost|nearly",
    },
    "id": {
        "more": r"lebih dari|di atas|sedikitnya|setidaknya|paling sedikit|minimal",
        "less": r"kurang dari|di bawah|paling banyak|maksimal",
        "only": r"hanya|cuma",
        "almost": r"hampir|nyaris",
    },
}
_BOUND = {
    lang: {name: re.compile(rf"\b(?:{pattern})\s+(?:\w+\s+)?\Z", re.IGNORECASE) for name, pattern in bounds.items()}
    for lang, bounds in _BOUNDS.items()
}


def skipped_words(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Words of a receipt that the sentence leaves out, and is not true without."""
    if found := _aligned(sentence, receipts):
        own, places = found
        yield from _skipped_subject(sentence, own, places, receipts.lang)
        yield from _skipped_facts(sentence, own, places, receipts.lang)
        yield from _skipped_conditions(sentence, own, receipts.lang)


def changed_bounds(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Numbers that are more, less, only or almost what the receipts say."""
    lang = receipts.lang
    known = [(number, _bound(own, number.start, lang)) for own in receipts.own for number in _numbers(own, lang)]
    for number in _numbers(sentence, lang):
        there = {bound for other, bound in known if other.value == number.value}
        if there and _bound(sentence, number.start, lang) not in there:
            yield f"in its sources the number {number.text} is more, less or only that"


def _skipped_subject(sentence: str, own: str, places: list[Word], lang: str) -> Iterator[str]:
    """A beginning in the middle of a phrase: of "the lawyer of Andi Saputra" there is "Andi Saputra"."""
    if content_words(sentence, lang)[0].lemma != places[0].lemma:
        return  # it begins with another name for what stands there
    before = own[: places[0].start]
    starts = [match.end() for match in _CLAUSE_START.finditer(before)]
    skipped = before[starts[-1] if starts else 0 :]
    if content_words(skipped, lang):
        yield f"{skipped.strip()!r} stands before its first words in its sources"


def _skipped_facts(sentence: str, own: str, places: list[Word], lang: str) -> Iterator[str]:
    """Neighbouring words between which the receipt has a name or a number: it says the one of somebody else."""
    said = {number.value for number in numbers_of(sentence, lang)}
    for left, right in pairwise(places):
        gap = own[left.end : right.start]
        has_name = any(gap[word.start].isupper() for word in content_words(gap, lang))
        has_number = any(number.value not in said for number in _numbers(gap, lang))
        if (has_name or has_number) and not _ASIDE.fullmatch(gap):
            yield f"{gap.strip()!r} stands between its words in its sources"
            return


def _skipped_conditions(sentence: str, own: str, lang: str) -> Iterator[str]:
    """Conditions, exceptions and rumours of the receipt that the sentence does not have."""
    lost = _CONDITIONS[lang].search(own)
    if lost and not _CONDITIONS[lang].search(sentence):
        yield f"{lost.group()!r} of its sources is lost"


def _aligned(sentence: str, receipts: Receipts) -> tuple[str, list[Word]] | None:
    """The receipt that has most of the sentence's words, and where these stand in it, each behind the one before."""
    wanted = content_words(sentence, receipts.lang)
    found = [(own, _places(wanted, content_words(own, receipts.lang))) for own in receipts.own]
    best = max(found, key=lambda one: len(one[1]), default=None)
    return best if best is not None and best[1] else None


def _places(wanted: list[Word], there: list[Word]) -> list[Word]:
    places: list[Word] = []
    position = 0
    for word in wanted:
        following = next((n for n in range(position, len(there)) if there[n].lemma == word.lemma), None)
        if following is not None:
            places.append(there[following])
            position = following + 1
    return places


def _numbers(text: str, lang: str) -> list[Number]:
    return [number for number in numbers_of(text, lang) if number.text[0].isdigit()]


def _bound(text: str, start: int, lang: str) -> str:
    before = text[:start]
    return next((name for name, pattern in _BOUND[lang].items() if pattern.search(before)), "")
