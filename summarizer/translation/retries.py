"""From a sentence to a checked target: a first try, further ones where the checks complain, repairs, a flag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from summarizer.datamodels import DecodingOptions, Hypothesis, Issue, IssueKind, Repair, Severity, has_error
from summarizer.fidelity import check
from summarizer.fidelity.figures import in_figures
from summarizer.fidelity.glossary import Glossary
from summarizer.fidelity.langpairs import sides
from summarizer.fidelity.repairs import repair
from summarizer.fidelity.report import Facts, facts_of
from summarizer.fidelity.terms import with_targets
from summarizer.protocols import Progress, Translator
from summarizer.translation.batching import translate_sentences
from summarizer.translation.counting import CountingOnce
from summarizer.translation.house_style import restyle
from summarizer.translation.wording import HOUSE_WORDING, Wording

_WEIGHTS = {Severity.ERROR: 100, Severity.WARNING: 10, Severity.NOTE: 1}
_SEARCH_WIDTH = 5
# Strong enough to leave a loop, weak enough to let a name occur twice (CTRL, Keskar et al. 2019, uses 1.2).
_REPETITION_PENALTY = 1.2
# In long sentences the model loses clauses, and numbers with them; clauses of about 40 tokens it keeps. Those of 25
# read worse and save more: of the 8 lines of FLORES dev that were left with an error, 4.
_CLAUSE_TOKENS = (40, 25)
# The last resort, three times as slow as a first try: of those 8 lines one more.
_WIDEST = 12
# What further tries may cost of the first ones of an article, in source tokens times beam width, which decoding time
# goes by; in small batches a sentence takes longer (benchmarks/retries.py). A line or two are no article, and may be
# tried until nothing is left to try.
_SHARE = 0.35
_TIMES_SLOWER = 1.25
_FEWEST_SENTENCES = 6
_TOKENS_OF_LESS = 500


@dataclass(frozen=True, slots=True)
class CheckedTarget:
    """The chosen target of one sentence, never empty, what is still wrong with it and what was put right.

    ``facts`` are counted when nothing more is changed.
    """

    text: str
    issues: tuple[Issue, ...]
    finished: bool = True
    repairs: tuple[Repair, ...] = ()
    facts: Facts = field(default_factory=dict, compare=False)

    @property
    def cost(self) -> int:
        return _cost(self.issues)

    def has(self, *kinds: IssueKind) -> bool:
        return any(issue.kind in kinds for issue in self.issues)


def translate_and_check(
    articles: Sequence[Sequence[str]],
    translator: Translator,
    options: DecodingOptions,
    progress: Progress,
    wording: Wording = HOUSE_WORDING,
) -> list[list[CheckedTarget]]:
    """One checked target for each sentence of each article.

    A target that loops, is empty or does not end is decoded again with a repetition penalty; one with an error or a
    lost name with a wider beam, of which the hypothesis with the least wrong is taken (the first try, unless another is
    better); one that has lost a number from a source that has its spelled numbers in figures, and one that has lost a
    term of the glossary from a source that has the term in English; one that still has an error is put together from
    its clauses, first long ones and then short ones, or else looked for in a beam that is wider still. An article's
    further tries end when they have cost a third of its first ones. Then what is certain is repaired. If nothing comes
    out at all, the target is the source, flagged.
    """
    wider = replace(
        options,
        beam_size=max(options.beam_size, _SEARCH_WIDTH),
        num_hypotheses=max(options.num_hypotheses, _SEARCH_WIDTH),
    )
    penalised = replace(wider, repetition_penalty=_REPETITION_PENALTY)
    lang = sides(translator.langpair).source
    tries = _Tries(CountingOnce(translator), progress, wording)
    tries.begin(articles, options)
    tries.again(_is_stuck, penalised, "retrying without repetition")
    tries.again(_may_be_mended, wider, "retrying")
    tries.again(
        _has_lost_a_number,
        wider,
        "retrying with numbers in figures",
        rewrite=lambda sentence: in_figures(sentence, lang),
    )
    if (glossary := wording.glossary) is not None:
        tries.again(
            _has_lost_a_term,
            wider,
            "retrying with terms",
            rewrite=lambda sentence: with_targets(sentence, glossary, lang),
        )
    for tokens in _CLAUSE_TOKENS:
        tries.again(_has_error, options, "retrying by clauses", max_tokens=tokens)
    tries.again(_has_error, replace(options, beam_size=_WIDEST, num_hypotheses=_WIDEST), "retrying at length")
    finished = tries.finished()
    return [[finished[sentence] for sentence in sentences] for sentences in articles]


@dataclass
class _Article:
    """The best target so far of each distinct sentence, and the tokens that further tries may still cost."""

    tokens_left: float
    best: dict[str, CheckedTarget] = field(default_factory=dict)


class _Tries:
    def __init__(self, translator: Translator, progress: Progress, wording: Wording) -> None:
        self._translator = translator
        self._progress = progress
        self._wording = wording
        self._first_width = 1
        self._articles: list[_Article] = []
        self._finished: dict[str, CheckedTarget] = {}

    def begin(self, articles: Sequence[Sequence[str]], options: DecodingOptions) -> None:
        """The first try of every sentence."""
        self._first_width = options.beam_size
        sentences = list(dict.fromkeys(sentence for article in articles for sentence in article))
        hypotheses = translate_sentences(sentences, self._translator, options, self._progress)
        first: dict[str, CheckedTarget] = {}
        for sentence, candidates in zip(sentences, hypotheses, strict=True):
            first[sentence] = self._best(sentence, candidates)
            # At once, while what the checks have read of it is at hand; in a long article it will not be.
            if not _may_be_tried(first[sentence]):
                self._finished[sentence] = self._finish(sentence, first[sentence])
        for article in articles:
            distinct = dict.fromkeys(article)
            tokens = sum(map(self._translator.count_tokens, distinct))
            tokens_left = _SHARE * tokens if len(distinct) >= _FEWEST_SENTENCES else _TOKENS_OF_LESS
            self._articles.append(_Article(tokens_left, {one: first[one] for one in distinct}))

    def again(
        self,
        fails: Callable[[CheckedTarget], bool],
        options: DecodingOptions,
        stage: str,
        *,
        rewrite: Callable[[str], str] = str,
        max_tokens: int | None = None,
    ) -> None:
        """Another try of the sentences whose target fails, as far as their article can pay for it.

        ``rewrite`` makes what is decoded of a sentence, and what it leaves unchanged is not tried; ``max_tokens``: only
        sentences of more tokens are, in clauses.
        """
        chosen: list[tuple[_Article, str]] = []
        texts: list[str] = []
        for article in self._articles:
            # The worst first: they are to have their try before the article can pay for no more.
            failing = [(sentence, target) for sentence, target in article.best.items() if fails(target)]
            for sentence, _ in sorted(failing, key=lambda item: -item[1].cost):
                text = rewrite(sentence)
                tokens = self._translator.count_tokens(text)
                price = _TIMES_SLOWER * tokens * options.beam_size / self._first_width
                is_pointless = tokens <= max_tokens if max_tokens else rewrite is not str and text == sentence
                if is_pointless or price > article.tokens_left:
                    continue
                article.tokens_left -= price
                chosen.append((article, sentence))
                texts.append(text)
        hypotheses = translate_sentences(texts, self._translator, options, self._progress, stage, max_tokens)
        for (article, sentence), candidates in zip(chosen, hypotheses, strict=True):
            # Held to the sentence as it was written, whatever was decoded.
            best = min(article.best[sentence], self._best(sentence, candidates), key=lambda target: target.cost)
            article.best[sentence] = best

    def finished(self) -> dict[str, CheckedTarget]:
        """The target of each sentence, to which nothing more is done."""
        tried = {
            sentence: self._finish(sentence, target)
            for article in self._articles
            for sentence, target in article.best.items()
            if sentence not in self._finished
        }
        return self._finished | tried

    def _finish(self, sentence: str, target: CheckedTarget) -> CheckedTarget:
        langpair = self._translator.langpair
        finished = _finished(sentence, target, self._wording, langpair)
        return replace(finished, facts=facts_of(sentence, finished.text, self._wording.glossary, langpair))

    def _best(self, sentence: str, hypotheses: Sequence[Hypothesis]) -> CheckedTarget:
        candidates = [
            _checked(sentence, hypothesis, self._wording.glossary, self._translator.langpair)
            for hypothesis in hypotheses or [Hypothesis("")]
        ]
        return min(candidates, key=lambda target: target.cost)  # the first of equals: the model's own order


def _checked(sentence: str, hypothesis: Hypothesis, glossary: Glossary | None, langpair: str) -> CheckedTarget:
    issues = check(sentence, hypothesis.text, glossary, langpair)
    if not hypothesis.finished:
        detail = "The model did not end the sentence within the length bound; the end may be missing."
        issues = (*issues, Issue(IssueKind.LENGTH, Severity.ERROR, detail))
    return CheckedTarget(hypothesis.text, issues, hypothesis.finished)


def _finished(sentence: str, target: CheckedTarget, wording: Wording, langpair: str) -> CheckedTarget:
    """The target repaired, in house style and never silent."""
    if target.has(IssueKind.EMPTY):
        detail = "The model gave no translation; the source sentence stands in its place."
        return CheckedTarget(sentence, (Issue(IssueKind.EMPTY, Severity.ERROR, detail),))

    known = {target.text: target}

    def checked(text: str) -> CheckedTarget:
        if text not in known:
            known[text] = _checked(sentence, Hypothesis(text, target.finished), wording.glossary, langpair)
        return known[text]

    text, repairs = repair(sentence, target.text, lambda text: checked(text).cost, wording.glossary, langpair)
    styled = restyle(sentence, text, wording.style, langpair)
    if checked(styled).cost <= checked(text).cost:
        text = styled
    return replace(checked(text), repairs=repairs)


def _cost(issues: Iterable[Issue]) -> int:
    """An issue counts once for each place in which it shows, so that of two lacking targets the fuller one is taken."""
    return sum(_WEIGHTS[issue.severity] * max(1, len(issue.source_spans), len(issue.target_spans)) for issue in issues)


def _is_stuck(target: CheckedTarget) -> bool:
    return not target.finished or target.has(IssueKind.EMPTY, IssueKind.REPETITION)


def _may_be_mended(target: CheckedTarget) -> bool:
    return _has_error(target) or target.has(IssueKind.NAME_MISSING, IssueKind.NEGATION_MISSING)


def _has_lost_a_number(target: CheckedTarget) -> bool:
    return target.has(IssueKind.NUMBER_MISSING)


def _has_lost_a_term(target: CheckedTarget) -> bool:
    return target.has(IssueKind.TERM_MISSING)


def _may_be_tried(target: CheckedTarget) -> bool:
    """Whether there is a try for what is wrong with it."""
    return _is_stuck(target) or _may_be_mended(target) or _has_lost_a_number(target) or _has_lost_a_term(target)


def _has_error(target: CheckedTarget) -> bool:
    """Whether there is an error that further tries may mend: another point of the compass they only take time from."""
    return has_error(issue for issue in target.issues if issue.kind is not IssueKind.DIRECTION_CHANGED)
