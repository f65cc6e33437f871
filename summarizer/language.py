"""Which language a text is in, told offline, so that a wrong paste is refused instead of mistranslated."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from summarizer.errors import UnfitInput

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Below this many letters the detector guesses: "Jakarta 12 Agustus 2024" scores Lithuanian close to Indonesian.
_FEWEST_LETTERS = 40
# Indonesian and Malay are told apart badly: of 997 single Indonesian sentences 59 were called Malay. Of 3,804 English
# ones of Indonesian newsrooms 6 were called Nigerian Pidgin.
_CLOSE = {"id": ("ms",), "ms": ("id",), "en": ("pcm",)}


def detect(text: str) -> str:
    """The ISO 639-1 code of the likeliest language."""
    code, _ = likeliest(text)[0]
    return code


def likeliest(text: str) -> list[tuple[str, float]]:
    """ISO 639 codes with their probabilities, the likeliest first; all probabilities together are 1."""
    return [(str(code), float(probability)) for code, probability in _identifier().rank(text)]


def language_name(code: str, shown_in: str = "en") -> str:
    """The name of a language code, for example "Indonesian" for "id"; the code itself if it has none."""
    from babel import Locale

    return str(Locale(shown_in).languages.get(code, code))


def require_language(text: str, expected: str) -> str | None:
    """Check that ``text`` is in the language ``expected``; texts too short to tell pass.

    Returns None, or a note for the user where the text may be in a close relative, or where the language is one that
    cannot be told from others here, such as Sundanese. Raises UnfitInput otherwise.
    """
    if is_too_short(text):
        return None
    if expected not in _told_apart():
        return f"whether this is {language_name(expected)} cannot be told here; read the result with care"
    found = detect(text)
    if found == expected:
        return None
    if is_close(found, expected):
        return f"this may be {language_name(found)} rather than {language_name(expected)}; read the result with care"
    raise UnfitInput(f"the text looks {language_name(found)}, not {language_name(expected)}")


def is_too_short(text: str) -> bool:
    """Whether the language of ``text`` would only be guessed."""
    return sum(character.isalpha() for character in text) < _FEWEST_LETTERS


def is_close(found: str, expected: str) -> bool:
    """Whether a text that looks ``found`` may well be ``expected``, a close relative."""
    return found in _CLOSE.get(expected, ())


@cache
def _told_apart() -> frozenset[str]:
    return frozenset(code for code, _ in likeliest(""))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
