"""What holds for every checkpoint in a folder: the same answer each time, of bounded length, to what was read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.datamodels import DecodingOptions, GenerationRequest, GenerationTask
from summarizer.engines.registry import load_generator
from summarizer.protocols import Generator
from tests.engines.checkpoints.tiny_models import TEXTS, bart

GREEDY = DecodingOptions(beam_size=1)


def summary(text: str, sentences: int = 1) -> GenerationRequest:
    return GenerationRequest(GenerationTask.SUMMARY, text, "en", sentences)


REQUESTS = [
    summary(TEXTS[0]),
    GenerationRequest(GenerationTask.HEADLINE, TEXTS[3], "en"),
    summary(f"{TEXTS[4]} {TEXTS[5]}", sentences=2),
    summary(TEXTS[2]),
    GenerationRequest(GenerationTask.HEADLINE, TEXTS[1], "en"),
    summary(f"{TEXTS[1]}\n\n{TEXTS[0]}"),
]


@pytest.fixture
def generator(checkpoint: Path) -> Generator:
    return load_generator(str(checkpoint))


@pytest.mark.parametrize("options", [GREEDY, DecodingOptions(beam_size=3, repetition_penalty=1.2)], ids=["1", "3"])
def test_the_same_requests_have_the_same_answers(checkpoint: Path, options: DecodingOptions) -> None:
    first, second = (load_generator(str(checkpoint)).generate_batch(REQUESTS, options) for _ in range(2))
    assert first == second
    assert any(answer.text for answer in first)


def test_a_batch_is_answered_as_its_requests_are_one_by_one_and_in_order(generator: Generator) -> None:
    alone = [generator.generate_batch([request], GREEDY)[0] for request in REQUESTS]
    assert len({answer.text for answer in alone}) > 3, "answers that are all alike say nothing about their order"
    assert generator.generate_batch(REQUESTS, GREEDY) == alone


def test_an_answer_that_hits_its_bound_is_not_finished(generator: Generator) -> None:
    headline, long = generator.generate_batch(
        [GenerationRequest(GenerationTask.HEADLINE, TEXTS[0], "en"), summary(TEXTS[0], sentences=2)], GREEDY
    )
    assert not headline.finished
    assert len(headline.text) < len(long.text)


def test_a_text_up_to_the_limit_is_read_and_a_longer_one_refused(generator: Generator) -> None:
    text = TEXTS[0]
    while generator.count_tokens(f"{text} naik") <= generator.max_source_tokens:
        text += " naik"
    assert len(generator.generate_batch([summary(text, sentences=9)], GREEDY)) == 1
    with pytest.raises(ValueError, match=r"is longer than the \d+ that the model reads; divide it first"):
        generator.generate_batch([summary(TEXTS[1]), summary(f"{text} naik naik naik")], GREEDY)


def test_no_requests_no_answers(generator: Generator) -> None:
    assert generator.generate_batch([], GREEDY) == []


def test_it_says_nothing_of_languages_and_satisfies_the_protocol(generator: Generator) -> None:
    assert isinstance(generator, Generator)
    assert generator.langs == ()


def test_the_signature_names_folder_files_and_runtime(tmp_path: Path) -> None:
    first, second = (load_generator(str(bart(tmp_path / name))).signature.split("|") for name in ("satu", "dua"))
    assert first[0] == "engine:satu/"
    assert second[0] == "engine:dua/"
    assert first[1:] == second[1:]
    assert [field.split(":")[0] for field in first] == ["engine", "model", "runtime"]
    assert first[2].endswith("-float32")


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors"])
def test_another_file_is_another_model(tmp_path: Path, name: str) -> None:
    folder = bart(tmp_path / "model")
    before = load_generator(str(folder)).signature
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    assert load_generator(str(folder)).signature.split("|")[1] != before.split("|")[1]


def test_sampling_that_a_checkpoint_asks_for_is_not_done(tmp_path: Path) -> None:
    folder = bart(tmp_path / "model")
    plain = load_generator(str(folder)).generate_batch(REQUESTS, GREEDY)
    (folder / "generation_config.json").write_text(
        '{"do_sample": true, "temperature": 9.0, "num_beams": 7, "min_length": 99, "max_length": 20,'
        ' "decoder_start_token_id": 2, "bos_token_id": 0, "eos_token_id": 2, "pad_token_id": 1}'
    )
    assert load_generator(str(folder)).generate_batch(REQUESTS, GREEDY) == plain
