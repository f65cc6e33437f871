"""Whether a sentence may end at a word: what comes before it stands alone, and nothing that matters comes behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.summarization.compression.attributions import says_who
from summarizer.summarization.compression.checks import CONTRACTED_NOT, may_lose_attribution
from summarizer.summarization.compression.clauses import has_verb, opens_clause
from summarizer.summarization.compression.grammar import has_main_verb
from summarizer.summarization.compression.text import Piece, Sentence, tokens
from summarizer.summarization.compression.words import (
    is_auxiliary,
    is_certain_past,
    is_one_of,
    is_regular_past,
    is_superlative,
    may_be_finite,
    may_be_participle,
    may_be_past,
    may_be_third_person,
    stems,
    word_class,
)

_NEAR = 6  # words within which "largest" and "never" are still about what follows
_JUST_BEFORE = 4  # words
_NEVER_LAST = (
    *("preposition", "coordinator", "subordinator", "determiner", "auxiliary", "relative"),
    *("reporting", "hedged-reporting", "stance", "adverb", "incomplete"),
)
_CLAUSE_OPENINGS = frozenset({"that", "which", "who", "whose", "where"})
_NEW_CLAUSE = frozenset({"but", "although", "though", "while", "whereas", "and"})
_CONTRASTS = frozenset({"but", "although", "though", "however", "yet", "whereas", "while", "despite"})
_CONDITIONS = frozenset({"if", "unless", "until", "till", "whether", "once", "except"})
_LIMITS = frozenset({"only", "merely", "barely", "still", "alone", "at least", "at most", "just"})
_NO_BOUNDARY = frozenset({"of", "than", "as", "or", "nor", "per", "like", "but", "unlike", "except"})
# What a participle may be incomplete without: "stuffed into a sack", "compared with …".
_COMPLETING = frozenset({"to", "into", "with", "as", "from", "for", "of"})
_AFTER_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "has", "have", "had"})
_DISTANCES = frozenset({"km", "kilometres", "kilometers", "metres", "meters", "miles", "feet"})
_SENTENCE_END = re.compile(r"[a-z]{3,}[.!?]\Z")
_PART_OF_DAY = re.compile(r"in the (?:morning|afternoon|evening)|at night|o['’]clock")
_COMMAS = (",", ";", ":", "–", "—")


def is_boundary(head: str, rest: str) -> bool:
    """Whether a sentence of ``head`` and ``rest`` may end after the former; this has the mark at its end, if any."""
    words = tokens(head)
    if not words or not tokens(rest) or not _may_be_last(words, rest) or _drops_what_matters(head, rest):
        return False
    if _lacks_verb(words):
        return False
    if not head.endswith(_COMMAS) and _is_fragment(Sentence(head).pieces):
        return False
    if _ends_within_clause(words, rest) or not has_main_verb(main_clause(head)) or _is_opening(head, rest):
        return False
    return _starts_phrase(words, rest, head.endswith(_COMMAS), head) and not _is_bound(words, rest)


def main_clause(text: str) -> list[str]:
    """The words outside relative clauses and participles behind a comma, and outside an opening clause or adjunct."""
    pieces = [piece for piece in Sentence(text).pieces if piece.words]
    if not pieces:
        return []
    kept = [piece for piece in pieces[1:] if not _is_attached(piece)]
    if not opens_clause(pieces[0]) or not (kept or is_one_of(pieces[0].words[0], "subordinator")):
        kept = [pieces[0], *kept]
    return [token for piece in kept for token in piece.tokens]


def _is_attached(piece: Piece) -> bool:
    first, second, *_ = [*piece.words[:2], ""]
    if is_one_of(first, "relative") or (is_one_of(first, "preposition") and is_one_of(second, "relative")):
        return True
    return may_be_participle(first) and is_one_of(second, "preposition") and not is_certain_past(first)


def _is_fragment(pieces: Sequence[Piece]) -> bool:
    """Whether the last piece is cut in the middle: ", with temperatures | reaching 47 degrees", ", a feat | that …"."""
    last = pieces[-1]
    is_addition = last.words[:1] == ["with"] or (bool(last.words) and is_one_of(last.words[0], "determiner"))
    return len(pieces) > 1 and is_addition and not has_verb(last)


def _lacks_verb(words: Sequence[str]) -> bool:
    """Whether there are fewer verbs than clauses: "the fire which killed nine people | was started" has two."""
    openings = sum(word.lower() in _CLAUSE_OPENINGS for word in words)
    if not openings:
        return False
    finite = [may_be_finite(word) for word in words]
    follows = [False, *(is_auxiliary(word) or word.lower() in {"not", "also"} for word in words)]
    verbs = sum(one and not behind for one, behind in zip(finite, follows, strict=False))
    return verbs < openings + 1


def _is_opening(head: str, rest: str) -> bool:
    """Whether all there is belongs to what opens the sentence, before a comma: "In the first half of the year, …"."""
    opening = Sentence(f"{head} {rest}").pieces[0]
    return opening.after == "," and opens_clause(opening) and len(head.rstrip(", ")) <= opening.end


def _ends_within_clause(words: Sequence[str], rest: str) -> bool:
    """Whether the verb of the last "that", "who" or "said" is still to come."""
    openings = [n for n, word in enumerate(words) if is_one_of(word, "needs-verb")]
    if openings and not any(map(may_be_finite, words[openings[-1] + 1 :])):
        return True
    verbs = [word for word in words[1:] if may_be_finite(word)]
    # "News stories covered this week | … have shaken": so far there is a participle.
    if not any(is_auxiliary(word) or is_certain_past(word) for word in verbs) and _has_auxiliary(rest):
        return True
    says = bool(verbs) and is_one_of(verbs[-1], "reporting", "hedged-reporting", "stance")
    return says and not is_auxiliary(verbs[-1]) and has_verb(Sentence(rest).pieces[0])


def _has_auxiliary(rest: str) -> bool:
    """Whether an auxiliary comes before all commas and subordinate clauses."""
    words = Sentence(rest).pieces[0].words
    opening = next((n for n, word in enumerate(words) if is_one_of(word, "subordinator")), len(words))
    return any(map(is_auxiliary, words[:opening]))


def _drops_what_matters(head: str, rest: str) -> bool:
    """Whether the rest denies, doubts, limits, sets a condition or says who claims it.

    What it says in a clause of its own is about that clause alone.
    """
    words = [token.lower() for token in tokens(rest)]
    if stems("hedges").search(rest) or (says_who(rest) and not may_lose_attribution(f"{head} {rest}")):
        return True
    if head.endswith(",") and words[0] in _NEW_CLAUSE and has_main_verb(["it", *words[1:]]):
        return False
    opening = next((n for n, word in enumerate(words) if is_one_of(word, "subordinator") or word in _CONTRASTS), None)
    if opening is not None and words[opening] in _CONDITIONS:
        return True
    governed = " ".join(words[:opening])
    denials = {match.group() for match in stems("kept-words").finditer(governed)}
    # "at least 118 people" goes with its phrase, and "only in Java" limits what is kept.
    return bool(CONTRACTED_NOT.search(governed) or denials - _LIMITS or words[0] in _LIMITS)


def _starts_phrase(words: Sequence[str], rest: str, is_after_comma: bool, head: str) -> bool:
    first, second, *_ = [*tokens(rest)[:2], ""]
    folded = first.lower()
    if _SENTENCE_END.search(head) and first[:1].isupper():
        return True
    if folded == "and":
        return may_be_past(second.lower()) or is_auxiliary(second.lower()) or (is_after_comma and _is_clause(rest))
    if folded in _NEW_CLAUSE or (folded == "even" and is_one_of(second, "subordinator")):
        return is_after_comma
    if folded == "that":
        return may_be_finite(second) and not may_be_finite(words[-1])
    if folded in _NO_BOUNDARY:
        return False
    if not is_after_comma and (folded.endswith("ing") or may_be_participle(folded)):
        near = {word.lower() for word in words[-_JUST_BEFORE:]}
        # "about the government | implementing the system"
        is_gerund = folded.endswith("ing") and "about" in words[-_NEAR:]
        return not is_gerund and _AFTER_BE.isdisjoint(near) and _is_participle(folded, second)
    if is_one_of(folded, "preposition", "subordinator") or folded == "to":
        return not (words[-1][0].isupper() and second[:1].isupper() and folded in {"for", "on", "to", "with"})
    return is_after_comma and (folded.endswith("ing") or (_is_clause(rest) and not may_be_finite(folded)))


def _is_clause(text: str) -> bool:
    """Whether ``text`` begins with a subject and its verb, up to its first comma."""
    first = next((piece for piece in Sentence(text).pieces if piece.words), None)
    return first is not None and has_main_verb(["it", *first.tokens[1:]])


def _is_participle(word: str, following: str) -> bool:
    """Whether a word behind a noun says more about it: "killing 21 people", "offered by the bank"."""
    if word.endswith("ing"):
        return following[:1].isdigit() or following[:1].isupper() or following in word_class("determiner")
    # Many an irregular one is a past tense of the same form: "exports stood at …".
    return following == "by" or (following in {"in", "at", "on", "from", "to", "with"} and is_regular_past(word))


def _is_bound(words: Sequence[str], rest: str) -> bool:
    """Whether what follows belongs to a word near the end: "the largest in Asia", "urged them to go", "from 3 to 5"."""
    every = [word.lower() for word in words]
    last, near, first = every[-1], set(every[-_NEAR:]), tokens(rest)[0].lower()
    if last in every[:-1]:
        return True  # "to originate from a surplus | in current accounts and a surplus in …"
    if not near.isdisjoint(word_class("negation")) or any(map(is_superlative, near)):
        return True
    if first == "to" and ("from" in near or "for" in every or not word_class("controlling").isdisjoint(every)):
        return True
    if first == "and" and near & {"between", "both"}:
        return True
    # "… and goals | from Casquero put them ahead": a clause has begun.
    if "and" in every[-_JUST_BEFORE:] and has_verb(Sentence(rest).pieces[0]):
        return True
    if last[-1].isdigit() and (first in {"to", "and", "or", "through", "until"} or _PART_OF_DAY.match(rest)):
        return True
    if (is_one_of(last, "time") or last in _DISTANCES) and is_one_of(first, "from-a-point"):
        return True
    is_denied = CONTRACTED_NOT.search(" ".join(every[-_NEAR:])) is not None
    return is_denied or (first in {"with", "for", "to", "by"} and not near.isdisjoint(word_class("binding")))


def _may_be_last(words: Sequence[str], rest: str) -> bool:
    """Whether the last word is a noun, a figure, or the participle of a passive."""
    last, before = words[-1], [word.lower() for word in words[-3:-1]]
    folded, is_completed = last.lower(), tokens(rest)[0].lower() not in _COMPLETING
    if is_one_of(last, *_NEVER_LAST) or folded in {"to", "be", "been"}:
        return False
    if last[0].isupper() or last[0].isdigit():
        return True
    is_after_copula = before[-1:] != [] and is_one_of(before[-1], "copula")
    if is_after_copula or before[-1:] == ["to"]:
        return is_after_copula and may_be_participle(folded) and is_completed
    if may_be_past(folded):
        return is_completed and any(is_one_of(word, "copula") for word in before)
    if folded.endswith("ing"):
        return before[-1:] != [] and is_one_of(before[-1], "determiner")
    if folded.endswith(("ly", "ble", "ful", "ous")) and before[-1:] != ["the"]:
        return False
    return not may_be_third_person(folded) or any(map(may_be_finite, words[1:-1]))
