"""Press datelines: where and by whom an article was filed, up to and including the dash."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# Longer than any dateline seen; keeps the patterns from reading a whole paragraph.
_WINDOW = 120

# A sentence follows, so no lower case: "Bukalapak.com - toko daring itu" is no dateline.
_DASH = r"(?:\s*(?:-{2,3}+|[–—])|\s+-(?=[\s\"“A-Z]|$)|-(?=\s|$))(?!\s*[a-z])"
_DOMAIN = r"(?:[A-Za-z][\w-]*(?:\.(?:com|co|id|net|tv|news|org|go|or|info))+)"
_NAMED = (
    r"(?:detik[A-Z]?\w*|(?:LKBN )?A(?:NTARA|ntara)(?: ?[A-Z]\w+)?|KOMPAS(?: TV)?|Kompas(?: TV)?|CNN Indonesia"
    r"|CNBC Indonesia|BBC(?: News)? Indonesia|VOA(?: Indonesia)?|TEMPO(?: Interaktif)?|Tempo(?: Interaktif)?|VIVA(?:news)?"
    r"|REPUBLIKA|Republika|MEDIA INDONESIA|Media Indonesia|Pos [Kk]ota|POS KOTA|Jawa Pos|JAWA POS|SINDOnews|Sindonews"
    r"|Okezone|Tirto|Kontan|KONTAN|Bisnis|BISNIS|Kumparan|kumparan|Katadata|Beritasatu|BeritaSatu|Investor Daily"
    r"|Suara Pembaruan|SP|PR|SINDO|Koran SINDO|iNews|MNC(?: Media)?|IDN Times|Tribunnews|TribunNews|Rimanews"
    r"|Warta Ekonomi|InfoPublik|Infopublik|RMOL|JPNN|Liputan6|Merdeka|Metro TV|tvOne|Reuters|REUTERS|AFP|AP|Xinhua"
    r"|Bernama|Kyodo|DW|JUARA)"
)
# Outlets whose bare name before a dash opens their articles; "Kompas - Gramedia" is a company.
_NAMED_ALONE = r"(?:detik[A-Z]?\w*|VIVA(?:news)?|Rimanews|CNN Indonesia|CNBC Indonesia|VOA Indonesia|BBC(?: News)? Indonesia)"
_WORD = r"[A-Z][\w.'’/]*(?:-[A-Z]\w*)*"
_PLACE = rf"(?:{_WORD}(?:\s(?:{_WORD}|de|del|la)){{0,3}})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Ags|Agt|Agustus|Sep|Okt|Nov|Des)\w*\.?"
_DATE = rf"\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?"
_OUTLET = rf"(?:{_DOMAIN}|{_NAMED})"


@cache
def _gazetteer() -> str:
    """Places that stand alone before a dash, as one alternation, longest first; in mixed case and in capitals."""
    lines = files(__package__).joinpath("places.id.txt").read_text(encoding="utf-8").splitlines()
    names = sorted({*lines, *map(str.upper, lines)}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, names)) + ")"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    known = _gazetteer()
    return tuple(
        re.compile(pattern)
        for pattern in (
            # TEMPO.CO, Jakarta -        TEMPO Interaktif, Jakarta:
            rf"{_OUTLET}\s?,\s{_PLACE}(?:,\s{_PLACE})?(?:{_DASH}|\s?:(?=\s))",
            # KOMPAS.com -
            rf"(?:{_DOMAIN}|{_NAMED_ALONE}){_DASH}",
            # Jakarta, CNN Indonesia --        BANDUNG, (PR).-
            rf"{_PLACE}(?:,\s{_PLACE})?\s?,\s(?:{_OUTLET}|\({_OUTLET}\))(?:{_DASH}|\.\s?-+)",
            # Jakarta (ANTARA) -        Serang, Banten (ANTARA News) -
            rf"{_PLACE}(?:,\s{_PLACE})?\s?,?\s?\({_OUTLET}\)\.?{_DASH}",
            # Jakarta, 12 Agustus 2024 -        Jakarta (12/8) -
            rf"{_PLACE}(?:,\s{_PLACE})?(?:,\s?{_DATE}|\s?,?\s?\({_DATE}\)|\s\(\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\)){_DASH}",
            # JAKARTA –        but neither "Jakarta - Bandung", a stretch of road, nor "Serang-Panimbang"
            rf"{known}(?:,\s{known})?{_DASH}(?!\s*{known}\b)",
            # Liputan6.com, Jakarta Presiden …
            rf"{_DOMAIN},\s{known}(?=\s+[\"“]?[A-Z0-9]|$)",
            # the same line by line, without a dash
            rf"(?:{_OUTLET},\s{_PLACE}|{_PLACE},\s{_OUTLET}|{_PLACE}\s\({_OUTLET}\))$",
        )
    )


def dateline_end(paragraph: str) -> int | None:
    """Return where the dateline that ``paragraph`` starts with ends, or None where there is none.

    The offset is relative to ``paragraph`` and follows the dash; the blank after the dash is not included.
    """
    head = paragraph[:_WINDOW]
    for pattern in _patterns():
        match = pattern.match(head)
        # Text that the window cut off must not pass for the end of the paragraph.
        if match and (match.end() < _WINDOW or len(paragraph) == len(head)):
            return match.end()
    return None
