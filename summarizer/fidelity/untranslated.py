"""The check for a target that is still in the source language, wholly or in part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.datamodels import Issue, IssueKind, Severity
from summarizer.fidelity.langpairs import sides

# Grammar, not names; "dan", "di", "para" and "of" also stand in names, so one of these words alone proves nothing.
_FUNCTION_WORDS = {
    "id": frozenset(
        {
            "yang", "dan", "dengan", "untuk", "dari", "pada", "ini", "itu", "tidak", "akan", "telah", "oleh",
            "dalam", "adalah", "di", "ke", "sebagai", "juga", "karena", "agar", "atau", "sudah", "bisa",
            "dapat", "saat", "sejak", "setelah", "sebelum", "antara", "terhadap", "bahwa", "tersebut",
            "kepada", "secara", "seperti", "hingga", "sampai", "namun", "tetapi", "tapi", "jika", "bila",
            "ketika", "masih", "belum", "harus", "lebih", "sangat", "hanya", "para", "mereka", "kami", "kita",
            "dia", "ia", "saya", "anda", "bukan", "ada", "menjadi", "merupakan", "serta", "maupun", "bagi",
            "atas", "tentang", "soal", "usai", "lalu", "kini", "yakni", "yaitu",
        }
    ),
    "en": frozenset(
        {
            "the", "of", "and", "to", "in", "for", "on", "with", "that", "is", "was", "were", "are", "be", "been",
            "by", "from", "at", "as", "it", "its", "he", "she", "they", "we", "his", "her", "their", "our", "this",
            "these", "those", "which", "who", "whose", "has", "have", "had", "will", "would", "could", "should", "can",
            "may", "not", "but", "or", "also", "after", "before", "about", "into", "over", "under", "than", "when",
            "while", "because", "if", "there", "said", "more", "between", "against", "during", "through", "until",
            "since", "only", "an", "so", "such", "both", "each", "all", "some", "any", "other", "still", "already",
        }
    ),
}  # fmt: skip
# Lower case inside foreign names and in both languages.
_NAME_PARTICLES = frozenset(
    {"van", "von", "de", "da", "di", "del", "der", "la", "le", "el", "al", "bin", "binti", "vs", "dan"}
)
# Verbs that stand bare in headlines, for sentences in capitals, where no word looks like a name or unlike one.
_HEADLINE_VERBS = {
    "id": frozenset(
        {
            "tangkap", "tahan", "tewas", "bunuh", "minta", "gelar", "naik", "turun", "tolak", "dukung", "sebut",
            "desak", "ajak", "bantah", "akui", "periksa", "sita", "serahkan", "resmikan", "tetapkan", "jadi", "raih",
            "kalahkan", "tutup", "buka", "kecam", "janji", "klaim", "imbau", "larang", "selidiki", "segera", "dinilai",
            "diminta", "ditangkap", "ditahan", "diduga", "diperiksa",
        }
    ),
    "en": frozenset(
        {
            "arrest", "arrests", "detain", "detains", "name", "names", "kill", "kills", "ask", "asks", "urge",
            "urges", "rise", "rises", "fall", "falls", "reject", "rejects", "back", "backs", "seize", "seizes", "win",
            "wins", "beat", "beats", "close", "closes", "open", "opens", "condemn", "condemns", "vow", "vows",
            "claim", "claims", "ban", "bans", "probe", "probes", "launch", "launches", "say", "says", "call", "calls",
            "warn", "warns", "hit", "hits", "face", "faces", "seek", "seeks", "raise", "raises", "cut", "cuts",
            "plan", "plans", "deny", "denies", "killed", "dies", "dead",
        }
    ),
}  # fmt: skip
# Only the forms of a verb that are seldom the beginning of a name, as "Merdeka" and "Diponegoro" have one.
_VERBS = {
    "id": re.compile(r"mem[bp]\w{4,}|men[gy]\w{4,}|(?:di|me)\w{4,}kan"),
    "en": re.compile(r"\w{4,}(?:ed|ing)"),
}
_CAPITALS_SHARE = 0.8
_FEWEST_WORDS_IN_CAPITALS = 3
_ADDRESS_MARKS = ("://", "www.", "@")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SAME_SHARE = 0.7
_FEWEST_WORDS = 2
_WORD_OF_PROSE = 4
_RUN = 4
_LONGEST_SHOWN = 12
_NAMES = {"id": "Indonesian", "en": "English"}


def check_untranslated(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """An error where the target's lower-case words are the source's; a warning where four in a row are.

    Names, figures and addresses read the same in both languages, so only words in lower case count. A sentence
    in capitals has none: there all words count, and a verb or another word of grammar has to be among them.
    """
    lang = sides(langpair).source
    source_words, target_words = _words(source), _words(target)
    if _is_in_capitals(source_words):
        return _check_capitals(source_words, target_words, lang)
    source_prose, target_prose = _prose(source_words), _prose(target_words)
    known = frozenset(source_prose)
    kept = [word for word in target_prose if word in known]
    unchanged = source_prose == target_prose and any(len(word) >= _WORD_OF_PROSE for word in target_prose)
    if _is_mostly(kept, target_prose) and (unchanged or not _FUNCTION_WORDS[lang].isdisjoint(kept)):
        detail = f"not translated: {len(kept)} of {len(target_prose)} lower-case words are the source's own"
        return [Issue(IssueKind.UNTRANSLATED, Severity.ERROR, detail)]
    run = _run(source_words, target_words, lang)
    if run:
        detail = f"left in {_NAMES[lang]}: {' '.join(run)!r}"
        return [Issue(IssueKind.UNTRANSLATED, Severity.WARNING, detail)]
    return []


def _is_in_capitals(words: Sequence[str]) -> bool:
    letters = "".join(words)
    capitals = sum(map(str.isupper, letters))
    return len(words) >= _FEWEST_WORDS_IN_CAPITALS and capitals >= _CAPITALS_SHARE * len(letters)


def _check_capitals(source_words: Sequence[str], target_words: Sequence[str], lang: str) -> list[Issue]:
    known = frozenset(map(str.casefold, source_words))
    kept = [folded for word in target_words if (folded := word.casefold()) in known]
    if not _is_mostly(kept, target_words) or not any(_is_no_name(word, lang) for word in kept):
        return []
    detail = f"not translated: {len(kept)} of {len(target_words)} words are the source's own"
    return [Issue(IssueKind.UNTRANSLATED, Severity.ERROR, detail)]


def _is_no_name(word: str, lang: str) -> bool:
    if word in _NAME_PARTICLES:
        return False
    return word in _FUNCTION_WORDS[lang] or word in _HEADLINE_VERBS[lang] or _VERBS[lang].fullmatch(word) is not None


def _words(text: str) -> list[str]:
    if any(mark in text for mark in _ADDRESS_MARKS):
        text = " ".join(chunk for chunk in text.split() if not any(mark in chunk for mark in _ADDRESS_MARKS))
    return _WORD.findall(text)


def _prose(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.islower() and word not in _NAME_PARTICLES]


def _is_mostly(part: Sequence[str], whole: Sequence[str]) -> bool:
    return len(part) >= _FEWEST_WORDS and len(part) >= _SAME_SHARE * len(whole)


def _run(source_words: Sequence[str], target_words: Sequence[str], lang: str) -> list[str]:
    """The first run of source words in the target that is long enough and is grammar and not only a name."""
    source_runs = {tuple(source_words[start : start + _RUN]) for start in range(len(source_words) - _RUN + 1)}
    run: list[str] = []
    for start in range(len(target_words) - _RUN + 1):
        window = list(target_words[start : start + _RUN])
        if tuple(window) not in source_runs:
            run = []
            continue
        run = [*run[-_LONGEST_SHOWN:], window[-1]] if run else window
        if len(_prose(run)) >= _FEWEST_WORDS and not _FUNCTION_WORDS[lang].isdisjoint(run) and _is_prose(run, lang):
            return run
    return []


def _is_prose(run: Sequence[str], lang: str) -> bool:
    """Of English names only the grammar is in lower case: "Center for the Study of Law and Policy"."""
    return lang != "en" or not _FUNCTION_WORDS[lang].issuperset(_prose(run))
