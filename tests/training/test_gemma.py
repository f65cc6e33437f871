"""Gemma as a translation model: two layers of random weights under the package's own tokenizer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import torch
from safetensors.torch import load_file
from torch.nn import functional
from transformers import AutoModelForCausalLM, AutoTokenizer, Gemma3ForCausalLM, Gemma3TextConfig

from summarizer.datamodels import Hypothesis
from summarizer.engines.embedded.conversion import CONFIG_FILE, gemma_model
from summarizer.engines.embedded.decoding import EmbeddedVocabulary
from summarizer.engines.embedded.manifest import FOLDER, read_manifest
from training.exported import read_exported
from training.models.gemma import GemmaOptions, GemmaTranslator, LowRank, read_saved
from training.protocols import Example

PROJECTIONS = {
    f"{part}_proj" for part in ("self_attn.q", "self_attn.k", "self_attn.v", "self_attn.o", "mlp.gate", "mlp.up")
} | {"mlp.down_proj"}
PAIRS = [
    ("Saya pulang.", "I went home."),
    ("Harga beras naik 12,5 persen pada bulan Maret.", "The price of rice rose 12.5 percent in March."),
    ("Ia “diam”.", "She was “silent”."),
]
LORA = GemmaOptions(tuning="lora", rank=4)
FULL = GemmaOptions(tuning="full")


@pytest.fixture(scope="module")
def config_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    values = json.loads(CONFIG_FILE.read_text(encoding="utf-8")) | {
        "hidden_size": 32,
        "intermediate_size": 48,
        "head_dim": 16,
        "query_pre_attn_scalar": 16,
        "num_attention_heads": 2,
        "num_hidden_layers": 2,
        "layer_types": ["sliding_attention", "full_attention"],
    }
    path = tmp_path_factory.mktemp("gemma") / "config.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


@pytest.fixture
def weights(config_file: Path) -> dict[str, torch.Tensor]:
    """The same weights for every test, each time in memory of their own, since training writes into them."""
    config = Gemma3TextConfig(**json.loads(config_file.read_text(encoding="utf-8")))
    random = torch.Generator().manual_seed(11)
    return {
        name: torch.randn(weight.shape, generator=random) * 0.2
        for name, weight in Gemma3ForCausalLM(config).state_dict().items()
        if name != "lm_head.weight"
    }


@pytest.fixture
def lora(weights: dict[str, torch.Tensor], config_file: Path) -> GemmaTranslator:
    return GemmaTranslator(weights, LORA, 1, config_file)


@pytest.fixture
def full(weights: dict[str, torch.Tensor], config_file: Path) -> GemmaTranslator:
    return GemmaTranslator(weights, FULL, 1, config_file)


def logits(module: Any, model: GemmaTranslator) -> torch.Tensor:
    example = model.example(*PAIRS[1])
    with torch.no_grad():
        found: torch.Tensor = module(input_ids=torch.tensor([[*example.source, *example.target]])).logits
    return found


def trained(model: GemmaTranslator) -> GemmaTranslator:
    """Three steps large enough to see."""
    optimiser = torch.optim.AdamW([w for w in model.module.parameters() if w.requires_grad], lr=0.02)
    batch = [model.example(*pair) for pair in PAIRS]
    for _ in range(3):
        total, count = model.loss(batch, 0.0)
        optimiser.zero_grad()
        (total / count).backward()
        optimiser.step()
    return model


def said(hypotheses: list[Hypothesis]) -> list[str]:
    return [hypothesis.text for hypothesis in hypotheses]


def test_an_example_is_the_prompt_of_the_product_and_an_answer_up_to_a_line_break(full: GemmaTranslator) -> None:
    vocabulary = EmbeddedVocabulary()
    for source, target in PAIRS:
        example = full.example(source, target)
        assert list(example.source) == vocabulary.prompt_ids(source)
        assert example.target[-1] == vocabulary.end_ids[0]
        assert vocabulary.hypothesis(list(example.target), 99).text == target
        assert not set(example.target[:-1]) & set(vocabulary.end_ids)


def test_the_words_of_a_pair_are_never_control_tokens(full: GemmaTranslator) -> None:
    example = full.example("Kode <eos> dan <bos>.", "Code <eos> and <bos>.")
    control = {full.example(*PAIRS[0]).source[0], EmbeddedVocabulary().end_ids[2]}
    assert not set(example.source[1:]) & control
    assert not set(example.target) & control


def test_the_other_direction_asks_in_english_for_indonesian(
    weights: dict[str, torch.Tensor], config_file: Path
) -> None:
    model = GemmaTranslator(weights, FULL, 1, config_file, langpair="en-id")
    source, target = PAIRS[0][::-1]
    example = model.example(source, target)
    tokenizer = EmbeddedVocabulary().tokenizer
    assert tokenizer.decode(list(example.source)) == f"English: {source}\nIndonesian:"
    assert tokenizer.decode(list(example.target)) == f" {target}\n"


def test_a_pair_over_the_limit_is_refused_and_one_at_it_is_not(
    weights: dict[str, torch.Tensor], config_file: Path, full: GemmaTranslator
) -> None:
    length = len(full.example(*PAIRS[1]))
    assert len(GemmaTranslator(weights, GemmaOptions(max_tokens=length), 1, config_file).example(*PAIRS[1])) == length
    with pytest.raises(ValueError, match=f"{length} tokens are over max_tokens = {length - 1}"):
        GemmaTranslator(weights, GemmaOptions(max_tokens=length - 1), 1, config_file).example(*PAIRS[1])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"tuning": "prefix"}, 'tuning is "prefix"; it must be lora or full'),
        ({"rank": 0}, "rank must be at least 1"),
        ({"max_tokens": 7}, "max_tokens must be at least 8"),
        ({"batch_sentences": 0}, "batch_sentences must be at least 1"),
        ({"scale": 0.0}, "scale must be a number over 0"),
    ],
)
def test_options_out_of_range_are_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        GemmaOptions(**values)


def test_lora_begins_with_exactly_what_the_base_computes(
    lora: GemmaTranslator, weights: dict[str, torch.Tensor], config_file: Path
) -> None:
    assert torch.equal(logits(lora.module, lora), logits(gemma_model(weights, config_file), lora))


def test_the_seed_decides_where_lora_begins(config_file: Path, weights: dict[str, torch.Tensor]) -> None:
    name = "model.layers.0.mlp.up_proj.A"
    first, again, other = (GemmaTranslator(weights, LORA, seed, config_file).state()[name] for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


@pytest.mark.parametrize(("tuning", "endings"), [("lora", ("A", "B")), ("full", ("weight",))])
def test_only_the_projections_are_trained(
    tuning: str, endings: tuple[str, ...], weights: dict[str, torch.Tensor], config_file: Path
) -> None:
    expected = {f"model.layers.{n}.{part}.{end}" for n in (0, 1) for part in PROJECTIONS for end in endings}
    model = GemmaTranslator(weights, GemmaOptions(tuning=tuning, rank=4), 1, config_file)
    before = {name: weight.detach().clone() for name, weight in model.module.named_parameters()}
    assert {name for name, weight in model.module.named_parameters() if weight.requires_grad} == expected
    assert model.state().keys() == expected
    trained(model)
    after = dict(model.module.named_parameters())
    assert {name for name in before if not torch.equal(before[name], after[name])} == expected


def test_a_state_is_a_copy_that_brings_the_weights_back(full: GemmaTranslator) -> None:
    before, state = logits(full.module, full), full.state()
    trained(full)
    assert not torch.equal(logits(full.module, full), before)
    full.load_state(state)
    assert torch.equal(logits(full.module, full), before)


def test_the_state_of_the_other_tuning_is_refused(lora: GemmaTranslator, full: GemmaTranslator) -> None:
    with pytest.raises(ValueError, match=r"of another model: it holds model.layers.0"):
        lora.load_state(full.state())
    with pytest.raises(ValueError, match=r"of another model: it holds model.layers.0.*\.A"):
        full.load_state(lora.state())


def test_a_state_that_is_not_whole_or_of_other_shapes_is_refused(full: GemmaTranslator) -> None:
    state, name = full.state(), "model.layers.0.mlp.up_proj.weight"
    with pytest.raises(ValueError, match=f"of another model: it lacks {name}"):
        full.load_state({key: weight for key, weight in state.items() if key != name})
    with pytest.raises(ValueError, match=rf"of another model: {name} is \(2, 2\) and not \(48, 32\)"):
        full.load_state({**state, name: torch.zeros(2, 2)})


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_loss_is_that_of_plain_transformers_over_the_answer(smoothing: float, lora: GemmaTranslator) -> None:
    trained(lora)
    plain = gemma_model(lora.merged(), lora._config_file)
    batch = [lora.example(*pair) for pair in PAIRS]
    expected = torch.tensor(0.0)
    for example in batch:
        ids = torch.tensor([[*example.source, *example.target]])
        scores = plain(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[0, len(example.source) - 1 : -1]
        answer = torch.tensor(example.target)
        expected += functional.cross_entropy(scores, answer, reduction="sum", label_smoothing=smoothing)
    loss, count = lora.loss(batch, smoothing)
    assert count == sum(len(example.target) for example in batch)
    torch.testing.assert_close(loss, expected, rtol=1e-4, atol=1e-3)


def test_a_pair_costs_the_same_alone_and_beside_longer_ones(full: GemmaTranslator) -> None:
    batch = [full.example(*pair) for pair in PAIRS]
    assert len({len(example) for example in batch}) == 3
    alone = sum(full.loss([example], 0.0)[0] for example in batch)
    torch.testing.assert_close(full.loss(batch, 0.0)[0], alone, rtol=1e-5, atol=1e-3)
    torch.testing.assert_close(full.loss(batch[::-1], 0.0)[0], alone, rtol=1e-5, atol=1e-3)


def test_training_lowers_the_loss_even_after_a_translation(lora: GemmaTranslator) -> None:
    batch = [lora.example(*pair) for pair in PAIRS]
    before = float(lora.loss(batch, 0.0)[0].detach())
    lora.translate(["Saya pulang."])
    assert float(trained(lora).loss(batch, 0.0)[0].detach()) < before


def test_merged_lora_computes_what_the_unmerged_model_does(lora: GemmaTranslator, config_file: Path) -> None:
    begun = logits(lora.module, lora)
    trained(lora)
    expected = logits(lora.module, lora)
    assert (expected - begun).abs().max() > 0.1
    torch.testing.assert_close(logits(gemma_model(lora.merged(), config_file), lora), expected, rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("options", [LORA, FULL], ids=lambda options: options.tuning)
def test_merged_weights_have_the_names_and_shapes_of_the_base(
    options: GemmaOptions, weights: dict[str, torch.Tensor], config_file: Path
) -> None:
    merged = GemmaTranslator(weights, options, 1, config_file).merged()
    assert {name: weight.shape for name, weight in merged.items()} == {n: w.shape for n, w in weights.items()}


@pytest.mark.parametrize("options", [LORA, FULL], ids=lambda options: options.tuning)
def test_a_saved_model_computes_the_same_and_can_be_begun_from(
    options: GemmaOptions, weights: dict[str, torch.Tensor], config_file: Path, tmp_path: Path
) -> None:
    model = trained(GemmaTranslator(weights, options, 1, config_file))
    expected = logits(model.module, model)
    model.save(tmp_path / "model")
    loaded = AutoModelForCausalLM.from_pretrained(tmp_path / "model", local_files_only=True)
    torch.testing.assert_close(logits(loaded, model), expected, rtol=1e-4, atol=1e-3)
    further = GemmaTranslator(read_saved(tmp_path / "model"), LORA, 2, config_file)
    torch.testing.assert_close(logits(further.module, model), expected, rtol=1e-4, atol=1e-3)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "model", local_files_only=True)
    assert tokenizer(PAIRS[1][1]).input_ids == EmbeddedVocabulary().tokenizer.encode(PAIRS[1][1]).ids


def test_the_parameters_are_those_of_the_merged_model(lora: GemmaTranslator, full: GemmaTranslator) -> None:
    assert lora.parameters == full.parameters == sum(weight.numel() for weight in lora.merged().values())


def test_weights_of_another_model_are_refused(config_file: Path) -> None:
    with pytest.raises(ValueError, match="these weights are not those of Gemma with the trimmed vocabulary"):
        GemmaTranslator({"model.embed.weight": torch.ones(2, 2)}, GemmaOptions(), 1, config_file)


def test_a_saved_adapter_is_of_the_kind_that_the_package_carries(lora: GemmaTranslator, tmp_path: Path) -> None:
    trained(lora).save_adapter(tmp_path / "adapter.safetensors")
    found = load_file(tmp_path / "adapter.safetensors")
    shipped = load_file(FOLDER / "adapter.safetensors")

    def without_layer(names: Any) -> set[str]:
        return {re.sub(r"\.layers\.\d+\.", ".layers.N.", name) for name in names}

    assert without_layer(found) == without_layer(shipped)
    assert {weight.dtype for weight in (*found.values(), *shipped.values())} == {torch.float16}
    for adapter, rank in ((found, LORA.rank), (shipped, GemmaOptions().rank)):
        assert {w.shape[0] if name.endswith("A") else w.shape[1] for name, w in adapter.items()} == {rank}


def test_an_adapter_can_be_gone_on_from(
    lora: GemmaTranslator, weights: dict[str, torch.Tensor], config_file: Path, tmp_path: Path
) -> None:
    trained(lora).save_adapter(tmp_path / "adapter.safetensors")
    further = GemmaTranslator(weights, LORA, 2, config_file)
    further.load_adapter(tmp_path / "adapter.safetensors")
    torch.testing.assert_close(logits(further.module, lora), logits(lora.module, lora), rtol=1e-2, atol=1e-2)


def test_what_is_no_adapter_of_this_model_is_refused(
    lora: GemmaTranslator, full: GemmaTranslator, weights: dict[str, torch.Tensor], config_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "adapter.safetensors"
    with pytest.raises(ValueError, match="cannot be read as weights"):
        lora.load_adapter(file)
    file.write_bytes(b"not weights")
    with pytest.raises(ValueError, match="cannot be read as weights"):
        lora.load_adapter(file)
    GemmaTranslator(weights, GemmaOptions(tuning="lora", rank=8), 1, config_file).save_adapter(file)
    with pytest.raises(ValueError, match=r"another rank or model: .* is \(8, 32\) and not \(4, 32\)"):
        lora.load_adapter(file)
    with pytest.raises(ValueError, match="no adapter of this model; to tune in full"):
        full.load_adapter(file)
    with pytest.raises(ValueError, match="cannot be read as weights"):
        read_saved(tmp_path)


def test_sampling_with_a_beam_is_refused(full: GemmaTranslator) -> None:
    with pytest.raises(ValueError, match="sampling has no beam"):
        full.translate(["Saya."], beam_size=2, sample_top_k=10)


def test_an_answer_without_an_end_is_not_finished(full: GemmaTranslator) -> None:
    with torch.no_grad():  # no output is likelier than another: it goes on to the limit
        full.module.model.norm.weight.fill_(-1.0)
    assert [hypothesis.finished for hypothesis in full.translate(["Saya pulang."])] == [False]


def test_full_tuning_has_no_adapter(full: GemmaTranslator, tmp_path: Path) -> None:
    full.save_adapter(tmp_path / "adapter.safetensors")
    assert list(tmp_path.iterdir()) == []


def test_the_shipped_adapter_is_merged_as_the_package_merges_it() -> None:
    adapter = load_file(FOLDER / "adapter.safetensors")
    down, up = (adapter[f"model.layers.3.self_attn.q_proj.{half}"].float() for half in "AB")
    linear = torch.nn.Linear(down.shape[1], up.shape[0], bias=False)
    part = LowRank(linear, GemmaOptions().rank, GemmaOptions().scale)
    part.load_state_dict({"A": down, "B": up}, strict=False)
    assert GemmaOptions().scale == read_manifest().adapter_scale == 2.0
    torch.testing.assert_close(part.merged(), linear.weight + 2.0 * (up @ down))
    x = torch.randn(3, down.shape[1])
    torch.testing.assert_close(part(x), functional.linear(x, part.merged()), rtol=1e-4, atol=1e-4)


def test_ctranslate2_reads_the_model(lora: GemmaTranslator, tmp_path: Path) -> None:
    lora.save_ctranslate2(tmp_path / "ctranslate2")
    generator = ctranslate2.Generator(str(tmp_path / "ctranslate2"), intra_threads=1)
    prompt = EmbeddedVocabulary().prompt_tokens("Saya pulang.")
    answer = generator.generate_batch([prompt], max_length=4, include_prompt_in_result=False)[0]
    assert len(answer.sequences_ids[0]) <= 4
    assert (tmp_path / "ctranslate2/tokenizer.json").read_bytes() == (FOLDER / "tokenizer.json").read_bytes()
    lora.save_ctranslate2(tmp_path / "ctranslate2")  # in place of the first
    assert [path.name for path in tmp_path.iterdir()] == ["ctranslate2"]


@pytest.mark.parametrize("options", [LORA, FULL], ids=lambda options: options.tuning)
def test_an_export_leaves_the_model_as_it_is(
    options: GemmaOptions, weights: dict[str, torch.Tensor], config_file: Path, tmp_path: Path
) -> None:
    model = GemmaTranslator(weights, options, 1, config_file)
    before = {name: weight.clone() for name, weight in model.module.state_dict().items()}
    model.save(tmp_path / "model")
    model.save_ctranslate2(tmp_path / "ctranslate2")
    after = model.module.state_dict()
    assert [name for name in before if not torch.equal(before[name], after[name])] == []


def test_it_learns_pairs_by_heart_and_says_them_in_the_order_asked_exported_too(
    full: GemmaTranslator, tmp_path: Path
) -> None:
    optimiser = torch.optim.AdamW([w for w in full.module.parameters() if w.requires_grad], lr=0.01)
    batch = [full.example(*pair) for pair in PAIRS]
    full.module.train()
    for _ in range(60):
        total, count = full.loss(batch, 0.0)
        optimiser.zero_grad()
        (total / count).backward()
        optimiser.step()
    full.save_ctranslate2(tmp_path / "ctranslate2")
    exported = read_exported(tmp_path / "ctranslate2", "id-en", 0)
    for order in (PAIRS, PAIRS[::-1]):
        assert exported([source for source, _ in order], 1) == [target for _, target in order]
        assert said(full.translate([source for source, _ in order])) == [target for _, target in order]
    assert full.module.training
    assert said(full.translate([PAIRS[1][0]], beam_size=2)) == [PAIRS[1][1]]
    assert said(full.translate([])) == []


def test_sampling_draws_the_same_again_whatever_was_drawn_before(full: GemmaTranslator) -> None:
    sentences = [source for source, _ in PAIRS]
    torch.manual_seed(1)
    first = said(full.translate(sentences, sample_top_k=20))
    torch.manual_seed(2)
    assert said(full.translate(sentences, sample_top_k=20)) == first
    assert said(full.translate(sentences)) != first


def test_examples_of_both_models_are_of_one_kind(full: GemmaTranslator) -> None:
    assert isinstance(full.example(*PAIRS[0]), Example)
