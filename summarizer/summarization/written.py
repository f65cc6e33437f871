"""What a model wrote, as sentences and as a headline: without list marks, and cut nowhere but at their ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.segmentation.blanks import BLANKS
from summarizer.segmentation.sentences import sentence_spans

# The rules of segmentation know the abbreviations of the Indonesian press; English has these besides.
_NO_END = re.compile(
    r"\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rev|Hon|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Cmdr|Adm|Pres|Supt|Insp|Sr|Jr"
    r"|vs|No|Nos|Mt|Ft|Fig|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|e\.g|i\.e|cf|al)\.\Z"
)
_LIST_MARK = re.compile(r"\s*(?:[-*•–·#]+|[0-9]{1,2}[.)])\s+")
_WRAPPING = " \"'“”‘’*_#" + "".join(BLANKS)


def written_sentences(text: str, lang: str) -> list[str]:
    """The sentences of ``text``, in order; a new line begins a new one. ``lang`` is "en" or "id"."""
    lines = (_LIST_MARK.sub("", line, count=1).strip() for line in text.splitlines())
    return [sentence for line in lines if line for sentence in _sentences(line, lang)]


def written_headline(text: str) -> str:
    """The first line of ``text`` without quotation marks around it and a full stop; "" if there is none."""
    lines = (line.strip(_WRAPPING) for line in text.splitlines())
    line = next(filter(None, lines), "")
    return line[:-1].rstrip() if line.endswith(".") and not line.endswith("..") else line


def _sentences(line: str, lang: str) -> Iterator[str]:
    start = 0
    for _, end in sentence_spans(line):
        if end < len(line) and lang == "en" and _NO_END.search(line[start:end]):
            continue
        yield line[start:end].strip()
        start = end
