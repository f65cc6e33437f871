"""Cuts between commas: relative clauses and appositions that only add to what a sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.summarization.compression.text import Cut, Piece, Sentence
from summarizer.summarization.compression.words import (
    is_auxiliary,
    is_certain_past,
    is_one_of,
    may_be_finite,
    may_be_past,
    word_class,
)

_RELATIVE = re.compile(r"(?:(?:some|all|most|many|both|one|two|three|part|each) of )?(?:which|whom|who|whose|where)\b")
_ARTICLE = frozenset({"a", "an", "the"})
_TAKING_PART = frozenset({"along", "alongside", "as", "including", "like", "unlike", "besides", "than", "that", "with"})
_AGE = re.compile(r"(?:aged )?\d{1,2}")
_MOST_PIECES = 2


def clauses(sentence: Sentence) -> Iterator[Cut]:
    """Relative clauses and appositions between two commas, or between a comma and the end."""
    pieces = sentence.pieces
    for first in range(1, len(pieces)):
        if pieces[first].before != ",":
            continue
        for last in range(first, min(first + _MOST_PIECES, len(pieces))):
            if all(piece.after == "," for piece in pieces[first:last]) and (cut := _cut(sentence, pieces, first, last)):
                yield cut


def is_verb_phrase(piece: Piece) -> bool:
    """Whether a piece begins with the verb of what stands before its comma: ", said …", ", has been …"."""
    words = piece.words
    while words and (is_one_of(words[0], "adverb") or words[0].endswith("ly")):
        words = words[1:]
    if not words or not may_be_finite(words[0]):
        return False
    if len(words) < len(piece.words) and not is_auxiliary(words[0]) and not is_certain_past(words[0]):
        # "immediately denied the report", not "heavily protected area"
        return is_one_of(" ".join(words[1:2]), "determiner", "preposition", "pronoun", "subordinator")
    if is_one_of(words[0], "participle") and words[1:2] and not is_one_of(words[1], "determiner"):
        return False  # ", based in …"
    return is_auxiliary(words[0]) or may_be_past(words[0]) or len(words) > 1


def opens_clause(piece: Piece) -> bool:
    """Whether a piece begins as a statement of when, where, why or how, and not with a subject."""
    first = next(iter(piece.words), "")
    return first.endswith("ly") or is_one_of(first, "preposition", "subordinator", "coordinator", "adverb")


def has_verb(piece: Piece) -> bool:
    return any(map(may_be_finite, piece.tokens))


def _cut(sentence: Sentence, pieces: Sequence[Piece], first: int, last: int) -> Cut | None:
    head, inner, rest = pieces[first - 1], pieces[first : last + 1], pieces[last + 1 :]
    if not head.words or not all(map(_is_complete, inner)):
        return None
    if not rest:
        return _at_the_end(pieces[:first], inner, sentence.body_end)
    if inner[-1].after != "," or not is_verb_phrase(rest[0]) or any(map(is_verb_phrase, (*inner[1:], *rest[1:]))):
        return None
    says = has_verb(head) and is_one_of(rest[0].words[0], "reporting")
    # "…, Santoso, told reporters": the speaker, who is nothing that stands before him.
    if opens_clause(head) or (says and not _is_relative(inner[0]) and not _names_speaker(rest[0])):
        return None
    is_aside = (
        _is_relative(inner[0])
        or _is_adjunct(inner[0])
        or (_adds_to(head, inner[0]) and (len(inner) == 1 or _is_place(inner[1])))
    )
    # What begins with "and" or "or" is the end of a list.
    if not is_aside or any(is_one_of(piece.words[0], "coordinator") for piece in (*inner, rest[0])):
        return None
    # "a minister, Siti, who …, told" keeps its second comma.
    is_aside_itself = head.before == "," and _adds_to(pieces[first - 2], head) and not has_verb(pieces[first - 2])
    return Cut(head.end, rest[0].start, ", " if says or is_aside_itself else " ")


def _at_the_end(before: Sequence[Piece], inner: Sequence[Piece], end: int) -> Cut | None:
    head = before[-1]
    if len(inner) > 1 or not any(map(has_verb, before)):
        return None
    if _is_relative(inner[0]):
        return Cut(head.end, end, "")
    is_description = inner[0].tokens[0] in _ARTICLE and not has_verb(inner[0]) and "or" not in inner[0].words
    if is_description and _ends_on_name(head) and len(before) == 1:
        return Cut(head.end, end, "")
    return None


def _names_speaker(piece: Piece) -> bool:
    """Whether the speaker follows his verb: "said Santoso"; not "said on Monday", "said that prices rose"."""
    following = " ".join(piece.words[1:2])
    is_other = following == "here" or is_one_of(following, "preposition", "subordinator", "adverb", "time")
    return bool(following) and not is_other and not any(map(may_be_finite, piece.tokens[1:]))


def _is_complete(piece: Piece) -> bool:
    """Whether nothing shows that a piece goes on behind its comma: "who have, through the years, …"."""
    words = piece.words
    return (
        bool(words) and not is_auxiliary(words[-1]) and words[-1] != "that" and not is_one_of(words[-1], "preposition")
    )


def _is_relative(piece: Piece) -> bool:
    return _RELATIVE.match(piece.text) is not None


def _is_adjunct(piece: Piece) -> bool:
    """Whether a piece says when, where or why, and names nobody who takes part: ", after a win over Persija, "."""
    first = piece.words[0]
    return is_one_of(first, "preposition", "subordinator") and first not in _TAKING_PART


def _adds_to(head: Piece, piece: Piece) -> bool:
    """Whether ``piece`` says who or what stands before it."""
    words = piece.words
    if not words or _is_time(head):
        return False
    if _AGE.fullmatch(piece.text) or piece.tokens[0] in word_class("participle"):
        return _ends_on_name(head)
    # "chairman of the board", "Head of Research", but "General Sudirman".
    is_office = is_one_of(words[0], "role") and (
        piece.text[0].islower() or is_one_of(" ".join(words[1:2]), "preposition")
    )
    if words[0] in _ARTICLE or is_office:
        return _ends_on_name(head)
    has_office = not word_class("role").isdisjoint(head.words) and len(words) > 1
    return _is_name(piece) and (head.tokens[-1].islower() or has_office)


def _ends_on_name(piece: Piece) -> bool:
    last = piece.tokens[-1:]
    return bool(last) and last[0][0].isupper()


def _is_name(piece: Piece) -> bool:
    found = piece.tokens
    return (
        found[0][0].isupper()
        and found[-1][0].isupper()
        and all(token[0].isupper() or is_one_of(token, "name-particle") for token in found)
    )


def _is_place(piece: Piece) -> bool:
    return _is_name(piece) and len(piece.tokens) <= 3


def _is_time(piece: Piece) -> bool:
    return is_one_of(piece.words[-1], "time")
