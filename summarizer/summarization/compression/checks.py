"""What leaving words out must not do: turn a sentence round, take a claim for a fact, or change a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer.datamodels import IssueKind
from summarizer.fidelity import check
from summarizer.fidelity.quantities import Quantity, target_quantities
from summarizer.summarization import gate_facts
from summarizer.summarization.compression.text import QUOTATION_MARKS, tokens
from summarizer.summarization.compression.words import is_superlative, may_be_participle, stems, word_class
from summarizer.summarization.receipts import Receipts

CONTRACTED_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)
# A fact that stood in the words left out is missing; anything else that a check finds anew is a change.
_MAY_BE_MISSING = frozenset(
    {
        IssueKind.NUMBER_MISSING,
        IssueKind.NAME_MISSING,
        IssueKind.DATE_CHANGED,
        IssueKind.ADDRESS_CHANGED,
        IssueKind.INSTITUTION_CHANGED,
    }
)
_FACTS = (
    gate_facts.unsupported_numbers,
    gate_facts.unsupported_amounts,
    gate_facts.unsupported_dates,
    gate_facts.unsupported_names,
    gate_facts.unsupported_directions,
    gate_facts.unsupported_quotations,
)
_ORDINAL = ("st", "nd", "rd", "th")
_AUTHORITY = re.compile(
    r"\b(?:agency|bureau|ministry|minister|department|office|statistics|central bank|Bank Indonesia|committee"
    r"|commission|university|[A-Z]{3,})\b"
)
_SAYS_SOMEBODY = re.compile(
    r"\b(?:he|she|they|it) (?:also )?(?:said|says|added|adds|told|explained|noted)\b", re.IGNORECASE
)
# Whoever has a side, or only saw it.
_INTERESTED = re.compile(
    r"\b(?:residents?|villagers?|witness(?:es)?|neighbou?rs?|rivals?|opposition|lawyers?|aides?|manufacturers?|makers?"
    r"|famil(?:y|ies)|relatives?|activists?|part(?:y|ies)|own|Facebook|Twitter|WhatsApp|posts?|social media|sources?"
    r"|critics?|campaign|supporters?|rebels?|village|former|company)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„]([^\"“”„]+)[\"”]")
_COUNTED = re.compile(
    r"\b(?:hundred|thousand|million|billion|trillion|dozen|half|percent|per cent)s?\b|[$€£¥%]|\bRp\b", re.IGNORECASE
)


def may_go(words: str) -> bool:
    """Whether a stretch may be left out: it denies, doubts, limits, opposes, counts and conditions nothing."""
    if CONTRACTED_NOT.search(words) or any(stems(name).search(words) for name in ("kept-words", "hedges")):
        return False
    if _COUNTED.search(words):
        return False
    return QUOTATION_MARKS.isdisjoint(words) and not any(map(_is_amount, target_quantities(words)))


def may_lose_attribution(text: str) -> bool:
    """Whether a reader may be told ``text`` as a plain fact, without who said so.

    Only what an office or an agency gives out, and of that no quotation, accusation or denial, nothing that somebody
    hopes, expects, demands or thinks, nor what he says of himself: the quotation marks may be lost in translation.
    """
    if not is_official(text) or _SAYS_SOMEBODY.search(text):
        return False
    # "in May" is a month.
    words = [token.lower().replace("’", "'") for token in tokens(text) if token != "May"]
    if not QUOTATION_MARKS.isdisjoint(text) or "?" in text or "!" in text:
        return False
    if not any(map(str.isdecimal, text)) and (_says_how_things_are(words) or any(map(is_superlative, words))):
        return False  # an opinion, as long as it is not counted
    if CONTRACTED_NOT.search(text) or not word_class("negation").isdisjoint(words):
        return False
    if not (word_class("stance") | word_class("speaker") | word_class("hedged-reporting")).isdisjoint(words):
        return False
    return not (stems("accusations").search(text) or stems("hedges").search(text))


def is_official(attribution: str) -> bool:
    """Whether an office or an agency says so, and nobody who has a side."""
    return bool(_AUTHORITY.search(attribution)) and not _INTERESTED.search(attribution)


def changes_nothing(source: str | None, target: str, text: str) -> bool:
    """Whether the fidelity checks find nothing new in ``text``, but that facts of words left out are missing.

    ``target`` is the uncut translation of ``source``. Without a ``source`` the facts of ``text`` have to be in
    ``target``, as the gate looks for those of a written sentence in its receipts.
    """
    if source is None:
        return not _changed_facts(target, text)
    known = _known(source, target)
    kinds = {kind for kind, _ in known}
    for issue in check(source, text):
        if issue.kind is IssueKind.LENGTH or (issue.kind, issue.detail) in known:
            continue
        if issue.kind is IssueKind.QUOTATION_CHANGED and _is_without_quotations(target, text):
            continue
        is_missing = issue.kind in _MAY_BE_MISSING and (issue.kind in kinds or not issue.target_spans)
        if not is_missing:
            return False
    return True


def _changed_facts(whole: str, text: str) -> bool:
    if _denies(whole) and not _denies(text):
        return True
    receipts = Receipts("en", (whole,), (whole,), source_lang="en")
    return any(reason for check in _FACTS for reason in check(text, receipts))


def _denies(text: str) -> bool:
    words = {token.lower() for token in tokens(text)}
    return CONTRACTED_NOT.search(text) is not None or not word_class("negation").isdisjoint(words)


@lru_cache(maxsize=64)
def _known(source: str, target: str) -> frozenset[tuple[IssueKind, str]]:
    """What is wrong with the uncut translation, to which every cut and every line of a headline is held."""
    return frozenset((issue.kind, issue.detail) for issue in check(source, target))


def _is_without_quotations(target: str, text: str) -> bool:
    """Whether what ``target`` quotes has gone from ``text`` with its marks, and not the marks alone."""
    if not QUOTATION_MARKS.isdisjoint(text):
        return False
    return not any(quoted.strip(".,") in text for quoted in _QUOTED.findall(target))


def _is_amount(quantity: Quantity) -> bool:
    """Whether a number counts a unit; "the first months" does not."""
    unit = quantity.unit
    return unit is not None and not (unit.is_time and quantity.number.text.lower().endswith(_ORDINAL))


def _says_how_things_are(words: Sequence[str]) -> bool:
    """Whether "is" or "was" stands there without a participle: "is deplorable", not "was signed"."""
    return any(
        word in {"is", "are", "was", "were"}
        and not any(may_be_participle(one) or one.endswith("ing") for one in words[position + 1 : position + 3])
        for position, word in enumerate(words)
    )
