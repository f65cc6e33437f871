"""Generators of every family say the same on both runtimes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.datamodels import DecodingOptions, GenerationRequest, GenerationTask, Hypothesis
from summarizer.engines.catalogue import Architecture, Task
from summarizer.engines.generation.opening import open_generator
from summarizer.protocols import Generator
from tests.engines.checkpoints.tiny_models import TEXTS, bart, chain, llama, t5
from tests.engines.generation.both_runtimes import ON_CPU, RUNTIMES, SENTENCES, entry, model_on
from tests.engines.generation.tiny_chats import gemma3, pegasus, qwen2, qwen3

GREEDY = DecodingOptions(beam_size=1)
FAMILIES: dict[str, tuple[Callable[[Path], Path], Architecture]] = {
    "bart": (bart, Architecture.BART),
    "pegasus": (pegasus, Architecture.PEGASUS),
    "t5": (t5, Architecture.T5),
    "llama": (llama, Architecture.CAUSAL),
    "qwen2": (qwen2, Architecture.CAUSAL),
    "qwen3": (qwen3, Architecture.CAUSAL),
    "gemma3": (gemma3, Architecture.CAUSAL),
}
HEADLINES = [GenerationRequest(GenerationTask.HEADLINE, sentence, "en") for sentence in SENTENCES]


def generator_on(
    runtime: str, folder: Path, architecture: Architecture = Architecture.CAUSAL, langs: tuple[str, ...] = ()
) -> Generator:
    langpairs = tuple(f"{lang}-{lang}" for lang in langs)
    return open_generator(model_on(runtime, folder, entry(Task.SUMMARIZATION, architecture, langpairs)), ON_CPU)


@pytest.mark.parametrize("family", FAMILIES)
def test_100_requests_have_the_same_answers(tmp_path: Path, family: str) -> None:
    make, architecture = FAMILIES[family]
    make(tmp_path / "checkpoint")
    reference, converted = (generator_on(runtime, tmp_path, architecture) for runtime in RUNTIMES)
    answers = reference.generate_batch(HEADLINES, GREEDY)
    assert converted.generate_batch(HEADLINES, GREEDY) == answers
    assert len(answers) == 100
    assert len({answer.text for answer in answers}) > 20, "answers that are all alike say nothing"
    assert converted.count_tokens(TEXTS[0]) == reference.count_tokens(TEXTS[0])


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["that", "prices", "rose", ".", "\n", "More"], Hypothesis("Prices rose .")),
        (["that", "\n", "prices", "rose", ".", "</s>"], Hypothesis("Prices rose .")),
        (["that", "prices"], Hypothesis(" ".join(["Prices", *["prices"] * 63]), finished=False)),
        (["that", "\n"], Hypothesis("", finished=False)),
    ],
    ids=["ends a line", "begins with a line break", "goes on and on", "breaks lines and no more"],
)
def test_a_completion_is_a_line(tmp_path: Path, runtime: str, words: list[str], expected: Hypothesis) -> None:
    chain(tmp_path / "checkpoint", words)
    request = GenerationRequest(GenerationTask.SUMMARY, TEXTS[0], "en", 1)
    assert generator_on(runtime, tmp_path).generate_batch([request], GREEDY) == [expected]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_text_up_to_the_limit_is_read_on_ctranslate2(tmp_path: Path, family: str) -> None:
    make, architecture = FAMILIES[family]
    make(tmp_path / "checkpoint")
    generator = generator_on("ctranslate2", tmp_path, architecture)
    text = TEXTS[0]
    while generator.count_tokens(f"{text} naik") <= generator.max_source_tokens:
        text += " naik"
    assert len(generator.generate_batch([GenerationRequest(GenerationTask.HEADLINE, text, "en")], GREEDY)) == 1


def test_a_gemma_reads_less_on_ctranslate2_than_its_window(tmp_path: Path) -> None:
    gemma3(tmp_path / "checkpoint")
    reference, converted = (generator_on(runtime, tmp_path).max_source_tokens for runtime in RUNTIMES)
    assert converted < 512 - 100
    assert converted < reference


def test_the_signature_names_model_runtime_and_prompts(tmp_path: Path) -> None:
    qwen2(tmp_path / "checkpoint")
    first, second = (generator_on(runtime, tmp_path).signature.split("|") for runtime in RUNTIMES)
    assert first[0] == second[0] == "engine:tiny"
    assert first[1] == second[1]
    assert first[2].startswith("runtime:transformers-5.")
    assert second[2].startswith("runtime:ctranslate2-4.")
    assert first[3] == second[3]
    assert first[3].startswith("prompt:summary.v1-")


def test_a_model_of_the_catalogue_writes_its_languages(tmp_path: Path) -> None:
    t5(tmp_path / "checkpoint")
    assert generator_on("transformers", tmp_path, Architecture.T5, ("id", "en")).langs == ("id", "en")
    assert generator_on("transformers", tmp_path, Architecture.T5).langs == ()
