"""Lines that a web page leaves in a copied article: links to others, adverts, scroll prompts, credits."""

from __future__ import annotations

import re

from summarizer.segmentation.wordlists import listed

_FLAGS = re.IGNORECASE | re.DOTALL
_MOST_WORDS = 40
_CAPTION_WORDS = 20
_NAME_WORDS = 12
_LONGEST = 400

_VERBS = "baca|lihat|simak|tonton|saksikan|dengarkan|cek"
_ALSO = "juga|pula|selengkapnya"
_LABELS = (
    "pilihan editor|(?:artikel|berita|video|topik) (?:terkait|lainnya)|tags?|video"
    "|foto|kredit|infografis|sumber (?:foto|gambar)|catatan redaksi"
)
_ROLES = (
    "(?:co-?)?editor|penulis|pewarta(?: foto)?|reporter|wartawan|kontributor|redaktur|penyunting|uploader"
    "|fotografer|penerjemah|sumber|source|laporan wartawan"
)
_PROMPTS = (
    "adv?ertisement|advertorial|iklan|sponsored|scroll to (?:continue|resume).*|scroll (?:ke bawah )?untuk .*"
    "|gulir (?:ke bawah )?untuk .*|lanjutkan membaca.*|selanjutnya|next page|read more|load more|komentar"
    "|(?:lanjut(?:kan)? ke )?halaman (?:selanjutnya|berikutnya|sebelumnya)|bagikan(?: artikel ini)?"
    "|click here.*|klik di sini.*|(?:artikel|berita) ini (?:telah|sudah) tayang di .*|end|(?:tim )?redaksi"
)
_CHANNELS = "google news|whatsapp|telegram|aplikasi|app"
_ENGLISH_LABELS = (
    "related|(?:related|recommended|more|other|popular|latest) (?:news|stor(?:y|ies)|articles?|links?|videos?|topics?)"
    "|topics?|keywords?|photos?|pictures?|images?|file photo|credits?|caption|infographics?"
)
_ENGLISH_ROLES = (
    "(?:translator|translated by|translation by|edited by|editing by|written by|reported by|reporting by|correspondent"
    "|contributor|author|writer|photographer|photo by|by-?line)"
)
_ENGLISH_PROMPTS = (
    "read more|see more|show more|view comments|comments?|share(?: this(?: article| story)?)?|subscribe(?: now| to .*)?"
    "|sign up (?:for|to) .*|follow us(?: on .*)?|log ?in|continue reading.*|story continues below.*"
    "|this (?:article|story) (?:was|has been) (?:first |originally )?published .*"
    "|our standards:.*|all rights reserved|advertisements?"
)
_OPEN, _CLOSE = r"[\[(*\-– ]*", r"[\])*:.\-– ]*"
_INITIALS = r"(?-i:[(\[]\s*[a-z]{1,6}(?:\s*[/\-,]\s*[a-z]{1,6}){0,3}\s*[)\]])"

# Each pattern with the most words that the whole line may have. "Baca juga" without a colon may open a
# sentence ("Baca juga bagian kedua laporan ini."), so there a title's lack of a full stop is asked for.
_INDONESIAN = tuple(
    (re.compile(pattern, _FLAGS), most)
    for pattern, most in (
        (
            rf"{_OPEN}(?:{_VERBS})(?:[ _]?(?:{_ALSO}|berita|artikel|video|infografis)){{0,2}}\s*:.*",
            _MOST_WORDS,
        ),
        (rf"{_OPEN}(?:{_VERBS})[ _]?(?:{_ALSO}){_CLOSE}", _MOST_WORDS),
        (rf"{_OPEN}(?:{_VERBS})[ _](?:{_ALSO}|video)\b.*[^.?!…\"'”’]", _MOST_WORDS),
        (rf"{_OPEN}(?:{_LABELS})\s*:.*", _MOST_WORDS),
        (rf"{_OPEN}(?:{_ROLES})(?:\s*/\s*\w+)?\s*:.*", _NAME_WORDS),
        (rf"{_OPEN}(?:{_PROMPTS}){_CLOSE}", _MOST_WORDS),
        # The caption of a photograph with its credit: "Pasar Senen (Foto: Antara)".
        (r"[^.?!]*\((?:foto|kredit|sumber|dok)\s?[.:/][^()]*\)", _CAPTION_WORDS),
        (rf"{_OPEN}gambas\s?:.*", _MOST_WORDS),
        (r"(?:(?:copyright|hak cipta)\s*(?:\(c\)|[©:\d])|©|\(c\)\s).*", _MOST_WORDS),
        (r"dilarang keras mengambil konten.*", _MOST_WORDS),
        (rf"(?:ikuti|dapatkan|simak|cek|baca|update)\b.{{0,120}}\b(?:{_CHANNELS})\b.{{0,120}}", _MOST_WORDS),
        (_INITIALS, _NAME_WORDS),
    )
)
# An Indonesian newsroom's page in English has the furniture of its other pages too.
_PATTERNS = {
    "id": _INDONESIAN,
    "en": (
        *_INDONESIAN,
        *(
            (re.compile(pattern, _FLAGS), most)
            for pattern, most in (
                (rf"{_OPEN}(?:(?:also|you may also) )?(?:read|see|watch|listen)(?: (?:also|more))?\s*:.*", _MOST_WORDS),
                (rf"{_OPEN}(?:read|see|watch) also\b.*[^.?!…\"'”’]", _MOST_WORDS),
                (rf"{_OPEN}(?:{_ENGLISH_LABELS})\s*:.*", _MOST_WORDS),
                (rf"{_OPEN}(?:{_ENGLISH_ROLES})\s*:.*", _NAME_WORDS),
                (rf"{_OPEN}(?:{_ENGLISH_PROMPTS}){_CLOSE}", _NAME_WORDS),
                (r"\((?:additional )?(?:reporting|writing|editing|translating) by .*\)", _MOST_WORDS),
                (r"[^.?!]*\((?:photos?|credits?|source|courtesy|file)\s?[.:/][^()]*\)", _CAPTION_WORDS),
            )
        ),
    ),
}
_SIGN_OFF = re.compile(rf"(?<=[.?!…\"”’'])\s*({_INITIALS}|\(end\))$")
# A sign-off is short; a longer tail need not be read.
_TAIL = 40


def is_debris(line: str, lang: str = "id") -> bool:
    """Tell whether the whole of ``line`` (without blanks at its edges) is page furniture.

    A line without a single letter or digit ("***", "---") is furniture too. A sentence that merely contains
    "baca juga" is not, nor is a line of more than 40 words (12 after "Editor:" and other credits).
    """
    if len(line) > _LONGEST:
        return False
    if not any(character.isalnum() for character in line):
        return True
    words = len(line.split())
    return any(words <= most and pattern.fullmatch(line) for pattern, most in _PATTERNS[listed(lang)])


def sign_off_start(paragraph: str) -> int:
    """Return where the reporters' initials that close ``paragraph`` begin ("… katanya. (abc/def)").

    The offset is relative to ``paragraph``; its length where there are none.
    """
    tail = max(0, len(paragraph) - _TAIL)
    match = _SIGN_OFF.search(paragraph[tail:])
    return tail + match.start(1) if match else len(paragraph)
