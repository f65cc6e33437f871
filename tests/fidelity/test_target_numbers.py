"""What English numbers mean: every row is text, the firm values in order, and the vague ones in order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.fidelity import target_numbers

ROWS = [
    # Digits.
    ("70 houses", [70], []),
    ("1,500.75 rupiah", ["1500.75"], []),
    ("1,500,000 people", [1500000], []),
    ("1200 people", [1200], []),
    ("up 3.5%", ["3.5"], []),
    ("1.500 people", ["1.5"], []),
    ("3,5 percent", ["3.5"], []),
    ("fell to 1,4796", ["1.4796"], []),
    ("1.500.000 people", [], [1, 500, 0]),
    ("330 000 children", [330000], []),
    ("14\u202f400 square kilometres", [14400], []),
    ("on May 20 500 people", [20, 500], []),
    ("won 2-1", [2, 1], []),
    ("aged 17–18", [17, 18], []),
    ("the 17th, 21st and 3rd", [17, 21, 3], []),
    ("COVID-19", [19], []),
    # Scales.
    ("Rp1.5 trillion", [1500000000000], []),
    ("$2.3bn", [2300000000], []),
    ("$2.3 tn", [2300000000000], []),
    ("9 millions", [9000000], []),
    ("a 20-million project", [20000000], []),
    ("500 thousand", [500000], []),
    ("two dozen", [24], []),
    # Spelled.
    ("seventeen", [17], []),
    ("twenty-five", [25], []),
    ("twenty five thousand", [25000], []),
    ("one hundred and twenty", [120], []),
    ("one hundred twenty-three", [123], []),
    ("nineteen hundred", [1900], []),
    ("one thousand five hundred", [1500], []),
    ("three million and two million", [3000000, 2000000], []),
    ("between one hundred and two hundred", [100, 200], []),
    ("two and a half million", [2500000], []),
    ("half a million", [500000], []),
    ("three point five", ["3.5"], []),
    ("three or four people", [3, 4], []),
    ("two-thirds", [Decimal(2) / 3], []),
    ("three quarters", ["0.75"], []),
    ("one fifth", ["0.2"], []),
    # Ordinals.
    ("the third", [3], []),
    ("the tenth", [10], []),
    ("the twelfth", [12], []),
    ("the twentieth", [20], []),
    ("the twenty-first", [21], []),
    # Vague.
    ("one first two second", [], [1, 1, 2, 2]),
    ("both", [], [2]),
    ("twice", [], [2]),
    ("no one", [], [0, 1]),
    ("a dozen", [], [12]),
    ("a hundred", [], [100]),
    ("a thousand reasons", [], [1000]),
    ("half", [], ["0.5"]),
    ("tripled", [], [3]),
    ("the first quarter", [], [1, "0.25"]),
    ("two quarters", [], [2]),
    ("midnight", [], [0]),
    ("the nineties", [], [90]),
    ("third-party vendors", [], [3]),
    ("World War II", [], [2]),
    ("thousands of people", [], []),
    ("hundreds of thousands", [], []),
    ("millions", [], []),
    # Dates in figures vouch either way round.
    ("August 12, 2024", [12, 2024], []),
    ("12 August", [12], []),
    ("on 8/12", [], [8, 12]),
    ("on 12/8/2024", [2024], [12, 8]),
    # Clock times.
    ("14:00", [14], []),
    ("2:30 p.m.", ["14.3"], []),
    ("2 p.m.", [14], []),
    ("2pm", [14], []),
    ("2 PM", [14], []),
    ("9:30 am", ["9.3"], []),
    ("12:15 a.m.", ["0.15"], []),
    ("12 p.m.", [12], []),
    ("at 7 in the evening", [19], []),
    ("at 10 at night", [22], []),
    ("0230 GMT", ["2.3"], []),
    ("1400 GMT", [14], []),
    ("seven o'clock", [7], []),
    ("eight o'clock in the morning", [8], []),
]


@pytest.mark.parametrize(("text", "firm", "vague"), ROWS)
def test_values(text: str, firm: list[int | str | Decimal], vague: list[int | str | Decimal]) -> None:
    # The articles stand for one; they are left out of the rows.
    numbers = [number for number in target_numbers(text) if number.text not in {"a", "A"}]
    assert [number.value for number in numbers if number.firm] == [Decimal(value) for value in firm]
    assert [number.value for number in numbers if not number.firm] == [Decimal(value) for value in vague]


@pytest.mark.parametrize("article", ["a", "an", "A"])
def test_an_article_vouches_for_one(article: str) -> None:
    (number,) = target_numbers(f"{article} official")
    assert number.value == 1
    assert not number.firm


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("the 1990s", {90}),
        ("the 90s", {1990, 2090}),
        ("the '98 election", {1998, 2098}),
        ("2024-25", {1925, 2025}),
        ("14:00", set()),
        ("2:00", {14}),
        ("2:30 p.m.", set()),
        ("two decades ago", set()),
        ("three decades ago", {30}),
        ("five centuries", {500}),
        ("$5m", {5000000}),
        ("10K", {10000}),
        ("10 to 15 million", {10000000}),
        ("a fifth", {Decimal("0.2")}),
    ],
)
def test_other_values(text: str, others: set[Decimal]) -> None:
    assert {value for number in target_numbers(text) if number.firm for value in number.others} == others


def test_the_span_covers_the_scale() -> None:
    text = "It cost Rp1.5 trillion in all."
    (number,) = target_numbers(text)
    assert (number.text, text[number.start : number.end]) == ("1.5 trillion", "1.5 trillion")
