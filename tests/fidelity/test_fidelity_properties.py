"""What holds for every text: checks never raise, spans are true, and the same values are never reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.datamodels import Issue
from summarizer.fidelity import CHECKS, Number, check, source_numbers, target_numbers
from summarizer.fidelity.dates import check_dates, source_dates
from summarizer.fidelity.number_checks import check_added_numbers, check_missing_numbers
from summarizer.fidelity.quantities import check_units, source_quantities

_PIECES = (
    "1", "1.500", "1,500", "12/8", "14.30", "pukul ", "p.m.", "siang", "ſiang", "dua", "puluh", "tiga",
    "ratus", "juta", "seribu", "setengah", "per", "two", "hundred", "and", "a", "half", "million", "third",
    "thirds", "point", "koma",
    "XIV", "'", "-", ".", ":", "/", " ", "\u00a0", "İ", "K", "٣", "yang", "www.", "😀",
)  # fmt: skip
texts = st.text() | st.lists(st.sampled_from(_PIECES)).map("".join) | st.lists(st.sampled_from(_PIECES)).map(" ".join)
whole = st.integers(min_value=0, max_value=10**15)

_ID_UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_EN_SMALL = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def indonesian(value: int) -> str:
    """``value`` below 10**12 in words, by the book and independently of the tables under test."""
    steps = ((10**9, "miliar", ""), (10**6, "juta", ""), (1000, "ribu", "seribu"), (100, "ratus", "seratus"))
    for step, name, one in (*steps, (10, "puluh", "sepuluh")):
        if value >= step and not 10 < value < 20:
            head = one if one and value // step == 1 else f"{indonesian(value // step)} {name}"
            return f"{head} {indonesian(value % step)}".strip()
    if value == 11:
        return "sebelas"
    return f"{_ID_UNITS[value - 10]} belas" if value > 11 else _ID_UNITS[value]


def english(value: int) -> str:
    for step, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= step:
            return f"{english(value // step)} {name} {english(value % step)}".strip()
    if value < 20:
        return _EN_SMALL[value]
    return f"{_EN_TENS[value // 10]}-{_EN_SMALL[value % 10]}".strip("-")


@given(texts, texts)
def test_no_check_raises_and_all_return_issues(source: str, target: str) -> None:
    assert all(isinstance(issue, Issue) and issue.detail for issue in check(source, target))


@given(texts)
@pytest.mark.parametrize("read", [source_numbers, target_numbers])
def test_spans_are_ordered_disjoint_and_true(read: Callable[[str], tuple[Number, ...]], text: str) -> None:
    numbers = read(text)
    assert all(number.text == text[number.start : number.end] for number in numbers)
    ends = [0, *(number.end for number in numbers)]
    assert all(end <= number.start < number.end for end, number in zip(ends, numbers, strict=False))


@given(st.lists(whole, max_size=5))
def test_the_same_values_in_digits_are_never_reported(values: list[int]) -> None:
    source = "; ".join(f"{value:,}".replace(",", ".") for value in values)
    for target in ("; ".join(f"{value:,}" for value in values), "; ".join(map(str, reversed(values)))):
        assert check_missing_numbers(source, target) == []
        assert check_added_numbers(source, target) == []


@given(st.integers(min_value=1000, max_value=10**12 - 1))
def test_a_thousands_point_that_stays_is_always_reported(value: int) -> None:
    printed = f"{value:,}".replace(",", ".")
    assert check_missing_numbers(printed, printed) != []


@given(st.integers(min_value=3, max_value=10**12 - 1))
def test_spelled_numbers_keep_their_value(value: int) -> None:
    assert [number.value for number in source_numbers(indonesian(value))] == [value]
    assert [number.value for number in target_numbers(english(value))] == [value]


@given(whole, st.integers(min_value=0, max_value=99))
def test_decimals_keep_their_value(value: int, cents: int) -> None:
    expected = Decimal(f"{value}.{cents:02}")
    thousands = f"{value:,}"
    assert [n.value for n in source_numbers(f"{thousands.replace(',', '.')},{cents:02} kg")] == [expected]
    assert [n.value for n in target_numbers(f"{thousands}.{cents:02} kg")] == [expected]


@given(st.integers(min_value=0, max_value=23), st.integers(min_value=0, max_value=59))
def test_clock_times_keep_their_value(hour: int, minute: int) -> None:
    half = f"{(hour + 11) % 12 + 1}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}"
    assert check_missing_numbers(f"pukul {hour:02}.{minute:02} WIB", f"at {half}") == []
    assert check_added_numbers(f"pukul {hour:02}.{minute:02} WIB", f"at {half}") == []


@pytest.mark.parametrize("piece", [*_PIECES, "x", "ab", "dua ", "dua juta ", "a million ", "1.", "1,", "\n"])
def test_long_texts_complete(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for run in CHECKS:
        assert len(run("Harga beras naik.", text)) <= 1
        assert len(run(text, text)) <= 1


_MONTHS = {
    "Januari": "January", "Februari": "February", "Maret": "March", "April": "April", "Mei": "May", "Juni": "June",
    "Juli": "July", "Agustus": "August", "September": "September", "Oktober": "October", "November": "November",
    "Desember": "December",
}  # fmt: skip
_SCALES = {"": "", " ribu": " thousand", " juta": " million", " miliar": " billion", " triliun": " trillion"}
_UNITS = {"rupiah": "rupiah", "dolar AS": "US dollars", "persen": "percent", "kilometer": "kilometers", "ton": "tons"}


@given(st.dates(), st.sampled_from([*_MONTHS.values()]))
def test_dates_keep_their_day_and_another_month_is_reported(day: date, other: str) -> None:
    indonesian_month, english_month = list(_MONTHS.items())[day.month - 1]
    for source in (f"Pada {day.day} {indonesian_month} {day.year}.", f"Pada {day.day}/{day.month}/{day.year:04}."):
        if source.count("/") and not 1900 <= day.year <= 2099:
            continue
        (found,) = [one for one in source_dates(source) if one.firm]
        assert found.name == english_month
        assert check_dates(source, f"On {english_month} {day.day}, {day.year}.") == []
        assert bool(check_dates(source, f"On {other} {day.day}, {day.year}.")) is (other != english_month)


@given(
    st.integers(min_value=11, max_value=999),
    st.integers(min_value=0, max_value=9),
    st.sampled_from([*_SCALES]),
    st.sampled_from([*_UNITS]),
    st.sampled_from([*_UNITS]),
)
def test_amounts_keep_value_and_unit_and_another_unit_is_reported(
    value: int, tenth: int, scale: str, unit: str, other: str
) -> None:
    source = f"Nilainya {value},{tenth}{scale} {unit}."
    (amount,) = source_quantities(source)
    multiplier = {"": 1, " ribu": 10**3, " juta": 10**6, " miliar": 10**9, " triliun": 10**12}[scale]
    assert amount.number.value == (value + Decimal(tenth) / 10) * multiplier
    target = f"It is {value}.{tenth}{_SCALES[scale]} {_UNITS[other]}."
    assert check_missing_numbers(source, target) == []
    assert bool(check_units(source, target)) is (unit != other)
