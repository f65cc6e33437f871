"""The check of names: what both languages spell the same has to be in the target letter for letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache

from summarizer.datamodels import Issue, IssueKind, Severity
from summarizer.fidelity.exonyms import WORD, is_translated
from summarizer.fidelity.glossary import press_glossary
from summarizer.fidelity.langpairs import LANGUAGES, sides

_SHORTEST_NAME = 3
_SHORTEST_ACRONYM = 2
_LONGEST_TITLE = 8
_MOST_CAPITALS = 0.5  # of the letters; a headline in capitals shows no names
# "US", "BC", "television", "USD" or "$" …: forms of each language's own, too many to hold a target to one.
_WITH_OTHER_FORMS = {
    "id": frozenset({"AS", "SM", "TV", "USD", "TK", "RI", "WIB", "WITA", "WIT", "UU"}),
    "en": frozenset(
        {
            "US", "USA", "UK", "UN", "EU", "UAE", "DC", "BC", "AD", "TV", "USD", "IDR", "AM", "PM", "GMT", "UTC",
            "GDP", "GNP", "VAT", "CPI", "FDI", "FTA", "SOE", "SME", "MSME", "NGO", "CSO", "CEO", "CFO", "COO", "MP",
            "VP", "HR", "AI", "IT", "PR", "ID", "OK", "WWII", "LPG", "EV", "PPE", "ICU", "DNA", "FA", "NT",
        }
    ),
}  # fmt: skip
# A word has a capital for standing first: in the text, after a stop or colon, in a quotation or a bracket.
_BEFORE_A_START = frozenset(".!?:;…\"“”'‘’([«–—-")
_TITLE_BEFORE = re.compile(
    r"\b(?:M(?:r|rs|s|x)|Dr|Prof|Gov|Gen|Sen|Rep|St|Lt|Col|Maj|Capt|Cmdr|Sgt|Adm|Rev|Hon|Amb|Jr|Sr|[A-Z])\.\s+\Z"
)
_ENDINGS = {
    "id": re.compile(r"(?<=\w{4})(?:nya|lah|pun|kah)\Z"),  # "Instagramnya": his or her Instagram; not "Kenya"
    "en": re.compile(r"(?:['’](?:s|re|ve|ll|d|m|t)|(?<=[A-Z]{2})s)\Z"),  # "NGOs" are NGO
}
_LEAST_LIKENESS = 0.8
_ROMAN = re.compile(r"[IVXLCDM]+")
_STEM = 5  # letters by which "Eradication" is known in "eradicating"
_FUNCTION_WORDS = {
    "id": frozenset({"dan", "di", "yang", "untuk", "atas", "dari"}),
    "en": frozenset({"the", "of", "and", "for", "on", "in", "to", "a"}),
}
# The spelling of Indonesia before 1972, which persons keep: "Soeharto" is "Suharto".
_OLD_SPELLING = (("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"), ("nj", "ny"))


def check_names(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """A warning where the target lacks a name or an acronym of the source that both languages have.

    An acronym that the glossary knows may be spelled out instead, by more than half the words of its translation.
    """
    missing = [name for name in names(source, sides(langpair).source) if not is_kept(name, target, langpair)]
    if not missing:
        return []
    detail = f"not in the translation: {', '.join(missing)}"
    spans = (re.search(rf"(?<!\w){re.escape(name)}", source) for name in missing)
    found = tuple(match.span() for match in spans if match)
    return [Issue(IssueKind.NAME_MISSING, Severity.WARNING, detail, source_spans=found)]


def names(text: str, lang: str = "id") -> tuple[str, ...]:
    """Each name and acronym of an Indonesian or English sentence once, in order, a word at a time.

    The first word of a sentence only if it is an acronym; none where the language is another one.
    """
    return _names(text, lang) if lang in LANGUAGES else ()


@lru_cache(maxsize=512)
def _names(text: str, lang: str) -> tuple[str, ...]:
    letters = "".join(filter(str.isalpha, text))
    if sum(map(str.isupper, letters)) > _MOST_CAPITALS * len(letters):
        return ()
    words = (match for match in WORD.finditer(text) if not (match[0][0].islower() or _is_part_of_a_code(match)))
    named = ((_without_ending(match.group(), lang), _is_first(text, match.start(), lang)) for match in words)
    return tuple(dict.fromkeys(word for word, is_first in named if _is_name(word, lang, is_first=is_first)))


def _without_ending(word: str, lang: str) -> str:
    """ "Selanjutnya" is a word by itself, and of "Menjauhlah" only the stem is; either is no name."""
    stem = _ENDINGS[lang].sub("", word)
    return word if stem != word and lang == "id" and is_translated(word) else stem


def _is_first(text: str, start: int, lang: str) -> bool:
    if lang == "en" and _TITLE_BEFORE.search(text, max(0, start - _LONGEST_TITLE), start):
        return False
    while start and text[start - 1].isspace():
        start -= 1
    return not start or text[start - 1] in _BEFORE_A_START


def _is_part_of_a_code(match: re.Match[str]) -> bool:
    """Whether a digit stands next to the word: "A1GP", "So7"."""
    return any(map(str.isdecimal, match.string[max(match.start() - 1, 0) : match.end() + 1]))


def _is_name(word: str, lang: str, *, is_first: bool) -> bool:
    if word.isupper():
        if len(word) < _SHORTEST_ACRONYM or word in _WITH_OTHER_FORMS[lang] or _ROMAN.fullmatch(word):
            return False
        # "He said NO": English shouts.
        return lang != "en" or word in _expansions("en") or not is_translated(word, "en")
    if not word[0].isupper() or len(word) < _SHORTEST_NAME or is_first:
        return False
    return not is_translated(word, lang)


def is_kept(name: str, target: str, langpair: str = "id-en") -> bool:
    """Whether ``target`` has the name, or spells out the acronym."""
    # Only where a word begins: "Ali" is not in "Italian", and is in "Ali's".
    if re.search(rf"(?<!\w){re.escape(name)}", target, re.IGNORECASE):
        return True
    target_lang = sides(langpair).target
    if not name.isupper():
        return (_is_put_right if target_lang == "en" else _is_respelled)(name, target)
    words = frozenset(_stems(target, target_lang))
    return any(2 * len(stems & words) > len(stems) for stems in _expansions(target_lang).get(name, ()))


def _is_put_right(name: str, target: str) -> bool:
    """Whether the target has an English name that the source all but spells: "Israel" for "Isreal"."""
    from simplemma import is_known

    return any(
        SequenceMatcher(None, word.casefold(), name.casefold()).ratio() >= _LEAST_LIKENESS
        for word in WORD.findall(target)
        if word[0] == name[0] and word != name and is_known(word.casefold(), lang="en")
    )


def _is_respelled(name: str, target: str) -> bool:
    """Whether the Indonesian target has the name in another spelling, or one of the many: "Rohingya" of "Rohingyas"."""
    spelling = _in_new_spelling(name)
    return any(_in_new_spelling(word) in (spelling, spelling.removesuffix("s")) for word in WORD.findall(target))


def _in_new_spelling(name: str) -> str:
    folded = name.casefold()
    for old, new in _OLD_SPELLING:
        folded = folded.replace(old, new)
    return folded


@cache
def _expansions(lang: str) -> dict[str, list[frozenset[str]]]:
    """For each acronym of the glossary the stems of each of its meanings in ``lang``."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for term in press_glossary():
        # "DK PBB" is looked for a word at a time.
        for acronym in {*term.acronym.split(), term.source}:
            found[acronym].append(frozenset(_stems(term.target if lang == "en" else term.source, lang)))
    return dict(found)


def _stems(text: str, lang: str) -> Iterator[str]:
    for word in WORD.findall(text):
        if (folded := word.casefold()) not in _FUNCTION_WORDS[lang]:
            yield folded[:_STEM].rstrip("s")  # "NGOs" are NGO
