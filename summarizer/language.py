"""Which language a text is in, told offline, so that a wrong paste is refused instead of mistranslated."""

from __future__ import annotations

from summarizer.errors import UnfitInput

# Below this many letters the detector guesses: "Jakarta 12 Agustus 2024" scores Lithuanian close to Indonesian.
_FEWEST_LETTERS = 40
# Indonesian and Malay are told apart badly: of 997 single Indonesian sentences 59 were called Malay.
_CLOSE = {"id": ("ms",)}


def detect(text: str) -> str:
    """The ISO 639-1 code of the likeliest language."""
    import py3langid

    code, _ = py3langid.classify(text)
    return str(code)


def language_name(code: str) -> str:
    """The English name of a language code, for example "Indonesian" for "id"; the code itself if it has none."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))


def require_language(text: str, expected: str) -> str | None:
    """Check that ``text`` is in the language ``expected``; texts too short to tell pass.

    Returns None, or a note for the user where the text may be in a close relative. Raises UnfitInput otherwise.
    """
    if sum(character.isalpha() for character in text) < _FEWEST_LETTERS:
        return None
    found = detect(text)
    if found == expected:
        return None
    if found in _CLOSE.get(expected, ()):
        return f"this may be {language_name(found)} rather than {language_name(expected)}; read the result with care"
    raise UnfitInput(f"the text looks {language_name(found)}, not {language_name(expected)}")
