"""The whole run: read, split, try every sentence, choose the thresholds on one half, measure on the other, write."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from summarizer.documents.output import write_output
from summarizer.protocols import Progress, Translator
from summarizer.summarization.gate import aligned, omissions, unsupported
from training.corpus.errors import CorpusError
from training.gate.articles import read_rows, summarised, translated
from training.gate.trials import OF_FOREIGN_WORDS, PURPOSE, Article, Trial, trials

THRESHOLDS_FILE = "gate.json"
REPORT_FILE = "report.md"
MOST_ACCEPTED = 0.01
"""The share that may pass: of all false sentences, and of each kind that the threshold is there for."""

_GRID = [percent / 100 for percent in range(30, 100)]
_DATA = {
    "id": "IndoSum (Kurniawan and Louvan 2018), CC BY-SA 4.0: sentences of human summaries",
    "en": "GlobalVoices, CC BY 3.0: human English against our own translation of the Indonesian",
}


class Outcome(NamedTuple):
    """Of one trial: the score of its receipts, and whether no check has anything to say against it."""

    score: float
    clean: bool


Outcomes: TypeAlias = Mapping[tuple[bool, str], Sequence[Outcome]]
"""By whether the sentences are supported, and by their kind."""


def run(paths: Sequence[Path], folder: Path, translator: Translator, progress: Progress) -> str:
    """Write the thresholds and the report into ``folder``, and return the report.

    Each file is one of Indonesian summaries or one of documents with their English; the latter are translated by
    ``translator``. Raises CorpusError for data that cannot be used and OutputError.
    """
    articles: dict[str, list[Article]] = defaultdict(list)
    for path in paths:
        for article in _articles(path, translator, progress):
            articles[article.lang].append(article)
    thresholds: dict[str, float] = {}
    pages: list[str] = []
    for lang, some in sorted(articles.items()):
        outcomes = [_outcomes(half, lang, progress) for half in _halves(some, lang)]
        thresholds[lang] = tuned(outcomes[0])
        pages += _page(lang, thresholds[lang], some, outcomes[1])
    page = "\n".join([*pages, ""])
    folder.mkdir(parents=True, exist_ok=True)
    write_output(str(folder / THRESHOLDS_FILE), _as_json(thresholds))
    write_output(str(folder / REPORT_FILE), page)
    return page


def tuned(outcomes: Outcomes) -> float:
    """The least threshold at which at most 1% of the false sentences pass, and of each kind with foreign words.

    It is 0.99 if there is none.
    """
    false = {kind: some for (supported, kind), some in outcomes.items() if not supported}
    groups = [list(chain(*false.values())), *(false.get(kind, []) for kind in OF_FOREIGN_WORDS)]
    fit = (level for level in _GRID if all(accepted(some, level) <= MOST_ACCEPTED for some in groups))
    return next(fit, _GRID[-1])


def accepted(outcomes: Iterable[Outcome], threshold: float) -> float:
    """The share of the sentences that pass."""
    passed = [one.clean and one.score >= threshold for one in outcomes]
    return sum(passed) / max(len(passed), 1)


def _articles(path: Path, translator: Translator, progress: Progress) -> list[Article]:
    rows = read_rows(path)
    if rows and isinstance(rows[0], dict) and "pairs" in rows[0]:
        return translated(rows, translator, progress)
    return summarised(rows)


def _halves(articles: Sequence[Article], lang: str) -> tuple[list[Article], list[Article]]:
    halves = [one for one in articles if not one.held_out], [one for one in articles if one.held_out]
    if not all(halves):
        raise CorpusError(f"{len(articles)} articles in {lang} are too few to tune on one half and test on the other")
    return halves


def _outcomes(articles: Sequence[Article], lang: str, progress: Progress) -> Outcomes:
    """False sentences are made of clean ones only: what is refused as it was says nothing about what was changed."""
    found: dict[tuple[bool, str], list[Outcome]] = defaultdict(list)
    clean: set[tuple[str, str]] = set()
    tried = list(trials(articles))
    for done, trial in enumerate(tried, start=1):
        if clean.issuperset((trial.article.name, sentence) for sentence in trial.made_of):
            outcome = _outcome(trial, lang)
            found[trial.supported, trial.kind].append(outcome)
            if trial.supported and outcome.clean:
                clean.add((trial.article.name, trial.sentence))
        progress(f"trying sentences in {lang}", done, len(tried))
    return dict(found)


def _outcome(trial: Trial, lang: str) -> Outcome:
    translation = trial.article.translation
    alignment = aligned(trial.sentence, translation, lang)
    segments = [translation.segments[index] for index in alignment.sources]
    reasons = unsupported(trial.sentence, segments, lang) or omissions(trial.sentence, segments, lang)
    return Outcome(alignment.score, not reasons)


def _page(lang: str, threshold: float, articles: Sequence[Article], outcomes: Outcomes) -> Iterator[str]:
    tested = sum(article.held_out for article in articles)
    yield f"{lang}: {_DATA[lang]}. Threshold {threshold:.2f}, tuned on {len(articles) - tested} articles."
    yield f"Test: {tested} articles; passed of the sentences, at the threshold and by the checks alone."
    yield "False ones but those of another article are made of true ones that pass the checks."
    yield ""
    yield "| sentences | count | passed | checks alone |"
    yield "| --- | ---: | ---: | ---: |"
    for (supported, kind), some in sorted(outcomes.items(), key=lambda item: (not item[0][0], item[0][1])):
        yield (
            f"| {'true' if supported else 'false'}: {kind} | {len(some)} | {accepted(some, threshold):.1%} "
            f"| {accepted(some, 0.0):.1%} |"
        )
    yield ""


def _as_json(thresholds: Mapping[str, float]) -> str:
    content = {
        "thresholds": thresholds,
        "tuned_on": {lang: _DATA[lang] for lang in thresholds},
        "split": f"by SHA-256 of {PURPOSE!r} and the article's name; the higher half is the test",
        "recipe": "python -m training.gate",
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
