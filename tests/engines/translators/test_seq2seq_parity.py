"""transformers and CTranslate2 write the same tokens for the same sentences, family by family."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from summarizer.datamodels import DecodingOptions, RuntimeOptions
from summarizer.engines.decoders.contract import Decoder, Search
from summarizer.engines.store.records import Model
from summarizer.engines.translators.opening import checkpoint_of, decoder_for
from summarizer.engines.translators.seq2seq import Seq2SeqTranslator
from tests.engines.translators.conftest import Install
from tests.engines.translators.installed_models import FAMILIES, ON_CPU, RUNTIMES, SENTENCES, installed, translator

SHORT = DecodingOptions(beam_size=1, max_length_ratio=0.5, max_length_slack=8)
BEAMS = DecodingOptions(beam_size=4, max_length_ratio=0.5, max_length_slack=8)


class Keeping:
    """A decoder that keeps what it was asked and what it found."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self.label = decoder.label
        self.workers = decoder.workers
        self.asked: list[Sequence[int]] = []
        self.found: list[list[list[int]]] = []

    def decode(self, inputs: Sequence[Sequence[int]], search: Search) -> list[list[list[int]]]:
        found = self._decoder.decode(inputs, search)
        self.asked += inputs
        self.found += found
        return found


def kept(model: Model, options: DecodingOptions) -> Keeping:
    decoder = Keeping(decoder_for(model, ON_CPU))
    langpair = model.entry.langpairs[0]
    Seq2SeqTranslator("mungil", checkpoint_of(model), model.entry, langpair, decoder).translate_batch(
        SENTENCES, options
    )
    return decoder


def test_a_hundred_sentences_are_compared() -> None:
    assert len(set(SENTENCES)) == 100


@pytest.mark.parametrize("family", FAMILIES)
def test_both_runtimes_write_the_same_tokens(install: Install, family: str) -> None:
    one, other = (kept(install(family, runtime), SHORT) for runtime in RUNTIMES)
    assert one.asked == other.asked
    assert one.found == other.found
    different = {tuple(answers[0]) for answers in one.found}
    ended = [answers for answers in one.found if len(answers[0]) < 8]
    # Else it would be said of a model that writes one thing whatever it reads, or that never ends.
    assert len(different) > 30
    assert len(ended) > 5


@pytest.mark.parametrize("family", FAMILIES)
def test_with_beams_both_runtimes_write_nearly_the_same(install: Install, family: str) -> None:
    one, other = (kept(install(family, runtime), BEAMS) for runtime in RUNTIMES)
    alike = sum(found == again for found, again in zip(one.found, other.found, strict=True))
    # CTranslate2 does not end a beam's answer right after its prefix, and takes another of those that are as probable.
    # Of a model whose outputs one of them scales and the other does not, a third is alike.
    assert alike >= 80


@pytest.mark.parametrize("family", FAMILIES)
def test_int8_translates(install: Install, tmp_path: Path, family: str) -> None:
    model = installed(family, tmp_path / "int8", "ctranslate2", "int8")
    exact = translator(install(family, "ctranslate2")).translate_batch(SENTENCES[:20], SHORT)
    small = translator(model)
    assert "-int8" in small.signature
    rounded = small.translate_batch(SENTENCES[:20], SHORT)
    assert any(one == other for one, other in zip(exact, rounded, strict=True))
    widened = translator(model, runtime=RuntimeOptions(device="cpu", compute_type="float32", threads=1))
    assert "-float32" in widened.signature
    assert len(widened.translate_batch(SENTENCES[:20], SHORT)) == 20


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_sentence_is_translated_alike_in_any_company(install: Install, family: str, runtime: str) -> None:
    model = translator(install(family, runtime))
    options = DecodingOptions(beam_size=2, max_length_ratio=0.5, max_length_slack=8)
    together = model.translate_batch(SENTENCES[::9], options)
    alone = [model.translate_batch([sentence], options)[0] for sentence in SENTENCES[::9]]
    assert together == alone
