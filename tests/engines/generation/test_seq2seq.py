"""Sequence-to-sequence checkpoints: what they read is the article, behind the prefix that a T5 wants."""

from __future__ import annotations

from pathlib import Path

import pytest
from transformers import AutoTokenizer

from summarizer.datamodels import DecodingOptions, GenerationRequest, GenerationTask, Hypothesis
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from summarizer.engines.registry import load_generator
from tests.engines.checkpoints.tiny_models import TEXTS, bart, t5

REQUEST = GenerationRequest(GenerationTask.SUMMARY, TEXTS[0], "en", 1)
GREEDY = DecodingOptions(beam_size=1)


def test_a_bart_reads_the_article_alone(tmp_path: Path, read_by_model: list[list[int]]) -> None:
    generator = load_generator(str(bart(tmp_path / "bart")))
    generator.generate_batch([REQUEST], GREEDY)
    [row] = read_by_model
    assert (row[0], row[-1]) == (0, 2)
    assert len(row) == generator.count_tokens(TEXTS[0]) + 2


def test_a_t5_reads_its_prefix_first(tmp_path: Path, read_by_model: list[list[int]]) -> None:
    for prefix in ("summarize: ", ""):
        folder = t5(tmp_path / f"t5{len(prefix)}", prefix)
        load_generator(str(folder)).generate_batch([REQUEST], GREEDY)
        text = AutoTokenizer.from_pretrained(folder).decode(read_by_model.pop())
        assert text.removesuffix("</s>").replace("<unk>", ":") == prefix + TEXTS[0]


def test_an_answer_that_the_model_ends_is_finished(tmp_path: Path) -> None:
    generator = load_generator(str(bart(tmp_path / "bart", ends_at_once=True)))
    assert generator.generate_batch([REQUEST], GREEDY) == [Hypothesis("", finished=True)]


def test_the_line_marks_of_a_pegasus_are_blanks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = load_generator(str(bart(tmp_path / "bart")))
    monkeypatch.setattr(PlainTextTokenizer, "decode", lambda self, ids: "Harga naik.<n>Warga antre.")
    assert generator.generate_batch([REQUEST], GREEDY)[0].text == "Harga naik. Warga antre."
