"""The recipe from end to end, on a student and a corpus of toy size."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock
from safetensors.torch import load_file
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

from tests.training.student import TAUGHT, taught_student, tiny_vocabulary
from training.__main__ import main
from training.config import ConfigError
from training.corpus.errors import CorpusError
from training.corpus.toy import write_toy_corpus
from training.export import export_safetensors
from training.models.marian import quiet_marian
from training.provenance import ProvenanceError
from training.recipe import Run, RunMixed

PROJECT = Path(__file__).parents[2]
CONFIG = """\
[model]
name = "{name}"
langpair = "{langpair}"

[model.vocabulary]
size = 400

[model.marian]
encoder_layers = 1
decoder_layers = 1
d_model = 32
ffn = 64
heads = 2
max_length = 96

[data]
toy_pairs = 150

{synthesis}

[data.corpus]
folder = "{folder}/toy"
held_out_per_mille = 50
{corpus}

[training]
peak_rate = 3e-3
batch_tokens = 600
checkpoints = 6

[[phases]]
tokens = 9_000

[[phases]]
tokens = 3_000
sources = ["toy"]

[evaluation]
source = "{folder}/toy/toy-eval.{read}"
reference = "{folder}/toy/toy-eval.{written}"

[card]
base = "none"
architecture = "Marian, one layer each"
hardware = "a test"
test_set = "sentences of a made-up grammar"
intended_use = "None."
limits = ["It has learnt next to nothing."]
"""
SYNTHESIS = """\
[[data.synthesis]]
teacher = "{teacher}"
licence = "{licence}"

[data.synthesis.options]
kind = "back-translation"
texts = "{folder}/letters.en.txt"
batch_sentences = 8
max_sentences = 40
"""


class Stopped(BaseException):
    """Stands for a kill in the middle of a run."""


def silent(stage: str, done: int, total: int) -> None:
    pass


def written(
    folder: Path, name: str = "student", langpair: str = "id-en", synthesis: str = "", corpus: str = ""
) -> Path:
    """A configuration file in ``folder``."""
    read, write = langpair.split("-")
    file = folder / f"{name}.toml"
    file.write_text(
        CONFIG.format(
            name=name, langpair=langpair, synthesis=synthesis, corpus=corpus, folder=folder, read=read, written=write
        ),
        encoding="utf-8",
    )
    return file


def with_teacher(folder: Path, teacher: Path, licence: str = "CC0") -> Path:
    """A configuration with back-translation, and the text for it."""
    text = "".join(f"{english}\n" for _, english in TAUGHT)
    (folder / "letters.en.txt").write_text(text, encoding="utf-8")
    return written(folder, synthesis=SYNTHESIS.format(teacher=teacher, licence=licence, folder=folder))


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that translates the letters into Indonesian."""
    folder = tmp_path_factory.mktemp("teacher")
    model = taught_student(tiny_vocabulary(folder), [(english, indonesian) for indonesian, english in TAUGHT])
    export_safetensors(model, folder / "model")
    (folder / "model/licences.json").write_text('{"licences": ["MIT"], "terms": ["House rules"]}', encoding="utf-8")
    return folder / "model"


@pytest.fixture(scope="module")
def whole(teacher: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that worked through every step."""
    folder = tmp_path_factory.mktemp("recipe")
    Run(with_teacher(folder, teacher), folder / "runs/student", silent).work()
    return folder / "runs/student"


def test_a_run_leaves_what_the_readme_promises(whole: Path) -> None:
    readme = (PROJECT / "training/README.md").read_text(encoding="utf-8")
    table = readme.split("What it leaves:")[1].split("## ")[0]
    names = re.findall(
        r"`([^`]+)`", "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    )
    assert len(names) > 8
    gemma_alone = {"adapter.safetensors", "start.json"}
    for name in names:
        if name not in gemma_alone:
            assert list(whole.glob(name.rstrip("/").replace("N", "0"))), name


def test_the_checkpoint_is_one_that_transformers_loads(whole: Path) -> None:
    with quiet_marian():
        model = AutoModelForSeq2SeqLM.from_pretrained(whole / "model", local_files_only=True)
        tokenizer = AutoTokenizer.from_pretrained(whole / "model", local_files_only=True)
    output = model.generate(**tokenizer(["Guru itu pergi."], return_tensors="pt"), max_new_tokens=5)
    assert tokenizer.batch_decode(output, skip_special_tokens=True)


def test_synthetic_pairs_are_trained_on_and_counted(whole: Path) -> None:
    kept = (whole / "synthetic-0.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(kept) >= 18  # of 20
    expected = {f"synthetic-bt/letters\tCC0\t{indonesian}\t{english}" for indonesian, english in TAUGHT}
    assert set(kept) <= expected
    corpus = json.loads((whole / "training.json").read_text(encoding="utf-8"))["corpus"]
    assert {part["source"]: part["pairs"] for part in corpus}["synthetic-bt"] == len(kept)


def measured(folder: Path) -> dict[str, dict[str, object]]:
    return dict(json.loads((folder / "measurements.json").read_text(encoding="utf-8")))


def test_the_figures_of_the_card_are_those_that_were_measured(whole: Path) -> None:
    measurements = json.loads((whole / "measurements.json").read_text(encoding="utf-8"))
    card = (whole / "README.md").read_text(encoding="utf-8")
    assert f"**{measurements['evaluation']['bleu']['value']:.1f}**" in card
    assert f"{measurements['training']['tokens']:,} tokens" in card
    assert measurements["training"]["tokens"] >= 12_000
    assert len(measurements["training"]["held_out_losses"]) == 6
    assert measurements["training"]["licences"] == ["CC0", "MIT"]
    assert "Terms of use that reach it: House rules." in card
    assert "Not to be distributed" not in card
    lines = (whole / "hypotheses.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == measurements["evaluation"]["lines"] == 100


def test_a_finished_run_does_nothing_when_it_is_started_again(whole: Path) -> None:
    anew = {"config.sha256", "README.md"}  # a word of the card may have been changed
    before = {path: path.stat().st_mtime_ns for path in whole.rglob("*") if path.name not in anew}
    again = Run(whole.parents[1] / "student.toml", whole, silent).work()
    assert again == measured(whole)
    assert {path: path.stat().st_mtime_ns for path in whole.rglob("*") if path.name not in anew} == before


def test_the_words_of_the_card_and_the_systems_compared_with_may_be_changed_afterwards(
    whole: Path, tmp_path: Path
) -> None:
    run, config = tmp_path / "run", whole.parents[1] / "student.toml"
    shutil.copytree(whole, run)
    weights = (run / "model/model.safetensors").stat().st_mtime_ns
    changed = tmp_path / "student.toml"
    text = config.read_text(encoding="utf-8").replace('hardware = "a test"', 'hardware = "an old laptop"')
    changed.write_text(f'{text}\n[evaluation.others]\nparrot = "{whole}/hypotheses.txt"\n', encoding="utf-8")
    Run(changed, run, silent).work()
    card = (run / "README.md").read_text(encoding="utf-8")
    assert "on an old laptop." in card
    assert "| parrot | " in card
    assert (run / "model/model.safetensors").stat().st_mtime_ns == weights


def test_two_processes_do_not_work_in_one_folder(whole: Path) -> None:
    run = Run(whole.parents[1] / "student.toml", whole, silent)
    with FileLock(whole / ".lock"), pytest.raises(RunMixed, match="another process is at work"):
        run.work()


def test_a_phase_of_a_source_that_is_not_there_is_found_before_anything_is_trained(tmp_path: Path) -> None:
    file = written(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('sources = ["toy"]', 'sources = ["tov"]'), encoding="utf-8")
    with pytest.raises(ConfigError, match="no row is from tov; the sources are toy"):
        Run(file, tmp_path / "run", silent).work()
    assert not (tmp_path / "run/vocabulary").exists()


def test_a_teacher_that_learns_from_closed_rows_is_refused(tmp_path: Path) -> None:
    config = with_teacher(tmp_path, written(tmp_path, "reverse", "en-id", corpus="shippable_only = false"))
    with pytest.raises(ConfigError, match=r"reverse\.toml learns from closed rows too"):
        Run(config, tmp_path / "runs/student", silent)


def test_a_run_stopped_between_any_two_reports_ends_with_the_same_weights(whole: Path) -> None:
    """Stopped again and again, each time a few reports of progress later than before."""
    folder = whole.parents[1]
    stops = 0
    for allowed in [*range(1, 40, 3), 10**9]:
        left = allowed

        def progress(stage: str, done: int, total: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Stopped

        try:
            Run(folder / "student.toml", folder / "stopped/student", progress).work()
        except Stopped:
            stops += 1
    assert stops > 3
    unbroken = load_file(whole / "model/model.safetensors")
    pieced = load_file(folder / "stopped/student/model/model.safetensors")
    assert unbroken.keys() == pieced.keys()
    assert all(unbroken[name].equal(pieced[name]) for name in unbroken)
    assert (folder / "stopped/student/hypotheses.txt").read_bytes() == (whole / "hypotheses.txt").read_bytes()


def test_a_folder_of_another_configuration_is_refused(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(RunMixed, match="holds a run of another configuration"):
        Run(written(tmp_path), whole, silent)


@pytest.mark.parametrize("licences", [None, '{"licences": ["MIT", "CC BY-NC 4.0"], "terms": []}'])
def test_a_teacher_whose_licences_are_unknown_or_closed_is_refused(
    licences: str | None, teacher: Path, tmp_path: Path
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    for file in teacher.iterdir():
        (model / file.name).write_bytes(file.read_bytes())
    (model / "licences.json").unlink()
    if licences:
        (model / "licences.json").write_text(licences, encoding="utf-8")
    with pytest.raises(ProvenanceError, match="licence"):
        Run(with_teacher(tmp_path, model), tmp_path / "run", silent).work()


def test_a_teacher_that_is_a_configuration_is_worked_first(tmp_path: Path) -> None:
    config = with_teacher(tmp_path, written(tmp_path, "reverse", "en-id"))
    with suppress(CorpusError):  # it has learnt too little for any of its pairs to pass the checks
        Run(config, tmp_path / "runs/student", silent).work()
    assert (tmp_path / "runs/reverse/measurements.json").exists()
    assert "English to Indonesian" in (tmp_path / "runs/reverse/README.md").read_text(encoding="utf-8")
    assert (tmp_path / "runs/student/synthetic-0.raw.tsv").exists()


def test_a_model_that_learnt_from_closed_rows_says_so(tmp_path: Path) -> None:
    config = written(tmp_path, corpus="shippable_only = false")
    write_toy_corpus(tmp_path / "toy", pairs=150, seed=1)
    rows = tmp_path / "toy/toy.tsv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("\tCC0\t", "\tGPL 3\t", 50), encoding="utf-8")
    Run(config, tmp_path / "run", silent).work()
    training = measured(tmp_path / "run")["training"]
    assert training["licences"] == ["CC0", "GPL 3"]
    assert training["shippable"] is False
    assert "**Not to be distributed:**" in (tmp_path / "run/README.md").read_text(encoding="utf-8")


def test_text_that_may_not_be_used_gives_no_pair(teacher: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="allows no model that is shipped to learn from them"):
        Run(with_teacher(tmp_path, teacher, licence="CC BY-NC 4.0"), tmp_path / "runs/student", silent)


def test_a_teacher_of_the_wrong_direction_is_refused_before_it_is_trained(tmp_path: Path) -> None:
    config = with_teacher(tmp_path, written(tmp_path, "forward", "id-en"))
    with pytest.raises(ConfigError, match=r"back-translation needs a teacher of en-id; .*forward\.toml is none"):
        Run(config, tmp_path / "runs/student", silent)


def test_a_run_cannot_be_its_own_teacher(tmp_path: Path) -> None:
    synthesis = SYNTHESIS.format(teacher=tmp_path / "student.toml", licence="CC0", folder=tmp_path)
    with pytest.raises(ConfigError, match="its own teacher"):
        Run(written(tmp_path, synthesis=synthesis), tmp_path / "run", silent)


def test_what_is_missing_is_found_before_the_work_begins(teacher: Path, tmp_path: Path) -> None:
    file = with_teacher(tmp_path, teacher)
    text = file.read_text(encoding="utf-8")
    for old, new, message in (
        ("toy_pairs = 150", "toy_pairs = 0", r"the evaluation file .*toy-eval\.id cannot be read"),
        (f'teacher = "{teacher}"', 'teacher = "nowhere/model"', "nowhere/model is not there"),
    ):
        file.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(ConfigError, match=message):
            Run(file, tmp_path / "run", silent)
        assert not (tmp_path / "run").exists()


def test_the_command_prints_the_measurements(whole: Path) -> None:
    result = CliRunner().invoke(main, [str(whole.parents[1] / "student.toml"), "--output", str(whole)])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == measured(whole)


def test_the_command_reports_a_mistake_without_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text("seed = 1\n", encoding="utf-8")
    result = CliRunner().invoke(main, [str(file), "--output", str(tmp_path / "run")])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {file}: model: ")
    assert not (tmp_path / "run").exists()


def test_without_the_extra_the_command_says_what_to_install() -> None:
    code = "import sys; sys.modules['pydantic'] = None; from training.__main__ import main; main()"
    command = [sys.executable, "-c", code, "training/configs/smoke.toml"]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert result.returncode == 4
    assert 'pip install -e ".[training]"' in result.stderr
    assert "Traceback" not in result.stderr
