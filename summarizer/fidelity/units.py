"""What numbers count: currencies, percentages and measures, and how either language writes them."""

from __future__ import annotations

import re
from typing import NamedTuple


class Unit(NamedTuple):
    """``family`` is shared by units of which one language may leave open which is meant ("dolar", "degrees").

    ``indonesian`` and ``english`` match the unit behind its number, ``indonesian_before`` and ``english_before`` in
    front of it.
    ``is_time``: a language says it in many other ways ("45 tahun" is "aged 45"), so that it may be left out.
    """

    name: str
    family: str
    indonesian: re.Pattern[str]
    english: re.Pattern[str]
    indonesian_before: re.Pattern[str]
    english_before: re.Pattern[str]
    is_time: bool = False


_NEVER = r"(?!)"


def _after(words: str) -> re.Pattern[str]:
    # "5 persen", "5-year-old", "5%", and not the "m" of "5 men".
    return re.compile(rf"(?:[\s\u00a0\u202f]|-)*(?:{words})(?![^\W\d_])", re.IGNORECASE)


def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{words})[\s\u00a0\u202f]*\Z", re.IGNORECASE)


def _unit(
    name: str, indonesian: str, english: str, before: tuple[str, str] = (_NEVER, _NEVER), *, family: str = ""
) -> Unit:
    behind = (_after(indonesian), _after(english))
    return Unit(name, family or name, *behind, _before(before[0]), _before(before[1]), name in _TIMES)


def _dollar(name: str, country: str, adjective: str, letters: str) -> Unit:
    sign = rf"{letters}\$|{letters}D"
    return _unit(
        name, rf"dolar\s+{country}|{letters}D", rf"{adjective}\s+dollars?|{letters}D", (sign, sign), family="dollar"
    )


_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})

# In this order, the longer form first: "meter persegi" before "meter", "percentage points" before "percent".
UNITS = (
    _unit("rupiah", r"rupiah|perak", r"rupiahs?|IDR", (r"Rp\.?|IDR", r"Rps?\.?|IDR")),
    _dollar("US dollar", r"(?:AS|Amerika(?:\s+Serikat)?)", r"(?:US|U\.S\.|American)", r"(?:[AU]S|U\.S\.\s?)"),
    _dollar("Singapore dollar", "Singapura", r"(?:Singapore|Singaporean)", r"(?:SG?|Sin)"),
    _dollar("Australian dollar", "Australia", r"(?:Australian?|Aussie)", r"(?:AU?)"),
    _dollar("Hong Kong dollar", r"Hong\s?Kong", r"Hong\s+Kong", "HK"),
    _unit("dollar", "dolar", "dollars?|bucks", (r"\$", r"\$")),
    _unit("euro", "euro|EUR", "euros?|EUR", ("€|EUR", "€|EUR")),
    _unit("pound", r"pound\s?sterling|pounds?|poundsterling", r"pounds?(?:\s+sterling)?|GBP", ("£|GBP", "£|GBP")),
    _unit("yen", "yen", "yen|JPY", ("¥|JPY", "¥|JPY")),
    _unit("yuan", "yuan|renminbi", "yuan|renminbi|RMB|CNY", ("CNY|RMB|¥", "CNY|RMB|¥")),
    _unit("ringgit", "ringgit", "ringgits?|MYR", ("RM|MYR", "RM|MYR")),
    _unit("baht", "baht", "bahts?|THB", ("THB|฿", "THB|฿")),
    _unit("won", "won", "won|KRW", ("₩|KRW", "₩|KRW")),
    _unit("riyal", "riyal", "riyals?|SAR", ("SAR", "SAR")),
    _unit("rupee", "rupee", "rupees?|INR", ("₹|INR", "₹|INR")),
    _unit("percentage point", r"poin\s+persen(?:tase)?|persen\s+poin", r"percentage\s+points?|pp"),
    _unit("basis point", r"basis\s+poin|poin\s+basis|bps|bp", r"basis\s+points?|bps"),
    _unit("per cent", "%|persen", r"%|per\s?cent|percentage|pct|percentile"),
    _unit("degree Fahrenheit", r"°\s?F|derajat\s+Fahrenheit", r"°\s?F|degrees?\s+Fahrenheit", family="degree"),
    _unit("degree Celsius", r"°\s?C|derajat\s+Cel[cs]ius", r"°\s?C|degrees?\s+(?:Celsius|centigrade)", family="degree"),
    _unit("degree", "°|derajat", "°|degrees?"),
    _unit("square kilometre", r"(?:km|kilometer) persegi|km[2²]", r"sq(?:uare|\.)?\s+k(?:m|ilomet(?:er|re)s?)|km[2²]"),
    _unit("square metre", r"meter\s+persegi|m2|m²", r"sq(?:uare|\.)?\s+(?:m|met(?:er|re)s?)|sqm|m2|m²"),
    _unit("cubic metre", r"meter\s+kubik|m3|m³", r"cubic\s+met(?:er|re)s?|m3|m³"),
    _unit("square mile", r"mil\s+persegi", r"sq(?:uare|\.)?\s+mi(?:les?)?"),
    _unit("square foot", r"kaki\s+persegi", r"sq(?:uare|\.)?\s+(?:foot|feet|ft)"),
    _unit("hectare", r"hektare?|ha", r"hectares?|ha"),
    _unit("acre", r"acre|ekar", r"acres?"),
    _unit("kilometre", r"km|kilometer", r"k(?:m|ms|ph|mh|ilomet(?:er|re)s?)|km/h"),
    _unit("centimetre", r"cm|sentimeter|centimeter", r"cm|centimet(?:er|re)s?"),
    _unit("millimetre", r"mm|milimeter|millimeter", r"mm|millimet(?:er|re)s?"),
    _unit("metre", r"meter|mdpl|m(?-i:\b)", r"met(?:er|re)s?|masl|m"),
    _unit("mile", r"mil|mph", r"(?:nautical\s+)?miles?|mph|mi"),
    _unit("foot", r"kaki|feet|ft", r"foot|feet|ft"),
    _unit("inch", r"inci|inch", r"inch(?:es)?|in\.(?!\w)"),
    _unit("kilogram", r"kg|kilogram|kilo", r"kgs?|kilos?|kilograms?"),
    _unit("gram", r"gram|gr", r"grams?|g|gr"),
    _unit("tonne", r"ton", r"(?:metric\s+)?ton(?:ne)?s?"),
    _unit("litre", r"liter", r"lit(?:er|re)s?"),
    _unit("barrel", r"barel", r"barrels?|bbl"),
    _unit("megawatt", r"MW|megawatt", r"MW|megawatts?"),
    _unit("gigawatt", r"GW|gigawatt", r"GW|gigawatts?"),
    _unit("second", "detik", "seconds?|secs?"),
    _unit("minute", "menit", "minutes?|mins?"),
    _unit("hour", "jam", "hours?|hrs?"),
    _unit("day", "hari", "days?"),
    _unit("week", "minggu|pekan", "weeks?"),
    _unit("month", "bulan", "months?"),
    _unit("year", "tahun", "years?"),
)  # fmt: skip
