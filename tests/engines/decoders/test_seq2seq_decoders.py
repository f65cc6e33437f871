"""What a search says holds on both runtimes: how answers begin and end, how many there are, how long they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import torch

from summarizer.engines.checkpoints.checkpoint import open_checkpoint
from summarizer.engines.checkpoints.conversion import convert
from summarizer.engines.decoders.contract import Decoder, Search
from summarizer.engines.decoders.ctranslate2_seq2seq import CTranslate2Seq2SeqDecoder
from summarizer.engines.decoders.transformers_seq2seq import TransformersSeq2SeqDecoder
from summarizer.engines.devices import Device
from summarizer.errors import ModelCorrupt, ModelUnavailable
from summarizer.protocols import no_progress
from tests.engines.checkpoints.tiny_translators import madlad

CPU = Device("cpu", 0, 1)
END = 2
INPUTS = [[start, start + 7, 60, start + 3, 90, END] for start in range(10, 40)] + [[44, END], [*range(20, 60), END]]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = madlad(tmp_path_factory.mktemp("decoders") / "madlad")
    convert(made, made.parent / "converted", "float32", no_progress)
    return made


@pytest.fixture(params=["transformers", "ctranslate2"])
def decoder(request: pytest.FixtureRequest, folder: Path) -> Decoder:
    checkpoint = open_checkpoint(folder)
    if request.param == "transformers":
        return TransformersSeq2SeqDecoder(checkpoint, CPU, "float32")
    return CTranslate2Seq2SeqDecoder(checkpoint, folder.parent / "converted", CPU, "float32")


def best(decoder: Decoder, **fields: Any) -> list[list[int]]:
    search = Search(**{"max_new_tokens": 20, "end_ids": (END,), **fields})
    return [answers[0] for answers in decoder.decode(INPUTS, search)]


def test_an_answer_ends_with_its_end_token_or_at_the_bound(decoder: Decoder) -> None:
    answers = best(decoder)
    for answer in answers:
        assert answer[-1] == END or len(answer) == 20
        assert END not in answer[:-1]
    assert 0 < sum(answer[-1] == END for answer in answers) < len(answers)


def test_a_bound_only_cuts_what_is_found_without_beams(decoder: Decoder) -> None:
    assert best(decoder, max_new_tokens=5) == [answer[:5] for answer in best(decoder)]


def test_an_answer_is_without_the_prefix_that_it_is_made_to_begin_with(decoder: Decoder) -> None:
    free = best(decoder)
    long = [place for place, answer in enumerate(free) if len(answer) > 3]
    place = long[0]
    prefix = tuple(free[place][:2])
    search = Search(max_new_tokens=18, end_ids=(END,), prefix=prefix)
    assert decoder.decode([INPUTS[place]], search) == [[free[place][2:]]]


def test_any_of_several_tokens_ends_an_answer(decoder: Decoder) -> None:
    free = best(decoder)
    other = next(answer[1] for answer in free if len(answer) > 3 and answer[1] not in (END, answer[0]))
    for answer, before in zip(best(decoder, end_ids=(END, other)), free, strict=True):
        expected = before[: before.index(other) + 1] if other in before else before
        assert answer == expected


def test_several_answers_are_given_best_first(decoder: Decoder) -> None:
    search = Search(max_new_tokens=12, end_ids=(END,), beam_size=4, num_hypotheses=3)
    for answers in decoder.decode(INPUTS, search):
        assert len(answers) == 3
        assert len({tuple(answer) for answer in answers}) == 3
    assert best(decoder, max_new_tokens=12, beam_size=4) == [answers[0] for answers in decoder.decode(INPUTS, search)]


def test_there_are_no_more_answers_than_beams(decoder: Decoder) -> None:
    for beams in (1, 2):
        search = Search(max_new_tokens=6, end_ids=(END,), beam_size=beams, num_hypotheses=3)
        assert [len(answers) for answers in decoder.decode(INPUTS, search)] == [beams] * len(INPUTS)


def test_repetitions_are_kept_down(decoder: Decoder) -> None:
    repeated = sum(len(answer) - len(set(answer)) for answer in best(decoder))
    assert sum(len(answer) - len(set(answer)) for answer in best(decoder, repetition_penalty=1.5)) < repeated
    for answer in best(decoder, no_repeat_ngram_size=2):
        pairs = list(pairwise(answer))
        assert len(pairs) == len(set(pairs))


def test_padding_is_never_written(folder: Path, decoder: Decoder) -> None:
    pad = open_checkpoint(folder).pad_id
    assert not any(pad in answer for answer in best(decoder, beam_size=2))


def test_nothing_is_asked_of_a_model_without_inputs(decoder: Decoder) -> None:
    assert decoder.decode([], Search(max_new_tokens=5, end_ids=(END,))) == []


def test_a_token_that_the_model_does_not_have_is_said(folder: Path, decoder: Decoder) -> None:
    with pytest.raises(ModelCorrupt, match=str(folder.parent)):
        decoder.decode([[100_000, END]], Search(max_new_tokens=5, end_ids=(END,)))


class Full:
    """A model in a machine whose memory is at its end, as torch and CTranslate2 say it."""

    def __init__(self, error: Callable[[], Exception]) -> None:
        self._error = error

    def __call__(self) -> Full:
        """As a decoder opens it."""
        return self

    def generate(self, **settings: Any) -> Any:
        raise self._error()

    def translate_batch(self, *rows: Any, **settings: Any) -> Any:
        raise self._error()


@pytest.mark.parametrize(
    "error",
    [
        MemoryError,
        lambda: torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        lambda: RuntimeError("CUDA failed with error out of memory"),
        lambda: RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory"),
    ],
)
def test_memory_that_does_not_suffice_is_said(decoder: Any, error: Callable[[], Exception]) -> None:
    decoder._model = Full(error)
    with pytest.raises(ModelUnavailable, match=r"memory does not suffice .* --device cpu") as raised:
        best(decoder)
    assert not isinstance(raised.value, ModelCorrupt)
