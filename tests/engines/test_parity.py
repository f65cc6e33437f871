"""The runtimes of the embedded model say the same.

All hold the same weights, rounded to int8. In int8 arithmetic activations are rounded too, and a model this small then
often prefers another wording: docs/decisions/0004 has the figures.
"""

from __future__ import annotations

import pytest
import sacrebleu

from summarizer import DecodingOptions, load_translator
from summarizer.protocols import Translator
from tests.conftest import ROOT

SENTENCES = (ROOT / "tests" / "data" / "parity.id.txt").read_text(encoding="utf-8").splitlines()
GREEDY = DecodingOptions(beam_size=1)


def texts(translator: Translator) -> list[str]:
    return [hypotheses[0].text for hypotheses in translator.translate_batch(SENTENCES, GREEDY)]


@pytest.fixture(scope="module")
def reference() -> list[str]:
    return texts(load_translator("embedded-reference"))


def test_fifty_sentences_are_compared() -> None:
    assert len(set(SENTENCES)) == 50


def test_the_default_engine_gives_the_text_of_the_reference(reference: list[str], translator: Translator) -> None:
    found = texts(translator)
    different = [pair for pair in zip(found, reference, strict=True) if pair[0] != pair[1]]
    assert len(different) <= 5, different
    assert sacrebleu.corpus_chrf(found, [reference]).score > 90


def test_int8_arithmetic_stays_near(reference: list[str]) -> None:
    assert sacrebleu.corpus_chrf(texts(load_translator("embedded-int8")), [reference]).score > 85
