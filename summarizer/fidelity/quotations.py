"""The check of quotations: what is quoted in the source is quoted in the target, from its start to its end."""

from __future__ import annotations

import re

from summarizer.datamodels import Issue, IssueKind, Severity

_MARK = re.compile('["“”„«»]')


def check_quotations(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """A warning where all quotation marks were lost or made up, or a quotation that the source closes is left open.

    Single quotation marks are not looked at, which are apostrophes as well. A sentence may open a quotation that a
    later one closes. The same for either direction of ``langpair``.
    """
    in_source, in_target = ([match.span() for match in _MARK.finditer(text)] for text in (source, target))
    if in_source and not in_target:
        detail = "the quotation marks are lost"
    elif in_target and not in_source:
        detail = "quotation marks were added"
    elif len(in_source) % 2 == 0 and len(in_target) % 2:
        detail = "a quotation is not opened or not closed"
    else:
        return []
    return [Issue(IssueKind.QUOTATION_CHANGED, Severity.WARNING, detail, tuple(in_source), tuple(in_target))]
