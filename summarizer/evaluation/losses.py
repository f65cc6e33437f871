"""What a translation lost or made up, counted fact by fact and not line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from summarizer.datamodels import IssueKind, has_error
from summarizer.evaluation.scores import require_same_length
from summarizer.fidelity import check
from summarizer.fidelity.langpairs import sides
from summarizer.fidelity.names import is_kept, names
from summarizer.fidelity.number_checks import unmatched
from summarizer.fidelity.numbers import Number, numbers_of

# Smaller ones are as often words of the language as figures.
_LEAST = 10
_WITH_A_CAPITAL = re.compile(r"(?<![\w-])[^\W\d_][^\W_]{2,}(?![\w-])")
_GONE = frozenset({IssueKind.EMPTY, IssueKind.UNTRANSLATED, IssueKind.LENGTH})


@dataclass(frozen=True, slots=True)
class Part:
    """``count`` of ``total``; ``share`` is 0 of nothing."""

    count: int
    total: int

    @property
    def share(self) -> float:
        return self.count / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Losses:
    """``numbers`` and ``names`` of the source that were lost, ``sentences`` that were, and numbers ``invented``."""

    numbers: Part
    names: Part
    sentences: Part
    invented: Part


def count_losses(
    sources: Sequence[str],
    hypotheses: Sequence[str],
    references: Sequence[str] | None = None,
    langpair: str = "id-en",
) -> Losses:
    """Count the facts of ``sources`` that ``hypotheses`` lack, line by line; ``langpair`` is "id-en" or "en-id".

    - Numbers of 10 and more. With ``references``, only those that the reference keeps.
    - Names: with references, words with a capital that source and reference share; without, the names and acronyms
      that the check of names looks for.
    - Sentences: nothing came out, it is far too short, or it is still in the source language.
    - Invented: numbers of 10 and more in the hypothesis that neither source nor reference has; of all in it.

    Raises ValueError for lists that do not match.
    """
    lists = {"sources": sources, "hypotheses": hypotheses}
    require_same_length(**lists if references is None else {**lists, "references": references})
    rows = [
        _of_line(source, hypothesis, references[index] if references is not None else None, langpair)
        for index, (source, hypothesis) in enumerate(zip(sources, hypotheses, strict=True))
    ]
    return Losses(**{field.name: summed(getattr(row, field.name) for row in rows) for field in fields(Losses)})


def _of_line(source: str, hypothesis: str, reference: str | None, langpair: str) -> Losses:
    source_lang, target_lang = sides(langpair)
    in_source, in_hypothesis = numbers_of(source, source_lang), numbers_of(hypothesis, target_lang)
    in_reference = numbers_of(reference, target_lang) if reference is not None else ()
    wanted = _large(in_source)
    if reference is not None:
        wanted = [number for number in wanted if not unmatched([number], in_reference, reference)]
        shared = [word for word in _capitalised(source) if word in _capitalised(reference)]
        lost_names = [word for word in shared if word not in _capitalised(hypothesis)]
    else:
        shared = list(names(source, source_lang))
        lost_names = [name for name in shared if not is_kept(name, hypothesis, langpair)]
    stated = _large(in_hypothesis)
    invented = unmatched(unmatched(stated, in_source, source), in_reference, reference or "")
    gone = has_error(issue for issue in check(source, hypothesis, langpair=langpair) if issue.kind in _GONE)
    return Losses(
        numbers=Part(len(unmatched(wanted, in_hypothesis, hypothesis)), len(wanted)),
        names=Part(len(lost_names), len(shared)),
        sentences=Part(int(gone), 1),
        invented=Part(len(invented), len(stated)),
    )


def _large(numbers: Iterable[Number]) -> list[Number]:
    return [number for number in numbers if number.firm and number.value >= _LEAST]


def _capitalised(text: str) -> list[str]:
    """Words of three letters and more with a capital, each once; in the English of "Prabowo's" without the end."""
    return list(dict.fromkeys(word for word in _WITH_A_CAPITAL.findall(text) if word[0].isupper()))


def summed(parts: Iterable[Part]) -> Part:
    """The parts of all together."""
    pairs = [(part.count, part.total) for part in parts]
    return Part(sum(count for count, _ in pairs), sum(total for _, total in pairs))
