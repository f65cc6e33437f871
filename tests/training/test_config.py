"""Configurations: those that are there can be read, and a mistake is an error that names the entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from training.config import ConfigError, read_config

CONFIGS = sorted((Path(__file__).parents[2] / "training/configs").glob("*.toml"))
SMOKE = Path(__file__).parents[2] / "training/configs/smoke.toml"


def changed(folder: Path, old: str, new: str) -> Path:
    """The configuration of the smoke test with one text replaced."""
    text = SMOKE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file = folder / "changed.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_every_configuration_of_the_project_can_be_read(path: Path) -> None:
    config = read_config(path)
    assert config.model.name == path.stem
    assert config.phases


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_a_model_that_is_shipped_learns_from_rows_that_allow_it(path: Path) -> None:
    assert read_config(path).data.corpus.shippable_only


def test_the_sides_of_the_evaluation_follow_the_direction() -> None:
    for path in CONFIGS:
        config = read_config(path)
        read, written = config.model.langpair.split("-")
        assert Path(config.evaluation.source).suffix == f".{read}", path
        assert Path(config.evaluation.reference).suffix == f".{written}", path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("peak_rate = 2e-3", "peak_rat = 2e-3", r"training\.peak_rate: .*; training\.peak_rat: "),
        ("peak_rate = 2e-3", "peak_rate = -1.0", "training: peak_rate"),
        ("warmup = 0.1", "warmup = 1.5", "training: warmup"),
        ("batch_tokens = 1024", 'batch_tokens = "2048"', r"training\.batch_tokens: .*integer"),
        ("batch_tokens = 1024", "batch_tokens = 2026-11-24", r"training\.batch_tokens: .*integer"),
        ("quoted_share = 0.05", "quoted_share = 2", "quoted_share must be from 0 to 1"),
        ("heads = 4", "heads = 5", r"model\.marian: .*heads"),
        ('name = "smoke"', 'name = "smoke"\nlangpair = "id-jv"', r"model\.langpair: .*'id-en' or 'en-id'"),
        ('kind = "back-translation"', 'kind = "translation"', r"data\.synthesis\.0\.options.*translation"),
        ("[model.marian]", "[model.gemma]\n[model.marian]", r"model: give one of \[model.marian\] and \[model.gemma\]"),
        ('name = "smoke"', 'name = "smoke"\nstart = { path = "x" }', r"model: start is for \[model.gemma\]"),
        ('name = "smoke"', 'name = " "', "model: name is blank"),
        ("toy_pairs = 2000", "toy_pairs = -1", "data: toy_pairs must be at least 0"),
        ("size = 400", "size = 0", r"model\.vocabulary: size must be at least 1"),
        ('licence = "CC0"', "", r"data\.synthesis\.0: the licence of the texts must be stated"),
        (
            'licence = "CC0"',
            'licence = "CC BY-NC 4.0"',
            r"data: .* CC BY-NC 4\.0, allows no model",
        ),
        ('hardware = "whatever ran the smoke test"', 'hardware = " "', "card: hardware is blank"),
        ("peak_rate = 2e-3", "peak_rate = inf", "training"),
        ("\ntokens = ", "\ntokens = -", r"phases\.0: tokens must be at least 1"),
        ("seed = 1", "seed = ", "is not TOML"),
    ],
)
def test_a_mistake_is_an_error_that_names_the_entry(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_config(changed(tmp_path, old, new))


def test_a_share_of_the_start_is_less_than_all_of_it(tmp_path: Path) -> None:
    lora = SMOKE.with_name("gemma-lora-2.toml").read_text(encoding="utf-8")
    file = tmp_path / "lora.toml"
    file.write_text(lora.replace("share = 0.5", "share = 1.0"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"model\.start: share must be from 0 to less than 1 and not 1\.0"):
        read_config(file)


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (lambda file: None, "cannot be read: No such file"),
        (lambda file: file.write_bytes(b"\xff\xfe"), "is not TOML"),
        (lambda file: file.write_text("phases = []\n", encoding="utf-8"), "model: "),
    ],
)
def test_a_file_that_is_no_configuration_is_an_error(
    tmp_path: Path, write: Callable[[Path], object], message: str
) -> None:
    file = tmp_path / "recipe.toml"
    write(file)
    with pytest.raises(ConfigError, match=message):
        read_config(file)


def test_a_run_without_phases_is_an_error(tmp_path: Path) -> None:
    text = re.sub(r"\[\[phases\]\]\ntokens = [0-9_]+\n", "", SMOKE.read_text(encoding="utf-8"))
    text = text.replace("seed = 1\n", "seed = 1\nphases = []\n")
    file = tmp_path / "none.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"give at least one \[\[phases\]\]"):
        read_config(file)
