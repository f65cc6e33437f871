"""The check of terms: a term of the glossary has the glossary's translation."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.datamodels import Issue, IssueKind, Severity
from summarizer.fidelity.glossary import Glossary, Term, TermMatch, without_clitic
from summarizer.fidelity.langpairs import sides

_WORD = re.compile(r"[^\W_]+")


def check_terms(source: str, target: str, glossary: Glossary, langpair: str = "id-en") -> list[Issue]:
    """A warning where a term of the source does not have its translation in the target.

    English may be inflected ("ministries", "the ministry's"), Indonesian have a clitic behind it ("kementeriannya"),
    and either be in any case; a term that is not to be translated has to be there letter for letter.
    """
    missing = missing_terms(source, target, glossary, langpair)
    if not missing:
        return []
    wanted = dict.fromkeys(_wanted(source, match) for match in missing)
    spans = tuple((match.start, match.end) for match in missing)
    return [Issue(IssueKind.TERM_MISSING, Severity.WARNING, f"not as in the glossary: {'; '.join(wanted)}", spans)]


def missing_terms(source: str, target: str, glossary: Glossary, langpair: str = "id-en") -> list[TermMatch]:
    """The terms of the source without their translation in the target."""
    source_lang, target_lang = sides(langpair)
    return [match for match in glossary.find(source, source_lang) if not has_term(match.term, target, target_lang)]


def has_term(term: Term, target: str, lang: str = "en") -> bool:
    """Whether the text in ``lang`` has the target of the term."""
    if term.is_kept:
        return re.search(rf"(?<!\w){re.escape(term.target)}(?!\w)", target) is not None
    read = _lemmas if lang == "en" else _words
    wanted, present = read(term.target), read(target)
    runs = (present[at : at + len(wanted)] for at in range(len(present) - len(wanted) + 1))
    if lang == "id":
        return any(run[:-1] == wanted[:-1] and wanted[-1] in (run[-1], without_clitic(run[-1])) for run in runs)
    return wanted in runs


def with_targets(source: str, glossary: Glossary, lang: str = "id") -> str:
    """The sentence in ``lang`` with each term replaced by its target, which a model copies more often than not."""
    parts, position = [], 0
    for term, start, end in glossary.find(source, lang):
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


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
