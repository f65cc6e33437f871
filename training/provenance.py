"""What a model was made from: its weights, the licences of its rows, and the terms of its base, handed on to others."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from summarizer.documents.output import write_output
from training.corpus.licences import is_shippable

LICENCES_FILE = "licences.json"
GEMMA_TERMS = "Gemma Terms of Use"
"""They reach what is tuned from Gemma and also what learns from its output."""


class ProvenanceError(ValueError):
    """Licences that cannot be read, do not allow what is asked, or weights that are no longer those of before."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """``licences`` of the rows, none if nobody knows them; ``terms`` of use; the ``sha256`` of the weights."""

    licences: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def is_shippable(self) -> bool:
        """Whether the licences are known and all allow weights to be shipped."""
        return bool(self.licences) and all(map(is_shippable, self.licences))


def read_provenance(weights: Path, stated: str = "") -> Provenance:
    """That of a file of weights, from the ``licences.json`` beside it and the licence that is ``stated``, if one is.

    Raises ProvenanceError for a licences.json that is none, OSError for weights that cannot be read.
    """
    with weights.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    file = weights.parent / LICENCES_FILE
    found = _read(file) if file.exists() else Provenance()
    licences = {*found.licences, stated} - {""}
    return Provenance(tuple(sorted(licences)), found.terms, sha256)


def remember(provenance: Provenance, file: Path) -> Provenance:
    """What ``file`` remembers of the first use; written now if there was none.

    Raises ProvenanceError if the weights have changed since.
    """
    if not file.exists():
        write_output(str(file), json.dumps(asdict(provenance), indent=2, ensure_ascii=False) + "\n")
        return provenance
    found = _read(file)
    if found.sha256 != provenance.sha256:
        raise ProvenanceError(
            f"{file}: the run began with weights that have been replaced since. Put the old ones back, or remove "
            f"{file.parent} to begin anew"
        )
    return found


def remembered(file: Path) -> Provenance:
    """What ``remember`` wrote. Raises ProvenanceError."""
    return _read(file)


def require_shippable(what: str, provenance: Provenance) -> None:
    """Raise ProvenanceError unless what learns from ``what`` may be shipped."""
    if not provenance.licences:
        raise ProvenanceError(
            f"nobody knows under which licence the rows were that {what} learnt from. State it in the configuration, "
            "or set shippable_only = false for an experiment"
        )
    if closed := [licence for licence in provenance.licences if not is_shippable(licence)]:
        raise ProvenanceError(
            f"{what} learnt from rows whose licence does not allow it to teach a model that is shipped: "
            f"{', '.join(closed)}. Set shippable_only = false for an experiment"
        )


def _read(file: Path) -> Provenance:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        lists = {name: values[name] for name in ("licences", "terms")}
        if not all(
            isinstance(entry, list) and all(isinstance(text, str) for text in entry) for entry in lists.values()
        ):
            raise TypeError("its entries are no lists of texts")
        return Provenance(tuple(lists["licences"]), tuple(lists["terms"]), str(values.get("sha256", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProvenanceError(f"{file} says no licences and terms: {error}") from error
