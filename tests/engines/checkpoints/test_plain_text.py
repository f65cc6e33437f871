"""Tokens of text: as transformers has them where a text is harmless, and without control tokens where it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.engines.checkpoints.checkpoint import open_checkpoint
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from tests.engines.checkpoints.tiny_translators import MODELS, SENTENCES, marian


@pytest.fixture(scope="module")
def tokenizer_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], PlainTextTokenizer]:
    opened: dict[str, PlainTextTokenizer] = {}

    def made(family: str) -> PlainTextTokenizer:
        if family not in opened:
            folder = tmp_path_factory.mktemp("tokenizers") / family
            opened[family] = PlainTextTokenizer(open_checkpoint(MODELS[family](folder)))
        return opened[family]

    return made


@pytest.mark.parametrize("family", MODELS)
def test_harmless_text_has_the_tokens_of_the_library(
    tokenizer_of: Callable[[str], PlainTextTokenizer], family: str
) -> None:
    tokenizer = tokenizer_of(family)
    for sentence in SENTENCES:
        ids = tokenizer.ids(sentence)
        assert ids == tokenizer.library(sentence, add_special_tokens=False).input_ids
        assert tokenizer.framed_ids(sentence) == tokenizer.library(sentence).input_ids
        if not set(ids) & {tokenizer.library.unk_token_id}:
            assert tokenizer.decode(ids) == sentence


def test_a_mark_of_ours_is_one_token(tokenizer_of: Callable[[str], PlainTextTokenizer], tmp_path: Path) -> None:
    madlad = tokenizer_of("madlad")
    assert madlad.language_marks["<2en>"] in madlad.marked_ids("<2en>")
    tagged = PlainTextTokenizer(open_checkpoint(marian(tmp_path / "tagged", (">>ind<<",))))
    assert tagged.marked_ids(">>ind<<") == [tagged.control_id(">>ind<<")]
    assert tagged.control_id("▁p") is None
    assert tagged.control_id(">>fra<<") is None


def test_a_piece_that_is_a_mark_is_divided(tmp_path: Path) -> None:
    tagged = PlainTextTokenizer(open_checkpoint(marian(tmp_path / "tagged", ("▁p",))))
    # A SentencePiece model may have such a mark for a piece of its own.
    tagged.language_marks["▁p"] = tagged.library.convert_tokens_to_ids("▁p")
    ids = tagged.ids("panen padi")
    assert tagged.language_marks["▁p"] not in ids
    assert tagged.decode(ids).replace(" ", "") == "panenpadi"
