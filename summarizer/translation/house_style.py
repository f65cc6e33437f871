"""The house style: how dates, percentages, money and thousands are printed in English, and figures in Indonesian."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeAlias

from summarizer.fidelity.dates import dates_of
from summarizer.fidelity.langpairs import sides
from summarizer.fidelity.numbers import numbers_of
from summarizer.fidelity.quantities import quantities_of

KEEP = "keep"
DateStyle: TypeAlias = Literal["month-first", "day-first", "keep"]


@dataclass(frozen=True, slots=True)
class Style:
    """``keep`` leaves what the model printed.

    - ``date``: "month-first" is August 12, 2024 and "day-first" 12 August 2024; of Indonesian dates in figures, which
      some readers of English would take for another day, too: (6/3) is March 6.
    - ``percent``: what stands behind a figure: "%", "percent" or "per cent".
    - ``rupiah``: what stands before an amount: "Rp ", "Rp" or "IDR ".
    - ``thousands``: "comma" is 6,000 where the source has a separator too (years have none), and 28.35 for a 28,35 that
      was copied. In Indonesian it is 6.000 and 28,35 for what was copied from English.

    All but the last is of English alone: Indonesian stays as the model printed it. ``signature`` tells styles from
    files apart.
    """

    date: str = "month-first"
    percent: str = "%"
    rupiah: str = "Rp "
    thousands: str = "comma"
    signature: str = field(default="", compare=False)


CHOICES: dict[str, tuple[str, ...]] = {
    "date": ("month-first", "day-first", KEEP),
    "percent": ("%", "percent", "per cent", KEEP),
    "rupiah": ("Rp ", "Rp", "IDR ", KEEP),
    "thousands": ("comma", KEEP),
}
HOUSE_STYLE = Style()

_PERCENT = re.compile(r"(?<=[0-9])[\s\u00a0]?(?:%|per\s?cent\b)", re.IGNORECASE)
_RUPIAH_BEFORE = re.compile(r"\b(?:Rps?\.?|IDR)[\s\u00a0]?(?=[0-9])")
_RUPIAH_BEHIND = re.compile(
    r"(?<![\w.,$€£¥])(?<![0-9][-–])(?<!to )(?<!and )(?P<amount>[0-9][0-9.,]*(?:\s(?:thousand|[mb]illion|trillion))?)"
    r"\s(?:rupiahs?|IDR)\b(?!\s(?:thousand|[mb]illion|trillion|[0-9]))",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<![\w.,/:-])[0-9]{4,15}(?![\w/:-]|[.,]\w)")
# With three digits behind the comma it may be an English thousand.
_INDONESIAN_DECIMAL = re.compile(
    r"(?<![\w.,])(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),(?:[0-9]{1,2}|[0-9]{4,})(?![\w]|[.,][0-9])"
)
_SEPARATORS = str.maketrans(".,", ",.")
_ENGLISH_FIGURES = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9.,])|[0-9]+\.[0-9]+(?![0-9.,])")
_SEPARATED = re.compile(r"(?<![0-9.,:/])[0-9]+(?:[.,][0-9]+)+(?![0-9:/])")
_INDONESIAN_SCALES = {"thousand": "ribu", "million": "juta", "billion": "miliar", "trillion": "triliun"}
_ENGLISH_SCALE = re.compile(r"(?<=[0-9] )(?:thousand|million|billion|trillion)\b", re.IGNORECASE)


def restyle(source: str, target: str, style: Style, langpair: str = "id-en") -> str:
    """The target of a sentence in the style; values stay as they are, and so does all but English and Indonesian."""
    source_lang, target_lang = sides(langpair)
    if target_lang == "id" and source_lang == "en" and style.thousands != KEEP:
        return _in_indonesian_figures(source, target)
    return _restyle_english(source, target, style, source_lang) if target_lang == "en" else target


def _in_indonesian_figures(source: str, target: str) -> str:
    """English figures that were copied, and English scale words behind figures, as Indonesian prints them.

    A point stays where nothing is counted: "version 3.5" has one in Indonesian too.
    """
    target = _ENGLISH_SCALE.sub(lambda match: _INDONESIAN_SCALES[match.group().lower()], target)
    copied: set[str] = set()
    for number, unit in ((one.number, one.unit) for one in quantities_of(source, "en")):
        printed = _ENGLISH_FIGURES.match(number.text)
        if printed and ("," in printed.group() or unit or number.scale > 1):
            copied.add(printed.group())
    return _SEPARATED.sub(
        lambda match: match.group().translate(_SEPARATORS) if match.group() in copied else match.group(), target
    )


def _restyle_english(source: str, target: str, style: Style, source_lang: str) -> str:
    if style.percent != KEEP:
        behind = style.percent if style.percent == "%" else f" {style.percent}"
        target = _PERCENT.sub(behind, target)
    if style.rupiah != KEEP:
        target = _RUPIAH_BEFORE.sub(style.rupiah, target)
        target = _RUPIAH_BEHIND.sub(lambda match: f"{style.rupiah}{match['amount']}", target)
    if style.thousands != KEEP:
        target = _with_commas(source, target, source_lang)
    if style.date != KEEP:
        target = _with_months_in_words(source, target, style.date, source_lang)
        target = _with_dates(target, style.date)
    return target


def _with_commas(source: str, target: str, source_lang: str) -> str:
    if source_lang != "id":
        return target
    for decimal in set(_INDONESIAN_DECIMAL.findall(source)):
        target = re.sub(rf"(?<![\w.,]){re.escape(decimal)}(?![\w]|[.,][0-9])", decimal.translate(_SEPARATORS), target)
    separated = {int(number.value) for number in numbers_of(source, "id") if "." in number.text}
    return _FIGURES.sub(lambda match: f"{int(match[0]):,}" if int(match[0]) in separated else match[0], target)


def _with_months_in_words(source: str, target: str, style: str, source_lang: str) -> str:
    for found in dates_of(source, source_lang):
        if not found.firm or found.text.isalpha() or target.count(found.text) != source.count(found.text):
            continue
        day, _, *year = re.split("[/-]", found.text)
        day = day.removeprefix("0")
        in_words = (
            _joined(found.name, day, "".join(year), ", ")
            if style == "month-first"
            else _joined(day, found.name, "".join(year), " ")
        )
        target = target.replace(found.text, in_words)
    return target


def _with_dates(target: str, style: str) -> str:
    day_first, month_first = _date_patterns()
    if style == "month-first":
        target = day_first.sub(lambda match: _joined(match["month"], match["day"], match["year"], ", "), target)
        return month_first.sub(lambda match: _joined(match["month"], match["day"], match["year"], ", "), target)
    return month_first.sub(lambda match: _joined(match["day"], match["month"], match["year"], " "), target)


def _joined(first: str, second: str, year: str | None, joint: str) -> str:
    return f"{first} {second}{joint}{year}" if year else f"{first} {second}"


@cache
def _date_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    from babel import Locale

    months = "|".join(Locale("en").months["format"]["wide"].values())
    # Of "14 and 16 April" neither is turned round.
    joints = (r"\s-", r"\s–", r"\sto", r"\sand", r"\sor", ",")
    alone = r"(?<![\w.,:$–-])" + "".join(rf"(?<![0-9]{joint}\s)" for joint in joints)
    day = rf"(?P<day>{alone}[0-9]{{1,2}}(?:\s?[-–]\s?[0-9]{{1,2}})?)(?:st|nd|rd|th)?"
    year = r"(?:,?\s(?P<year>(?:19|20)[0-9]{2})(?![\w.]*[0-9]))?"
    return (
        re.compile(rf"{day}(?:\sof)?\s(?P<month>{months})\b{year}"),
        re.compile(rf"\b(?P<month>{months})\s{day}(?![\w:]|[.,][0-9]){year}"),
    )
