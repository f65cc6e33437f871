"""From a sentence to a target that was checked: a first try, a wider search where the checks complain, then a flag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from summarizer.datamodels import DecodingOptions, Hypothesis, Issue, IssueKind, Severity, has_error
from summarizer.fidelity import check
from summarizer.fidelity.figures import in_figures
from summarizer.protocols import Progress, Translator
from summarizer.translation.batching import translate_sentences

_WEIGHTS = {Severity.ERROR: 100, Severity.WARNING: 10, Severity.NOTE: 1}
_SEARCH_WIDTH = 5
# Strong enough to leave a loop, weak enough to let a name occur twice (CTRL, Keskar et al. 2019, uses 1.2).
_REPETITION_PENALTY = 1.2
# In long sentences the model loses clauses, and numbers with them; clauses of about this many tokens it keeps.
_CLAUSE_TOKENS = 40


@dataclass(frozen=True, slots=True)
class CheckedTarget:
    """The chosen target of one sentence and what is still wrong with it. The text is never empty."""

    text: str
    issues: tuple[Issue, ...]
    finished: bool = True

    @property
    def cost(self) -> int:
        return sum(_WEIGHTS[issue.severity] for issue in self.issues)

    def has(self, *kinds: IssueKind) -> bool:
        return any(issue.kind in kinds for issue in self.issues)


def translate_and_check(
    sentences: Sequence[str], translator: Translator, options: DecodingOptions, progress: Progress
) -> list[CheckedTarget]:
    """One checked target for each sentence.

    A target with an error or a lost name is decoded again with a wider beam and the hypothesis with the least wrong is
    taken (the first try, unless another is better); one that loops, is empty or does not end is decoded once more with
    a repetition penalty; one that has lost a number is decoded from a source that has its spelled numbers in figures;
    one that still has an error is put together from its clauses, translated one by one. If nothing comes out at all,
    the target is the source, flagged.
    """
    first = translate_sentences(sentences, translator, options, progress)
    best = {sentence: _best(sentence, hypotheses) for sentence, hypotheses in zip(sentences, first, strict=True)}
    wider = replace(
        options,
        beam_size=max(options.beam_size, _SEARCH_WIDTH),
        num_hypotheses=max(options.num_hypotheses, _SEARCH_WIDTH),
    )
    _try_again(best, _may_be_mended, translator, wider, progress, "retrying")
    penalised = replace(wider, repetition_penalty=_REPETITION_PENALTY)
    _try_again(best, _is_stuck, translator, penalised, progress, "retrying without repetition")
    _try_figures(best, translator, wider, progress)
    _try_again(best, _has_error, translator, options, progress, "retrying by clauses", _CLAUSE_TOKENS)
    return [_never_silent(sentence, best[sentence]) for sentence in sentences]


def _try_again(
    best: dict[str, CheckedTarget],
    fails: Callable[[CheckedTarget], bool],
    translator: Translator,
    options: DecodingOptions,
    progress: Progress,
    stage: str,
    max_tokens: int | None = None,
) -> None:
    sentences = [
        sentence
        for sentence, target in best.items()
        if fails(target) and (max_tokens is None or translator.count_tokens(sentence) > max_tokens)
    ]
    hypotheses = translate_sentences(sentences, translator, options, progress, stage, max_tokens)
    for sentence, candidates in zip(sentences, hypotheses, strict=True):
        best[sentence] = min(best[sentence], _best(sentence, candidates), key=lambda target: target.cost)


def _try_figures(
    best: dict[str, CheckedTarget], translator: Translator, options: DecodingOptions, progress: Progress
) -> None:
    rewritten = {
        sentence: in_figures(sentence) for sentence, target in best.items() if target.has(IssueKind.NUMBER_MISSING)
    }
    changed = {sentence: text for sentence, text in rewritten.items() if text != sentence}
    hypotheses = translate_sentences(
        list(changed.values()), translator, options, progress, "retrying with numbers in figures"
    )
    for sentence, candidates in zip(changed, hypotheses, strict=True):  # held to the sentence as it was written
        best[sentence] = min(best[sentence], _best(sentence, candidates), key=lambda target: target.cost)


def _best(sentence: str, hypotheses: Sequence[Hypothesis]) -> CheckedTarget:
    candidates = [_checked(sentence, hypothesis) for hypothesis in hypotheses or [Hypothesis("")]]
    return min(candidates, key=lambda target: target.cost)  # the first of equals: the model's own order


def _checked(sentence: str, hypothesis: Hypothesis) -> CheckedTarget:
    issues = check(sentence, hypothesis.text)
    if not hypothesis.finished:
        detail = "The model did not end the sentence within the length bound; the end may be missing."
        issues = (*issues, Issue(IssueKind.LENGTH, Severity.ERROR, detail))
    return CheckedTarget(hypothesis.text, issues, hypothesis.finished)


def _is_stuck(target: CheckedTarget) -> bool:
    return not target.finished or target.has(IssueKind.EMPTY, IssueKind.REPETITION)


def _may_be_mended(target: CheckedTarget) -> bool:
    return has_error(target.issues) or target.has(IssueKind.NAME_MISSING)


def _has_error(target: CheckedTarget) -> bool:
    return has_error(target.issues)


def _never_silent(sentence: str, target: CheckedTarget) -> CheckedTarget:
    if not target.has(IssueKind.EMPTY):
        return target
    detail = "The model gave no translation; the source sentence stands in its place."
    return CheckedTarget(sentence, (Issue(IssueKind.EMPTY, Severity.ERROR, detail),))
