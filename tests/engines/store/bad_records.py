"""Records of models that nobody's program has written: each changes a sound one, read from JSON, in one place."""

from __future__ import annotations

from collections.abc import Callable

Row = dict


def entry(**fields: object) -> Callable[[Row], Row]:
    return lambda row: {**row, "entry": {**row["entry"], **fields}}


def field(**fields: object) -> Callable[[Row], Row]:
    return lambda row: {**row, **fields}


def file(name: str, **fields: object) -> Callable[[Row], Row]:
    """A file more, or another of that name."""
    return lambda row: {**row, "files": {**row["files"], name: {"size": 1, "sha256": "0" * 64, **fields}}}


SCORE = {"langpair": "id-en", "metric": "BLEU", "value": 30.0, "test_set": "FLORES", "source": "kami"}

CHANGES: dict[str, Callable[[Row], Row]] = {
    "a size that is text": file("checkpoint/config.json", size="1"),
    "a size that is a truth": file("checkpoint/config.json", size=True),
    "a size below nothing": file("checkpoint/config.json", size=-1),
    "a size that no disk has": file("checkpoint/config.json", size=10**30),
    "a sha256 that is a number": file("checkpoint/config.json", sha256=5),
    "a file elsewhere": file("../../evil"),
    "a file with a nought in its name": file("checkpoint/a\0b.json"),
    "a nought in the name of a vocabulary": file("ctranslate2/a\0vocabulary.json"),
    "a list of files": field(files=[]),
    "a name that is a number": field(alias=7),
    "a revision that is a list": field(revision=["main"]),
    "another runtime": field(runtime="pickle"),
    "another quantization": field(quantization="int2"),
    "a runtime that is a list": field(runtime=["ctranslate2"]),
    "a field too many": field(evil=1),
    "an entry that is none": field(entry=3),
    "languages that are numbers": entry(langpairs=[1]),
    "languages that are a text": entry(langpairs="id-en"),
    "a language without its partner": entry(langpairs=["iden"]),
    "no languages": entry(langpairs=[]),
    "languages of summaries": entry(langpairs=["en-en"]),
    "another task": entry(task="pickle"),
    "the other task": entry(task="summarization"),
    "an architecture that is none": entry(architecture="pickle"),
    "a licence that is a number": entry(licence=7),
    "no licence": entry(licence=None),
    "a licence that a terminal obeys": entry(licence="MIT\x1b]0;evil\x07"),
    "a licence on two lines": entry(licence="MIT\nroot"),
    "a licence that is no text": entry(licence="\ud800"),
    "a size to download that is text": entry(size="besar"),
    "no hub": entry(hub=None),
    "tags that are a list": entry(tags=[1]),
    "tags that are numbers": entry(tags={"id": 5, "en": 6}),
    "a prompt that there is not": entry(prompt="nope.v1"),
    "a prompt elsewhere": entry(prompt="../../../etc/passwd"),
    "a prompt for summaries": entry(prompt="summary.v1"),
    "a prompt that is a number": entry(prompt=3),
    "a score that is text": entry(scores=[{**SCORE, "value": "x"}]),
    "a score without end": entry(scores=[{**SCORE, "value": float("inf")}]),
    "a score of nothing": entry(scores=[{**SCORE, "metric": 2}]),
    "scores that are a number": entry(scores=3),
}
