"""The check of names: what both languages spell the same has to be in the target letter for letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from summarizer.datamodels import Issue, IssueKind, Severity
from summarizer.fidelity.exonyms import WORD, is_translated
from summarizer.fidelity.glossary import press_glossary

_SHORTEST_NAME = 3
_SHORTEST_ACRONYM = 2
_MOST_CAPITALS = 0.5  # of the letters; a headline in capitals shows no names
# "US", "BC", "television", "USD" or "$" …: English has forms of its own, too many to hold a target to one.
_WITH_OTHER_FORMS = frozenset({"AS", "SM", "TV", "USD", "TK", "RI", "WIB", "WITA", "WIT", "UU"})
# A word has a capital for standing first: in the text, after a stop or colon, in a quotation or a bracket.
_BEFORE_A_START = frozenset(".!?:;…\"“”'‘’([«–—-")
_CLITIC = re.compile(r"(?<=\w{4})(?:nya|lah|pun|kah)\Z")  # "Instagramnya": his or her Instagram; not "Kenya"
_LEAST_LIKENESS = 0.8
_ROMAN = re.compile(r"[IVXLCDM]+")
_STEM = 5  # letters by which "Eradication" is known in "eradicating"
_FUNCTION_WORDS = frozenset({"the", "of", "and", "for", "on", "in", "to", "a"})


def check_names(source: str, target: str) -> list[Issue]:
    """A warning where the target lacks a name or an acronym of the source that English keeps.

    An acronym that the glossary knows may be spelled out instead, by more than half the words of its translation.
    """
    missing = [name for name in names(source) if not is_kept(name, target)]
    if not missing:
        return []
    detail = f"not in the translation: {', '.join(missing)}"
    spans = (re.search(rf"(?<!\w){re.escape(name)}", source) for name in missing)
    found = tuple(match.span() for match in spans if match)
    return [Issue(IssueKind.NAME_MISSING, Severity.WARNING, detail, source_spans=found)]


def names(text: str) -> Iterator[str]:
    """Each name and acronym once, in order, a word at a time; the first word of a sentence only if it is an acronym."""
    letters = [character for character in text if character.isalpha()]
    if sum(map(str.isupper, letters)) > _MOST_CAPITALS * len(letters):
        return
    words = (match for match in WORD.finditer(text) if not _is_part_of_a_code(match))
    named = ((_without_clitic(match.group()), _is_first(text, match.start())) for match in words)
    yield from dict.fromkeys(word for word, is_first in named if _is_name(word, is_first=is_first))


def _without_clitic(word: str) -> str:
    """ "Selanjutnya" is a word by itself, and of "Menjauhlah" only the stem is; either is no name."""
    return word if is_translated(word) else _CLITIC.sub("", word)


def _is_first(text: str, start: int) -> bool:
    while start and text[start - 1].isspace():
        start -= 1
    return not start or text[start - 1] in _BEFORE_A_START


def _is_part_of_a_code(match: re.Match[str]) -> bool:
    """Whether a digit stands next to the word: "A1GP", "So7"."""
    return any(map(str.isdecimal, match.string[max(match.start() - 1, 0) : match.end() + 1]))


def _is_name(word: str, *, is_first: bool) -> bool:
    if word.isupper():
        return len(word) >= _SHORTEST_ACRONYM and word not in _WITH_OTHER_FORMS and not _ROMAN.fullmatch(word)
    if not word[0].isupper() or len(word) < _SHORTEST_NAME or is_first:
        return False
    return not is_translated(word)


def is_kept(name: str, target: str) -> bool:
    """Whether ``target`` has the name, or spells out the acronym."""
    # Only where a word begins: "Ali" is not in "Italian", and is in "Ali's".
    if re.search(rf"(?<!\w){re.escape(name)}", target, re.IGNORECASE):
        return True
    if not name.isupper():
        return _is_put_right(name, target)
    words = frozenset(_stems(target))
    return any(2 * len(stems & words) > len(stems) for stems in _expansions().get(name, ()))


def _is_put_right(name: str, target: str) -> bool:
    """Whether the target has an English name that the source all but spells: "Israel" for "Isreal"."""
    from simplemma import is_known

    return any(
        SequenceMatcher(None, word.casefold(), name.casefold()).ratio() >= _LEAST_LIKENESS
        for word in WORD.findall(target)
        if word[0] == name[0] and word != name and is_known(word.casefold(), lang="en")
    )


@cache
def _expansions() -> dict[str, list[frozenset[str]]]:
    """For each acronym of the glossary the stems of each of its translations."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for term in press_glossary():
        # "DK PBB" is looked for a word at a time.
        for acronym in {*term.acronym.split(), term.source}:
            found[acronym].append(frozenset(_stems(term.target)))
    return dict(found)


def _stems(text: str) -> Iterator[str]:
    for word in WORD.findall(text):
        if (folded := word.casefold()) not in _FUNCTION_WORDS:
            yield folded[:_STEM].rstrip("s")  # "NGOs" are NGO
