"""Facts of a summary that its article does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.evaluation.losses import Part
from summarizer.fidelity.dates import CalendarName, dates_of, unmatched_dates
from summarizer.fidelity.exonyms import WORD
from summarizer.fidelity.names import is_kept, names
from summarizer.fidelity.number_checks import unmatched
from summarizer.fidelity.numbers import Number
from summarizer.fidelity.quantities import Quantity, quantities_of, units_agree
from summarizer.segmentation.sentences import sentence_spans

# "Prabowo's" and "Prabowonya" are Prabowo, "NGOs" are NGO, and "They're" is they.
_BEHIND_A_NAME = re.compile(r"(?:['’](?:s|re|ve|ll|d|m|t)?|(?<=[A-Z]{2})s|(?<=\w{3})(?:nya|lah|pun|kah))\Z")
# "Indonesian" for Indonesia, and Japan for "Japanese": endings of English words, in letters, and the least before them.
_LONGEST_ENDING = 3
_SHORTEST_STEM = 4
_SHORTEST_NAME = 3
_SHORTEST_ACRONYM = 2
_CAPITALS_OF_A_TITLE = 0.5  # of the words that are long enough to have one there
_LONG_ENOUGH = 4
_START = re.compile(r"(?:^|[.!?:;…\"“”'‘’(\[«–—-])\s*\Z")
_ROMAN = re.compile(r"[IVXLCDM]+")
_UNLISTED = frozenset({"her", "hers"})  # English, and not in the word list
# Some of the readers look back to the start of what they are given, so that a whole book in one line would take days.
_LONGEST_PIECE = 2000


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Of the facts of each kind in a summary those that its article lacks; ``printed`` shows them.

    A fact that a summary states twice counts once. An amount is a number with a currency or a measure, and its number
    is among ``numbers`` too.
    """

    numbers: Part
    amounts: Part
    dates: Part
    names: Part
    printed: tuple[str, ...] = ()


class Evidence:
    """An Indonesian article, and its English ``translation`` if there is one: where facts are looked for."""

    def __init__(self, article: str, translation: str = "") -> None:
        self._texts = [_Text.of(article, "id")]
        self._has_translation = bool(translation.strip())
        if self._has_translation:
            self._texts.append(_Text.of(translation, "en"))

    def unsupported(self, sentences: Sequence[str], lang: str = "en") -> Unsupported:
        """What of a summary in ``lang``, "en" or "id", is neither in the article nor in the translation.

        - Numbers: all but such as a language says in many other ways ("both", "a hundred").
        - Amounts: the number, and its currency or measure; units of time are left out.
        - Dates: months and weekdays.
        - Names, a word at a time: acronyms and words with a capital within a sentence. Of an Indonesian summary those
          that are no words of the language. Of an English one all, if there is a translation to look for them in;
          without one, and in a line in title case, those that are no words of the language either.
        """
        summary = _Text.of("\n".join(sentences), lang)
        if lang == "id":
            named = dict.fromkeys(name for sentence in sentences for name in names(sentence))
        else:
            named = dict.fromkeys(
                name for sentence in sentences for name in _english_names(sentence, all_words=self._has_translation)
            )
        numbers = {number.value: number for number in summary.numbers if number.firm}
        dates = {found.name: found for found in summary.dates if found.firm}
        amounts = {
            (one.number.value, one.unit.name): one
            for one in summary.quantities
            if one.unit and one.number.firm and not one.unit.is_time
        }
        lost_numbers = {number.value: number for number in self._without_number(numbers.values())}
        lost_amounts = {key: one for key, one in amounts.items() if not self._has_amount(one)}
        lost_dates = self._without_date(dates)
        lost_names = [name for name in named if not any(text.has_name(name) for text in self._texts)]
        shown = [
            *(number.text for number in lost_numbers.values()),
            *(f"{one.number.text} {unit}" for (_, unit), one in lost_amounts.items()),
            *(found.text for found in lost_dates.values()),
            *lost_names,
        ]
        return Unsupported(
            numbers=Part(len(lost_numbers), len(numbers)),
            amounts=Part(len(lost_amounts), len(amounts)),
            dates=Part(len(lost_dates), len(dates)),
            names=Part(len(lost_names), len(named)),
            printed=tuple(shown),
        )

    def _without_number(self, numbers: Iterable[Number]) -> Iterable[Number]:
        for text in self._texts:
            numbers = unmatched(numbers, text.numbers, text.whole)
        return numbers

    def _without_date(self, dates: Mapping[str, CalendarName]) -> Mapping[str, CalendarName]:
        for text in self._texts:
            dates = unmatched_dates(dates.values(), text.dates, text.whole)
        return dates

    def _has_amount(self, amount: Quantity) -> bool:
        return any(text.has_amount(amount) for text in self._texts)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in ``lang`` with what is looked for in it; ``words`` are without case and endings."""

    whole: str
    lang: str
    quantities: tuple[Quantity, ...]
    dates: tuple[CalendarName, ...]
    words: frozenset[str]

    @classmethod
    def of(cls, text: str, lang: str) -> _Text:
        pieces = list(_pieces(text))
        return cls(
            whole=text,
            lang=lang,
            quantities=tuple(found for piece in pieces for found in quantities_of(piece, lang)),
            dates=tuple(found for piece in pieces for found in dates_of(piece, lang)),
            words=frozenset(form for word in WORD.findall(text) for form in (word.casefold(), _bare(word).casefold())),
        )

    @property
    def numbers(self) -> tuple[Number, ...]:
        return tuple(one.number for one in self.quantities)

    def has_amount(self, amount: Quantity) -> bool:
        """Whether its number is there with its unit, or without any where its unit stands beside another number."""
        if amount.unit is None:
            return False
        units = [one.unit for one in self.quantities if not unmatched([amount.number], [one.number], "")]
        if any(unit and units_agree(unit, amount.unit) for unit in units):
            return True
        return None in units and any(one.unit and units_agree(one.unit, amount.unit) for one in self.quantities)

    def has_name(self, name: str) -> bool:
        """Whether the name is a word of the text, or the text spells out the acronym."""
        folded = name.casefold()
        if folded in self.words:
            return True
        if name.isupper():
            return is_kept(name, " ".join(self.words))
        return self.lang == "en" and self._has_form_of(folded) and _is_english(folded)

    def _has_form_of(self, word: str) -> bool:
        """Whether a word of the text differs from ``word`` by an ending alone."""
        if len(word) < _SHORTEST_STEM:
            return False
        stems = {word[:-length] for length in range(1, _LONGEST_ENDING + 1) if len(word) - length >= _SHORTEST_STEM}
        longer = (other for other in self.words if other.startswith(word))
        return not stems.isdisjoint(self.words) or any(len(other) - len(word) <= _LONGEST_ENDING for other in longer)


def _pieces(text: str) -> Iterator[str]:
    """The lines, and of a long one the sentences."""
    for line in filter(None, map(str.strip, text.splitlines())):
        if len(line) <= _LONGEST_PIECE:
            yield line
        else:
            yield from (line[start:end] for start, end in sentence_spans(line))


def _bare(word: str) -> str:
    return _BEHIND_A_NAME.sub("", word)


def _english_names(sentence: str, *, all_words: bool) -> Iterator[str]:
    """Acronyms and words with a capital; words of the language too if ``all_words``, unless they begin a sentence."""
    letters = [character for character in sentence if character.isalpha()]
    if 2 * sum(map(str.isupper, letters)) > len(letters):
        return  # all in capitals, which show no names
    months_and_days = {found.start for found in dates_of(sentence, "en")}
    found = [match for match in WORD.finditer(sentence) if match.start() not in months_and_days]
    is_title = _is_in_title_case([match.group() for match in found[1:]])
    for match in found:
        name = _bare(match.group())
        starts = _START.search(sentence[: match.start()]) is not None
        if _is_part_of_a_code(match) or not name[:1].isupper():
            continue
        if name.isupper():
            shortest = _SHORTEST_ACRONYM if all_words else _SHORTEST_NAME
            if len(name) >= shortest and not _ROMAN.fullmatch(name):
                yield name
        elif len(name) >= _SHORTEST_NAME and ((all_words and not is_title and not starts) or not _is_english(name)):
            yield name


def _is_in_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) >= _LONG_ENOUGH]
    return sum(word[0].isupper() for word in long) > _CAPITALS_OF_A_TITLE * len(long)


def _is_part_of_a_code(match: re.Match[str]) -> bool:
    """Whether a digit stands next to the word: "A1GP", "Rp5"."""
    return any(map(str.isdecimal, match.string[max(match.start() - 1, 0) : match.end() + 1]))


def _is_english(word: str) -> bool:
    # Loaded when a name is first looked at: the word list takes a moment.
    from simplemma import is_known

    return word.casefold() in _UNLISTED or is_known(word.casefold(), lang="en")
