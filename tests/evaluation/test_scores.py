"""Scores with signatures, intervals that a seed decides, and the loss rates of the checks."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from summarizer import evaluation
from summarizer.datamodels import IssueKind
from summarizer.errors import ExtraMissing
from summarizer.evaluation import (
    MetricName,
    Score,
    bleu,
    chrf,
    compare,
    confidence_interval,
    evaluate,
    loss_rates,
)

SOURCES = [
    "Panitia membagikan 250 bibit mangga kepada warga desa.",
    "Jembatan itu dibangun kembali setelah banjir bandang.",
    "Petani kopi menjual hasil panennya ke kota terdekat.",
    "Sekolah dasar itu menerima 40 murid baru tahun ini.",
    "Perahu nelayan kembali ke pelabuhan sebelum hujan turun.",
    "Pasar lama akan dipindahkan ke dekat terminal bus.",
]
REFERENCES = [
    "The committee handed out 250 mango seedlings to the villagers.",
    "The bridge was rebuilt after the flash flood.",
    "Coffee farmers sell their harvest to the nearest town.",
    "The primary school took in 40 new pupils this year.",
    "The fishing boats returned to the harbour before the rain fell.",
    "The old market will be moved close to the bus terminal.",
]
GOOD = [
    "The committee distributed 250 mango seedlings to the villagers.",
    "The bridge was rebuilt after a flash flood.",
    "Coffee farmers sell their harvest to the nearest city.",
    "The primary school received 40 new pupils this year.",
    "The fishing boats returned to the harbour before the rain.",
    "The old market will be moved to a place near the bus terminal.",
]
BAD = [
    "Committee shares out mango seeds with people of village.",
    "That bridge is built back when a big flood was done.",
    "Farmer of coffee sold the crop results in a near city.",
    "The school gets 40 students in this year.",
    "A boat came home to the port until there was rain.",
    "Old market is going to move by a bus station.",
]


@pytest.mark.parametrize(("score", "metric"), [(bleu, BLEU), (chrf, CHRF)], ids=["bleu", "chrf"])
def test_scores_are_those_of_sacrebleu_with_its_signature(
    score: Callable[[list[str], list[str]], Score], metric: type[Any]
) -> None:
    own = metric()
    expected = own.corpus_score(GOOD, [REFERENCES])
    assert score(GOOD, REFERENCES) == Score(expected.name, expected.score, str(own.get_signature()))
    assert "version:" in score(GOOD, REFERENCES).signature


def test_equal_text_has_full_score() -> None:
    assert bleu(REFERENCES, REFERENCES).value == pytest.approx(100)
    assert chrf(REFERENCES, REFERENCES).value == pytest.approx(100)


def test_loss_rates_count_lines_by_kind() -> None:
    targets = list(REFERENCES)
    targets[0] = targets[0].replace("250 ", "")
    targets[1] = ""
    targets[2] = SOURCES[2]
    targets[3] = "The primary school took in 40 new pupils, 12 more, this year."
    targets[4] = "The boats the boats the boats the boats returned to the harbour."
    rates = loss_rates(SOURCES, targets)
    sixth = pytest.approx(1 / 6)
    assert rates.lines == 6
    found = {"number_missing": sixth, "empty": sixth, "untranslated": sixth, "number_added": sixth, "repetition": sixth}
    assert rates.by_kind == {**dict.fromkeys(IssueKind, 0), **found}
    assert rates.error == pytest.approx(4 / 6)  # an added number is a warning
    assert rates.reference is None


def test_references_have_rates_of_their_own() -> None:
    references = [*REFERENCES[:-1], "The old market will be moved to terminal 3."]
    rates = loss_rates(SOURCES, REFERENCES, references)
    assert rates.by_kind["number_added"] == 0
    assert rates.reference is not None
    assert rates.reference.by_kind["number_added"] == pytest.approx(1 / 6)
    assert rates.reference.reference is None


def test_every_kind_of_issue_has_a_rate() -> None:
    assert loss_rates(SOURCES, REFERENCES).by_kind.keys() == {kind.value for kind in IssueKind}


@pytest.mark.parametrize("metric", ["bleu", "chrf"])
def test_the_interval_holds_the_score_and_the_seed_decides_it(metric: MetricName) -> None:
    interval = confidence_interval(BAD, REFERENCES, metric, samples=200)
    assert interval.low <= interval.score.value <= interval.high
    assert interval.low < interval.high
    assert "bs:200|seed:12345" in interval.score.signature
    assert confidence_interval(BAD, REFERENCES, metric, samples=200) == interval
    assert confidence_interval(BAD, REFERENCES, metric, samples=200, seed=7) != interval


@pytest.mark.parametrize(("metric", "own"), [("bleu", BLEU()), ("chrf", CHRF())], ids=["bleu", "chrf"])
def test_the_interval_is_about_that_of_sacrebleu(metric: MetricName, own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACREBLEU_SEED", "12345")
    score = own.corpus_score(BAD, [REFERENCES], n_bootstrap=1000)
    interval = confidence_interval(BAD, REFERENCES, metric)
    # The samples are the same ones; sacrebleu takes the bounds from the sorted scores without interpolation.
    assert (interval.high - interval.low) / 2 == pytest.approx(score._ci, rel=0.02)
    assert interval.score.value == pytest.approx(score.score)
    assert interval.score.signature == str(own.get_signature())


@pytest.mark.parametrize("metric", ["bleu", "chrf"])
def test_a_clearly_better_system_wins_and_the_other_way_round(metric: MetricName) -> None:
    ahead = compare(GOOD, BAD, REFERENCES, metric, samples=200)
    behind = compare(BAD, GOOD, REFERENCES, metric, samples=200)
    assert ahead.difference > 0
    assert ahead.low > 0
    assert ahead.low <= ahead.difference <= ahead.high
    assert ahead.p_value == behind.p_value == pytest.approx(1 / 201)
    assert (behind.low, behind.high) == pytest.approx((-ahead.high, -ahead.low))
    assert compare(GOOD, BAD, REFERENCES, metric, samples=200) == ahead


def test_a_system_does_not_beat_itself() -> None:
    comparison = compare(GOOD, GOOD, REFERENCES, samples=100)
    assert (comparison.difference, comparison.low, comparison.high) == (0, 0, 0)
    assert comparison.p_value == 1


def test_systems_that_win_half_of_the_lines_each_do_not_differ() -> None:
    first, second = GOOD[:3] + BAD[3:], BAD[:3] + GOOD[3:]
    comparison = compare(first, second, REFERENCES, "chrf", samples=200)
    assert comparison.low < 0 < comparison.high
    assert comparison.p_value > 0.05


def test_an_evaluation_goes_through_json() -> None:
    result = evaluate(SOURCES, GOOD, REFERENCES)
    assert json.loads(json.dumps(result.as_dict())) == result.as_dict()
    assert result.as_dict()["bleu"] == asdict(bleu(GOOD, REFERENCES))
    assert result.as_dict()["loss_rates"]["lines"] == 6
    assert result.as_dict()["loss_rates"]["reference"]["by_kind"]["number_missing"] == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bleu(GOOD[:2], REFERENCES), "2 hypotheses, 6 references"),
        (lambda: chrf([], []), "hypotheses and references are empty"),
        (lambda: bleu("ab", "ab"), "hypotheses must be a list"),
        (lambda: loss_rates(SOURCES, GOOD[:5]), "6 sources, 5 hypotheses"),
        (lambda: loss_rates(SOURCES, GOOD, REFERENCES[:1]), "6 sources, 6 hypotheses, 1 references"),
        (lambda: evaluate(SOURCES, GOOD, []), "6 sources, 6 hypotheses, 0 references"),
        (lambda: compare(GOOD, BAD[:3], REFERENCES), "6 hypotheses_a, 3 hypotheses_b, 6 references"),
        (lambda: confidence_interval(GOOD, REFERENCES, "bleu", samples=10), "at least 40 samples"),
        (lambda: confidence_interval(GOOD, REFERENCES, "ter"), "no metric 'ter'"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_scored_is_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_without_sacrebleu_the_scores_say_what_to_install_and_the_rates_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sacrebleu.metrics.bleu", None)
    with pytest.raises(ExtraMissing, match=r'pip install "summarizer-id\[training\]"'):
        evaluation.bleu(GOOD, REFERENCES)
    assert loss_rates(SOURCES, GOOD).lines == 6
