"""What each kind of issue means, in a line for an editor. docs/usage.md says it in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from summarizer.datamodels import IssueKind, Severity
from summarizer.language import language_name


@dataclass(frozen=True, slots=True)
class Meaning:
    """``severities`` are those that a check gives this kind, the graver first."""

    text: str
    severities: tuple[Severity, ...] = ()

    @property
    def severity(self) -> str:
        """As in "error or warning"."""
        return " or ".join(self.severities)


_ERROR, _WARNING = (Severity.ERROR,), (Severity.WARNING,)
_EITHER = _ERROR + _WARNING
_MEANINGS: Mapping[str, Meaning] = {
    IssueKind.EMPTY: Meaning("nothing came out; the {source} stands in its place", _ERROR),
    IssueKind.REPETITION: Meaning("a word or a phrase repeats over and over", _ERROR),
    IssueKind.LENGTH: Meaning("far too short or too long for its source", _EITHER),
    IssueKind.UNTRANSLATED: Meaning("{source} words were left standing", _EITHER),
    IssueKind.NUMBER_MISSING: Meaning("a number of the source is not there", _ERROR),
    IssueKind.NUMBER_ADDED: Meaning("there is a number that the source lacks", _WARNING),
    IssueKind.UNIT_CHANGED: Meaning("an amount has another currency or measure, or none", _ERROR),
    IssueKind.DATE_CHANGED: Meaning("a month or a weekday is lost, or was added", _EITHER),
    IssueKind.DIRECTION_CHANGED: Meaning("a point of the compass is not that of the source", _ERROR),
    IssueKind.ADDRESS_CHANGED: Meaning("a web or e-mail address or an @handle is not as in the source", _ERROR),
    IssueKind.NAME_MISSING: Meaning("a name or an acronym is not there letter for letter", _WARNING),
    IssueKind.INSTITUTION_CHANGED: Meaning(
        "another ministry, court, office, party or province than the source", _ERROR
    ),
    IssueKind.TERM_MISSING: Meaning("a term of the glossary does not have its {target}", _WARNING),
    IssueKind.NEGATION_MISSING: Meaning(
        "the source says not, and the {target} may not: listed, not marked", (Severity.NOTE,)
    ),
    IssueKind.QUOTATION_CHANGED: Meaning("quotation marks were lost or added", _WARNING),
}
# A manifest may be of another version of this program, with kinds of its own.
_UNKNOWN = Meaning("a kind that this version does not know")


def meaning_of(kind: str, langpair: str = "id-en") -> Meaning:
    """What an issue of that kind means in a translation of ``langpair``; a kind that is unknown has no severities."""
    meaning = _MEANINGS.get(kind, _UNKNOWN)
    source, target = map(language_name, langpair.split("-"))
    return replace(meaning, text=meaning.text.format(source=source, target=target))
