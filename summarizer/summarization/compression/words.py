"""What the rules of compression know of English words: closed classes, and the forms of verbs."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

_FEWEST_STEM = 2
# Words whose form is known; a batch of thousands of articles has ever more of them.
_WORDS_KEPT = 4096
_VOWELS = frozenset("aeiou")


@cache
def word_class(name: str) -> frozenset[str]:
    """The words, in lower case, of a class of ``word-classes.en.txt``; KeyError if there is no such class."""
    return _classes()[name]


def is_one_of(word: str, *classes: str) -> bool:
    """Whether ``word``, in whatever case, is in one of the classes."""
    folded = word.lower()
    return any(folded in word_class(name) for name in classes)


@cache
def stems(name: str) -> re.Pattern[str]:
    """A pattern that finds the entries of ``name``.en.txt as whole words; "kill*" stands for all words so begun."""
    entries = (re.escape(line).replace(r"\*", r"[\w’'-]*") for line in _lines(f"{name}.en.txt"))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(entries)})(?![\w-])", re.IGNORECASE)


def is_auxiliary(word: str) -> bool:
    return word.replace("’", "'") in word_class("auxiliary")


def lemma(word: str) -> str:
    """The dictionary form of ``word``, which is in lower case; the word itself if none is known."""
    # Loaded when it is first asked for: the word list takes a moment.
    from simplemma import lemmatize

    return lemmatize(word, lang="en")


@lru_cache(maxsize=_WORDS_KEPT)
def is_certain_past(word: str) -> bool:
    """Whether ``word`` is a past tense and no participle ("took"), or all but always the former ("said")."""
    return word == "said" or (word in _pasts() and word not in _participles() and word not in _bases())


@lru_cache(maxsize=_WORDS_KEPT)
def may_be_past(word: str) -> bool:
    """Whether ``word`` is a past tense, or a participle of the same form ("won", "opened")."""
    return word in _pasts() or is_regular_past(word)


@lru_cache(maxsize=_WORDS_KEPT)
def is_regular_past(word: str) -> bool:
    """Whether ``word`` is a verb and "-ed"; "seed" is not."""
    return word.endswith("ed") and lemma(word) != word and is_verb(lemma(word))


@lru_cache(maxsize=_WORDS_KEPT)
def may_be_participle(word: str) -> bool:
    return word in _participles() or is_regular_past(word)


@lru_cache(maxsize=_WORDS_KEPT)
def may_be_third_person(word: str) -> bool:
    """Whether ``word`` is a verb and "-s"; so are the plurals of many nouns ("reports")."""
    return word.endswith("s") and not word.endswith(("ss", "'s", "’s")) and lemma(word) != word and is_verb(lemma(word))


@lru_cache(maxsize=_WORDS_KEPT)
def may_be_finite(word: str) -> bool:
    """Whether a word, as it stands in the text, may be the verb of a clause. Names are none."""
    return word == word.lower() and (is_auxiliary(word) or may_be_past(word) or may_be_third_person(word))


@lru_cache(maxsize=_WORDS_KEPT)
def is_verb(base: str) -> bool:
    """Whether English has ``base`` as a verb: whether it knows its form in "-ing"."""
    from simplemma import is_known

    if base in _bases():
        return True
    if len(base) <= _FEWEST_STEM:
        return False
    forms = [base + "ing"]
    if base.endswith("e"):
        forms = [base[:-1] + "ing"]
    elif base[-1] not in _VOWELS and base[-2] in _VOWELS:
        forms.append(base + base[-1] + "ing")
    # "playing" has an entry of its own, so that it leads to no verb, and "played" has to vouch for "play".
    past = base + ("d" if base.endswith("e") else "ed")
    by_past = len(base) > _FEWEST_STEM + 1 and is_known(past, lang="en")
    return any(is_known(form, lang="en") and (lemma(form) == base or by_past) for form in forms)


@lru_cache(maxsize=_WORDS_KEPT)
def is_superlative(word: str) -> bool:
    """Whether ``word`` limits what follows it to the utmost or the whole of something: "hottest", "first", "all"."""
    return is_one_of(word, "superlative") or (word.endswith("est") and lemma(word) != word)


def present_forms() -> dict[str, str]:
    """The dictionary form of each irregular past tense that no other verb has ("lay" is two)."""
    return {past: base for past, base in _pasts().items() if past not in _bases() or past == base}


@cache
def _pasts() -> dict[str, str]:
    return {past: base for base, past, _ in _irregular()}


@cache
def _participles() -> frozenset[str]:
    return frozenset(participle for _, _, participle in _irregular())


@cache
def _bases() -> frozenset[str]:
    return frozenset(base for base, _, _ in _irregular())


@cache
def _irregular() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (base, past, participle) for base, past, participle in map(str.split, _lines("irregular-verbs.en.txt"))
    )


@cache
def _classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = defaultdict(set)
    for line in _lines("word-classes.en.txt"):
        name, _, words = line.partition(":")
        classes[name] |= set(words.split())
    return {name: frozenset(words) for name, words in classes.items()}


def _lines(name: str) -> list[str]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
