"""Sentences that an article says, and sentences that it does not, each with what it is to be held against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from summarizer.datamodels import Translation
from summarizer.fidelity.dates import source_dates, target_dates
from summarizer.fidelity.numbers import source_numbers, target_numbers
from training.corpus.keys import fraction

PURPOSE = "gate"
"""What everything here is drawn by, together with the names and sentences concerned: the seed of it."""

_ALIKE = re.compile(r"[\s,/&-]*(?:dan|and|atau|or|bersama|with|vs)?[\s,/&-]*")
_DENIAL = {
    "id": re.compile(r"\b(?:tidak|bukan|belum|tak) (?!hanya|cuma|saja|lama)"),
    "en": re.compile(r"\bnot |(?<=\w)n[’']t(?= )"),
}
_DENIABLE = {
    "id": re.compile(r"(?<=\w )(?=(?:me|di|ber|ter)[a-z]{4,})"),
    "en": re.compile(r"\b(?:is|are|was|were|has|have|will|should) (?!not\b)"),
}
_DENY = {"id": "tidak ", "en": "not "}
_MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
        "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip
_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_NO_NAMES = "|".join((*chain(*_MONTHS.values(), *_DAYS.values()), "Anda", "The"))
_NAME_WORD = rf"(?!(?:{_NO_NAMES})\b)(?:[A-Z][a-z]{{2,}}|[A-Z]{{2,}})"
_NAME = re.compile(rf"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], )){_NAME_WORD}(?: {_NAME_WORD})*")
_TAIL = 5

OF_FOREIGN_WORDS = ("of another article", "end of another sentence", "word of another article")
"""The kinds of false sentences with words that their article does not have; all others are the checks' to find."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with sentences that people wrote of it, ``told``, each as (kind, sentence).

    ``peers`` names what it is compared with: another one of the same group is about something else, but not anything.
    """

    name: str
    group: str
    translation: Translation
    lang: str
    told: tuple[tuple[str, str], ...]

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the test half: by its name alone, whatever else the file holds."""
        return fraction(PURPOSE, self.name) >= 0.5


@dataclass(frozen=True, slots=True)
class Trial:
    """``sentence`` against ``article``; ``kind`` says where it is from, ``supported`` whether the article says it.

    ``made_of`` are the true sentences of the article that a false one was made of.
    """

    kind: str
    sentence: str
    article: Article
    supported: bool
    made_of: tuple[str, ...] = ()


def trials(articles: Sequence[Article]) -> Iterator[Trial]:
    """All trials with ``articles``, each of which is followed by the next one of its group.

    What is false: a sentence of the article before; and each sentence with one thing changed, where it has that thing.
    """
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(article.group, []).append(article)
    for group in groups.values():
        for place, article in enumerate(group):
            other = group[place - 1]
            for kind, sentence in article.told:
                yield Trial(kind, sentence, article, supported=True)
                if other is not article:
                    yield Trial("of another article", sentence, other, supported=False)
                    for changed in _corrupted(sentence, article, other):
                        yield Trial(*changed, article, supported=False, made_of=(sentence,))
            for (_, one), (_, following) in pairwise(article.told):
                spliced = _spliced(one, following)
                yield Trial("halves of two sentences", spliced, article, supported=False, made_of=(one, following))


def _corrupted(sentence: str, article: Article, other: Article) -> Iterator[tuple[str, str]]:
    lang = article.lang
    strange = " ".join(told for _, told in other.told)
    made = {
        "number changed": _number_changed(sentence, lang),
        "month or weekday changed": _date_changed(sentence, lang),
        "name of another article": _name_replaced(sentence, strange, article),
        "two names exchanged": _exchanged(sentence, [match.span() for match in _NAME.finditer(sentence)]),
        "two numbers exchanged": _exchanged(sentence, _figures(sentence, lang)),
        "denial added or lost": _denial_changed(sentence, lang),
        "end of another sentence": _with_tail(sentence, strange),
        "word of another article": _word_replaced(sentence, strange, article),
    }
    yield from ((kind, text) for kind, text in made.items() if text and text != sentence)


def _figures(sentence: str, lang: str) -> list[tuple[int, int]]:
    numbers = target_numbers(sentence) if lang == "en" else source_numbers(sentence)
    return [(number.start, number.end) for number in numbers if number.firm and number.text[0].isdigit()]


def _number_changed(sentence: str, lang: str) -> str:
    for start, _ in _figures(sentence, lang)[:1]:
        digit = 1 + (int(sentence[start]) + int(8 * fraction(PURPOSE, sentence))) % 9
        return f"{sentence[:start]}{digit}{sentence[start + 1 :]}"
    return ""


def _date_changed(sentence: str, lang: str) -> str:
    for found in target_dates(sentence) if lang == "en" else source_dates(sentence):
        for names in (_MONTHS[lang], _DAYS[lang]):
            if found.text in names:
                following = names[(names.index(found.text) + 1) % len(names)]
                return f"{sentence[: found.start]}{following}{sentence[found.end :]}"
    return ""


def _name_replaced(sentence: str, strange: str, article: Article) -> str:
    text = " ".join(segment.target + " " + segment.source for segment in article.translation.segments)
    names = [match.group() for match in _NAME.finditer(strange) if match.group().casefold() not in text.casefold()]
    match = next(_NAME.finditer(sentence), None)
    return f"{sentence[: match.start()]}{names[0]}{sentence[match.end() :]}" if match and names else ""


def _exchanged(sentence: str, spans: Sequence[tuple[int, int]]) -> str:
    """The first two that are not named side by side, where it makes no difference."""
    for (start, end), (start2, end2) in pairwise(spans):
        one, other, between = sentence[start:end], sentence[start2:end2], sentence[end:start2]
        if one != other and not _ALIKE.fullmatch(between):
            return f"{sentence[:start]}{other}{between}{one}{sentence[end2:]}"
    return ""


def _denial_changed(sentence: str, lang: str) -> str:
    if match := _DENIAL[lang].search(sentence):
        return sentence[: match.start()] + sentence[match.end() :]
    match = _DENIABLE[lang].search(sentence)
    return sentence[: match.end()] + _DENY[lang] + sentence[match.end() :] if match else ""


def _with_tail(sentence: str, strange: str) -> str:
    tail = strange.split()[-_TAIL:]
    return f"{sentence.rstrip('.')} {' '.join(tail)}" if len(tail) == _TAIL else ""


def _spliced(one: str, following: str) -> str:
    """The first half of the words of one sentence with the second half of those of the next."""
    first, second = one.split(), following.split()
    return " ".join([*first[: len(first) // 2], *second[len(second) // 2 :]])


def _word_replaced(sentence: str, strange: str, article: Article) -> str:
    """Its longest word in small letters becomes the longest one of ``strange`` that the article does not have."""
    text = " ".join(segment.target + " " + segment.source for segment in article.translation.segments).casefold()
    own, others = (re.findall(r"(?<![\w-])[a-z]{6,}(?![\w-])", words) for words in (sentence, strange))
    new = max((word for word in others if word not in text), key=len, default="")
    return re.sub(rf"(?<![\w-]){max(own, key=len)}(?![\w-])", new, sentence, count=1) if own and new else ""
