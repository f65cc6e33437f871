"""The rows that teach a translator nothing or the wrong thing, each with the name of the reason."""

from __future__ import annotations

import re
from collections.abc import Callable

from training.corpus.alignment import has_unmatched_numbers
from training.corpus.keys import key
from training.corpus.languages import ENGLISH, INDONESIAN, is_in_another_language
from training.corpus.reading import Pair

# Added to both lengths, so that short pairs may differ more: "Maaf!" is "I am so sorry!".
_LENGTH_ALLOWANCE = 20
_LARGEST_RATIO = 2.2
# Results and dates ("Built 1877.") are worth keeping, rows of a table are not.
_SMALLEST_SHARE_OF_LETTERS = 0.5
# Two marks that touch a word or a full stop; with nothing but space and brackets around them they are an empty string.
_DOUBLED_MARKS = re.compile(r'[^\s(]""|""[^\s).,;:]')
_CODE = re.compile(r"[{}<>\\|=_^~`]|\(\)|\$\w|%[sdi]\b|::|\w/\w+/|https?:|www\.|\b[a-z]{2,}[A-Z]")
# A sentence about code may name two functions, and "setState" is one; "iPhone" and "MySQL" are names.
_LARGEST_SHARE_OF_CODE = 0.34


def is_empty(pair: Pair) -> bool:
    """A side without a word."""
    return not key(pair.indonesian) or not key(pair.english)


def is_identical(pair: Pair) -> bool:
    """Both sides the same apart from case and punctuation: not translated."""
    return key(pair.indonesian) == key(pair.english)


def has_other_length(pair: Pair) -> bool:
    """One side so much longer that it says more than the other."""
    shorter, longer = sorted((len(pair.indonesian), len(pair.english)))
    return longer + _LENGTH_ALLOWANCE > _LARGEST_RATIO * (shorter + _LENGTH_ALLOWANCE)


def is_markup(pair: Pair) -> bool:
    """A table, a formula, a command or a line of code rather than a sentence."""
    return any(_is_markup(text) for text in (pair.indonesian, pair.english))


def is_damaged(pair: Pair) -> bool:
    """A character that an earlier program could not read."""
    return "\ufffd" in pair.indonesian or "\ufffd" in pair.english


def has_doubled_marks(pair: Pair) -> bool:
    """Quotation marks that an export has doubled and whose undoing cannot be told."""
    return any(_DOUBLED_MARKS.search(text) for text in (pair.indonesian, pair.english))


def is_misaligned(pair: Pair) -> bool:
    """A number in digits that the other side does not have."""
    return has_unmatched_numbers(pair.indonesian, pair.english)


def has_wrong_language(pair: Pair) -> bool:
    """A side in a language that is not its own."""
    return is_in_another_language(pair.english, ENGLISH) or is_in_another_language(pair.indonesian, INDONESIAN)


# The first that applies names the reason, so the cheap ones come first.
FILTERS: dict[str, Callable[[Pair], bool]] = {
    "empty": is_empty,
    "damaged": is_damaged,
    "doubled marks": has_doubled_marks,
    "identical": is_identical,
    "length ratio": has_other_length,
    "markup": is_markup,
    "numbers": is_misaligned,
    "language": has_wrong_language,
}


def reason_to_drop(pair: Pair, max_characters: int) -> str | None:
    """The name of the first filter that ``pair`` fails, "too long" for a side over ``max_characters``, or None."""
    if max(len(pair.indonesian), len(pair.english)) > max_characters:
        return "too long"
    return next((name for name, applies in FILTERS.items() if applies(pair)), None)


def _is_markup(text: str) -> bool:
    printed = [character for character in text if not character.isspace()]
    if sum(map(str.isalpha, printed)) < _SMALLEST_SHARE_OF_LETTERS * len(printed):
        return True
    tokens = text.split()
    return sum(_CODE.search(token) is not None for token in tokens) > _LARGEST_SHARE_OF_CODE * len(tokens)
