"""Values, dates and amounts of English come back from Indonesian, and no check raises in any direction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.fidelity import CHECKS, check, numbers_of
from summarizer.fidelity.dates import check_dates, dates_of, name_in
from summarizer.fidelity.figures import in_figures
from summarizer.fidelity.number_checks import check_added_numbers, check_missing_numbers
from summarizer.fidelity.quantities import check_units, quantities_of
from summarizer.fidelity.report import count_facts
from tests.fidelity.test_fidelity_properties import english, indonesian, texts

whole = st.integers(min_value=0, max_value=10**15)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SCALES = {"": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9, " trillion": 10**12}
_UNITS = {"rupiah": "rupiah", "US dollars": "dolar AS", "percent": "persen", "kilometers": "kilometer", "tons": "ton"}


@given(texts, texts, st.sampled_from(["en-id", "id-id", "jv-en", "en-jv", "zh-en", "", "en", "en-id-x"]))
def test_no_check_raises_in_any_direction(source: str, target: str, langpair: str) -> None:
    assert all(issue.detail for issue in check(source, target, langpair=langpair))
    assert all(count.kept >= 0 and count.flagged >= 0 for count in count_facts([(source, target)], langpair=langpair))


@given(st.lists(whole, max_size=5))
def test_the_same_values_in_digits_are_never_reported(values: list[int]) -> None:
    source = "; ".join(f"{value:,}" for value in values)
    for target in ("; ".join(f"{value:,}".replace(",", ".") for value in values), "; ".join(map(str, values))):
        assert check_missing_numbers(source, target, "en-id") == []
        assert check_added_numbers(source, target, "en-id") == []


@given(st.integers(min_value=3, max_value=10**12 - 1))
def test_spelled_values_cross_either_way(value: int) -> None:
    for source, target, langpair in (
        (english(value), indonesian(value), "en-id"),
        (english(value), f"{value:,}".replace(",", "."), "en-id"),
        (indonesian(value), english(value), "id-en"),
    ):
        assert check_missing_numbers(source, target, langpair) == []
        assert check_added_numbers(source, target, langpair) == []
    assert [n.value for n in numbers_of(in_figures(english(value), "en"), "en")] == [value]


@given(st.integers(min_value=10, max_value=10**12 - 2))
def test_another_value_is_always_reported(value: int) -> None:
    assert check_missing_numbers(f"{value:,}", f"{value + 1:,}".replace(",", "."), "en-id") != []


@given(whole, st.integers(min_value=0, max_value=99))
def test_decimals_cross_either_way(value: int, cents: int) -> None:
    printed = f"{value:,}.{cents:02}"
    other = printed.translate(str.maketrans(".,", ",."))
    assert check_missing_numbers(f"{printed} kg", f"{other} kg", "en-id") == []
    assert check_missing_numbers(f"{other} kg", f"{printed} kg", "id-en") == []


@given(st.integers(min_value=0, max_value=23), st.integers(min_value=0, max_value=59))
def test_clock_times_keep_their_value(hour: int, minute: int) -> None:
    source = f"at {(hour + 11) % 12 + 1}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}"
    assert check_missing_numbers(source, f"pukul {hour:02}.{minute:02} WIB", "en-id") == []
    assert check_added_numbers(source, f"pukul {hour:02}.{minute:02} WIB", "en-id") == []
    if 1 <= hour < 12:
        assert check_missing_numbers(source, f"pukul {hour + 12}.{minute:02} WIB", "en-id") != []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(_MONTHS))
def test_dates_keep_their_month_and_another_one_is_reported(day: date, other: str) -> None:
    month = _MONTHS[day.month - 1]
    for source in (f"On {month} {day.day}, {day.year}.", f"On {day.day} {month} {day.year}."):
        assert [found.name for found in dates_of(source, "en") if found.firm] == [month]
        assert check_dates(source, f"Pada {day.day} {name_in(month, 'id')} {day.year}.", "en-id") == []
        assert check_dates(source, f"Pada {day.day}/{day.month}/{day.year}.", "en-id") == []
        reported = check_dates(source, f"Pada {day.day} {name_in(other, 'id')} {day.year}.", "en-id")
        assert bool(reported) is (other != month)


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
    source = f"It is {value}.{tenth}{scale} {unit}."
    (amount,) = quantities_of(source, "en")
    assert amount.number.value == (value + Decimal(tenth) / 10) * _SCALES[scale]
    words = {"": "", " thousand": " ribu", " million": " juta", " billion": " miliar", " trillion": " triliun"}
    target = f"Nilainya {value},{tenth}{words[scale]} {_UNITS[other]}."
    assert check_missing_numbers(source, target, "en-id") == []
    assert bool(check_units(source, target, "en-id")) is (unit != other)


@pytest.mark.parametrize("piece", ["1,", "1.5 ", "two ", "the ", "Mr. A ", "a million ", "north ", "@a", "12/8", "ā"])
def test_long_texts_complete(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    for run in CHECKS:
        assert len(run("Rice prices rose.", text, "en-id")) <= 1
        assert len(run(text, text, "en-id")) <= 1
