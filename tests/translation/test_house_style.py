"""The house style and its alternatives: form changes, values never do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import StyleError
from summarizer.fidelity import target_numbers
from summarizer.translation.house_style import HOUSE_STYLE, KEEP, Style, restyle
from summarizer.translation.style_files import read_style

PHRASES = (
    "Rp 1.5 trillion", "Rp. 1.5 trillion", "IDR 40,000", "1.5 trillion rupiah", "75 rupiah", "12 August 2024",
    "August 12, 2024", "12-13 August", "on May 3", "the 3rd of May", "in May 2024", "5 percent", "5.1 %", "2,500",
    "2500 houses",
)  # fmt: skip
AS_PRINTED = Style(date="keep", percent="keep", rupiah="keep", thousands="keep")


@pytest.mark.parametrize(
    ("printed", "styled"),
    [
        ("It grew 5.1 percent.", "It grew 5.1%."),
        ("It grew 5.1 per cent.", "It grew 5.1%."),
        ("It grew 3-4 percent.", "It grew 3-4%."),
        ("It grew five percent.", "It grew five percent."),
        ("A percentage of 5.", "A percentage of 5."),
        ("It costs Rp1.5 trillion.", "It costs Rp 1.5 trillion."),
        ("It costs Rp. 500,000.", "It costs Rp 500,000."),
        ("It costs IDR 500,000.", "It costs Rp 500,000."),
        ("It costs 1.5 trillion rupiah.", "It costs Rp 1.5 trillion."),
        ("It costs 5-6 million rupiah.", "It costs 5-6 million rupiah."),
        ("On 12 August 2024 it rained.", "On August 12, 2024 it rained."),
        ("On 12th of August it rained.", "On August 12 it rained."),
        ("On August 12 2024 it rained.", "On August 12, 2024 it rained."),
        ("On August 12th, it rained.", "On August 12, it rained."),
        ("On 17-18 July it rained.", "On July 17-18 it rained."),
        ("On 14 - 16 April it rained.", "On April 14 - 16 it rained."),
        ("On 14 and 16 April it rained.", "On 14 and 16 April it rained."),
        ("From 14 to 16 April it rained.", "From 14 to 16 April it rained."),
        ("In August 2024 it rained.", "In August 2024 it rained."),
        ("At 12.30 August came.", "At 12.30 August came."),
        ("You may go; 5 may stay.", "You may go; 5 may stay."),
    ],
)
def test_the_house_style(printed: str, styled: str) -> None:
    assert restyle("", printed, HOUSE_STYLE) == styled
    assert restyle("", styled, HOUSE_STYLE) == styled


@pytest.mark.parametrize(
    ("source", "printed", "styled"),
    [
        ("Ada 1.500 rumah.", "There are 1500 houses.", "There are 1,500 houses."),
        ("Ada 12.345 rumah.", "There are 12345 houses.", "There are 12,345 houses."),
        ("Pada tahun 1998.", "In 1998.", "In 1998."),
        ("Beratnya 28,35 gram.", "It weighs 28,35 grams.", "It weighs 28.35 grams."),
        ("Luasnya 1.500,75 meter.", "It is 1.500,75 meters.", "It is 1,500.75 meters."),
        ("Jumlahnya 3,500.", "It is 3,500.", "It is 3,500."),
        ("Ada " + "1" * 5000, "There are " + "1" * 5000, "There are " + "1" * 5000),
        ("Nomor 12345.", "Number 12345.", "Number 12345."),
        ("Ada 1.500 rumah di 1500.id.", "There are houses at 1500.id/1500.", "There are houses at 1500.id/1500."),
    ],
)
def test_thousands_have_a_comma_where_the_source_has_a_separator(source: str, printed: str, styled: str) -> None:
    assert restyle(source, printed, HOUSE_STYLE) == styled


@pytest.mark.parametrize(
    ("source", "printed", "styled"),
    [
        ("Kamis (6/3) pagi.", "On Thursday (6/3) morning.", "On Thursday (March 6) morning."),
        ("Kamis (06/03/2025).", "On Thursday (06/03/2025).", "On Thursday (March 6, 2025)."),
        ("Sejak 06-03-2025.", "Since 06-03-2025.", "Since March 6, 2025."),
        ("Skor (2-1) dan 1/2.", "The score (2-1) and 1/2.", "The score (2-1) and 1/2."),
        ("Serangan 9/11.", "The 9/11 attacks.", "The 9/11 attacks."),
    ],
)
def test_dates_in_figures_have_their_month_in_words(source: str, printed: str, styled: str) -> None:
    assert restyle(source, printed, HOUSE_STYLE) == styled
    assert restyle(source, printed, AS_PRINTED) == printed


@pytest.mark.parametrize(
    ("style", "printed", "styled"),
    [
        (Style(date="day-first"), "On August 12, 2024 it rained.", "On 12 August 2024 it rained."),
        (Style(date="day-first"), "On August 12 it rained.", "On 12 August it rained."),
        (Style(percent="per cent"), "It grew 5.1% and 3 percent.", "It grew 5.1 per cent and 3 per cent."),
        (Style(rupiah="IDR "), "It costs Rp1.5 trillion.", "It costs IDR 1.5 trillion."),
        (AS_PRINTED, "Rp1.5 trillion, 5 percent, 12 August 2024.", "Rp1.5 trillion, 5 percent, 12 August 2024."),
    ],
)
def test_other_styles(style: Style, printed: str, styled: str) -> None:
    assert restyle("", printed, style) == styled


@given(
    st.lists(st.sampled_from(PHRASES)).map(", ".join),
    st.sampled_from(["month-first", "day-first"]),
)
def test_no_number_is_lost_or_made(text: str, date: str) -> None:
    styled = restyle("Ada 2.500.", text, Style(date=date))
    assert sorted(number.value for number in target_numbers(styled)) == sorted(
        number.value for number in target_numbers(text)
    )


def test_a_style_file_names_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text('date = "day-first"\n', encoding="utf-8")
    style = read_style(path)
    assert style == Style(date="day-first")
    assert style.signature


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("date = day-first", "is not TOML"),
        ('dates = "day-first"', "there is no setting 'dates'. There are date, percent, rupiah, thousands"),
        ('date = "12.8."', "date cannot be '12.8.'. It can be 'month-first', 'day-first', 'keep'"),
        ("percent = 1", "percent cannot be 1"),
    ],
)
def test_a_fault_in_a_style_file_is_told(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StyleError, match=str(path)) as caught:
        read_style(path)
    assert message in str(caught.value)


def test_a_missing_style_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="cannot be read: No such file"):
        read_style(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("source", "target", "styled"),
    [
        ("The budget is Rp 1.5 trillion.", "Anggarannya Rp1.5 trillion.", "Anggarannya Rp1,5 triliun."),
        ("The budget is Rp 1.5 trillion.", "Anggarannya Rp1.5 triliun.", "Anggarannya Rp1,5 triliun."),
        ("Floods hit 1,500 houses.", "Banjir merendam 1,500 rumah.", "Banjir merendam 1.500 rumah."),
        ("It took 1,234.5 tons.", "Butuh 1,234.5 ton.", "Butuh 1.234,5 ton."),
        ("Prices rose 3.5 percent.", "Harga naik 3.5%.", "Harga naik 3,5%."),
        ("It takes 1,500-2,000 tons.", "Butuh 1,500-2,000 ton.", "Butuh 1.500-2.000 ton."),
        # As the engine printed it.
        ("Prices rose 5 percent on August 12.", "Harga naik 5 % pada 12/8.", "Harga naik 5 % pada 12/8."),
        ("It costs 5,000 rupiah.", "Harganya 5.000 rupiah.", "Harganya 5.000 rupiah."),
        ("Version 3.5 is out.", "Versi 3.5 dirilis.", "Versi 3.5 dirilis."),
        ("It began at 10.30.", "Acara dimulai pukul 10.30.", "Acara dimulai pukul 10.30."),
        ("See 1,2 and 3.", "Lihat 1,2 dan 3.", "Lihat 1,2 dan 3."),
    ],
)
def test_indonesian_keeps_all_but_english_figures(source: str, target: str, styled: str) -> None:
    assert restyle(source, target, HOUSE_STYLE, "en-id") == styled
    assert restyle(source, target, Style(thousands=KEEP), "en-id") == target


def test_from_a_language_that_is_not_read_here_only_the_english_is_styled() -> None:
    assert (
        restyle("Regane 5 persen.", "It is 5 percent on 12 August.", HOUSE_STYLE, "jv-en") == "It is 5% on August 12."
    )
    assert restyle("It is 5 percent.", "Iku 5 percent.", HOUSE_STYLE, "en-jv") == "Iku 5 percent."
