"""The two runtimes of the embedded model say the same.

Both hold the same weights, rounded to int8. With float32 arithmetic on both sides the texts must agree, which proves
conversion, prompt, stopping and bounds. The default also rounds the activations to int8, and a model this small then
often prefers another wording: docs/decisions/0004 has the figures.
"""

from __future__ import annotations

import pytest
import sacrebleu

from summarizer import DecodingOptions, load_translator
from summarizer.engines.embedded.ctranslate2_runtime import CTranslate2Translator
from summarizer.engines.registry import model_folder
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


def test_same_text_in_the_same_arithmetic(reference: list[str], translator: Translator) -> None:
    found = texts(CTranslate2Translator(model_folder("embedded"), compute_type="float32"))
    different = [pair for pair in zip(found, reference, strict=True) if pair[0] != pair[1]]
    assert len(different) <= 5, different
    assert sacrebleu.corpus_chrf(found, [reference]).score > 90


def test_int8_arithmetic_stays_near(reference: list[str], translator: Translator) -> None:
    assert sacrebleu.corpus_chrf(texts(translator), [reference]).score > 85
