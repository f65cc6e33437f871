"""The check of terms: a term of the glossary has the glossary's English."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.datamodels import Issue, IssueKind, Severity
from summarizer.fidelity.glossary import Glossary, Term, TermMatch

_WORD = re.compile(r"[^\W_]+")


def check_terms(source: str, target: str, glossary: Glossary) -> list[Issue]:
    """A warning where a term of the source does not have its English in the target.

    The English may be inflected ("ministries", "the ministry's") and in any case; a term that is not to be translated
    has to be there letter for letter.
    """
    missing = missing_terms(source, target, glossary)
    if not missing:
        return []
    wanted = dict.fromkeys(_wanted(source, match) for match in missing)
    spans = tuple((match.start, match.end) for match in missing)
    return [Issue(IssueKind.TERM_MISSING, Severity.WARNING, f"not as in the glossary: {'; '.join(wanted)}", spans)]


def missing_terms(source: str, target: str, glossary: Glossary) -> list[TermMatch]:
    """The terms of the source without their English in the target."""
    return [match for match in glossary.find(source) if not has_term(match.term, target)]


def has_term(term: Term, target: str) -> bool:
    """Whether the English text has the English of the term."""
    if term.is_kept:
        return re.search(rf"(?<!\w){re.escape(term.target)}(?!\w)", target) is not None
    wanted, present = _lemmas(term.target), _lemmas(target)
    return any(present[at : at + len(wanted)] == wanted for at in range(len(present) - len(wanted) + 1))


def with_targets(source: str, glossary: Glossary) -> str:
    """The Indonesian sentence with each term replaced by its English, which a model copies more often than not."""
    parts, position = [], 0
    for term, start, end in glossary.find(source):
        parts += [source[position:start], term.target]
        position = end
    return "".join([*parts, source[position:]])


def _wanted(source: str, match: TermMatch) -> str:
    return f"{source[match.start : match.end]} = {match.term.target}"


@lru_cache(maxsize=4096)
def _lemmas(text: str) -> list[str]:
    # Loaded when a term is first looked for: the word list takes a moment.
    from simplemma import lemmatize

    return [lemmatize(word, lang="en").casefold() for word in _WORD.findall(text.replace("'s", "").replace("’s", ""))]
