"""The training loop, on a model of a few lines that learns in a second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch.nn import functional

from summarizer.datamodels import Hypothesis
from training import checkpoints
from training.checkpoints import Position
from training.loop import Phase, Precision, Report, TrainingDiverged, TrainingOptions, mixed_precision, train
from training.protocols import Example

WORDS = 12
OPTIONS = TrainingOptions(
    peak_rate=0.02, batch_tokens=40, warmup=0.1, precision="float32", checkpoints=9, keep_checkpoints=4
)


class Copier:
    """Writes a token for every token it reads, with dropout in between."""

    def __init__(self, first: int = 7) -> None:
        torch.manual_seed(first)
        self.module = torch.nn.Sequential(
            torch.nn.Embedding(WORDS, 16), torch.nn.Dropout(0.2), torch.nn.Linear(16, WORDS)
        )
        self.seen: list[set[int]] = []

    def example(self, source: str, target: str) -> Example:
        return Example(tuple(map(int, source.split())), tuple(map(int, target.split())))

    def widths(self, example: Example) -> tuple[int, ...]:
        return len(example.source), len(example.target)

    def loss(self, batch: Sequence[Example], label_smoothing: float) -> tuple[torch.Tensor, int]:
        read = torch.tensor([token for example in batch for token in example.source])
        wanted = torch.tensor([token for example in batch for token in example.target])
        self.seen.append(set(read.tolist()))
        loss = functional.cross_entropy(
            self.module(read).float(), wanted, reduction="sum", label_smoothing=label_smoothing
        )
        return loss, len(wanted)

    @property
    def parameters(self) -> int:
        raise NotImplementedError

    def state(self) -> dict[str, torch.Tensor]:
        return {name: weight.detach().clone() for name, weight in self.module.named_parameters()}

    def load_state(self, state: Mapping[str, torch.Tensor]) -> None:
        self.module.load_state_dict(dict(state))

    def translate(self, sentences: Sequence[str], beam_size: int = 1, sample_top_k: int = 0) -> list[Hypothesis]:
        raise NotImplementedError

    def save(self, folder: Path) -> None:
        raise NotImplementedError


def examples(words: range, count: int) -> list[Example]:
    """Examples of 1 to 4 of ``words``, each to be answered by the word after it."""
    rows = [[words[(start * 5 + step) % len(words)] for step in range(1 + start % 4)] for start in range(count)]
    return [Example(tuple(row), tuple((word + 1) % WORDS for word in row)) for row in rows]


PHASES = [Phase(examples(range(6), 60), 900), Phase(examples(range(6, 12), 30), 500)]


class Killed(Exception):
    pass


def silent(position: Position, loss: float, rate: float) -> None:
    pass


def killing_at(step: int) -> Report:
    def report(position: Position, loss: float, rate: float) -> None:
        if position.step == step:
            raise Killed

    return report


def assert_same_run(model: Copier, position: Position, other: Copier, other_position: Position) -> None:
    assert replace(position, seconds=0.0) == replace(other_position, seconds=0.0)
    state, other_state = model.state(), other.state()
    assert all(torch.equal(state[name], other_state[name]) for name in state)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copier, Position]:
    model = Copier()
    return model, train(model, PHASES, OPTIONS, tmp_path_factory.mktemp("unbroken"), 3, silent)


def checkpoint_steps() -> tuple[int, ...]:
    """Steps to be killed at: before any checkpoint, in both phases, and at the very last step."""
    return 1, 5, 9, 12, 25, 33, 36


@pytest.mark.parametrize("step", checkpoint_steps())
def test_a_killed_run_ends_with_the_weights_of_an_unbroken_one(
    step: int, unbroken: tuple[Copier, Position], tmp_path: Path
) -> None:
    assert step <= unbroken[1].step
    with pytest.raises(Killed):
        train(Copier(), PHASES, OPTIONS, tmp_path, 3, killing_at(step))
    model = Copier(first=8)  # its first weights must not matter once there is a checkpoint
    if not checkpoints.finished(tmp_path):
        model = Copier()
    steps: list[int] = []
    position = train(model, PHASES, OPTIONS, tmp_path, 3, lambda position, *_: steps.append(position.step))
    assert steps[-1] == unbroken[1].step
    assert_same_run(model, position, *unbroken)


def test_a_run_that_goes_on_does_not_begin_again(unbroken: tuple[Copier, Position], tmp_path: Path) -> None:
    with pytest.raises(Killed):
        train(Copier(), PHASES, OPTIONS, tmp_path, 3, killing_at(25))
    before = checkpoints.read(checkpoints.finished(tmp_path)[-1])[0]
    assert before.step > 12
    steps: list[int] = []
    train(Copier(), PHASES, OPTIONS, tmp_path, 3, lambda position, *_: steps.append(position.step))
    assert steps == list(range(before.step + 1, unbroken[1].step + 1))


def test_a_run_killed_again_and_again_ends_the_same(unbroken: tuple[Copier, Position], tmp_path: Path) -> None:
    for step in (10, 17, 18, 30, 35):
        with pytest.raises(Killed):
            train(Copier(), PHASES, OPTIONS, tmp_path, 3, killing_at(step))
    model = Copier()
    assert_same_run(model, train(model, PHASES, OPTIONS, tmp_path, 3, silent), *unbroken)


def test_a_kill_while_a_checkpoint_is_written_costs_only_that_checkpoint(
    unbroken: tuple[Copier, Position], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = torch.save
    calls = 0

    def second_fails(*arguments: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise Killed
        whole(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(torch, "save", second_fails)
        with pytest.raises(Killed):
            train(Copier(), PHASES, OPTIONS, tmp_path, 3, silent)
    assert len(checkpoints.finished(tmp_path)) == 1
    model = Copier()
    assert_same_run(model, train(model, PHASES, OPTIONS, tmp_path, 3, silent), *unbroken)


def test_the_last_checkpoint_holds_the_trained_weights(tmp_path: Path) -> None:
    model = Copier()
    position = train(model, PHASES, OPTIONS, tmp_path, 3, silent)
    found_position, weights, _ = checkpoints.read(checkpoints.finished(tmp_path)[-1])
    assert found_position == position
    assert all(torch.equal(weights[name], weight) for name, weight in model.state().items())
    assert len(checkpoints.finished(tmp_path)) == OPTIONS.keep_checkpoints
    assert not model.module.training


def test_a_finished_run_started_again_trains_no_more_step(unbroken: tuple[Copier, Position], tmp_path: Path) -> None:
    train(Copier(), PHASES, OPTIONS, tmp_path, 3, silent)
    names = [path.name for path in checkpoints.finished(tmp_path)]
    model = Copier(first=8)
    position = train(model, PHASES, OPTIONS, tmp_path, 3, killing_at(unbroken[1].step + 1))
    assert model.seen == []
    assert_same_run(model, position, *unbroken)
    assert [path.name for path in checkpoints.finished(tmp_path)] == names


def test_a_run_whose_newest_checkpoint_lost_its_optimiser_goes_back_and_ends_the_same(
    unbroken: tuple[Copier, Position], tmp_path: Path
) -> None:
    with pytest.raises(Killed):
        train(Copier(), PHASES, OPTIONS, tmp_path, 3, killing_at(12))
    first = checkpoints.finished(tmp_path)[-1]
    optimiser = (first / "optimiser.pt").read_bytes()
    with pytest.raises(Killed):
        train(Copier(), PHASES, OPTIONS, tmp_path, 3, killing_at(20))
    second = checkpoints.finished(tmp_path)[-1]
    (first / "optimiser.pt").write_bytes(optimiser)
    (second / "optimiser.pt").unlink()
    begin = checkpoints.read_position(first).step
    steps: list[int] = []
    model = Copier()
    position = train(model, PHASES, OPTIONS, tmp_path, 3, lambda position, *_: steps.append(position.step))
    assert steps == list(range(begin + 1, unbroken[1].step + 1))
    assert_same_run(model, position, *unbroken)


def test_a_final_rate_of_one_keeps_the_rate_at_its_peak(tmp_path: Path) -> None:
    rates: list[float] = []
    options = replace(OPTIONS, warmup=0.0, final_rate=1.0)
    train(Copier(), PHASES, options, tmp_path, 3, lambda position, loss, rate: rates.append(rate))
    assert rates == pytest.approx([OPTIONS.peak_rate] * len(rates))


def test_the_seed_decides_the_run(unbroken: tuple[Copier, Position], tmp_path: Path) -> None:
    model = Copier()
    train(model, PHASES, OPTIONS, tmp_path, 4, silent)
    assert not torch.equal(model.state()["2.weight"], unbroken[0].state()["2.weight"])


def test_each_phase_sees_its_examples_alone_and_its_tokens(tmp_path: Path) -> None:
    model = Copier()
    positions: list[Position] = []
    last = train(model, PHASES, OPTIONS, tmp_path, 3, lambda position, *_: positions.append(position))
    spent = [0, 0]
    for before, position, seen in zip([Position(), *positions], positions, model.seen, strict=False):
        spent[before.phase] += position.tokens - before.tokens
        assert seen <= (set(range(6)) if before.phase == 0 else set(range(6, 12)))
    for phase, tokens in zip(PHASES, spent, strict=True):  # the last batch may go over
        assert phase.tokens <= tokens < phase.tokens + OPTIONS.batch_tokens
    assert last.tokens == sum(spent)
    assert last.phase == len(PHASES)
    assert last.step == len(positions) == len(model.seen)


def test_the_rate_is_one_schedule_over_all_phases(tmp_path: Path) -> None:
    rates: list[float] = []
    train(Copier(), PHASES, OPTIONS, tmp_path, 3, lambda position, loss, rate: rates.append(rate))
    top = rates.index(max(rates))
    assert rates[: top + 1] == sorted(rates[: top + 1])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert rates[0] == 0.0
    assert max(rates) == pytest.approx(OPTIONS.peak_rate, rel=0.05)
    assert rates[-1] == pytest.approx(OPTIONS.peak_rate * OPTIONS.final_rate, rel=0.3)


def test_the_loss_falls_on_a_task_that_can_be_learnt(tmp_path: Path) -> None:
    losses: list[float] = []
    phases = [Phase(examples(range(12), 120), 6000)]
    options = replace(OPTIONS, checkpoints=1)
    train(Copier(), phases, options, tmp_path, 1, lambda position, loss, rate: losses.append(loss))
    assert losses[0] > 2.0
    assert sum(losses[-5:]) / 5 < 0.5


def test_a_loss_that_is_no_number_ends_the_run_before_it_is_learnt_from(tmp_path: Path) -> None:
    class Diverging(Copier):
        def loss(self, batch: Sequence[Example], label_smoothing: float) -> tuple[torch.Tensor, int]:
            total, count = super().loss(batch, label_smoothing)
            return (total if len(self.seen) < 5 else total * float("nan")), count

    model = Diverging()
    with pytest.raises(TrainingDiverged, match=r"the loss has become nan: .*lower peak_rate"):
        train(model, PHASES, OPTIONS, tmp_path, 3, silent)
    assert all(weight.isfinite().all() for weight in model.state().values())


def test_a_phase_without_examples_is_an_error_that_says_which(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="phase 2 has no examples"):
        train(Copier(), [PHASES[0], Phase([], 100)], OPTIONS, tmp_path, 1, silent)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("precision", "avx512", "amx", "expected"),
    [
        ("auto", False, False, torch.float32),
        ("auto", True, False, torch.bfloat16),
        ("auto", False, True, torch.bfloat16),
        ("bfloat16", False, False, torch.bfloat16),
        ("float32", True, True, torch.float32),
    ],
)
def test_products_are_in_bfloat16_where_there_are_instructions_for_it(
    precision: Precision, avx512: bool, amx: bool, expected: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: avx512)
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: amx)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)  # the weights lie on the CPU all the same
    with mixed_precision(precision, "cpu"):
        assert (torch.ones(2, 2) @ torch.ones(2, 2)).dtype == expected


def test_mixed_precision_keeps_the_weights_in_float32(tmp_path: Path) -> None:
    model = Copier()
    train(model, [Phase(PHASES[0].examples, 100)], replace(OPTIONS, precision="bfloat16"), tmp_path, 1, silent)
    assert {weight.dtype for weight in model.state().values()} == {torch.float32}


def test_the_loss_on_held_out_rows_is_taken_at_every_checkpoint_and_changes_nothing(
    unbroken: tuple[Copier, Position], tmp_path: Path
) -> None:
    model = Copier()
    position = train(model, PHASES, OPTIONS, tmp_path, 3, silent, held_out=PHASES[1].examples)
    assert_same_run(model, replace(position, dev_losses=()), *unbroken)
    assert len(position.dev_losses) == OPTIONS.checkpoints
    assert position.dev_losses[-1][0] == position.tokens
    total, count = model.loss(PHASES[1].examples, 0.0)  # in eval mode, as the loop has left it
    assert position.dev_losses[-1][1] == pytest.approx(float(total.detach()) / count, rel=1e-5)
    assert position.dev_losses[0][1] > position.dev_losses[-1][1]


def test_the_losses_survive_a_kill(tmp_path: Path) -> None:
    expected = train(Copier(), PHASES, OPTIONS, tmp_path / "whole", 3, silent, held_out=PHASES[1].examples)
    with pytest.raises(Killed):
        train(Copier(), PHASES, OPTIONS, tmp_path / "killed", 3, killing_at(25), held_out=PHASES[1].examples)
    position = train(Copier(), PHASES, OPTIONS, tmp_path / "killed", 3, silent, held_out=PHASES[1].examples)
    assert position.dev_losses == expected.dev_losses


def test_checkpoints_are_spread_over_the_run(tmp_path: Path) -> None:
    options = replace(OPTIONS, checkpoints=5, keep_checkpoints=5)
    train(Copier(), PHASES, options, tmp_path, 3, silent)
    tokens = [checkpoints.read_position(path).tokens for path in checkpoints.finished(tmp_path)]
    for found, share in zip(tokens, (1 / 5, 2 / 5, 3 / 5, 4 / 5, 1), strict=True):
        assert 0 <= found - 1400 * share < 2 * OPTIONS.batch_tokens


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"peak_rate": 0.0}, "peak_rate must be a number over 0"),
        ({"batch_tokens": 0}, "batch_tokens must be at least 1"),
        ({"warmup": 1.0}, "warmup must be from 0 to less than 1"),
        ({"warmup": -0.1}, "warmup must be from 0 to less than 1"),
        ({"final_rate": 1.1}, "final_rate must be from 0 to 1"),
        ({"label_smoothing": 1.0}, "label_smoothing must be from 0 to less than 1"),
        ({"precision": "float16"}, 'precision is "float16"; it must be auto, bfloat16 or float32'),
        ({"checkpoints": 0}, "checkpoints must be at least 1"),
        ({"keep_checkpoints": 0}, "keep_checkpoints must be at least 1"),
    ],
)
def test_options_out_of_range_are_refused(values: dict[str, float | str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(OPTIONS, **values)  # type: ignore[arg-type]
