"""Causal language models: a chat is held as the template has it, and a plain prompt is completed to the line's end."""

from __future__ import annotations

from pathlib import Path

import pytest
from transformers import AutoTokenizer

from summarizer.datamodels import DecodingOptions, GenerationRequest, GenerationTask, Hypothesis
from summarizer.engines.registry import load_generator
from summarizer.errors import ModelUnavailable, OptionError
from tests.engines.checkpoints.tiny_models import CHAT_TEMPLATE, TEXTS, chain, gemma, llama

GREEDY = DecodingOptions(beam_size=1)
REQUEST = GenerationRequest(GenerationTask.SUMMARY, TEXTS[0], "en", 1)


def answers(folder: Path, options: DecodingOptions = GREEDY) -> list[Hypothesis]:
    return load_generator(str(folder)).generate_batch([REQUEST], options)


def test_a_model_that_chats_is_asked_in_its_template(tmp_path: Path, read_by_model: list[list[int]]) -> None:
    folder = gemma(tmp_path / "gemma")
    answers(folder)
    text = AutoTokenizer.from_pretrained(folder).decode(read_by_model[0])
    assert text.startswith("<bos><start_of_turn>user\nThe text between the lines of quotation marks is a news article.")
    assert text.endswith("The article reports that<end_of_turn>\n<start_of_turn>model\n")


def test_any_other_completes_the_prompt(tmp_path: Path, read_by_model: list[list[int]]) -> None:
    folder = llama(tmp_path / "llama")
    answers(folder)
    text = AutoTokenizer.from_pretrained(folder).decode(read_by_model[0])
    assert text.startswith("<s>The text between the lines of quotation marks is a news article.")
    assert text.endswith("(1 sentence): The article reports that")


@pytest.mark.parametrize("beam_size", [1, 2])
def test_a_completion_ends_with_its_line_and_begins_with_a_capital(tmp_path: Path, beam_size: int) -> None:
    folder = chain(tmp_path / "chain", ["that", "prices", "rose", ".", "\n", "More"])
    assert answers(folder, DecodingOptions(beam_size=beam_size)) == [Hypothesis("Prices rose .", finished=True)]


def test_line_breaks_before_an_answer_do_not_end_it(tmp_path: Path) -> None:
    folder = chain(tmp_path / "chain", ["that", "\n", "prices", "rose", ".", "</s>"])
    assert answers(folder) == [Hypothesis("Prices rose .", finished=True)]


def test_an_answer_without_an_end_is_not_finished(tmp_path: Path) -> None:
    [answer] = answers(chain(tmp_path / "chain", ["that", "prices", "rose"]))
    assert not answer.finished
    assert answer.text.startswith("Prices rose rose")
    assert len(answer.text.split()) == 64


def test_a_penalty_is_on_what_the_answer_repeats_and_not_on_the_article(tmp_path: Path) -> None:
    folder = chain(tmp_path / "chain", ["that", "prices", "rose", "</s>"])
    request = GenerationRequest(GenerationTask.SUMMARY, "prices rose prices rose", "en", 1)
    options = DecodingOptions(beam_size=1, repetition_penalty=1e6)
    assert load_generator(str(folder)).generate_batch([request], options)[0].text == "Prices rose"


def test_the_prompts_are_in_the_signature(tmp_path: Path) -> None:
    prompts = load_generator(str(llama(tmp_path / "llama"))).signature.split("|")[3]
    assert prompts.startswith("prompt:summary.v1-")
    assert "+headline.v1-" in prompts


def test_a_language_that_the_prompt_is_not_for_is_refused(tmp_path: Path) -> None:
    generator = load_generator(str(llama(tmp_path / "llama")))
    with pytest.raises(OptionError, match=r"is not for the language 'fr'\. Languages: id, en"):
        generator.generate_batch([GenerationRequest(GenerationTask.SUMMARY, "Bonjour.", "fr")], GREEDY)


def test_a_template_with_a_date_has_the_same_date_every_day(tmp_path: Path, read_by_model: list[list[int]]) -> None:
    folder = gemma(tmp_path / "gemma", "{{ strftime_now('%d %B %Y') }} " + CHAT_TEMPLATE)
    answers(folder)
    assert AutoTokenizer.from_pretrained(folder).decode(read_by_model[0]).startswith("1 January 2025 <bos>")


@pytest.mark.parametrize("template", ["{{ bos_token }}", "{{ messages[0].content }}{{ messages[0].content }}"])
def test_a_template_without_one_place_for_the_prompt_is_refused(tmp_path: Path, template: str) -> None:
    with pytest.raises(ModelUnavailable, match=r"chat template .* does not take a message of the user's once"):
        answers(gemma(tmp_path / "gemma", template))


def test_a_template_that_fails_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"\(no users here\)"):
        answers(gemma(tmp_path / "gemma", "{{ raise_exception('no users here') }}"))
