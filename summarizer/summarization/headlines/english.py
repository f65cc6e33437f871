"""The English of headlines: no articles, no "was" before a participle, "to" for "will", the present for the past."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.summarization.compression.clauses import opens_clause
from summarizer.summarization.compression.text import QUOTATION_MARKS, Sentence, capitalised, tokens
from summarizer.summarization.compression.words import (
    is_auxiliary,
    is_certain_past,
    is_one_of,
    is_regular_past,
    is_verb,
    lemma,
    may_be_finite,
    may_be_past,
    present_forms,
)

_ARTICLE = re.compile(r"(?<![\w'’-])(?:the|an?|The|An?)\s+(?=(?P<next>[\w$'’-]+))")
_WITHIN_NAME = re.compile(r"[A-Z]\w*\s(?:of|for|on|in|to|and|from)\s\Z")
# "Rp 5,000 a month", "twice a week"
_RATE = re.compile(r"(?:\d|twice|once|times|percent|%|[mb]illion|kilos?|tons?|tonnes?|lit(?:er|re)s?|dollars?)\s\Z")
_BEFORE_KEPT = re.compile(r"(?:such|so|as|what|half|quite|many|not)\s\Z", re.IGNORECASE)
_FIXED = re.compile(
    r"(?:in the (?:past|end|near|future|name|face|case|wake)|as (?:a|the) (?:result|whole))\b", re.IGNORECASE
)
_PAST_TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|ago|last|since|previous(?:ly)?|earlier|former(?:ly)?|once|then|had|until|used to)\b",
    re.IGNORECASE,
)
_SINGULAR_PRONOUNS = frozenset({"he", "she", "it"})
_SINGULAR_DETERMINERS = frozenset({"a", "an", "this", "that", "another", "each", "every", "one"})
_OF_MANY = frozenset({"number", "total", "percent", "half", "most", "some"})
_NOT_ACTIVE = frozenset({"by", "to", "of", "and"})
_BY_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


def in_headline_english(text: str) -> str:
    """``text``, a sentence without its full stop, with those of the changes that its grammar leaves no doubt about."""
    changed = _with_main_verb(text)
    return capitalised(_without_articles(changed))


def _without_articles(text: str) -> str:
    sentence = Sentence(text)
    result = text
    for match in reversed(list(_ARTICLE.finditer(text))):
        if sentence.enclosures.quotation_around(match.start()) is None and not _is_kept(text, match):
            result = result[: match.start()] + result[match.end() :]
    return result


def _is_kept(text: str, match: re.Match[str]) -> bool:
    before, article, following = text[: match.start()], match.group(), match["next"]
    if article[0].isupper() and before.strip():
        return True  # "The" in a name
    if is_one_of(following, "keeps-article", "time") or _FIXED.match(text, max(0, match.start() - len("in "))):
        return True
    if following[0].isupper() and _WITHIN_NAME.search(before):
        return True
    return article[0] in "aA" and bool(_RATE.search(before) or _BEFORE_KEPT.search(before))


def _with_main_verb(text: str) -> str:
    """``text`` with its main verb as headlines have it, or unchanged where the verb or its form is in doubt."""
    found = _main_verb(text)
    if found is None:
        return text
    start, end, subject = found
    verb, rest = text[start:end], text[end:]
    following = [token.lower() for token in tokens(rest)[:2]]
    if verb == "will":
        is_changed = following and _is_base(following[0]) and not is_one_of(subject[-1], "pronoun")
        return f"{text[:start]}to{rest}" if is_changed else text
    if verb in {"is", "are", "was", "were"}:
        return text[:start] + rest.lstrip() if _is_passive(following, rest) else text
    new = _present(verb, subject, rest)
    return text if new is None else text[:start] + new + rest


def _main_verb(text: str) -> tuple[int, int, list[str]] | None:
    """Where the verb of the main clause stands, and the words of its subject."""
    pieces = Sentence(text).pieces
    subject_piece = next((piece for piece in pieces if not opens_clause(piece)), None)
    if subject_piece is None or subject_piece not in pieces[:2]:
        return None
    offset = subject_piece.start
    subject: list[str] = []
    for match in re.finditer(r"\S+", subject_piece.text):
        word = match.group()
        if subject and may_be_finite(word):
            return offset + match.start(), offset + match.end(), subject
        if is_one_of(word, "relative", "subordinator") or not QUOTATION_MARKS.isdisjoint(word):
            return None
        subject.append(word)
    return None


def _is_base(word: str) -> bool:
    return word in {"be", "have", "do"} or is_verb(word)


def _is_passive(following: Sequence[str], rest: str) -> bool:
    """Whether a participle follows which without "was" can only mean the same: "killed in", not "attacked in"."""
    if not following:
        return False
    participle, after = following[0], following[1:2]
    if after == ["by"]:
        return is_one_of(participle, "passive") or is_regular_past(participle)
    ends = not after or rest.lstrip().startswith(f"{participle},")
    return is_one_of(participle, "passive") and (ends or after == ["to"] or is_one_of(after[0], "preposition"))


def _present(verb: str, subject: Sequence[str], rest: str) -> str | None:
    """The present tense of ``verb``; None unless it must be a past one, of now, and its subject's number is plain."""
    if not _is_finite_past(verb, rest) or _PAST_TIME.search(rest) or _has_second_past(rest):
        return None
    base, number = _base_of(verb), _number(subject)
    if number == "singular" and not {"their", "they"}.isdisjoint(token.lower() for token in tokens(rest)):
        return None  # a team is plural in British English
    if base is None or number is None:
        return None
    return base if number == "plural" else _third_person(base)


def _is_finite_past(verb: str, rest: str) -> bool:
    if is_certain_past(verb):
        return True
    if not may_be_past(verb) or is_auxiliary(verb) or is_one_of(verb, "participle"):
        return False
    following = tokens(rest)[:1]
    if not following or rest.lstrip()[:1] in ",;":
        return False
    word = following[0]
    if word.lower() in _NOT_ACTIVE or is_one_of(word, "time"):
        return False
    return is_one_of(word, "determiner") or word[0].isdigit() or word[0].isupper() or word[0] in "$€£"


def _has_second_past(rest: str) -> bool:
    """Whether another past tense is joined to the verb, which would have to be changed with it."""
    found = [token.lower() for token in tokens(rest)]
    return any(
        word in {"and", "but", "or"} and (may_be_past(following) or following in {"was", "were"})
        for word, following in pairwise(found)
    )


def _base_of(past: str) -> str | None:
    if not is_regular_past(past):
        return present_forms().get(past)
    known = [lemma(past), past[:-1], past[:-2], past[:-3], past[:-3] + "y"]
    return next((base for base in known if is_verb(base) and past in _pasts_of(base)), None)


def _pasts_of(base: str) -> set[str]:
    if base.endswith("e"):
        return {base + "d"}
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return {base[:-1] + "ied"}
    return {base + "ed", base + base[-1] + "ed"}


def _third_person(base: str) -> str:
    if base.endswith(_BY_SIBILANT):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base[:-1] + "ies"
    return base + "s"


def _number(subject: Sequence[str]) -> str | None:
    """Whether a subject is "singular" or "plural"; None where that is not plain."""
    words = [word.strip(",") for word in subject]
    if len(words) == 1 and words[0].lower() in _SINGULAR_PRONOUNS:
        return "singular"
    end = next(
        (n for n, word in enumerate(words) if n and (word == "of" or is_one_of(word, "preposition"))), len(words)
    )
    while end > 1 and is_one_of(words[end - 1], "adverb"):
        end -= 1
    head, folded = words[end - 1], words[end - 1].lower()
    if any(is_one_of(word, "coordinator") or word == "or" for word in words) or is_one_of(head, "untold"):
        return None
    if not _OF_MANY.isdisjoint(word.lower() for word in words[:end]):
        return None
    if is_one_of(head, "plural"):
        return "plural"
    ends_as_plural = folded.endswith("s") and not folded.endswith("ss")
    if head[:1].isupper() and end > 0:
        return None if ends_as_plural and lemma(folded) != folded else "singular"
    if ends_as_plural:
        # "a few farmers" are many, and what "a crossroads" is nobody knows.
        is_plural = lemma(folded) != folded and (words[0].lower() not in _SINGULAR_DETERMINERS or words[1] == "few")
        return "plural" if is_plural else None
    if words[0].lower() in _SINGULAR_DETERMINERS:
        return "singular"
    return "singular" if folded.isalpha() and lemma(folded) == folded else None
