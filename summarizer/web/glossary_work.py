"""The glossary of a visit: rows of a table to terms and back, and files that are added to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from summarizer.errors import GlossaryError
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.glossary_files import glossary_csv, parse_glossary

COLUMNS = ("source", "target", "note")
MAX_BYTES = 2**20
"""The largest glossary of a visit, as a file."""

# What stands in messages in the place of a file's name.
_TABLE = Path("the table")


def rows_of(glossary: Glossary | None) -> list[list[str]]:
    """A row a term, with COLUMNS."""
    return [] if glossary is None else [[term.source, term.target, term.note] for term in glossary.terms]


def glossary_of(rows: Iterable[Sequence[object]], before: Glossary | None) -> Glossary | None:
    """The glossary of the rows; one without both its sides is left out, and None is a table without terms.

    What the table does not show of a term (its kind and acronym) is taken from ``before``. Raises GlossaryError if two
    rows contradict each other, line 1 then being the head of the table, or if it would be larger than MAX_BYTES.
    """
    known = {(term.source, term.target): term for term in before.terms} if before else {}
    terms = []
    for row in rows:
        # A column that a visitor has added to the table means nothing, and one that was removed is empty.
        source, target, note, *_ = (" ".join(str("" if cell is None else cell).split()) for cell in (*row, "", "", ""))
        if not source or not target:
            continue
        old = known.get((source, target), Term(source, target))
        terms.append(Term(source, target, old.kind, old.acronym, note))
    return _checked(terms) if terms else None


def with_file(before: Glossary | None, data: bytes, name: str) -> Glossary:
    """The glossary with the terms of a file of that name behind its own, or in their place where they are the same.

    Raises what `parse_glossary` and `glossary_of` raise.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    imported = parse_glossary(data, Path(name)).terms
    new = {(term.source, term.target) for term in imported}
    kept = [term for term in before.terms if (term.source, term.target) not in new] if before else []
    return _checked([*kept, *imported])


def _checked(terms: Sequence[Term]) -> Glossary:
    """A glossary that the reader of files has read, so that all are held to the same rules and have signatures."""
    data = glossary_csv(Glossary(terms)).encode(errors="replace")  # half a surrogate pair is in no file
    if len(data) > MAX_BYTES:
        raise _too_large(str(_TABLE))
    return parse_glossary(data, _TABLE)


def _too_large(name: str) -> GlossaryError:
    return GlossaryError(
        f"{name} is larger than {MAX_BYTES // 2**10} KiB, the most a glossary may be here. "
        "Keep the terms that occur in your articles"
    )
