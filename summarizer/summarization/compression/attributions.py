"""Cuts of attributions: who said it, before or behind what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.summarization.compression.clauses import has_verb, opens_clause
from summarizer.summarization.compression.text import Cut, Piece, Sentence, tokens
from summarizer.summarization.compression.words import is_one_of, may_be_finite

SAYING = (
    r"(?:said|says|added|adds|explained|explains|stated|states|noted|notes|reported|reports|told|tells|announced"
    r"|announces|commented|remarked|wrote|writes|mentioned|continued)"
)
_SPEAKER_FIRST = re.compile(rf"(?P<speaker>[^,]{{2,90}}?)\s(?:also\s|later\s)?{SAYING}\b(?P<rest>[^,]*)")
_VERB_FIRST = re.compile(rf"(?!t[eo]l)(?:{SAYING})\s(?P<speaker>[^,]{{2,120}})")
_ACCORDING = re.compile(r"according to\s(?P<speaker>[^,]{2,120})", re.IGNORECASE)
_REST = re.compile(
    r"\s*(?:(?:(?:late|early)\s)?(?:on|in|at|during|after|to|when|while|from|through|via|here|yesterday|today|recently"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|[A-Z])\b.{0,120})?"
)
_PERSONAL = frozenset({"he", "she", "his", "her", "him", "they", "their", "them"})
_MOST_WORDS_OF_SPEAKER = 14


def says_who(text: str) -> bool:
    """Whether ``text`` has a word by which something is said or claimed."""
    return any(is_one_of(token, "reporting", "hedged-reporting") for token in tokens(text))


def trailing(sentence: Sentence) -> Iterator[Cut]:
    """The attribution that a sentence ends on, with the comma before it."""
    pieces = sentence.pieces
    if len(pieces) < 2 or pieces[-1].before != "," or not is_attribution(pieces[-1]):
        return
    before = pieces[:-1]
    if len(before) > 1 and before[-1].before == "," and _may_be_of_the_speaker(before[-1], pieces[-1]):
        # "…, the company's director, Santoso said": what stands between the commas goes too, whosever it is.
        before = before[:-1]
    if any(map(has_verb, before)) and not _is_only_clause(before):
        yield Cut(before[-1].end, sentence.body_end, "")


def leading(sentence: Sentence) -> Iterator[Cut]:
    """ "According to …," at the start, where nothing but a subject follows it."""
    pieces = sentence.pieces
    if len(pieces) < 2 or pieces[0].after != "," or not _ACCORDING.fullmatch(pieces[0].text):
        return
    statement = pieces[1]
    if opens_clause(statement) or not has_verb(statement) or _describes(pieces):
        return
    if not _PERSONAL.isdisjoint(word for piece in pieces[1:] for word in piece.words):
        return
    yield Cut(0, statement.start)


def is_attribution(piece: Piece) -> bool:
    """Whether a piece is no more than "he said on Monday", "said the minister" or "according to a report"."""
    if _ACCORDING.fullmatch(piece.text):
        return not has_verb(piece)
    if match := _VERB_FIRST.fullmatch(piece.text):
        return _is_speaker(match["speaker"]) and not any(map(may_be_finite, match["speaker"].split()))
    match = _SPEAKER_FIRST.fullmatch(piece.text)
    if not match or not _is_speaker(match["speaker"]) or not _REST.fullmatch(match["rest"]):
        return False
    rest = match["rest"].split()
    # "he said on Monday that prices rose" is more; "he said when prices rose" is not.
    return "that" not in rest


def _is_speaker(text: str) -> bool:
    words = text.split()
    if len(words) > _MOST_WORDS_OF_SPEAKER or any(is_one_of(word, "auxiliary") for word in words):
        return False
    return not is_one_of(words[0], "preposition", "subordinator", "coordinator", "relative")


def _may_be_of_the_speaker(piece: Piece, attribution: Piece) -> bool:
    """Whether a piece before "Santoso said" may be his office: it has no verb, and no end of a list or adjunct."""
    return not (has_verb(piece) or opens_clause(piece) or attribution.words[0] in {"he", "she", "they", "it"})


def _is_only_clause(pieces: Sequence[Piece]) -> bool:
    """Whether all there is begins with "if", "when" and the like."""
    return len(pieces) == 1 and pieces[0].words[0] in {"if", "when", "because", "that"}


def _describes(pieces: Sequence[Piece]) -> bool:
    """Whether what follows a speaker's name may say who he is: "According to Sri, the head of the office that …"."""
    is_described = is_one_of(pieces[1].words[0], "role", "relative") or pieces[1].words[0] in {"a", "an", "the"}
    return is_described and len(pieces) > 2 and pieces[0].tokens[-1][0].isupper()
