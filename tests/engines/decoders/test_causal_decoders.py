"""Causal models on both runtimes: the same tokens for the same input, whatever it is computed together with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.engines.checkpoints.checkpoint import open_checkpoint
from summarizer.engines.checkpoints.conversion import convert
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from summarizer.engines.decoders.contract import Decoder, Search
from summarizer.engines.decoders.ctranslate2_causal import CTranslate2CausalDecoder
from summarizer.engines.decoders.transformers_causal import TransformersCausalDecoder
from summarizer.engines.devices import Device
from summarizer.protocols import no_progress
from tests.engines.checkpoints.tiny_models import chain, llama
from tests.engines.generation.both_runtimes import SENTENCES
from tests.engines.generation.tiny_chats import gemma3, qwen2, qwen3, translate_gemma

CPU = Device("cpu", 0, 1)
FAMILIES: dict[str, Callable[[Path], Path]] = {
    "llama": llama,
    "qwen2": qwen2,
    "qwen3": qwen3,
    "gemma3": gemma3,
    "translategemma": translate_gemma,
}
GREEDY = Search(max_new_tokens=24, end_ids=(1, 2, 30, 31))
SEARCHES = {
    "greedy": GREEDY,
    "prefix": Search(max_new_tokens=24, end_ids=(1, 2), prefix=(40, 41)),
    "repetition penalty": Search(max_new_tokens=24, end_ids=(1, 2), repetition_penalty=1.4),
    "no repeated words": Search(max_new_tokens=24, end_ids=(1, 2), no_repeat_ngram_size=2),
    "many ends": Search(max_new_tokens=24, end_ids=tuple(range(1, 80))),
}
Pair = tuple[TransformersCausalDecoder, Callable[[], CTranslate2CausalDecoder], list[list[int]]]


@pytest.fixture(scope="module", params=FAMILIES)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """A decoder on transformers, a way to have a fresh one on CTranslate2, and 100 inputs."""
    folder = FAMILIES[request.param](tmp_path_factory.mktemp(request.param) / "checkpoint")
    converted = folder.with_name("converted")
    convert(folder, converted, "float32", no_progress)
    checkpoint = open_checkpoint(folder)
    tokenizer = PlainTextTokenizer(checkpoint)
    inputs = [tokenizer.ids(f"Indonesian: {sentence}\nEnglish:") for sentence in SENTENCES]

    def fresh() -> CTranslate2CausalDecoder:
        return CTranslate2CausalDecoder(checkpoint, converted, CPU, "float32")

    return TransformersCausalDecoder(checkpoint, CPU, "float32"), fresh, inputs


@pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)
def test_the_runtimes_answer_100_inputs_with_the_same_tokens(pair: Pair, search: Search) -> None:
    reference, fresh, inputs = pair
    found = reference.decode(inputs, search)
    assert fresh().decode(inputs, search) == found
    assert len(inputs) == 100
    assert len({tuple(answers[0]) for answers in found}) > 20, "answers that are all alike say nothing"


@pytest.mark.parametrize(
    "search",
    [GREEDY, Search(24, (1, 2), beam_size=3, num_hypotheses=2), Search(24, (1, 2), repetition_penalty=1.4)],
    ids=["greedy", "beams", "penalty"],
)
def test_an_answer_does_not_depend_on_what_else_is_asked(pair: Pair, search: Search) -> None:
    reference, fresh, inputs = pair
    some = inputs[::8]
    together = fresh()
    for decoder in (reference, together):
        # The second time CTranslate2 knows how all of them begin.
        found = [decoder.decode(some, search) for _ in range(2)]
        assert found[0] == found[1]
        alone: list[Decoder] = [decoder if decoder is reference else fresh() for _ in some]
        assert [one.decode([ids], search)[0] for one, ids in zip(alone, some, strict=True)] == found[0]


def test_an_input_that_begins_otherwise_is_read_from_its_own_beginning(pair: Pair) -> None:
    reference, fresh, inputs = pair
    decoder = fresh()
    decoder.decode(inputs[:9], GREEDY)
    others = [inputs[5][9:], inputs[5], inputs[6][:3], inputs[7][:1]]
    assert decoder.decode(others, GREEDY) == reference.decode(others, GREEDY)


def test_an_answer_ends_with_its_end_token_or_at_its_bound(pair: Pair) -> None:
    reference, fresh, inputs = pair
    search = SEARCHES["many ends"]
    for decoder in (reference, fresh()):
        answers = [hypotheses[0] for hypotheses in decoder.decode(inputs, search)]
        assert any(len(ids) < search.max_new_tokens for ids in answers)
        for ids in answers:
            assert not set(ids[:-1]) & set(search.end_ids)
            assert ids[-1] in search.end_ids or len(ids) == search.max_new_tokens


def test_there_are_as_many_hypotheses_as_beams_allow(pair: Pair) -> None:
    reference, fresh, inputs = pair
    for decoder in (reference, fresh()):
        for beams, wanted, expected in ((4, 3, 3), (2, 4, 2), (1, 4, 1)):
            search = Search(24, (1, 2), beam_size=beams, num_hypotheses=wanted)
            [hypotheses] = decoder.decode(inputs[:1], search)
            assert len({tuple(ids) for ids in hypotheses}) == expected


def test_no_inputs_no_answers(pair: Pair) -> None:
    reference, fresh, _ = pair
    assert reference.decode([], GREEDY) == fresh().decode([], GREEDY) == []


def test_a_label_names_runtime_version_and_type(pair: Pair) -> None:
    reference, fresh, _ = pair
    assert reference.label.startswith("transformers-5.")
    assert fresh().label.startswith("ctranslate2-4.")
    assert reference.label.endswith("-float32")
    assert fresh().label.endswith("-float32")


def test_what_the_prompt_says_is_not_penalised(tmp_path: Path) -> None:
    folder = chain(tmp_path / "chain", ["that", "prices", "rose", "</s>"])
    convert(folder, tmp_path / "converted", "float32", no_progress)
    checkpoint = open_checkpoint(folder)
    tokenizer = PlainTextTokenizer(checkpoint)
    prompt = tokenizer.ids("prices rose prices rose that")
    search = Search(8, (1,), repetition_penalty=1e6)
    for decoder in (
        TransformersCausalDecoder(checkpoint, CPU, "float32"),
        CTranslate2CausalDecoder(checkpoint, tmp_path / "converted", CPU, "float32"),
    ):
        [[ids]] = decoder.decode([prompt], search)
        assert tokenizer.decode(ids) == "prices rose"


def test_ctranslate2_reads_no_more_than_the_window_of_a_gemma(tmp_path: Path) -> None:
    folder = gemma3(tmp_path / "checkpoint", sliding_window=64)
    convert(folder, tmp_path / "converted", "float32", no_progress)
    checkpoint = open_checkpoint(folder)
    decoder = CTranslate2CausalDecoder(checkpoint, tmp_path / "converted", CPU, "float32")
    assert decoder.max_prompt_tokens == 64
    ids = PlainTextTokenizer(checkpoint).ids(" ".join(SENTENCES))
    longest = [ids[start : start + 64] for start in range(20)]
    search = Search(80, (1,))
    assert decoder.decode(longest, search) == TransformersCausalDecoder(checkpoint, CPU, "float32").decode(
        longest, search
    )


@pytest.mark.parametrize("make", [llama, qwen2], ids=lambda make: make.__name__)
def test_other_models_have_no_such_window(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    checkpoint = open_checkpoint(make(tmp_path / "checkpoint"))
    assert CTranslate2CausalDecoder(checkpoint, tmp_path, CPU, "float32").max_prompt_tokens is None


def test_what_many_inputs_begin_with_is_computed_once(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    _, fresh, inputs = pair
    decoder = fresh()
    asked: list[list[str] | None] = []
    generate = decoder._model().generate_batch

    class Recording:
        def generate_batch(self, rows, **settings):
            asked.append(settings["static_prompt"])
            return generate(rows, **settings)

    monkeypatch.setattr(decoder, "_model", Recording)
    decoder.decode(inputs[:1], GREEDY)
    decoder.decode(inputs[:30], GREEDY)
    decoder.decode(inputs[:1], GREEDY)
    decoder.decode([ids[1:] for ids in inputs[:30]], GREEDY)
    decoder.decode(inputs[30:31], GREEDY)
    alone, together, again, others, last = asked
    assert alone is None
    assert together
    assert again == last == together
    assert others is None or others == together[1:]
