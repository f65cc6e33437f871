"""From a model of the store to a translator: what it is called, where it computes, and what is shared."""

from __future__ import annotations

import gc
import socket
import weakref
from pathlib import Path

import ctranslate2
import pytest
import torch

from summarizer.datamodels import DecodingOptions, RuntimeOptions
from summarizer.engines import devices
from summarizer.engines.decoders.ctranslate2_seq2seq import CTranslate2Seq2SeqDecoder
from summarizer.engines.decoders.transformers_seq2seq import TransformersSeq2SeqDecoder
from summarizer.engines.store.records import Model
from summarizer.engines.translators.opening import decoder_for
from summarizer.errors import ModelCorrupt, ModelUnavailable, OptionError
from summarizer.protocols import Translator
from tests.engines.checkpoints.tiny_translators import SENTENCES
from tests.engines.translators.conftest import Install
from tests.engines.translators.installed_models import ON_CPU, copied, recorded, translator

GREEDY = DecodingOptions(beam_size=1)


def test_a_translator_says_what_it_is(install: Install) -> None:
    on_transformers = translator(install("nllb", "transformers"))
    on_ctranslate2 = translator(install("nllb", "ctranslate2"), "en-id")
    assert isinstance(on_transformers, Translator)
    assert on_transformers.langpair == "id-en"
    assert on_transformers.max_source_tokens == 200
    engine, model, runtime, tags = on_transformers.signature.split("|")
    assert engine == "engine:mungil-nllb"
    assert len(model.removeprefix("model:")) == 8
    assert runtime.startswith("runtime:transformers-")
    assert tags == "tags:ind_Latn+eng_Latn"
    assert on_ctranslate2.langpair == "en-id"
    assert on_ctranslate2.signature.endswith("-float32|tags:eng_Latn+ind_Latn")


def test_a_signature_tells_other_weights(install: Install, tmp_path: Path) -> None:
    model = install("marian", "ctranslate2")
    other = copied(model, tmp_path / "other")
    assert translator(other).signature == translator(model).signature
    weights = other.folder / "ctranslate2" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:-4] + b"\0\0\0\0")
    assert translator(recorded(other)).signature != translator(model).signature


def test_both_ways_and_both_tasks_share_the_weights(install: Install) -> None:
    for runtime in ("transformers", "ctranslate2"):
        model = install("nllb", runtime)
        there, back = translator(model, "id-en"), translator(model, "en-id")
        shared = decoder_for(model, ON_CPU)
        assert there._decoder is shared
        assert back._decoder is shared
        assert decoder_for(model, RuntimeOptions(device="cpu", threads=2)) is not shared


def test_weights_go_with_their_last_user(install: Install) -> None:
    model = install("mt5", "transformers")
    own = translator(model)
    own.translate_batch([SENTENCES[0]], GREEDY)
    shared = weakref.ref(decoder_for(model, ON_CPU))
    assert shared() is not None
    del own
    gc.collect()
    assert shared() is None


@pytest.mark.parametrize(
    ("runtime", "kind"), [("transformers", TransformersSeq2SeqDecoder), ("ctranslate2", CTranslate2Seq2SeqDecoder)]
)
def test_the_runtime_is_that_of_the_model(install: Install, runtime: str, kind: type) -> None:
    assert isinstance(decoder_for(install("t5", runtime), ON_CPU), kind)


def test_a_type_that_the_runtime_does_not_compute_in_is_refused_with_those_that_it_does(install: Install) -> None:
    half = RuntimeOptions(device="cpu", compute_type="float16")
    with pytest.raises(OptionError, match=r"transformers does not compute in float16 .*: float32"):
        translator(install("t5", "transformers"), runtime=half)
    with pytest.raises(OptionError, match=r"transformers does not compute in int8"):
        translator(install("t5", "transformers"), runtime=RuntimeOptions(device="cpu", compute_type="int8"))
    wrong = RuntimeOptions(device="cpu", compute_type="int4")
    with pytest.raises(OptionError, match=r"CTranslate2 does not compute in int4 .* auto or one of: float32, int8"):
        translator(install("t5", "ctranslate2"), runtime=wrong)


def test_a_quantization_that_this_machine_does_not_have_is_widened(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = install("t5", "ctranslate2")
    small = Model(model.folder, model.alias, model.entry, model.runtime, "int8", files=model.files)
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda *device: {"float32"})
    assert "-float32" in translator(small).signature


@pytest.fixture
def without_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_gpus", lambda: 0)


@pytest.mark.usefixtures("without_gpu")
def test_a_device_that_is_not_there_is_refused(install: Install) -> None:
    for runtime in ("transformers", "ctranslate2"):
        with pytest.raises(ModelUnavailable, match=r"cuda is not there.* Give --device cpu"):
            translator(install("t5", runtime), runtime=RuntimeOptions(device="cuda"))


def test_where_torch_cannot_use_the_gpu_that_ctranslate2_finds_auto_is_the_cpu(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(devices, "_gpus", lambda: 1)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    model = install("t5", "transformers")
    auto = translator(model, runtime=RuntimeOptions(threads=1))
    assert len(auto.translate_batch([SENTENCES[0]], GREEDY)) == 1
    asked_for = translator(model, runtime=RuntimeOptions(device="cuda"))
    with pytest.raises(ModelUnavailable, match=r"torch is installed without CUDA.* Give --device cpu"):
        asked_for.translate_batch([SENTENCES[0]], GREEDY)


@pytest.mark.parametrize(
    ("runtime", "name"),
    [
        ("transformers", "checkpoint/model.safetensors"),
        ("transformers", "checkpoint/tokenizer.json"),
        ("transformers", "checkpoint/generation_config.json"),
        ("ctranslate2", "ctranslate2/model.bin"),
        ("ctranslate2", "ctranslate2/config.json"),
        ("ctranslate2", "ctranslate2/shared_vocabulary.json"),
        ("ctranslate2", "checkpoint/tokenizer.json"),
    ],
)
def test_a_damaged_file_is_said(install: Install, tmp_path: Path, runtime: str, name: str) -> None:
    model = copied(install("nllb", runtime), tmp_path / "damaged")
    (model.folder / name).write_bytes(b"\xff" * 64)
    with pytest.raises(ModelCorrupt, match=str(model.folder)):
        translator(model).translate_batch([SENTENCES[0]], GREEDY)
    (model.folder / name).unlink()
    if name not in ("checkpoint/generation_config.json", "checkpoint/tokenizer.json"):  # their like is elsewhere too
        with pytest.raises(ModelUnavailable, match=str(model.folder)):
            translator(model).translate_batch([SENTENCES[0]], GREEDY)


def test_weights_that_are_cut_off_are_damaged(install: Install, tmp_path: Path) -> None:
    for runtime, name in (("transformers", "checkpoint/model.safetensors"), ("ctranslate2", "ctranslate2/model.bin")):
        model = copied(install("marian", runtime), tmp_path / runtime)
        weights = model.folder / name
        weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])
        with pytest.raises(ModelCorrupt, match=str(model.folder)):
            translator(model).translate_batch([SENTENCES[0]], GREEDY)


def test_no_sentences_are_no_work(install: Install) -> None:
    assert translator(install("marian", "ctranslate2")).translate_batch([], GREEDY) == []


@pytest.mark.parametrize("runtime", ["transformers", "ctranslate2"])
@pytest.mark.parametrize("family", ["marian", "nllb", "madlad"])
def test_opening_and_translating_are_quiet_and_need_no_network(
    install: Install, family: str, runtime: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*address: object) -> None:
        raise AssertionError(f"a connection to {address}")

    model = install(family, runtime)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    capfd.readouterr()
    assert len(translator(model).translate_batch(SENTENCES, DecodingOptions(num_hypotheses=2))) == len(SENTENCES)
    assert capfd.readouterr() == ("", "")
