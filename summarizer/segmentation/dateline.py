"""Press datelines: where and by whom an article was filed, up to and including the dash."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from summarizer.segmentation.wordlists import listed, places

# Longer than any dateline seen; keeps the patterns from reading a whole paragraph.
_WINDOW = 120

# A sentence follows, so no lower case: "Bukalapak.com - toko daring itu" is no dateline.
_DASH = r"(?:\s*(?:-{2,3}+|[–—])|\s+-(?=[\s\"“A-Z]|$)|-(?=\s|$))(?!\s*[a-z])"
_DOMAIN = r"(?:[A-Za-z][\w-]*(?i:\.(?:com|co|id|net|tv|news|org|go|or|info))+)"
# Outlets whose bare name before a dash opens their articles; "Kompas - Gramedia" is a company.
_NAMED_ALONE = r"(?:detik[A-Z]?\w*|VIVA(?:news)?|Rimanews|CN(?:N|BC) Indonesia|VOA Indonesia|BBC(?: News)? Indonesia)"
_NAMED = (
    rf"(?:{_NAMED_ALONE}|(?:LKBN )?A(?:NTARA|ntara)(?: ?[A-Z]\w+)?|K(?:OMPAS|ompas)(?: TV)?|VOA"
    r"|T(?:EMPO|empo)(?: Interaktif)?|R(?:EPUBLIKA|epublika)|M(?:EDIA INDONESIA|edia Indonesia)"
    r"|P(?:OS KOTA|os [Kk]ota)|J(?:AWA POS|awa Pos)|(?:Koran )?SINDO(?:news)?|Sindonews|Okezone|Tirto"
    r"|K(?:ONTAN|ontan)|B(?:ISNIS|isnis)|[Kk]umparan|Katadata|Berita[Ss]atu|Investor Daily|Suara Pembaruan"
    r"|SP|PR|iNews|MNC(?: Media)?|IDN Times|Tribun[Nn]ews|Warta Ekonomi|Info[Pp]ublik|RMOL|JPNN|Liputan6"
    r"|Merdeka|Metro TV|tvOne|R(?:EUTERS|euters)|AFP|AP|Xinhua|Bernama|Kyodo|DW|JUARA)"
)
_NAMED_IN_ENGLISH = (
    r"(?:The Jakarta Post|Jakarta Globe|Bloomberg|The Straits Times|CNA|CNN|BBC|Al Jazeera|Associated Press|UPI|dpa"
    r"|BenarNews|Mongabay|Thomson Reuters Foundation)"
)
_WORD = r"[A-Z][\w.'’/]*(?:-[A-Z]\w*)*"
_PLACE = rf"(?:{_WORD}(?:\s(?:{_WORD}|de|del|la)){{0,3}})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Ags|Agt|Agustus|Sep|Okt|Nov|Des)\w*\.?"
_ENGLISH_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?"
_DATE = {
    "id": rf"\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?",
    "en": rf"(?:{_ENGLISH_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_ENGLISH_MONTH})(?:,?\s\d{{4}})?",
}
_OUTLET = {"id": rf"(?:{_DOMAIN}|{_NAMED})", "en": rf"(?:{_DOMAIN}|{_NAMED_IN_ENGLISH}|{_NAMED})"}
_REGION = rf"{_PLACE}(?:,\s{_PLACE})?"


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    known, capitals = _alternation(places(lang)), _alternation(map(str.upper, places(lang)))
    outlet, date = _OUTLET[lang], _DATE[lang]
    dates = rf"(?:,\s?{date}|\s?,?\s?\({date}\)|\s\(\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\))"
    return tuple(
        re.compile(pattern)
        for pattern in (
            # TEMPO.CO, Jakarta -        TEMPO Interaktif, Jakarta:
            rf"{outlet}\s?,\s?{_REGION}(?:{_DASH}|\s?:(?=\s))",
            # KOMPAS.com -
            rf"(?:{_DOMAIN}|{_NAMED_ALONE}){_DASH}",
            # Jakarta, CNN Indonesia --        BANDUNG, (PR).-
            rf"{_REGION}\s?,\s(?:{outlet}|\({outlet}\))(?:{_DASH}|\.\s?-+)",
            # Jakarta (ANTARA) -        Serang, Banten (ANTARA News) -
            rf"{_REGION}\s?,?\s?\({outlet}\)\.?{_DASH}",
            # Jakarta, 12 Agustus 2024 -        Jakarta (12/8) -
            rf"{_REGION}{dates}{_DASH}",
            # SPANYOL –
            rf"{capitals}(?:,\s{capitals})?{_DASH}",
            # Jakarta -        but not "Jakarta - Bandung", which is a stretch of road
            rf"{known}(?:,\s{known})?{_DASH}(?!\s*{known}\b)",
            # Liputan6.com, Jakarta Presiden …
            rf"{_DOMAIN},\s(?:{known}|{capitals})(?=\s+[\"“]?[A-Z0-9]|$)",
            # a line of its own, without a dash
            rf"(?:{outlet},\s{_PLACE}|{_PLACE},\s{outlet}|{_PLACE}\s\({outlet}\))$",
            # JAKARTA, Aug 12 (Reuters) -
            *([rf"{_REGION},\s?{date}\s?\({outlet}\)\.?{_DASH}"] if lang == "en" else []),
        )
    )


def _alternation(names: Iterable[str]) -> str:
    """The names as one group, longest first, so that "Jakarta Pusat" is not taken for "Jakarta"."""
    return "(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + ")"


def dateline_end(paragraph: str, lang: str = "id") -> int | None:
    """Return where the dateline that ``paragraph`` starts with ends, or None where there is none.

    The offset is relative to ``paragraph`` and follows the dash; the blank after the dash is not included.
    """
    head = paragraph[:_WINDOW]
    for pattern in _patterns(listed(lang)):
        match = pattern.match(head)
        # Text that the window cut off must not pass for the end of the paragraph.
        if match and (match.end() < _WINDOW or len(paragraph) == len(head)):
            return match.end()
    return None
