"""The commands on models, from a hub on this machine to a translation: pull, use, verify, bundle, remove, unbundle."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summarizer.cli.commands import cli
from summarizer.engines.catalogue import catalogue
from tests.engines.checkpoints import tiny_translators
from tests.engines.store.loopback_hub import COMMIT, LoopbackHub

SENTENCE = "Pemerintah Kabupaten Banyumas menutup jembatan gantung itu sejak Selasa pagi."
HUB_ID = catalogue()["opus-mt-id-en"].hub


def run(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


def models(*arguments: str | Path) -> Result:
    return run("models", *arguments)


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_translators.marian(tmp_path_factory.mktemp("marian") / "checkpoint")


@pytest.fixture(scope="module")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_translators.nllb(tmp_path_factory.mktemp("nllb") / "checkpoint")


@pytest.fixture
def pulled(hub: LoopbackHub, marian: Path) -> LoopbackHub:
    """The catalogue's opus-mt-id-en, of a few thousand random weights, is pulled, and the hub answers no more."""
    hub.serve(HUB_ID, marian, revisions={"main", catalogue()["opus-mt-id-en"].revision})
    result = models("pull", "opus-mt-id-en", "--quantization", "float32")
    assert result.exit_code == 0, result.output
    assert result.stdout == "opus-mt-id-en\n"
    hub.asked.clear()
    return hub


def row(name: str) -> dict[str, object]:
    [found] = [row for row in json.loads(models("list", "--json").stdout) if row["name"] == name]
    return dict(found)


@pytest.mark.usefixtures("pulled")
def test_a_pulled_model_is_listed_with_its_commit_and_translates() -> None:
    assert row("opus-mt-id-en")["state"] == "installed"
    info = models("info", "opus-mt-id-en").stdout
    assert f"revision: {COMMIT}" in info
    assert "licence: Apache-2.0" in info
    assert "runtime: ctranslate2\n" in info
    assert "quantization: float32\n" in info
    made = run("translate", "--engine", "opus-mt-id-en", "--beam-size", "1", "--format", "json", stdin=SENTENCE)
    assert made.exit_code == 0, made.output
    signature = json.loads(made.stdout)["signature"]
    assert signature.startswith("engine:opus-mt-id-en|model:")
    assert "|runtime:ctranslate2-" in signature
    assert "|langpair:id-en|" in signature


def test_nothing_asks_the_hub_again(pulled: LoopbackHub, tmp_path: Path) -> None:
    bundle = tmp_path / "opus.tar.zst"
    for arguments in (["list"], ["info", "opus-mt-id-en"], ["verify", "opus-mt-id-en"], ["path", "opus-mt-id-en"]):
        assert models(*arguments).exit_code == 0
    assert models("bundle", "opus-mt-id-en", bundle).exit_code == 0
    assert models("remove", "opus-mt-id-en").exit_code == 0
    assert row("opus-mt-id-en")["state"] == "not pulled"
    unpacked = models("unbundle", bundle)
    assert (unpacked.exit_code, unpacked.stdout) == (0, "opus-mt-id-en\n")
    assert models("verify", "opus-mt-id-en").stdout == "opus-mt-id-en: every file is as recorded\n"
    assert run("translate", "--engine", HUB_ID, "--beam-size", "1", stdin=SENTENCE).exit_code == 0
    assert pulled.asked == []


@pytest.mark.usefixtures("pulled")
def test_a_damaged_model_is_marked_in_the_list_and_refused(store: Path) -> None:
    weights = store / "opus-mt-id-en" / "ctranslate2" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:-1])
    assert row("opus-mt-id-en")["state"] == "broken"
    assert "opus-mt-id-en: ctranslate2/model.bin has another size" in models("list").stdout
    verified = models("verify", "opus-mt-id-en")
    assert verified.exit_code == 4
    assert "ctranslate2/model.bin has another size" in verified.stderr
    assert "summarizer models pull opus-mt-id-en" in verified.stderr


@pytest.mark.usefixtures("store")
def test_a_model_that_is_not_here_says_how_to_get_it_with_a_network_and_without() -> None:
    result = run("brief", "--engine", "opus-mt-id-en", stdin=SENTENCE)
    assert result.exit_code == 4
    assert "Pull it with: summarizer models pull opus-mt-id-en (" in result.stderr
    assert "summarizer models unbundle opus-mt-id-en.tar.zst here" in result.stderr


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("flag", ["SUMMARIZER_OFFLINE", "HF_HUB_OFFLINE"])
def test_offline_nothing_is_pulled(hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch, flag: str) -> None:
    monkeypatch.setenv(flag, "1")
    result = models("pull", "opus-mt-id-en")
    assert result.exit_code == 4
    assert flag in result.stderr
    assert "unbundle" in result.stderr
    assert hub.asked == []


def test_a_model_of_ones_own_translates_both_ways(store: Path, nllb: Path) -> None:
    added = models("add", nllb, "--alias", "ours", "--langpair", "id-en", "--langpair", "en-id")
    assert (added.exit_code, added.stdout) == (0, "ours\n")
    english = "The regent asked every district head to report damage to the fields by Friday."
    for arguments, text in (([], SENTENCE), (["--from", "en", "--to", "id"], english)):
        made = run("brief", "--engine", "ours", "--beam-size", "1", *arguments, "--format", "json", stdin=text)
        assert made.exit_code == 0, made.output
        written = json.loads(made.stdout)
        langpair = f"{written['source']['lang']}-{written['target']['lang']}"
        assert f"|langpair:{langpair}|" in written["signature"]
        assert langpair == ("en-id" if arguments else "id-en")
    refused = run("brief", "--engine", "ours", "--from", "ms", stdin=SENTENCE)
    assert refused.exit_code == 2
    assert "the engine ours translates id-en, en-id, not ms-en" in refused.stderr


@pytest.mark.parametrize("name", ["embedded", "opus-mt-id-en", "Ours", "../ours"])
def test_a_name_that_is_taken_or_is_none_is_refused(store: Path, nllb: Path, name: str) -> None:
    result = models("add", nllb, "--alias", name, "--langpair", "id-en")
    assert result.exit_code == 2
    assert "--alias" in result.stderr
    assert not (store / name).exists()


@pytest.mark.usefixtures("store")
def test_a_folder_is_used_where_it_lies(marian: Path) -> None:
    made = run("translate", "--engine", marian, "--beam-size", "1", "--format", "json", stdin=SENTENCE)
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["signature"].startswith("engine:checkpoint/|model:")
    assert [row["name"] for row in json.loads(models("list", "--json").stdout) if row["state"] == "installed"] == []


@pytest.mark.usefixtures("store")
def test_a_folder_translates_what_its_files_say(marian: Path) -> None:
    """A Marian knows two languages, whatever is asked of it."""
    (marian.parent / "stated").mkdir()
    stated = Path(shutil.copytree(marian, marian.parent / "stated", dirs_exist_ok=True))
    settings = json.loads((stated / "tokenizer_config.json").read_text())
    settings |= {"source_lang": "ind", "target_lang": "eng"}
    (stated / "tokenizer_config.json").write_text(json.dumps(settings))
    refused = run("translate", "--engine", stated, "--from", "en", "--to", "id", "--force", stdin=SENTENCE)
    assert refused.exit_code == 2
    assert "translates id-en, not en-id" in refused.stderr


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "name", ["", ",", "~nosuch/model", "a" * 300, "/dev/null/model", "embedded-int9,~nosuch/model"], ids=range(6)
)
def test_odd_names_of_engines_are_refused_in_words(name: str) -> None:
    refused = run("translate", "--engine", name, stdin=SENTENCE)
    assert refused.exit_code == 4
    assert "there is no engine" in refused.stderr


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("command", [["pull"], ["remove"], ["bundle"]])
def test_what_comes_with_the_package_is_no_matter_of_the_store(command: list[str], tmp_path: Path) -> None:
    rest = [tmp_path / "e.tar.zst"] if command == ["bundle"] else []
    refused = models(*command, "embedded", *rest)
    assert refused.exit_code == 2
    assert "embedded comes with the package" in refused.stderr


def test_a_damaged_engine_gives_way_to_the_next(pulled: LoopbackHub, store: Path, nllb: Path) -> None:
    assert models("add", nllb, "--alias", "ours").exit_code == 0
    (store / "opus-mt-id-en" / "ctranslate2" / "model.bin").unlink()
    made = run("translate", "--engine", "opus-mt-id-en,ours", "--beam-size", "1", "--format", "json", stdin=SENTENCE)
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["signature"].startswith("engine:ours|")
    assert "note: opus-mt-id-en is passed over: the model in" in made.stderr
    alone = run("translate", "--engine", "opus-mt-id-en", stdin=SENTENCE)
    assert alone.exit_code == 4
    assert "ctranslate2/model.bin is missing" in alone.stderr
    assert "summarizer models pull opus-mt-id-en" in alone.stderr


@pytest.mark.usefixtures("pulled")
def test_of_several_engines_the_first_that_is_there_translates() -> None:
    arguments = ("translate", "--beam-size", "1", "--format", "json", "--engine")
    made = run(*arguments, "nllb-200-distilled-600m,opus-mt-id-en,embedded", stdin=SENTENCE)
    assert made.exit_code == 0
    assert json.loads(made.stdout)["signature"].startswith("engine:opus-mt-id-en|")
    assert (
        "note: nllb-200-distilled-600m is passed over: the model nllb-200-distilled-600m is not on this machine\n"
        in made.stderr
    )
    none = run(*arguments, "nllb-200-distilled-600m,opus-mt-en-id", stdin=SENTENCE)
    assert none.exit_code == 4
    assert "none of these engines can be had. nllb-200-distilled-600m: the model" in none.stderr


@pytest.mark.usefixtures("pulled")
def test_a_compute_type_and_threads_are_taken_and_what_there_is_not_is_refused() -> None:
    arguments = ("translate", "--engine", "opus-mt-id-en", "--beam-size", "1", "--format", "json")
    made = run(*arguments, "--compute-type", "int8", "--threads", "1", "--device", "cpu", stdin=SENTENCE)
    assert "-int8|" in json.loads(made.stdout)["signature"]
    refused = run(*arguments, "--compute-type", "float99", stdin=SENTENCE)
    assert refused.exit_code == 2
    assert "float32" in refused.stderr


@pytest.mark.usefixtures("pulled")
def test_a_summariser_is_no_translator(hub: LoopbackHub, bart: Path) -> None:
    hub.serve("desk/bart", bart)
    assert models("pull", "desk/bart", "--alias", "writer", "--langpair", "en-en").exit_code == 0
    refused = run("brief", "--engine", "writer", stdin=SENTENCE)
    assert refused.exit_code == 4
    assert "writer writes summaries and does not translate. Give it to --generator" in refused.stderr
    made = run(
        "brief",
        "--engine",
        "opus-mt-id-en",
        "--beam-size",
        "1",
        "--generator",
        "writer",
        "--format",
        "json",
        stdin=SENTENCE,
    )
    assert made.exit_code == 0, made.output
