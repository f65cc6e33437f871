"""Whether words still are a sentence, as far as rules can tell without parsing it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.summarization.compression.text import tokens
from summarizer.summarization.compression.words import (
    is_auxiliary,
    is_certain_past,
    is_one_of,
    may_be_finite,
    may_be_past,
    may_be_third_person,
)

_FEWEST_WORDS = 4
_CLAUSE_START = 8  # words
# Doubled marks, brackets around nothing, a mark at the start; a blank before a mark.
_MISPLACED = tuple(map(re.compile, (r"[,;:]\s*[,;:.!?]", r"\(\s*\)", r"^[\s,;:]", r"\s[,;.!?](?=\s|$)")))
_BEFORE_PUNCTUATION = re.compile(r"([\w'’-]+)\s*[,;:.!?)](?=\s|$)")
_OPENING, _CLOSING = "([{", ")]}"


def is_well_formed(text: str, target: str) -> bool:
    """Whether ``text``, made of ``target`` by leaving words out, is a sentence and ends as that does."""
    words = tokens(text)
    if len(words) < _FEWEST_WORDS or text[-1:] != target[-1:] or not _begins_well(text) or not _is_balanced(text):
        return False
    if Counter(_dangling(text)) - Counter(_dangling(target)):
        return False
    if any(len(mark.findall(text)) > len(mark.findall(target)) for mark in _MISPLACED):
        return False
    return has_main_verb(words)


def has_main_verb(words: Sequence[str]) -> bool:
    """Whether ``words`` have a subject and, besides those of subordinate clauses, a verb that may be finite."""
    verbs = [n for n, word in enumerate(words) if n and may_be_finite(word) and not _is_plural(words, n)]
    clauses = sum(_opens_clause(words, position) for position in range(len(words)))
    certain = any(is_auxiliary(words[n]) or is_certain_past(words[n]) or _is_active(words, n) for n in verbs)
    return certain and len(verbs) > clauses


def _is_plural(words: Sequence[str], position: int) -> bool:
    """Whether a word in "-s" is a noun, by what stands around it: "Indonesia's exports", "prices which"."""
    if is_auxiliary(words[position]) or not may_be_third_person(words[position]):
        return False
    before = words[position - 1]
    if is_one_of(before, "determiner", "preposition") or before.endswith(("'s", "’s")) or before.isdigit():
        return True
    following = words[position + 1].lower() if position + 1 < len(words) else ""
    if not following or following[0].isdigit() or following == "that":
        return False
    is_verb = is_one_of(following, "determiner", "preposition", "adverb", "pronoun")
    return following == "like" or is_one_of(following, "relative") or not is_verb


def _opens_clause(words: Sequence[str], position: int) -> bool:
    """Whether a subordinate clause with a verb of its own begins at a word: "after he fell", not "after falling"."""
    word, following = words[position].lower(), words[position + 1 : position + _CLAUSE_START]
    if not is_one_of(word, "subordinator") or word == "as" or (following and following[0].endswith("ing")):
        return False
    return any(map(may_be_finite, following))


def _is_active(words: Sequence[str], position: int) -> bool:
    """Whether what follows shows a verb that is no participle, nor a noun: "signed the treaty", not "attacks on"."""
    following = words[position + 1 : position + 2]
    if may_be_past(words[position]):
        return following not in (["by"], ["of"])
    return not following or not is_one_of(following[0], "preposition") or following == ["to"]


def _begins_well(text: str) -> bool:
    first = next((character for character in text if character.isalnum()), "")
    return bool(first) and (first.isupper() or not first.isalpha())


def _dangling(text: str) -> list[str]:
    """The words that cannot stand before punctuation, and do."""
    last = (match[1].lower() for match in _BEFORE_PUNCTUATION.finditer(text))
    return [word for word in last if is_one_of(word, "coordinator", "determiner") or word in {"of", "to"}]


def _is_balanced(text: str) -> bool:
    """Whether brackets and quotation marks are closed; Kompas sets ”…” at both ends."""
    depth = 0
    for character in text:
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth < 0:
            return False
    curly = text.count("“") + text.count("„")
    are_closed = curly == text.count("”") if curly else text.count("”") % 2 == 0
    return depth == 0 and text.count('"') % 2 == 0 and are_closed
