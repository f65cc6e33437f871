"""A brief as it was against a brief as it is: structure and facts exactly, wording nearly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sacrebleu

from summarizer import Brief
from summarizer.documents.json_format import as_dict
from summarizer.fidelity import target_numbers

FOLDER = Path(__file__).resolve().parent
# Kernels differ between processors in a float's last digit, so a word may move where nothing is wrong: in the article
# as a whole a few, in one sentence more, but no sentence may become another one.
FEWEST_CHRF = 95.0
FEWEST_SENTENCE_CHRF = 70.0

Golden = dict[str, Any]


def as_golden(brief: Brief) -> Golden:
    """What is kept of a brief: the JSON of the command line without the texts that the segments repeat."""
    fields = as_dict(brief.translation, brief.summary)
    for segment, translated in zip(fields["segments"], brief.translation.segments, strict=True):
        segment["kind"] = str(translated.segment.kind)
    return {
        "headline": brief.headline,
        "segments": fields["segments"],
        "summary_sources": [sentence["sources"] for sentence in fields["summary"]["sentences"]],
    }


def path_of(article: Path) -> Path:
    return FOLDER / f"{article.name.removesuffix('.id.txt')}.json"


def write(article: Path, brief: Brief) -> None:
    text = json.dumps(as_golden(brief), ensure_ascii=False, indent=1, default=str) + "\n"
    path_of(article).write_text(text, encoding="utf-8")


def read(article: Path) -> Golden:
    return json.loads(path_of(article).read_text(encoding="utf-8"))


def differences(golden: Golden, current: Golden) -> list[str]:
    """What changed, one line each; nothing if the brief is as it was."""
    found = []
    for key in ("source", "start", "end", "paragraph", "kind"):
        was, now = ([segment[key] for segment in one["segments"]] for one in (golden, current))
        if was != now:
            found.append(f"segmentation: {key} of the segments changed from {was} to {now}")
    if found:
        return found  # the rest cannot be compared sentence by sentence
    if golden["summary_sources"] != current["summary_sources"]:
        found.append(f"summary: sources were {golden['summary_sources']}, are {current['summary_sources']}")
    pairs = list(zip(golden["segments"], current["segments"], strict=True))
    for number, (was, now) in enumerate(pairs, start=1):
        for what, facts in (("numbers", _numbers), ("issues", _issues)):
            if facts(was) != facts(now):
                found.append(f"sentence {number}: {what} were {facts(was)}, are {facts(now)}\n{_moved(was, now)}")
        score = sacrebleu.sentence_chrf(now["target"], [was["target"]]).score
        if score < FEWEST_SENTENCE_CHRF:
            found.append(f"sentence {number}: chrF {score:.1f} against the golden sentence\n{_moved(was, now)}")
    if sacrebleu.sentence_chrf(current["headline"], [golden["headline"]]).score < FEWEST_SENTENCE_CHRF:
        found.append(f"headline: was {golden['headline']!r}, is {current['headline']!r}")
    texts = [[segment["target"] for segment in one["segments"]] for one in (current, golden)]
    score = sacrebleu.corpus_chrf(texts[0], [texts[1]]).score
    if score < FEWEST_CHRF:
        moved = "\n".join(_moved(was, now) for was, now in pairs if was["target"] != now["target"])
        found.append(f"wording: chrF {score:.1f} against the golden text, at least {FEWEST_CHRF} wanted\n{moved}")
    return found


def _numbers(segment: dict[str, Any]) -> list[str]:
    return sorted(str(number.value) for number in target_numbers(segment["target"]))


def _issues(segment: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(issue["kind"]), str(issue["severity"])) for issue in segment["issues"]]


def _moved(was: dict[str, Any], now: dict[str, Any]) -> str:
    return f"  source: {was['source']}\n  golden: {was['target']}\n  now:    {now['target']}"
