"""Articles for the tests of the page, with what the fake engine says of them; tests/documents/kupang.py has another."""

from __future__ import annotations

import re

from tests.documents.kupang import ANSWERS as KUPANG

NEXT_ARTICLE = """Pedagang Kupang Pindah Pekan Ini

Para pedagang menyambut rencana itu dengan gembira. Mereka pindah ke pasar yang baru pada akhir pekan ini.
"""
ENGLISH_ARTICLE = (
    "The city council opened two new markets on Monday. The traders were happy to hear of the plan, the mayor said.\n"
)
REPAIRED = "Pedagang itu menjual 1.250 karung beras pada bulan lalu.\n"
_OTHERS = {
    "Pedagang itu menjual 1.250 karung beras pada bulan lalu.": "The traders sold 1.250 sacks of rice last month.",
    "Pedagang Kupang Pindah Pekan Ini": "Kupang Traders Move This Week",
    "Mereka pindah ke pasar yang baru pada akhir pekan ini.": "They move to the new market this weekend.",
}
ANSWERS = {**KUPANG, **_OTHERS}
_STALL = re.compile(r"Kios nomor (\d+) di pasar itu disewa oleh seorang pedagang dari kelurahan lain\.")


def stalls(count: int) -> str:
    """An article of ``count`` sentences, of which the engine takes twelve at a time."""
    return "\n\n".join(
        f"Kios nomor {number} di pasar itu disewa oleh seorang pedagang dari kelurahan lain."
        for number in range(1, count + 1)
    )


def stall(number: int) -> str:
    """What the engine makes of its sentence of that number."""
    return f"Stall number {number} in the market is rented by a trader from another ward."


def answer(sentence: str) -> str:
    """What the engine makes of a sentence that it has no answer for."""
    found = _STALL.fullmatch(sentence)
    return stall(int(found[1])) if found else f"This stands for: {sentence}"
