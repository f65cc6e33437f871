"""Which licences allow weights trained on a row to be shipped."""

from __future__ import annotations

import re

# Whole names only: a prefix of "CC BY-NC-ND 4.0" is no permission.
SHIPPABLE = (
    "CC BY 2.0 FR",
    "CC BY 3.0",
    "CC BY 4.0",
    "CC BY-SA 3.0",
    "CC BY-SA 4.0",
    "Apache-2.0",
    "MIT",
    "MPL 2.0",
    "CC0",
    "BSD-3",
)
_SHIPPABLE_FOLDED = frozenset(name.casefold() for name in SHIPPABLE)
# Who states the licence; any other remark may be a restriction.
_REMARK = re.compile(r"\(per NusaCrowd\)")


def is_shippable(licence: str) -> bool:
    """Whether every part of ``licence`` ("CC BY 4.0 / BSD-3" has two) is allowed.

    Parts are held to all of them, since a slash may mean "and" as well as "or".
    """
    parts = _REMARK.sub(" ", licence).split("/")
    return all(" ".join(part.split()).casefold() in _SHIPPABLE_FOLDED for part in parts)
