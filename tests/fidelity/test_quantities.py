"""An amount keeps its currency and its measure; the English of a unit may be any that newspapers print."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.quantities import check_units, source_quantities, target_quantities

SOURCE_UNITS = [
    ("Rp1,5 triliun", "rupiah"),
    ("Rp 500.000,-", "rupiah"),
    ("Rp. 20 ribu", "rupiah"),
    ("IDR 3 miliar", "rupiah"),
    ("500 rupiah", "rupiah"),
    ("25 juta dolar AS", "US dollar"),
    ("US$ 25 juta", "US dollar"),
    ("US$25", "US dollar"),
    ("USD 40 ribu", "US dollar"),
    ("40 dolar Amerika Serikat", "US dollar"),
    ("12 dolar Singapura", "Singapore dollar"),
    ("S$12", "Singapore dollar"),
    ("7 dolar Australia", "Australian dollar"),
    ("A$7", "Australian dollar"),
    ("HK$90", "Hong Kong dollar"),
    ("30 dolar", "dollar"),
    ("$30", "dollar"),
    ("18 euro", "euro"),
    ("€18", "euro"),
    ("18 juta euro", "euro"),
    ("15 poundsterling", "pound"),
    ("£15", "pound"),
    ("900 yen", "yen"),
    ("60 yuan", "yuan"),
    ("33 ringgit", "ringgit"),
    ("RM33", "ringgit"),
    ("450 baht", "baht"),
    ("1.300 won", "won"),
    ("40 riyal", "riyal"),
    ("5,1 persen", "per cent"),
    ("5,1%", "per cent"),
    ("25 basis poin", "basis point"),
    ("25 bps", "basis point"),
    ("2 poin persentase", "percentage point"),
    ("2 poin persen", "percentage point"),
    ("36 derajat Celsius", "degree Celsius"),
    ("36°C", "degree Celsius"),
    ("90 derajat Fahrenheit", "degree Fahrenheit"),
    ("45 derajat", "degree"),
    ("120 km", "kilometre"),
    ("120 kilometer", "kilometre"),
    ("75 kilometer per jam", "kilometre"),
    ("40 km persegi", "square kilometre"),
    ("40 kilometer persegi", "square kilometre"),
    ("600 meter persegi", "square metre"),
    ("600 m2", "square metre"),
    ("12 meter kubik", "cubic metre"),
    ("256.142 hektare", "hectare"),
    ("30 hektar", "hectare"),
    ("12 ha", "hectare"),
    ("83 meter", "metre"),
    ("2.329 mdpl", "metre"),
    ("15 sentimeter", "centimetre"),
    ("15 cm", "centimetre"),
    ("8 milimeter", "millimetre"),
    ("300 mil", "mile"),
    ("80 kaki", "foot"),
    ("42 inci", "inch"),
    ("3 kg", "kilogram"),
    ("3 kilogram", "kilogram"),
    ("250 gram", "gram"),
    ("14 ton", "tonne"),
    ("20 liter", "litre"),
    ("700 ribu barel", "barrel"),
    ("50 megawatt", "megawatt"),
    ("50 MW", "megawatt"),
    ("2 GW", "gigawatt"),
    ("30 detik", "second"),
    ("45 menit", "minute"),
    ("6 jam", "hour"),
    ("14 hari", "day"),
    ("3 pekan", "week"),
    ("3 minggu", "week"),
    ("18 bulan", "month"),
    ("4 tahun", "year"),
    ("12 orang", None),
    ("nomor 14", None),
    ("5 kabupaten", None),
    ("3 mobil", None),
    ("7 milisi", None),
    ("20 hamba", None),
]
TARGET_UNITS = [
    ("Rp 1.5 trillion", "rupiah"),
    ("Rp1.5 trillion", "rupiah"),
    ("1.5 trillion rupiah", "rupiah"),
    ("IDR 1.5 trillion", "rupiah"),
    ("$25 million", "dollar"),
    ("US$25 million", "US dollar"),
    ("25 million US dollars", "US dollar"),
    ("25 million U.S. dollars", "US dollar"),
    ("S$12", "Singapore dollar"),
    ("12 Singapore dollars", "Singapore dollar"),
    ("A$7", "Australian dollar"),
    ("AU$7", "Australian dollar"),
    ("7 Australian dollars", "Australian dollar"),
    ("30 dollars", "dollar"),
    ("€18", "euro"),
    ("18 euros", "euro"),
    ("£15", "pound"),
    ("15 pounds", "pound"),
    ("900 yen", "yen"),
    ("¥900", "yen"),
    ("60 yuan", "yuan"),
    ("RM33", "ringgit"),
    ("33 ringgits", "ringgit"),
    ("5.1 percent", "per cent"),
    ("5.1 per cent", "per cent"),
    ("5.1%", "per cent"),
    ("25 basis points", "basis point"),
    ("2 percentage points", "percentage point"),
    ("36 degrees Celsius", "degree Celsius"),
    ("36 °C", "degree Celsius"),
    ("45 degrees", "degree"),
    ("120 km", "kilometre"),
    ("120-kilometer", "kilometre"),
    ("120 kilometres", "kilometre"),
    ("75 km/h", "kilometre"),
    ("40 square kilometers", "square kilometre"),
    ("40 sq km", "square kilometre"),
    ("600 square meters", "square metre"),
    ("600 sqm", "square metre"),
    ("12 hectares", "hectare"),
    ("83-meter-high", "metre"),
    ("83 metres", "metre"),
    ("80 feet", "foot"),
    ("80-foot", "foot"),
    ("42 inches", "inch"),
    ("300 miles", "mile"),
    ("15 centimeters", "centimetre"),
    ("3 kilograms", "kilogram"),
    ("14 tons", "tonne"),
    ("14 metric tons", "tonne"),
    ("14 tonnes", "tonne"),
    ("20 liters", "litre"),
    ("50 megawatts", "megawatt"),
    ("45-minute", "minute"),
    ("6 hours", "hour"),
    ("14-day", "day"),
    ("3 weeks", "week"),
    ("18 months", "month"),
    ("4-year-old", "year"),
    ("12 people", None),
    ("5 men", None),
    ("3 millers", None),
    ("5 in all", None),
]


@pytest.mark.parametrize(("text", "unit"), SOURCE_UNITS)
def test_the_unit_of_an_indonesian_number(text: str, unit: str | None) -> None:
    [quantity] = [one for one in source_quantities(f"Jumlahnya {text} menurut laporan itu.") if one.number.firm]
    assert (quantity.unit.name if quantity.unit else None) == unit


@pytest.mark.parametrize(("text", "unit"), TARGET_UNITS)
def test_the_unit_of_an_english_number(text: str, unit: str | None) -> None:
    [quantity] = [one for one in target_quantities(f"It is {text} by that report.") if one.number.firm]
    assert (quantity.unit.name if quantity.unit else None) == unit


def test_both_numbers_of_a_range_have_its_unit() -> None:
    names = [one.unit.name for one in source_quantities("Inflasi 3-4 persen dan upah Rp5 juta-Rp6 juta.") if one.unit]
    assert names == ["per cent", "per cent", "rupiah", "rupiah"]


@pytest.mark.parametrize(
    ("source", "target", "detail"),
    [
        ("Harganya Rp1,5 triliun.", "It costs $1.5 trillion.", "1,5 triliun (rupiah) has become 1.5 trillion (dollar)"),
        ("Harganya 30 ringgit.", "It costs 30 euros.", "30 (ringgit) has become 30 (euro)"),
        ("Tingginya 83 meter.", "It is 83 feet tall.", "83 (metre) has become 83 (foot)"),
        ("Jaraknya 120 kilometer.", "It is 120 miles away.", "120 (kilometre) has become 120 (mile)"),
        ("Luasnya 40 hektare.", "It covers 40 square kilometers.", "40 (hectare) has become 40 (square kilometre)"),
        (
            "Suhunya 36 derajat Celsius.",
            "It was 36 degrees Fahrenheit.",
            "36 (degree Celsius) has become 36 (degree Fahrenheit)",
        ),
        ("Naik 25 basis poin.", "It rose by 25 percent.", "25 (basis point) has become 25 (per cent)"),
        ("Naik 3 poin persentase.", "It rose by 3 percent.", "3 (percentage point) has become 3 (per cent)"),
        ("Ia ditahan 20 hari.", "He is held for 20 years.", "20 (day) has become 20 (year)"),
        ("Harganya Rp500 ribu.", "It costs 500,000.", "500 ribu (rupiah) has lost its unit"),
        (
            "Nilainya S$40 juta.",
            "It is worth A$40 million.",
            "40 juta (Singapore dollar) has become 40 million (Australian dollar)",
        ),
    ],
)
def test_another_unit_or_none_is_an_error(source: str, target: str, detail: str) -> None:
    (issue,) = check_units(source, target)
    assert (issue.kind, issue.severity, issue.detail) == (IssueKind.UNIT_CHANGED, Severity.ERROR, detail)
    assert issue in check(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Harganya Rp1,5 triliun.", "It costs 1.5 trillion rupiah."),
        ("Harganya 25 juta dolar AS.", "It costs $25 million."),
        ("Harganya 25 juta dolar.", "It costs US$25 million."),
        ("Ia berusia 45 tahun.", "He is aged 45."),
        ("Ia anak berusia 7 tahun.", "He is a 7-year-old."),
        ("Tinggi gedung 83 meter.", "The building, in meters, is 83 tall."),
        ("Suhu 36 derajat.", "The temperature was 36 degrees Celsius."),
        ("Suhu 36 derajat Celsius.", "The temperature was 36 degrees."),
        ("Tumbuh 5 persen dalam 5 tahun.", "It grew 5 percent in 5 years."),
        ("Tumbuh 5 persen.", "It grew."),  # the check of numbers speaks of that
        ("Sebanyak 12 orang datang.", "Twelve people came."),
    ],
)
def test_the_same_unit_in_other_words_is_no_fault(source: str, target: str) -> None:
    assert check_units(source, target) == []


def test_the_spans_are_those_of_the_numbers() -> None:
    source, target = "Tinggi menara itu 83 meter.", "The tower is 83 feet high."
    (issue,) = check_units(source, target)
    assert [source[slice(*span)] for span in issue.source_spans] == ["83"]
    assert [target[slice(*span)] for span in issue.target_spans] == ["83"]
