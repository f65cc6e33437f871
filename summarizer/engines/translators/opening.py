"""From a model on this machine to the translator over it, and to the decoder that translators and generators share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from threading import Lock
from weakref import WeakValueDictionary

from summarizer.datamodels import RuntimeOptions
from summarizer.engines.checkpoints.checkpoint import Checkpoint, Family, open_checkpoint
from summarizer.engines.decoders.contract import Decoder
from summarizer.engines.decoders.ctranslate2_causal import CTranslate2CausalDecoder
from summarizer.engines.decoders.ctranslate2_seq2seq import CTranslate2Seq2SeqDecoder
from summarizer.engines.decoders.loading import ctranslate2_type, transformers_type
from summarizer.engines.decoders.transformers_causal import TransformersCausalDecoder
from summarizer.engines.decoders.transformers_seq2seq import TransformersSeq2SeqDecoder
from summarizer.engines.devices import AUTO, CPU, Device, device_of
from summarizer.engines.store.records import FileRecord, Model
from summarizer.engines.translators.causal import CausalTranslator
from summarizer.engines.translators.seq2seq import Seq2SeqTranslator
from summarizer.protocols import Translator

# The decoders that are in use, so that the weights of a model are in memory once, whichever way it translates.
_IN_USE: WeakValueDictionary[tuple[object, ...], Decoder] = WeakValueDictionary()
_LOCK = Lock()


def open_translator(model: Model, langpair: str, runtime: RuntimeOptions) -> Translator:
    """The translator over ``model``; its weights are loaded with the first sentence.

    Raises ModelUnavailable if it cannot be used, and OptionError for a runtime or a language that cannot be had.
    """
    checkpoint = checkpoint_of(model)
    decoder = decoder_for(model, runtime)
    kind = Seq2SeqTranslator if checkpoint.family is Family.SEQ2SEQ else CausalTranslator
    return kind(model.alias, checkpoint, model.entry, langpair, decoder)


def checkpoint_of(model: Model) -> Checkpoint:
    """The checkpoint of ``model``, its fingerprint that of all files on record. Raises as `open_checkpoint` does."""
    checkpoint = open_checkpoint(model.checkpoint, converted=model.converted is not None)
    return replace(checkpoint, recorded_fingerprint=_fingerprint(model.files)) if model.files else checkpoint


def decoder_for(model: Model, runtime: RuntimeOptions, *, for_one_batch: bool = False) -> Decoder:
    """The decoder of ``model``, the same one for the same options as long as anyone has it.

    ``for_one_batch`` is for who asks for one batch at a time: all cores are for that.

    Raises ModelUnavailable if the model cannot be used, and OptionError for a runtime that cannot be had.
    """
    checkpoint, converted = checkpoint_of(model), model.converted
    is_seq2seq = checkpoint.family is Family.SEQ2SEQ
    make: Callable[[], Decoder]
    if converted is None:
        device = _torch_device(runtime)
        compute_type = transformers_type(device, runtime.compute_type)
        on_transformers = TransformersSeq2SeqDecoder if is_seq2seq else TransformersCausalDecoder
        make = partial(on_transformers, checkpoint, device, compute_type)
    else:
        device = device_of(runtime)
        if for_one_batch or not is_seq2seq:  # what a causal one keeps of prompts depends on the order of its batches
            device = device.for_one_batch
        compute_type = ctranslate2_type(device, runtime.compute_type, model.quantization)
        on_ctranslate2 = CTranslate2Seq2SeqDecoder if is_seq2seq else CTranslate2CausalDecoder
        make = partial(on_ctranslate2, checkpoint, converted, device, compute_type)
    key = (checkpoint.folder, checkpoint.recorded_fingerprint, model.runtime, device, compute_type)
    with _LOCK:
        decoder = _IN_USE.get(key)
        if decoder is None:
            decoder = _IN_USE[key] = make()
        return decoder


def _torch_device(runtime: RuntimeOptions) -> Device:
    """The device that ``runtime`` asks for; "auto" is a GPU only where torch, too, can use it."""
    device = device_of(runtime)
    if runtime.device == AUTO and not device.is_cpu:
        import torch

        if not torch.cuda.is_available():
            return device_of(replace(runtime, device=CPU))
    return device


def _fingerprint(files: Mapping[str, FileRecord]) -> str:
    digest = hashlib.sha256()
    for name, file in sorted(files.items()):
        digest.update(f"{name}\0{file.size}\0{file.sha256}\n".encode())
    return digest.hexdigest()
