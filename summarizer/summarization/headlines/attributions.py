"""The attribution that a headline keeps: at the end of a sentence, and as short as it can be."""

from __future__ import annotations

import re

from summarizer.summarization.compression.attributions import SAYING, is_attribution
from summarizer.summarization.compression.checks import may_lose_attribution
from summarizer.summarization.compression.text import Sentence

_QUOTED = re.compile(rf'(?P<quotation>["“„”].+[,.!?…]["”])\s(?P<tail>[^"“”„]*\b{SAYING}\b[^"“”„]*)')
_SHORT = re.compile(rf"(?:{SAYING}\s[^,]+|.*?\b{SAYING}\b|according to [^,]+)", re.IGNORECASE)
_OFFICE = re.compile(rf"(?<=\w)\s(?:of|from|for|at|in|with)\s(?:.*?(?=\s{SAYING}\Z)|(?!.*\b{SAYING}\Z).*)")
_LONG = 5  # words


def attribution_at_end(text: str) -> tuple[str, str]:
    """What is said, and the attribution on which ``text`` ends and that a reader needs; ("", "") if there is none."""
    if match := _QUOTED.fullmatch(text.rstrip(".")):
        return match["quotation"], match["tail"]
    last = Sentence(text).pieces[-1]
    if last.before != "," or not is_attribution(last) or may_lose_attribution(text):
        return "", ""
    return text[: last.start].rstrip(", "), last.text


def without_occasion(attribution: str) -> str:
    """An attribution without when, where and to whom, and without the speaker's office if it is long."""
    match = _SHORT.match(attribution)
    short = match.group() if match else attribution
    return _OFFICE.sub("", short) if len(short.split()) > _LONG else short
