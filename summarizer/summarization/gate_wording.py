"""Who did what, and whether at all: what a written sentence must not turn round, where all its words are right.

Each check gives its reasons against the sentence, for a reader; none if there is nothing to say.
"""

from __future__ import annotations

import math
import re
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from summarizer.fidelity.numbers import numbers_of
from summarizer.summarization.content_words import content_words, lemma
from summarizer.summarization.receipts import Receipts, plain_words

_CLAUSE_END = re.compile(r"[,;:.!?()\"“”–—]")
# How many words around a number say what it counts.
_REACH = 3
# A number stands before what it counts in both languages; what stands before the number says less of it.
_BEFORE = 0.3
_MARGIN = 0.1
_TOGETHER = 4
# A receipt of which so much is in the sentence is taken whole, with what it denies.
_WHOLE = 0.8
# Content words within which two of them belong together, and more than any two are apart.
_NEAR = 3
_FAR = 10**9

_MARKERS = {
    "en": {
        "a denial": r"not|\w+n['’]t|no|never|none|nor|neither|nobody|nothing|without|cannot|unable|false"
        r"|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing)|fail(?:s|ed|ing)?|cancel(?:s|led|ling|ed)?",
        "a doubt": r"may|might|could|would|if|unless|almost|nearly|likely|possibl[ey]|probabl[ey]|reportedly|rumou?red"
        r"|alleged(?:ly)?|suspect(?:s|ed)?|accus(?:e|es|ed)|claim(?:s|ed)?|threaten(?:s|ed)?",
        "a plan": r"will|would|plan(?:s|ned)?|propos(?:e|es|ed)|intend(?:s|ed)?|promis(?:e|es|ed)|(?:about|going)\s+to",
    },
    "id": {
        "a denial": r"(?:tidak|bukan|belum|jangan)(?:lah)?|tak|tanpa|tiada|gagal|batal|enggan|urung|(?:mem|di)?bantah"
        r"|(?:di)?tolak|menolak|(?:mem|di)batalkan",
        "a doubt": r"mungkin|barangkali|jika|kalau|apabila|bila|seandainya|hampir|nyaris|konon|kabarnya|dikabarkan"
        r"|disebut-sebut|(?:men|di|ter)duga|dugaan|dituduh|(?:meng|di)klaim|(?:meng|ter)?ancam",
        "a plan": r"akan|bakal|hendak|ingin|berencana|(?:me|di)rencanakan|(?:meng|di)usulkan|berjanji|(?:men)?janjikan",
    },
}
_MARKED = {
    lang: {kind: re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE) for kind, pattern in kinds.items()}
    for lang, kinds in _MARKERS.items()
}
_BY = {
    "en": re.compile(
        r"\b(?:is|are|was|were|be|been|being|get|got)\s+(?:\w+ly\s+)?(\w+)\s+(?:\w+\s+){0,2}?by\b", re.IGNORECASE
    ),
    "id": re.compile(r"\b(di\w{4,}|ter\w{4,})\b", re.IGNORECASE),
}
_ACTIVE = re.compile(r"\b(me\w{4,})\b", re.IGNORECASE)


def exchanged_numbers(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Numbers whose words stand nearer to another number of the receipts than to the same one."""
    known = [context for own in receipts.own for context in _contexts(own, receipts.lang)]
    for context in _contexts(sentence, receipts.lang):
        same = [one for one in known if one.equals(context)]
        nearest = max((context.likeness(one) for one in known if not one.equals(context)), default=0.0)
        if same and nearest > max(map(context.likeness, same)) + _MARGIN:
            yield f"in its sources the number {context.text} counts something else"


def reversed_numbers(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Two numbers with no word between them that counts, as in a score or a range, in another order."""
    known = [pair for own in receipts.own for pair in pairwise(_contexts(own, receipts.lang))]
    for left, right in pairwise(_contexts(sentence, receipts.lang)):
        if left.after or left.equals(right):
            continue
        as_here = any(one.equals(left) and other.equals(right) for one, other in known)
        if not as_here and any(one.equals(right) and other.equals(left) for one, other in known):
            yield f"in its sources {left.text} and {right.text} stand the other way round"


def turned_round(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Neighbouring words that stand the other way round in the receipts: one of them with a capital, or close by."""
    texts = [_places(own, receipts.lang) for own in receipts.own]
    for left, right in pairwise(plain_words(sentence, receipts.lang)):
        if left.lemma == right.lemma:
            continue
        sides = [(text[left.lemma], text[right.lemma]) for text in texts if left.lemma in text and right.lemma in text]
        behind = min((_shortest_way(right_places, left_places) for left_places, right_places in sides), default=_FAR)
        before = min((_shortest_way(left_places, right_places) for left_places, right_places in sides), default=_FAR)
        printed = [sentence[word.start : word.end] for word in (left, right)]
        is_close = behind <= _NEAR or any(word[0].isupper() for word in printed)
        if behind < before and is_close:
            yield f"{printed[0]!r} and {printed[1]!r} stand the other way round in its sources"


def joined(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Words side by side that no single receipt has together: what one says is put to what another says."""
    texts = [_places(own, receipts.lang) for own in receipts.own]
    known = [word for word in plain_words(sentence, receipts.lang) if any(word.lemma in text for text in texts)]
    for start in range(max(1, len(known) - _TOGETHER + 1)):
        some = known[start : start + _TOGETHER]
        if some and not any(all(word.lemma in text for word in some) for text in texts):
            yield f"{sentence[some[0].start : some[-1].end]!r} is not said in one place in its sources"
            return


def passive_for_active(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Verbs that are done by somebody in the sentence and done to somebody in the receipts, or the reverse."""
    here, there = _voices(sentence, receipts.lang), _voices(" . ".join(receipts.own), receipts.lang)
    for verb, voices in here.items():
        if verb in there and not voices & there[verb]:
            yield f"who does it and to whom it is done is not as in its sources: {verb!r}"


def changed_markers(sentence: str, receipts: Receipts) -> Iterator[str]:
    """Words that are denied, doubted or planned in the receipts and not in the sentence, or the reverse."""
    words = {word.lemma for word in content_words(sentence, receipts.lang)}
    for kind, pattern in _MARKED[receipts.lang].items():
        marked, plain = _marked(sentence, receipts.lang, pattern)
        known = [_marked(own, receipts.lang, pattern) for own in receipts.own]
        marked_there = frozenset().union(*(one for one, _ in known))
        plain_there = frozenset().union(*(one for _, one in known))
        lost = sorted((plain & marked_there) - plain_there - marked)
        added = sorted((marked & plain_there) - marked_there)
        here, there = len(pattern.findall(sentence)), [len(pattern.findall(own)) for own in receipts.own]
        taken_whole = (
            times
            for times, (one, other) in zip(there, known, strict=True)
            if _WHOLE * len(one | other) <= len(words & (one | other))
        )
        if lost or here < max(taken_whole, default=0):
            yield f"{kind} of its sources is lost{_listed(lost)}"
        if added or (marked and not marked_there) or here > sum(there):
            yield f"{kind} is not in its sources{_listed(added or sorted(marked))}"


def _listed(words: Sequence[str]) -> str:
    return f": {', '.join(words)}" if words else ""


class _Context(NamedTuple):
    """A number and the words around it, up to the next one, each with how near it stands, before it or after."""

    text: str
    readings: frozenset[Decimal]
    before: Mapping[str, float]
    after: Mapping[str, float]

    def equals(self, other: _Context) -> bool:
        return not self.readings.isdisjoint(other.readings)

    def likeness(self, other: _Context) -> float:
        """Highest with its own context, and 0 where no word is shared."""
        return self._product(other) / math.sqrt(other._product(other)) if other.before or other.after else 0.0

    def _product(self, other: _Context) -> float:
        return (
            _product(self.after, other.after)
            + _product(self.before, other.before)
            + _BEFORE * (_product(self.before, other.after) + _product(self.after, other.before))
        )


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _contexts(text: str, lang: str) -> list[_Context]:
    found = [number for number in numbers_of(text, lang) if number.value not in (0, 1) or number.text[0].isdigit()]
    words = content_words(text, lang)
    places = partial(bisect_left, [word.start for word in words])
    edges = [(0, 0), *((number.start, number.end) for number in found), (len(text), len(text))]
    contexts = []
    for number, (_, left), (right, _) in zip(found, edges, edges[2:], strict=False):
        before = [word.lemma for word in reversed(words[places(left) : places(number.start)])]
        after = [word.lemma for word in words[places(number.end) : places(right)]]
        contexts.append(_Context(number.text, number.others | {number.value}, _near(before), _near(after)))
    return contexts


def _near(lemmas: Sequence[str]) -> dict[str, float]:
    near: dict[str, float] = {}
    for distance, word in enumerate(lemmas[:_REACH], start=1):
        near.setdefault(word, 1 / distance)
    return near


def _shortest_way(here: Sequence[int], there: Sequence[int]) -> int:
    """From a place in ``here`` on to one in ``there``, both in order; `_FAR` if none comes after."""
    following = ((place, bisect(there, place)) for place in here)
    return min((there[position] - place for place, position in following if position < len(there)), default=_FAR)


def _places(text: str, lang: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(plain_words(text, lang)):
        places[word.lemma].append(place)
    return dict(places)


def _voices(text: str, lang: str) -> dict[str, set[str]]:
    """For each verb that shows it: "done to", "does", or both."""
    found: dict[str, set[str]] = defaultdict(set)
    passive = list(_BY[lang].finditer(text))
    for match in passive:
        found[lemma(match.group(1), lang)].add("done to")
    if lang == "id":
        for match in _ACTIVE.finditer(text):
            found[lemma(match.group(1), lang)].add("does")
    else:
        spans = [match.span(1) for match in passive]
        for word in content_words(text, lang):
            if (word.start, word.end) not in spans:
                found[word.lemma].add("does")
    return found


def _marked(text: str, lang: str, pattern: re.Pattern[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that stand next behind a marker, in its clause, and all others."""
    markers = list(pattern.finditer(text))
    words = [
        word for word in content_words(text, lang) if not any(one.start() <= word.start < one.end() for one in markers)
    ]
    marked = set()
    for marker in markers:
        following = next((word for word in words if word.start >= marker.end()), None)
        if following and not _CLAUSE_END.search(text, marker.end(), following.start):
            marked.add(following)
    return frozenset(word.lemma for word in marked), frozenset(word.lemma for word in words if word not in marked)
