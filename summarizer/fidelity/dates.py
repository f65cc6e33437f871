"""The check of months and weekdays: "12 Agustus", "(12/8)" and "Senin" against "August 12" and "Monday", either way.

Days of the month and years are numbers, and checked as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from summarizer.datamodels import Issue, IssueKind, Severity
from summarizer.fidelity.langpairs import LANGUAGES, sides

Family: TypeAlias = Literal["month", "weekday"]


class CalendarName(NamedTuple):
    """A month or a weekday at ``text[start:end]``; ``name`` is the English one in full.

    ``firm`` is false for what may be something else ("May", "minggu"); it only vouches for its name.
    """

    name: str
    family: Family
    start: int
    end: int
    text: str
    firm: bool


class _Form(NamedTuple):
    name: str
    family: Family


class _Shown(NamedTuple):
    """A name as a reader of an issue sees it."""

    text: str
    family: Family


# Forms of newspapers that CLDR does not list.
_FURTHER = {
    "id": {
        "agt": "August", "ags": "August", "agst": "August", "nop": "November", "nopember": "November",
        "pebruari": "February", "sept": "September", "ahad": "Sunday", "jum'at": "Friday", "jum’at": "Friday",
    },
    "en": {"sept": "September", "tues": "Tuesday", "thurs": "Thursday", "thur": "Thursday"},
}  # fmt: skip
# Words of the languages and names of people too: months only beside a figure or a word that says so.
_AMBIGUOUS = frozenset({"mei", "maret", "may", "march"})
_SHORTEST_FULL_NAME = 4  # letters: "Mei" and "Sep" are shorter, "Juni" is not
_FIGURE_BEFORE = re.compile(r"[0-9](?:st|nd|rd|th)?(?:\s+of)?[\s-]*\Z", re.IGNORECASE)
_FIGURE_AFTER = re.compile(r"\.?,?\s*[0-9]")
_MONTH_BEFORE = re.compile(r"\b(?:bulan|awal|akhir|in|last|early|late|mid|since|until)[\s-]+\Z", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"\bhari\s+\Z", re.IGNORECASE)
_DAY_AFTER = re.compile(r",?\s*(?:\(|pagi\b|siang\b|sore\b|petang\b|malam\b|dini\b)", re.IGNORECASE)
_WEEK = "minggu"  # with a small letter, and at the start of a sentence, a week as often as Sunday
# "(12/8)", "12/8/2024" and "12-08-2024", but not "1/2" and not "(2-1)".
_IN_FIGURES = re.compile(
    r"(?<![0-9/.-])(?:(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})"
    r"|(?P<day2>[0-9]{1,2})(?P<joint>[/-])(?P<month2>[0-9]{1,2})(?P=joint)(?:19|20)?[0-9]{2})(?![0-9/-])"
)


def check_dates(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """An error where the target lacks a month or weekday of the source, a warning where it has one more."""
    langs = sides(langpair)
    in_source, in_target = dates_of(source, langs.source), dates_of(target, langs.target)
    missing = unmatched_dates(in_source, in_target, target)
    added = unmatched_dates(in_target, in_source, source)
    if not missing and not added:
        return []
    severity = Severity.ERROR if missing else Severity.WARNING
    spans = (tuple((found.start, found.end) for found in side.values()) for side in (missing, added))
    detail = _detail(*(list(_shown(side.values(), lang)) for side, lang in zip((missing, added), langs, strict=True)))
    return [Issue(IssueKind.DATE_CHANGED, severity, detail, *spans)]


def dates_of(text: str, lang: str) -> tuple[CalendarName, ...]:
    """The months and weekdays of a sentence, in order; none where the language is neither Indonesian nor English.

    A date in figures is the day first in Indonesian; in English it vouches for either reading: "8/12" is August 12 or
    8 December.
    """
    return _dates(text, lang) if lang in LANGUAGES else ()


@lru_cache(maxsize=512)
def _dates(text: str, lang: str) -> tuple[CalendarName, ...]:
    forms, day_first = _forms(lang), lang == "id"
    in_words = (_read(match, forms) for match in _pattern(tuple(forms)).finditer(text))
    in_figures = (found._replace(firm=found.firm and day_first) for found in _in_figures(text, day_first=day_first))
    return tuple(sorted((*in_words, *in_figures), key=lambda found: found.start))


def source_dates(text: str) -> tuple[CalendarName, ...]:
    """The months and weekdays of an Indonesian sentence."""
    return dates_of(text, "id")


def target_dates(text: str) -> tuple[CalendarName, ...]:
    """The months and weekdays of an English sentence."""
    return dates_of(text, "en")


def name_in(name: str, lang: str) -> str:
    """What Indonesian ("id") or English calls the month or weekday with the English ``name``, in full."""
    return _full_names(lang)[name]


def unmatched_dates(
    wanted: Iterable[CalendarName], present: Sequence[CalendarName], other_text: str
) -> dict[str, CalendarName]:
    """By their names, the firm ones without a counterpart, unless ``other_text`` has them letter for letter."""
    names = {found.name for found in present}
    return {
        found.name: found
        for found in wanted
        if found.firm and found.name not in names and not re.search(rf"\b{re.escape(found.text)}\b", other_text)
    }


def _detail(missing: Sequence[_Shown], added: Sequence[_Shown]) -> str:
    if len(missing) == len(added) == 1:
        [lost], [new] = missing, added
        if lost.family == new.family:
            return f"{lost.text} has become {new.text}"
    lists = (("missing", missing), ("added", added))
    return "; ".join(f"{fault}: {', '.join(one.text for one in shown)}" for fault, shown in lists if shown)


def _shown(names: Iterable[CalendarName], lang: str) -> Iterator[_Shown]:
    """Of an Indonesian name the English one too."""
    for found in names:
        yield _Shown(f"{found.text} ({found.name})" if lang == "id" else found.text, found.family)


def _read(match: re.Match[str], forms: Mapping[str, _Form]) -> CalendarName:
    name, family = forms[match.group().lower()]
    is_firm = (_is_month if family == "month" else _is_weekday)(match)
    return CalendarName(name, family, *match.span(), match.group(), is_firm)


def _is_month(match: re.Match[str]) -> bool:
    text, (start, end), word = match.string, match.span(), match.group()
    if _FIGURE_BEFORE.search(text[:start]) or _FIGURE_AFTER.match(text, end):
        return word[0].isupper() or word.lower() not in _AMBIGUOUS
    if word.lower() in _AMBIGUOUS and not _MONTH_BEFORE.search(text[:start]):
        return False
    return word[0].isupper() and (len(word) >= _SHORTEST_FULL_NAME or word.lower() in _AMBIGUOUS)


def _is_weekday(match: re.Match[str]) -> bool:
    text, (start, end), word = match.string, match.span(), match.group()
    if not word[0].isupper():
        return text[:start].lower().endswith("hari ") and word != _WEEK
    if word.lower() == _WEEK:
        return bool(_DAY_BEFORE.search(text[:start]) or _DAY_AFTER.match(text, end))
    return len(word) >= _SHORTEST_FULL_NAME


def _in_figures(text: str, *, day_first: bool) -> Iterator[CalendarName]:
    for match in _IN_FIGURES.finditer(text):
        day, month = (int(match[part] or match[f"{part}2"]) for part in ("day", "month"))
        in_brackets = text[: match.start()].endswith("(") and text[match.end() :].startswith(")")
        is_date = match["joint"] is not None or in_brackets
        readings = [(month, day, is_date)]
        if not (day_first and is_date):  # "9/11" stands for itself in Indonesian too
            readings.append((day, month, False))
        for number, other, firm in readings:
            if 1 <= number <= len(_months()) and 1 <= other <= 31:
                yield CalendarName(_months()[number - 1], "month", *match.span(), match.group(), firm)


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"(?<![^\W\d_])(?:{longest_first})(?=nya\b|(?![^\W\d_]))", re.IGNORECASE | re.ASCII)


@cache
def _months() -> tuple[str, ...]:
    from babel import Locale

    return tuple(Locale("en").months["format"]["wide"].values())


@cache
def _forms(lang: str) -> dict[str, _Form]:
    """Each form in lower case with its name in English. Indonesian weekdays are not abbreviated: "Sel", "Min"."""
    from babel import Locale

    locale, english = Locale(lang), Locale("en")
    families: dict[str, Family] = {}
    found: dict[str, _Form] = {}
    for field, family, widths in _WIDTHS[lang]:
        names = getattr(english, field)["format"]["wide"]
        families |= dict.fromkeys(names.values(), family)
        for width in widths:
            for key, form in getattr(locale, field)["format"][width].items():
                found[form.lower()] = _Form(names[key], family)
    return found | {form: _Form(name, families[name]) for form, name in _FURTHER[lang].items()}


@cache
def _full_names(lang: str) -> dict[str, str]:
    from babel import Locale

    locale, english = Locale(lang), Locale("en")
    return {
        name: getattr(locale, field)["format"]["wide"][key]
        for field in ("months", "days")
        for key, name in getattr(english, field)["format"]["wide"].items()
    }


_WIDTHS: dict[str, tuple[tuple[str, Family, tuple[str, ...]], ...]] = {
    "id": (("months", "month", ("wide", "abbreviated")), ("days", "weekday", ("wide",))),
    "en": (("months", "month", ("wide", "abbreviated")), ("days", "weekday", ("wide", "abbreviated"))),
}
