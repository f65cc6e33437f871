"""Dark colours, for browsers that ask for them."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

# Of these the one is read on the other; 4.5 is what WCAG 2 asks of text.
READ_ON = [
    (".target .sentence", "body"),
    (".brief .notice", "body"),
    (".receipt", "body"),
    (".square.error", ".square.error"),
    (".square.warning", ".square.warning"),
    (".flag.error", "body"),
]


def brightness(colour: str) -> float:
    """The relative luminance of WCAG 2, from 0 to 1."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(visitor: Visitor, text: str, ground: str) -> float:
    pair = [brightness(visitor.computed(text, "color")), brightness(visitor.computed(ground, "background-color"))]
    return (max(pair) + 0.05) / (min(pair) + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_on_its_ground(visit: Visit, scheme: str) -> None:
    visitor = visit(color_scheme=scheme)
    visitor.translate()
    found = {text: contrast(visitor, text, ground) for text, ground in READ_ON}
    assert {text: ratio for text, ratio in found.items() if ratio < 4.5} == {}
    ground = brightness(visitor.computed("body", "background-color"))
    assert ground < 0.1 if scheme == "dark" else ground > 0.9
