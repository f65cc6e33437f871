"""A text in another language than the one asked for is refused, whichever is asked for."""

from __future__ import annotations

import pytest

from summarizer.errors import UnfitInput
from summarizer.language import require_language

ENGLISH = "Gov. Dedi Mulyadi of West Java said on Monday that the KPK had named the mayor of Bandung a suspect."
INDONESIAN = "Pemerintah mengatakan harga beras naik tiga persen di ibu kota pada hari Senin."
MALAY = "Kerajaan Malaysia akan memperuntukkan wang kepada rakyat yang terjejas banjir, kata Perdana Menteri semalam."


@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (INDONESIAN, "id"), (MALAY, "ms"), ("Rain.", "en")])
def test_the_language_that_is_asked_for_passes(text: str, lang: str) -> None:
    assert require_language(text, lang) is None


@pytest.mark.parametrize(("text", "lang"), [(INDONESIAN, "en"), (ENGLISH, "id"), (ENGLISH, "jv"), (MALAY, "en")])
def test_another_one_is_refused(text: str, lang: str) -> None:
    with pytest.raises(UnfitInput, match="the text looks"):
        require_language(text, lang)


def test_indonesian_may_pass_for_malay_with_a_note() -> None:
    note = require_language(INDONESIAN, "ms")
    assert note == "this may be Indonesian rather than Malay; read the result with care"


def test_a_language_that_cannot_be_told_here_passes_with_a_note() -> None:
    note = require_language("Ieu conto kalimah basa Sunda anu dipake ku urang Priangan di lembur.", "su")
    assert note == "whether this is Sundanese cannot be told here; read the result with care"
