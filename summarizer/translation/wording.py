"""What a user wants the translation to say and to look like."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.fidelity.glossary import Glossary
from summarizer.translation.house_style import HOUSE_STYLE, Style


@dataclass(frozen=True, slots=True)
class Wording:
    """The glossary, if there is one, and the style; the default is the house's."""

    glossary: Glossary | None = None
    style: Style = HOUSE_STYLE


HOUSE_WORDING = Wording()
