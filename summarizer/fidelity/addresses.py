"""The check of web addresses, e-mail addresses and @handles, which a model likes to spell anew."""

from __future__ import annotations

import re

from summarizer.datamodels import Issue, IssueKind, Severity

# A bare domain ("TEMPO.CO", "detik.com") is an outlet's name; with a path behind it, it is an address.
_DOMAINS = "com|co|id|net|org|go|or|ac|sch|info|tv|news|me|io|ly|be|gov|edu"
# Each alternative begins where a word begins, which keeps the search linear in the text.
_ADDRESS = re.compile(
    r"(?<!\w)(?:https?://|www\.)[^\s<>\"“”]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w.@/-])(?:[\w-]+\.)+(?:{_DOMAINS})/[^\s<>\"“”]+"
    # "@Rp2.000" is a price for each.
    r"|(?<![\w.@+-])@(?!Rp(?:\b|\d))[^\W\d]\w*(?:\.\w+)*",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?[^/?#]*", re.IGNORECASE)
_NOT_LAST = ".,;:!?…)]}'’»*_"


def check_addresses(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """An error where the target lacks an address of the source; only a path has to keep its capitals.

    The same for every ``langpair``.
    """
    kept = frozenset(map(_folded, _addresses(target)))
    missing = dict.fromkeys(address for address in _addresses(source) if _folded(address) not in kept)
    if not missing:
        return []
    return [Issue(IssueKind.ADDRESS_CHANGED, Severity.ERROR, f"not in the translation: {', '.join(missing)}")]


def _addresses(text: str) -> list[str]:
    return [match.group().rstrip(_NOT_LAST) for match in _ADDRESS.finditer(text)]


def _folded(address: str) -> str:
    host = _HOST.match(address)
    end = host.end() if host else 0
    return address[:end].casefold() + address[end:]
