"""Whether a mark that may end a sentence does: rules in order, the first that has an opinion decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from summarizer.segmentation.abbreviations import Group, group_of
from summarizer.segmentation.enclosures import QUOTES
from summarizer.segmentation.punkt import full_stop_ends_sentence
from summarizer.segmentation.wordlists import letter_labels, sentence_starters


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a sentence may end, and what stands around it.

    ``lang`` is the language of the word lists. ``terminator`` is the run of full stops, question and
    exclamation marks and ellipses, ``closers`` the quotation marks and brackets that close behind it.
    ``token`` is all that stands before the terminator back to a blank, ``word`` its last word with inner full
    stops ("S.Pd", "TEMPO.CO"), ``preceding`` the token before it. ``following`` is what comes next without the
    opening marks before it, ``openers``, ``gap`` whether a blank stands in between. ``quoted_words`` counts the
    words so far of the sentence within the quotation that goes on here, None outside. ``opens_sentence`` says
    that ``token`` is the sentence's first; ``interrupts`` that ``closers`` close what was opened in the middle
    of a clause.
    """

    lang: str
    terminator: str
    closers: str
    token: str
    word: str
    preceding: str
    following: str
    openers: str
    gap: bool
    bracketed: bool
    quoted_words: int | None
    opens_sentence: bool
    interrupts: bool


Rule = Callable[[Candidate], bool | None]

# Shorter pieces of speech ("Benar? Ya!") stay together: alone they give an engine nothing to go by.
_LEAST_QUOTED_WORDS = 4

_STARTING_SYMBOLS = "#@$€£"
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
_ORDINARY_END = re.compile(r"(?=[a-z]*[aeiou])[a-z]{3,}|\d{4}")
_JOINED_START = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]")
_JOINED_END = re.compile(r"(?:\w[^\W\d_A-Z]{2,}|(?:\d{1,2}/)*\d{4})")
_ADDRESS = re.compile(r"[@\\]|www\.|[A-Za-z]/|/[A-Za-z]")
_TOP_LEVEL_DOMAINS = frozenset(
    {"com", "co", "id", "net", "org", "tv", "go", "ac", "news", "info", "io", "js", "my", "sg"}
)
# Only ever said of the speech before them, so a capital here is a slip: "Kami siap." Ujar Budi.
_ATTRIBUTIONS = frozenset(
    {"ujar", "ujarnya", "ucap", "ucapnya", "tutur", "tuturnya", "imbuh", "imbuhnya", "ungkapnya", "katanya"}
)
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z][a-z]{0,3})*")
_BARE_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*")
_NUMBER = {
    "id": re.compile(r"\W*(?:\d|[IVXLCM]+\b|Rp)"),
    "en": re.compile(r"\W*(?:\d|(?!I\b)[IVXLCM]+\b|Rp)"),  # "No. I did not"
}
_FIRST_WORD = re.compile(r"[\w.'’-]*\w")


def ends_sentence(candidate: Candidate) -> bool:
    """Tell whether a sentence ends at ``candidate``."""
    return next(verdict for rule in _RULES if (verdict := rule(candidate)) is not None)


def _inside(candidate: Candidate) -> bool | None:
    short = candidate.quoted_words is not None and candidate.quoted_words < _LEAST_QUOTED_WORDS
    return False if candidate.bracketed or short else None


def _nothing_starts(candidate: Candidate) -> bool | None:
    first = candidate.following[:1]
    return None if first.isalnum() or (first and first in _STARTING_SYMBOLS) else False


def _joined(candidate: Candidate) -> bool | None:
    """Scraped text loses the space: "selesai.Pemerintah". Addresses and degrees never had one."""
    if candidate.gap:
        return None
    following = _first_word(candidate)
    joined = candidate.token + candidate.following.split(maxsplit=1)[0]
    closed = candidate.token.endswith((")", "%")) or bool(candidate.closers)
    return (
        len(candidate.terminator) == 1
        and candidate.terminator != "…"
        and _JOINED_START.match(following) is not None
        and following.lower() not in _TOP_LEVEL_DOMAINS
        and (closed or _JOINED_END.fullmatch(candidate.word) is not None)
        and group_of(candidate.word, candidate.lang) is None
        and not _ADDRESS.search(joined)
    )


def _lower_case(candidate: Candidate) -> bool | None:
    """Lower case goes on with the sentence ("Ayo!" kata dia), save for brands ("iPhone") and careless text.

    Careless is a full stop after a word of three letters or more, or a year. Shorter words and those without
    a vowel may be abbreviations that nobody listed ("dgn. cara").
    """
    if not candidate.following[0].islower() or _BRAND.match(candidate.following):
        return None
    careless = candidate.terminator == "." and not candidate.closers and _ORDINARY_END.fullmatch(candidate.word)
    return bool(careless) and group_of(candidate.word, candidate.lang) is None


def _attribution(candidate: Candidate) -> bool | None:
    quoted = any(mark in QUOTES for mark in candidate.closers)
    return False if quoted and _first_word(candidate).lower() in _ATTRIBUTIONS else None


def _interruption(candidate: Candidate) -> bool | None:
    """A title or remark with its own mark: film "Ada Apa?" Tayang; (beras, dll.) Pemerintah."""
    if not candidate.interrupts:
        return None
    abbreviated = group_of(candidate.word, candidate.lang) is not None or _INITIALS.fullmatch(candidate.word)
    return False if abbreviated or candidate.terminator != "." else None


def _other_marks(candidate: Candidate) -> bool | None:
    """Other marks and ellipses before a capital end a sentence, save in names ("Yahoo!")."""
    if candidate.terminator == ".":
        return None
    return group_of(candidate.word + candidate.terminator, candidate.lang) is None


def _enumerator(candidate: Candidate) -> bool | None:
    """The "1." of a list within a line: at a sentence's start or behind punctuation."""
    if not (candidate.token.isdecimal() and len(candidate.token) <= 2):
        return None
    return False if candidate.opens_sentence or candidate.preceding.endswith((":", ";", ",")) else None


def _abbreviation(candidate: Candidate) -> bool | None:
    group = group_of(candidate.word, candidate.lang)
    return _BY_GROUP[group](candidate) if group else None


def _before(candidate: Candidate) -> bool | None:
    """In English a title is always followed by a name, and that may be a word that opens sentences: "Mr. So"."""
    return False if candidate.lang == "en" else None


def _before_a_number(candidate: Candidate) -> bool | None:
    return False if _NUMBER[candidate.lang].match(candidate.following) else None


def _before_a_name(candidate: Candidate) -> bool | None:
    return None if _starts_sentence(candidate) else False


def _may_end(candidate: Candidate) -> bool:
    """Neither a number nor a remark may follow ("Tbk. (BJYA)"), nor more of the same name ("Co. Ltd.")."""
    following = _first_word(candidate)
    if "(" in candidate.openers:
        return False
    return not following[:1].isdecimal() and group_of(following, candidate.lang) not in (Group.EITHER, Group.DEGREE)


def _degree(candidate: Candidate) -> bool:
    """Behind a comma or another degree it may end: "Ani, M.H. Kuasa hukum"; "M.H. Thamrin" is a name."""
    before = candidate.preceding
    chained = before.endswith(",") or group_of(before.rstrip(".,"), candidate.lang) is Group.DEGREE
    if _BARE_INITIALS.fullmatch(candidate.word) and not chained:
        return _starts_sentence(candidate)
    return _may_end(candidate)


def _initials(candidate: Candidate) -> bool | None:
    if not _INITIALS.fullmatch(candidate.word):
        return None
    labelled = len(candidate.word) == 1 and candidate.preceding.lower() in letter_labels(candidate.lang)
    return labelled or _starts_sentence(candidate)


def _punkt(candidate: Candidate) -> bool:
    """Ask Punkt, with the following word in capitals: to it "2020. iPhone" is an ordinal in a sentence."""
    following = _first_word(candidate) or candidate.following[0]
    capitalised = following[0].upper() + following[1:]
    return not candidate.word or full_stop_ends_sentence(candidate.word, capitalised, candidate.lang)


def _first_word(candidate: Candidate) -> str:
    match = _FIRST_WORD.match(candidate.following)
    return match.group() if match else ""


def _starts_sentence(candidate: Candidate) -> bool:
    following = _first_word(candidate)
    return following[:1].isupper() and following.lower() in sentence_starters(candidate.lang)


_BY_GROUP: dict[Group, Rule] = {
    Group.BEFORE: _before,
    Group.CASED: _before_a_name,
    Group.NUMBER: _before_a_number,
    Group.EITHER: _may_end,
    Group.DEGREE: _degree,
}

_RULES: tuple[Rule, ...] = (
    _inside,
    _nothing_starts,
    _joined,
    _lower_case,
    _attribution,
    _interruption,
    _other_marks,
    _enumerator,
    _abbreviation,
    _initials,
    _punkt,
)
