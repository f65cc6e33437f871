"""The words of a sentence that say something, each in its dictionary form, in order."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

FUNCTION_WORDS = {
    "en": frozenset(
        {
            "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
            "been", "before", "being", "both", "but", "by", "can", "could", "did", "do", "does", "during",
            "for", "from", "had", "has", "have", "he", "her", "here", "him", "his", "how", "i", "if", "in",
            "into", "is", "it", "its", "may", "me", "might", "more", "most", "must", "my", "no", "nor", "not",
            "now", "of", "on", "one", "or", "our", "out", "over", "s", "shall", "she", "should", "since", "so",
            "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
            "those", "through", "to", "too", "under", "until", "up", "us", "was", "we", "were", "what", "when",
            "where", "which", "while", "who", "whom", "whose", "will", "with", "would", "you", "your",
        }
    ),
    "id": frozenset(
        {
            "ada", "adalah", "agar", "akan", "anda", "antara", "atas", "atau", "bagi", "bahwa", "bisa", "dalam",
            "dan", "dapat", "dari", "dengan", "di", "dia", "hal", "harus", "hingga", "ia", "ini", "itu", "jadi",
            "jika", "juga", "kalau", "kami", "karena", "ke", "kepada", "ketika", "kini", "kita", "lagi", "lalu",
            "lebih", "maka", "masih", "melalui", "menurut", "menurutnya", "mereka", "merupakan", "namun", "nya",
            "oleh", "pada", "para", "saat", "saja", "sampai", "saya", "sebagai", "sebuah", "secara", "sedang",
            "sejak", "seorang", "seperti", "serta", "setelah", "sudah", "tak", "tapi", "telah", "tentang",
            "terhadap", "tersebut", "tetapi", "tidak", "untuk", "usai", "yaitu", "yakni", "yang",
        }
    ),
}  # fmt: skip
"""Words of grammar: what they add to a sentence is in its order, or looked at by a check of its own."""

# A reduplication ("anak-anak") is one word.
_TOKEN = re.compile(r"([0-9]+(?:[.,:][0-9]+)*|[^\W\d_]+(?:['’][^\W\d_]+)*)(?:-\1\b)?")
_ENGLISH_ENDING = re.compile(r"['’](?:s|re|ve|ll|d|m)\Z", re.IGNORECASE)


class Word(NamedTuple):
    """A content word, or a numeral, at ``text[start:end]`` of its sentence."""

    lemma: str
    start: int
    end: int


def content_words(text: str, lang: str) -> list[Word]:
    """The words of ``text`` without those of grammar, in order; ``lang`` is "en" or "id"."""
    return [
        Word(lemma(match.group(1), lang), *match.span())
        for match in _TOKEN.finditer(text)
        if not _is_grammar(match.group(1), text, lang)
    ]


@lru_cache(maxsize=65536)
def lemma(word: str, lang: str) -> str:
    """The dictionary form in lower case; Indonesian loses its affixes ("ditangkap" is "tangkap")."""
    # Loaded when a word is first looked at: the word list takes a moment.
    from simplemma import lemmatize

    plain = _ENGLISH_ENDING.sub("", word.casefold()) if lang == "en" else word.casefold()
    return lemmatize(plain, lang=lang).casefold() if plain.isalpha() else plain


def _is_grammar(word: str, text: str, lang: str) -> bool:
    plain = _ENGLISH_ENDING.sub("", word) if lang == "en" else word
    # "US", "IT" and "WHO" are names.
    if len(plain) > 1 and plain.isupper() and not text.isupper():
        return False
    return plain.casefold() in FUNCTION_WORDS[lang] or plain.casefold().endswith(("n't", "n’t"))
