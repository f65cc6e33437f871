"""The model card: exact rendering, and errors instead of holes."""

from __future__ import annotations

import copy
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.datamodels import IssueKind
from summarizer.errors import OutputError
from summarizer.evaluation import LossRates, Score
from training.card import CardFields, CardWords, ComparisonRow, CorpusPart, write_card

RATES = {
    "number_missing": 0.01,
    "number_added": 0.02,
    "untranslated": 0.0,
    "repetition": 0.0,
    "length": 0.003,
    "empty": 0.0,
    "address_changed": 0.0,
    "name_missing": 0.0123,
    "unit_changed": 0.0,
    "date_changed": 0.0,
    "direction_changed": 0.0,
    "negation_missing": 0.0,
    "quotation_changed": 0.0,
}
HUMAN = LossRates(lines=1200, by_kind=RATES, error=0.0125)
EVALUATION: dict[str, Any] = {
    "lines": 1200,
    "bleu": asdict(Score("BLEU", 38.649, "nrefs:1|case:mixed|tok:13a|version:2.6.0")),
    "chrf": asdict(Score("chrF2", 65.0, "nrefs:1|case:mixed|nc:6|version:2.6.0")),
    "loss_rates": asdict(
        LossRates(1200, by_kind={**RATES, "number_missing": 0.0391, "untranslated": 0.0005}, error=0.1, reference=HUMAN)
    ),
}
WORDS = CardWords(
    base="none, trained from scratch",
    architecture="transformer, 6 encoder and 2 decoder layers",
    hardware="two CPU cores",
    test_set="our own press sentences",
    intended_use="First drafts of press articles & their <checks>.\n",
    limits=("Rare words are copied.", "Clauses of long\nsentences get lost."),
)
TRAINING: dict[str, Any] = {
    "parameters": 17140224,
    "tokens": 704000000,
    "minutes": 76.4,
    "shippable": True,
    "licences": ["CC BY 3.0", "CC0"],
    "terms": [],
    "start": None,
}
FIELDS = CardFields(
    name="kancil-1",
    langpair="id-en",
    words=WORDS,
    training=TRAINING,
    megabytes=17.25,
    corpus=(
        CorpusPart("village letters", "CC BY 3.0", 10835),
        CorpusPart("synthetic-bt/harbour | log", "CC0", 882500),
    ),
    evaluation=EVALUATION,
    comparisons=(ComparisonRow("bigger model", 1.25, 70.15),),
)
CARD = """\
# Model card: kancil-1

Indonesian to English, one sentence at a time. It writes drafts: the checks of this project, and a reader, decide what
may stand.

## What it is

- **Base:** none, trained from scratch
- **Architecture:** transformer, 6 encoder and 2 decoder layers
- **Parameters:** 17,140,224
- **Size on disk:** 17.2 MB, exported for CTranslate2 with int8 weights: what was measured below

## Training

704,000,000 tokens in 76 minutes on two CPU cores.

The pairs that the training drew from:

| source | licence | pairs |
|---|---|---:|
| village letters | CC BY 3.0 | 10,835 |
| synthetic-bt/harbour \\| log | CC0 | 882,500 |
| all | | 893,335 |

Licences of all rows that reach the model, those of its start and its teachers too: CC BY 3.0, CC0.

None of these sentences is distributed with the model. A source whose name begins with "synthetic" holds pairs of which
one side was written by a model.

## Measured

our own press sentences, 1,200 lines.

| system | BLEU | chrF2 |
|---|---:|---:|
| **kancil-1** | **38.6** | **65.0** |
| bigger model | 1.2 | 70.2 |

Signatures, by which the scores can be computed again:

- `BLEU|nrefs:1|case:mixed|tok:13a|version:2.6.0`
- `chrF2|nrefs:1|case:mixed|nc:6|version:2.6.0`

Lines in which a check finds something. A human translation is not without findings either, since it may say in words
what the source says in figures: what lies above it is the model's own.

| finding | model | human |
|---|---:|---:|
| a number missing | 3.9% | 1.0% |
| a number added | 2.0% | 2.0% |
| left untranslated, in part or whole | 0.1% | 0.0% |
| repeated over and over | 0.0% | 0.0% |
| out of proportion in length | 0.3% | 0.3% |
| empty | 0.0% | 0.0% |
| an address changed | 0.0% | 0.0% |
| a name missing | 1.2% | 1.2% |
| a unit changed | 0.0% | 0.0% |
| a month or weekday changed | 0.0% | 0.0% |
| a point of the compass changed | 0.0% | 0.0% |
| a negation missing | 0.0% | 0.0% |
| quotation marks changed | 0.0% | 0.0% |
| any error that a reader is told of | 10.0% | 1.2% |

## Intended use

First drafts of press articles & their <checks>.

## Limits

- Rare words are copied.
- Clauses of long sentences get lost.
"""


def rendered(measurements: CardFields, folder: Path) -> str:
    path = folder / "MODEL_CARD.md"
    write_card(measurements, path)
    return path.read_text(encoding="utf-8")


def without(*keys: str) -> dict[str, Any]:
    evaluation = copy.deepcopy(EVALUATION)
    place = evaluation
    for key in keys[:-1]:
        place = place[key]
    del place[keys[-1]]
    return evaluation


def test_the_card_renders_exactly(tmp_path: Path) -> None:
    assert rendered(FIELDS, tmp_path) == CARD


def test_a_card_without_comparisons_has_no_row_of_theirs(tmp_path: Path) -> None:
    assert "bigger model" not in rendered(replace(FIELDS, comparisons=()), tmp_path)


def test_the_card_of_the_other_direction_says_so_and_has_no_loss_rates(tmp_path: Path) -> None:
    card = rendered(replace(FIELDS, langpair="en-id", evaluation={**EVALUATION, "loss_rates": None}), tmp_path)
    assert "English to Indonesian, one sentence at a time." in card
    assert "finding" not in card
    assert "\n\n\n" not in card


def test_the_card_of_a_model_that_may_not_be_shipped_says_so(tmp_path: Path) -> None:
    assert "Not to be distributed" not in CARD
    assert "**Not to be distributed:**" in rendered(
        replace(FIELDS, training={**TRAINING, "shippable": False}), tmp_path
    )


def test_the_card_has_every_kind_of_finding() -> None:
    template = (Path(__file__).parents[2] / "training" / "card.md.jinja").read_text(encoding="utf-8")
    for kind in IssueKind:
        assert f'"{kind}": ' in template


@pytest.mark.parametrize("field", [field.name for field in fields(CardFields)])
def test_a_missing_value_is_an_error_that_names_it(field: str, tmp_path: Path) -> None:
    hole: dict[str, Any] = {field: None}
    with pytest.raises(ValueError, match=f"{field} is missing"):
        rendered(replace(FIELDS, **hole), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"corpus": ()}, "corpus is empty"),
        ({"corpus": (CorpusPart("letters", "", 3),)}, r"corpus\[0\]\.licence is missing"),
        ({"comparisons": (ComparisonRow("other", 30.0, None),)}, r"comparisons\[0\]\.chrf is missing"),  # type: ignore[arg-type]
        ({"evaluation": without("chrf")}, "missing: .*'chrf'"),
        ({"evaluation": without("bleu", "value")}, "missing: .*'value'"),
        ({"evaluation": without("bleu", "signature")}, "missing: .*'signature'"),
        ({"evaluation": without("loss_rates", "error")}, "missing: .*'error'"),
        ({"evaluation": without("loss_rates", "reference")}, "missing: .*'reference'"),
        ({"training": {**TRAINING, "minutes": float("nan")}}, "nan is no finite number"),
        ({"training": {**TRAINING, "parameters": "17M"}}, "'17M' is no finite number"),
    ],
)
def test_a_hole_in_a_value_is_an_error(changes: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        rendered(replace(FIELDS, **changes), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"hardware": "  "}, "hardware is blank"),
        ({"limits": ()}, "limits must be named"),
        ({"limits": ("Slow.", "")}, "none of them blank"),
    ],
)
def test_words_that_are_missing_are_an_error_before_anything_is_trained(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(WORDS, **changes)


def test_the_card_names_the_start_and_the_terms_of_use(tmp_path: Path) -> None:
    start = {"path": "runs/first/adapter.safetensors", "sha256": "2a09", "share": 0.5}
    card = rendered(replace(FIELDS, training={**TRAINING, "start": start, "terms": ["Gemma Terms of Use"]}), tmp_path)
    gone_on = "- **Gone on from:** runs/first/adapter.safetensors, sha256 2a09"
    assert f"{gone_on}, of which 50.0% is mixed into the result\n- **" in card
    assert "too: CC BY 3.0, CC0.\n\nTerms of use that reach it: Gemma Terms of Use.\n\nNone of" in card
    plain = rendered(replace(FIELDS, training={**TRAINING, "start": {**start, "share": 0.0}}), tmp_path)
    assert "sha256 2a09\n- **" in plain


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        rendered(FIELDS, tmp_path / "none")
