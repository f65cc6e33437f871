"""The student of the contests without our pipeline: on CTranslate2, and on transformers as people write it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.peer_embedded import in_batches
from benchmarks.peer_worker import Contestant

_MAX_LENGTH = 200  # tokens; the grammar's sentences have sixty


def raw_ctranslate2(
    converted: str,
    pieces: str,
    beam_size: int,
    compute_type: str,
    inter_threads: int,
    intra_threads: int,
    batch_size: int,
) -> Contestant:
    """One call over all sentences; CTranslate2 sorts them by length and forms the batches."""
    import ctranslate2
    import sentencepiece

    translator = ctranslate2.Translator(
        converted, compute_type=compute_type, inter_threads=inter_threads, intra_threads=intra_threads
    )
    processor = sentencepiece.SentencePieceProcessor(model_file=pieces)

    def translate(sentences: Sequence[str], first: Callable[[], None]) -> list[str]:
        rows = [[*row, "</s>"] for row in processor.encode(list(sentences), out_type=str)]
        results = translator.translate_batch(
            rows, max_batch_size=batch_size, beam_size=beam_size, max_decoding_length=_MAX_LENGTH
        )
        return [processor.decode(result.hypotheses[0]) for result in results]

    return translate


def transformers(checkpoint: str, beam_size: int, batch_size: int, by_length: bool = False) -> Contestant:
    """`generate` for ``batch_size`` sentences at a time, padded to the longest, in the order given or by length."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(Path(checkpoint), local_files_only=True)
    model = AutoModelForSeq2SeqLM.from_pretrained(Path(checkpoint), local_files_only=True).eval()

    def generate(batch: Sequence[str]) -> list[str]:
        inputs = tokenizer(list(batch), return_tensors="pt", padding=True)
        with torch.inference_mode():
            written = model.generate(**inputs, num_beams=beam_size, do_sample=False, max_length=_MAX_LENGTH)
        texts: list[str] = tokenizer.batch_decode(written, skip_special_tokens=True)
        return texts

    return in_batches(generate, batch_size, (lambda text: len(tokenizer(text).input_ids)) if by_length else None)
