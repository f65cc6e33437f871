"""Names of downloads: readable where they can be, and safe whatever the headline is."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.documents.file_names import MAX_CHARS, file_name

_SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.docx")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Kupang Opens Two New Markets", "kupang-opens-two-new-markets.md"),
        ("Rp 5.2 billion: the city’s “new” market", "rp-5-2-billion-the-citys-new-market.md"),
        ("São Tomé's café", "sao-tomes-cafe.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        (r"C:\Windows\system.ini", "c-windows-system-ini.md"),
        ("-rf ~", "rf.md"),
        (".hidden", "hidden.md"),
        ("report\u202egpj.exe\x00", "report-gpj-exe.md"),
        ("", "article.md"),
        (" … ", "article.md"),
        ("市場", "article.md"),
        ("CON", "article-con.md"),
        ("LPT1", "article-lpt1.md"),
        ("COM²", "article-com2.md"),
        ("Console", "console.md"),
    ],
)
def test_a_headline_makes_a_name(headline: str, name: str) -> None:
    assert file_name(headline, ".md") == name


def test_a_long_headline_is_cut_between_words() -> None:
    headline = "The city government opened market after market, " * 4
    stem = file_name(headline, "")
    assert 70 < len(stem) <= MAX_CHARS
    assert headline.lower().replace(",", "").replace(" ", "-").startswith(f"{stem}-")


def test_a_word_that_ends_at_the_limit_is_kept() -> None:
    assert file_name("a" * 40 + " " + "b" * 39 + " c", "") == "a" * 40 + "-" + "b" * 39


def test_a_word_that_is_too_long_is_cut() -> None:
    assert file_name("x" * 500, "") == "x" * MAX_CHARS


@given(st.text() | st.text(alphabet="conprnauxlt19./\\-\u202e\x00 ", max_size=8) | st.text(min_size=100))
@example("con")
@example("x" * 79 + " y")
def test_every_headline_makes_a_safe_name(headline: str) -> None:
    name = file_name(headline, ".docx")
    assert _SAFE.fullmatch(name)
    assert len(name) <= MAX_CHARS + len(".docx")
    assert name.removesuffix(".docx") not in _RESERVED
