"""What the settings of the engine cost that change no word, or hardly one: threads, batches, prompt, vocabulary.

`python -m benchmarks.sweep [--sentences 40] [--rounds 2]`: CTranslate2 called by hand over the embedded model, float32,
beam 4, the sentences of the seeds sorted by length. The first row has the settings of the engine on two cores.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from benchmarks.interleaving import ratio, seconds_in_turns
from benchmarks.sections import Section
from benchmarks.texts import seed_sentences
from summarizer import DecodingOptions
from summarizer.cli.tables import table
from summarizer.engines.embedded import conversion
from summarizer.engines.embedded.ctranslate2_runtime import generation_arguments
from summarizer.engines.embedded.decoding import EmbeddedVocabulary, length_bound
from summarizer.engines.registry import build_model
from summarizer.protocols import Progress, no_progress
from summarizer.translation.batching import BATCH_SENTENCES, BATCH_TOKENS
from training.progress import LineProgress

_GEMMA_VOCABULARY = 262_144
_SHARED_TOKENS = 4  # "<bos>Indonesian:"
USUAL = f"2 batches side by side, a core each, at most {BATCH_SENTENCES} sentences: the default"


class Settings:
    """One way to call a ``ctranslate2.Generator``; `run` gives the texts."""

    def __init__(
        self, generator: Any, sentences: int = BATCH_SENTENCES, tokens: int = BATCH_TOKENS, **options: Any
    ) -> None:
        self._generator = generator
        self._sentences = sentences
        self._tokens = tokens
        self._options = options
        self._vocabulary = EmbeddedVocabulary()

    def run(self, sentences: Sequence[str]) -> list[str]:
        pending = [result for batch in self._batches(sentences) for result in self._submit(batch)]
        return [self._vocabulary.hypothesis(list(one.result().sequences_ids[0]), 10**6).text for one in pending]

    def _batches(self, sentences: Sequence[str]) -> Iterator[list[str]]:
        batch: list[str] = []
        for sentence in sentences:
            grown = len(batch) + 1
            if batch and (grown > self._sentences or grown * self._vocabulary.count(sentence) > self._tokens):
                yield batch
                batch = []
            batch.append(sentence)
        yield batch

    def _submit(self, batch: Sequence[str]) -> Any:
        usual = DecodingOptions()
        bounds = [length_bound(self._vocabulary.count(sentence), usual) for sentence in batch]
        arguments = generation_arguments(self._vocabulary, batch, bounds, usual) | self._options
        if static := self._options.get("static_prompt"):
            arguments["start_tokens"] = [prompt[len(static) :] for prompt in arguments["start_tokens"]]
        return self._generator.generate_batch(**arguments, asynchronous=True)


def measure(sentences: int = 40, rounds: int = 2, progress: Progress = no_progress) -> Section:
    vocabulary = EmbeddedVocabulary()
    chosen = seed_sentences()[:: max(1, 118 // sentences)][:sentences]
    ordered = sorted(chosen, key=vocabulary.count)
    with _generators(progress) as opened:
        variants = _variants(opened, vocabulary)
        texts: dict[str, list[str]] = {}

        def run(name: str) -> None:
            texts[name] = variants[name].run(ordered)

        runs: dict[str, Callable[[], object]] = {name: (lambda name=name: run(name)) for name in variants}
        for variant in variants.values():
            variant.run(ordered[:2])  # loads what is loaded with the first use
        seconds = seconds_in_turns(runs, rounds, progress)
    rows = [["", "time", "same words"]]
    for name in variants:
        same = sum(one == usual for one, usual in zip(texts[name], texts[USUAL], strict=True))
        rows.append([name, str(ratio(seconds[name], seconds[USUAL])), f"{same} of {len(ordered)}"])
    body = (
        f"{len(ordered)} sentences of the seeds, sorted by length, beam 4, float32, CTranslate2 called by hand; "
        f"{rounds} rounds, ratios to the first row.\n\n{table(rows)}"
    )
    return Section("The settings of the engine", f"python -m benchmarks.sweep --sentences {sentences}", body)


@contextmanager
def _generators(progress: Progress) -> Iterator[Callable[[int, int, Path | None], Any]]:
    """A function from workers, threads of each and a folder (the embedded model's by default) to a Generator."""
    import ctranslate2

    folder = build_model("embedded", progress)

    def opened(workers: int, threads: int, other: Path | None = None) -> Any:
        return ctranslate2.Generator(
            str(other or folder), compute_type="float32", inter_threads=workers, intra_threads=threads
        )

    yield opened


def _variants(opened: Callable[[int, int, Path | None], Any], vocabulary: EmbeddedVocabulary) -> dict[str, Settings]:
    usual = opened(2, 1, None)
    static = vocabulary.prompt_tokens("beras")[:_SHARED_TOKENS]
    with tempfile.TemporaryDirectory() as folder:
        untrimmed = opened(2, 1, write_untrimmed(Path(folder)))  # in memory from here on
    return {
        USUAL: Settings(usual),
        "the same, at most 8 sentences": Settings(usual, 8),
        "the same, at most 32 sentences": Settings(usual, 32, 2 * BATCH_TOKENS),
        "1 batch at a time on both cores": Settings(opened(1, 2, None)),
        "the prompt's beginning computed once (static_prompt)": Settings(usual, static_prompt=static),
        "an end with half as many hypotheses (patience 0.5)": Settings(usual, patience=0.5),
        f"the vocabulary as large as Gemma's, {_GEMMA_VOCABULARY:,}": Settings(untrimmed),
    }


def write_untrimmed(folder: Path) -> Path:
    """The embedded model with as many rows in its vocabulary as Gemma has; what is added are rows of zeros."""
    import torch

    from summarizer.engines.embedded.base_model import join_parts
    from summarizer.engines.embedded.manifest import read_manifest
    from summarizer.engines.embedded.weights import merged_weights

    manifest = read_manifest()
    gguf = folder / "base.gguf"
    join_parts(manifest, gguf, no_progress)
    weights = merged_weights(gguf, manifest, no_progress)
    rows = weights["model.embed_tokens.weight"]
    added = torch.zeros(_GEMMA_VOCABULARY - rows.shape[0], rows.shape[1], dtype=rows.dtype)
    weights["model.embed_tokens.weight"] = torch.cat([rows, added])
    config = json.loads(conversion.CONFIG_FILE.read_text(encoding="utf-8"))
    config_file = folder / "config.json"
    config_file.write_text(json.dumps({**config, "vocab_size": _GEMMA_VOCABULARY}), encoding="utf-8")
    result = folder / "model"
    result.mkdir()
    conversion.write_ctranslate2(weights, result, config_file)
    return result


@click.command(help=__doc__)
@click.option("--sentences", default=40, show_default=True, type=click.IntRange(min=4, max=118))
@click.option("--rounds", default=2, show_default=True, type=click.IntRange(min=1))
def main(sentences: int, rounds: int) -> None:
    print(measure(sentences, rounds, LineProgress()).text)


if __name__ == "__main__":
    main()
