"""Where a sentence may end before its end: at the last phrase that a reader can do without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.segmentation.enclosures import Enclosures
from summarizer.summarization.compression.attributions import says_who
from summarizer.summarization.compression.checks import may_go, may_lose_attribution
from summarizer.summarization.compression.clauses import opens_clause
from summarizer.summarization.compression.grammar import has_main_verb
from summarizer.summarization.compression.text import QUOTATION_MARKS, Sentence, capitalised, tokens
from summarizer.summarization.compression.words import is_one_of
from summarizer.summarization.content_words import FUNCTION_WORDS
from summarizer.summarization.headlines.boundaries import is_boundary, main_clause

ELLIPSIS = "…"
_FEWEST_WORDS = 4
_FUNCTION_WORDS = ("preposition", "coordinator", "subordinator", "determiner", "auxiliary", "relative", "pronoun")
# "Rp 5 …" for "Rp 5 million" would be another amount, and so would "at least …".
_UNFINISHED = frozenset({"to", "rp", "us", "no", "least", "than", "most"})
_CONDITIONS = frozenset({"if", "unless", "until", "except", "provided"})
_CLOSING = {'"': '"', "“": "”", "„": "”", "”": "”", "«": "»", "‘": "’", "'": "'"}
_SPEAKER = re.compile(
    r"(?P<speaker>[^,:;]+(?:, [^,:;]+,)?) (?:said|says|added|explained|stated|noted),?(?: that)? "
    r"(?P<statement>(?!to |on |in |at |by ).+)"
)
_SENTENCE_END = re.compile(r"(?<=[a-z]{3})[.!?](?=\s[A-Z])")
_TOKEN = re.compile(r"\S+")


def beginnings(text: str) -> Iterator[str]:
    """The beginnings of ``text`` that are sentences by themselves and say nothing else than it does, longest first."""
    sentence = Sentence(text)
    found = list(_TOKEN.finditer(text))
    for position in range(len(found) - 1, _FEWEST_WORDS - 1, -1):
        start, end = found[position].start(), found[position - 1].end()
        if sentence.is_open(end) and sentence.is_open(start) and is_boundary(text[:end], text[start:]):
            yield text[:end].rstrip(",;:–—- ")


def first_sentence(text: str) -> str:
    """The first of several sentences, if it is one by itself."""
    match = _SENTENCE_END.search(text)
    if match and Sentence(text).is_open(match.start()) and has_main_verb(tokens(text[: match.end()])):
        return text[: match.end()]
    return text


def without_opening(text: str) -> str:
    """Without the adjunct or clause before the first comma, unless it is a condition, denies or says who claims it."""
    first, *others = Sentence(text).pieces
    if not others or first.after != "," or not opens_clause(first) or opens_clause(others[0]):
        return text
    if not may_go(first.text) or says_who(first.text) or not has_main_verb(others[0].tokens):
        return text
    return capitalised(text[others[0].start :])


def without_speaker(text: str) -> str:
    """Without "… said that" before a statement that stands without it, and is not about the speaker himself."""
    match = _SPEAKER.match(text)
    if not match or has_main_verb(tokens(match["speaker"])) or not may_lose_attribution(text):
        return text
    if opens_clause(Sentence(text).pieces[0]):
        return text
    words = tokens(match["statement"])
    is_about_speaker = any(
        is_one_of(word, "pronoun") or word.lower() in {"his", "her", "its", "their"} for word in words
    )
    return text if is_about_speaker or not has_main_verb(words) else capitalised(match["statement"])


def with_ellipsis(text: str, limit: int) -> str:
    """The first words of ``text``, with the mark at most ``limit``, as the last resort.

    A quotation that is cut is closed behind the mark. Where a condition or an exception is cut off, the word that it
    begins with stands before the mark: "… on Friday unless …".
    """
    words = text.split()
    place = next((n for n, word in enumerate(words) if n >= limit // 2 and word.lower() in _CONDITIONS), None)
    if place is not None and place + 2 >= limit and QUOTATION_MARKS.isdisjoint(text):
        return _closed(with_ellipsis(" ".join(words[:place]), limit - 1), words[place])
    kept = words[: max(1, limit - 1)]
    if (comma := _last_comma(kept, len(words))) is not None:
        kept = kept[:comma]
    else:
        while len(kept) > limit // 2 and _is_within_name(kept, words):
            kept.pop()
        while len(kept) > 1 and ends_badly(kept[-1]):
            kept.pop()
    shown = " ".join(kept).rstrip(",;:–—- ")
    opening = Sentence(text).enclosures.quotation_around(min(len(shown), max(len(text) - 1, 0)))
    return f"{shown} {ELLIPSIS}{'' if opening is None else _CLOSING.get(text[opening], '')}"


def cut_short(text: str, limit: int, lang: str) -> str:
    """``text`` without its full stop, or the first of its words with the mark, at most ``limit`` together.

    For any language but English. It ends at the last comma of its second half, or else on no word that the language is
    known to go on behind.
    """
    words = text.split()
    if len(words) <= limit:
        return text if text.endswith("..") else text.rstrip(":;, ").removesuffix(".")
    kept = words[: max(1, limit - 1)]
    comma = next((n for n in range(len(kept), len(kept) // 2, -1) if kept[n - 1].endswith((",", ";"))), None)
    kept = kept[:comma]
    while comma is None and len(kept) > limit // 2 and _is_incomplete(kept, words, lang):
        kept.pop()
    shown = " ".join(kept).rstrip(",;:–—- ")
    opening = Enclosures(text).quotation_around(min(len(shown), max(len(text) - 1, 0)))
    return f"{shown} {ELLIPSIS}{'' if opening is None else _CLOSING.get(text[opening], '')}"


def _is_incomplete(kept: list[str], words: list[str], lang: str) -> bool:
    last = next(iter(tokens(kept[-1])), "").lower()
    is_grammar = last in FUNCTION_WORDS.get(lang, frozenset()) or last in _UNFINISHED or last[-1:].isdigit()
    return is_grammar or _is_within_name(kept, words)


def _closed(line: str, condition: str) -> str:
    kept, _, closing = line.rpartition(ELLIPSIS)
    return f"{kept.rstrip() or line} {condition} {ELLIPSIS}{closing}"


def ends_badly(text: str) -> bool:
    """Whether the last word needs another behind it."""
    last = next(iter(tokens(text)[-1:]), "").lower()
    return is_one_of(last, *_FUNCTION_WORDS) or last in _UNFINISHED or last[-1:].isdigit()


def _is_within_name(kept: list[str], words: list[str]) -> bool:
    following = words[len(kept) : len(kept) + 1]
    return bool(following) and kept[-1][:1].isupper() and following[0][:1].isupper()


def _last_comma(kept: list[str], count: int) -> int | None:
    """How many words there are up to the last comma in the second half that ends a sentence; of ``count`` in all."""
    for number in range(len(kept), len(kept) // 2, -1):
        ends = kept[number - 1].endswith((",", ";")) and number < count
        # Not before "…, witnesses said", nor after "he said,".
        if ends and not says_who(" ".join(kept[number - 1 :])) and has_main_verb(main_clause(" ".join(kept[:number]))):
            return number
    return None
