"""Lines that a web page leaves in a copied article: links to others, adverts, scroll prompts, credits."""

from __future__ import annotations

import re

_MOST_WORDS = 40
_NAME_WORDS = 12

# What follows decides how much evidence the lead-in needs. "Baca juga" without a colon may open a sentence
# ("Baca juga bagian kedua laporan ini."), so it needs the lack of a full stop that marks a title.
_LINKS = re.compile(
    r"[\[(*]*(?:baca|lihat|simak|tonton|saksikan|dengarkan|cek)"
    r"(?:[ _]?(?:juga|pula|selengkapnya|berita|artikel|video|infografis)){0,2}"
    r"(?:\s*:.*|[\])*]*)",
    re.IGNORECASE | re.DOTALL,
)
_LINKS_WITHOUT_COLON = re.compile(
    r"[\[(*]*(?:(?:baca|lihat|simak)[ _](?:juga|selengkapnya|pula)|(?:simak|tonton|saksikan)\s+video)\b.*[^.?!…\"'”’]",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED = re.compile(
    r"[\[(*]*(?:pilihan editor|artikel terkait|berita terkait|berita lainnya|video terkait|topik terkait|tag|tags"
    r"|gambas:\s?\w+|video|foto|infografis|sumber foto|sumber gambar|catatan redaksi)\s*:.*",
    re.IGNORECASE | re.DOTALL,
)
_CREDITS = re.compile(
    r"[\[(*]*(?:co-?)?(?:editor|penulis|pewarta|reporter|wartawan|kontributor|redaktur|penyunting|uploader|fotografer"
    r"|pewarta foto|penerjemah|sumber|source|laporan wartawan)(?:\s*/\s*\w+)?\s*:.*",
    re.IGNORECASE | re.DOTALL,
)
_PROMPTS = re.compile(
    r"[\[(*\-– ]*(?:adv?ertisement|advertorial|iklan|sponsored|scroll to (?:continue|resume).*|scroll (?:ke bawah )?untuk .*"
    r"|gulir (?:ke bawah )?untuk .*|lanjutkan membaca.*|(?:lanjut(?:kan)? ke )?halaman (?:selanjutnya|berikutnya|sebelumnya)"
    r"|selanjutnya|next page|read more|bagikan(?: artikel ini)?|komentar|load more|click here.*|klik di sini.*"
    r"|artikel ini (?:telah|sudah) tayang di .*|berita ini (?:telah|sudah) tayang di .*"
    r"|\(end\)|(?:tim )?redaksi)[\])*:.\-– ]*",
    re.IGNORECASE | re.DOTALL,
)
_NOTICES = re.compile(
    r"(?:copyright|hak cipta|©|\(c\)\s).*"
    r"|dilarang keras mengambil konten.*"
    r"|(?:ikuti|dapatkan|simak|cek|baca|update)\b.{0,120}\b(?:google news|whatsapp|telegram|(?:aplikasi|app)\b.{0,30})"
    r".{0,120}",
    re.IGNORECASE | re.DOTALL,
)
# Reporters' initials that close an article: "(abc)", "(abc/def)", "[xyz]".
_SIGN_OFF = re.compile(r"[(\[]\s*[a-z]{2,4}(?:\s*[/\-,]\s*[a-z]{2,4}){0,3}\s*[)\]]")

_PATTERNS = (
    (_LINKS, _MOST_WORDS),
    (_LINKS_WITHOUT_COLON, _MOST_WORDS),
    (_LABELLED, _MOST_WORDS),
    (_CREDITS, _NAME_WORDS),
    (_PROMPTS, _MOST_WORDS),
    (_NOTICES, _MOST_WORDS),
    (_SIGN_OFF, _NAME_WORDS),
)
_LONGEST = 400


def is_debris(line: str) -> bool:
    """Tell whether the whole of ``line`` (without blanks at its edges) is page furniture.

    A line without a single letter or digit ("***", "---") is furniture too. A sentence that merely contains
    "baca juga" is not, nor is a line of more than 40 words (12 after "Editor:" and other credits).
    """
    if len(line) > _LONGEST:
        return False
    if not any(character.isalnum() for character in line):
        return True
    words = len(line.split())
    return any(words <= most and pattern.fullmatch(line) for pattern, most in _PATTERNS)
