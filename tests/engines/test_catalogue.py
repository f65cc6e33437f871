"""The catalogue of models: every row can be used as it stands, and docs/models.md tells the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from summarizer.engines.catalogue import Architecture, Entry, Task, catalogue
from summarizer.prompting import load_prompt
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
TAGGED = {Architecture.M2M100, Architecture.MBART}
METRICS = {Task.TRANSLATION: ["BLEU", "chrF", "COMET"], Task.SUMMARIZATION: ["ROUGE-1", "ROUGE-2", "ROUGE-L"]}

each_model = pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.alias) for entry in catalogue().values()])


@each_model
def test_a_model_has_a_name_for_the_shell_and_one_of_the_hub(entry: Entry) -> None:
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", entry.alias)
    assert re.fullmatch(r"[\w.-]+/[\w.-]+", entry.hub)
    assert re.fullmatch(r"main|refs/pr/[1-9]\d*|[0-9a-f]{40}", entry.revision)
    assert entry.about


@each_model
def test_a_model_names_its_languages(entry: Entry) -> None:
    assert entry.langpairs
    assert len(set(entry.langpairs)) == len(entry.langpairs)
    for langpair in entry.langpairs:
        assert re.fullmatch(r"[a-z]{2}-[a-z]{2}", langpair)
        source, target = langpair.split("-")
        assert (source == target) == (entry.task is Task.SUMMARIZATION)


def test_both_directions_are_covered_also_for_commercial_use() -> None:
    free = [entry for entry in catalogue().values() if not entry.warning]
    for langpair in ("id-en", "en-id"):
        assert any(langpair in entry.langpairs for entry in free)


def test_summaries_are_covered_in_both_languages() -> None:
    langpairs = {pair for entry in catalogue().values() for pair in entry.langpairs}
    assert {"id-id", "en-en"} <= langpairs


@each_model
def test_a_licence_that_keeps_users_out_is_warned_of(entry: Entry) -> None:
    free = entry.licence in {"Apache-2.0", "MIT", "CC-BY-4.0"}
    assert entry.licence
    assert bool(entry.warning) != free
    if entry.warning:
        assert re.fullmatch(r"[A-Z][^.]*\.", entry.warning)
    if "-NC" in entry.licence:
        assert "commercial" in entry.warning
    if entry.is_gated:
        assert "accepted on the hub" in entry.warning


@each_model
def test_a_model_is_told_its_languages_in_the_way_that_it_takes(entry: Entry) -> None:
    if entry.task is Task.SUMMARIZATION:
        assert not entry.tags
    elif entry.architecture in TAGGED:
        assert set(entry.tags) == languages(entry, "source") | languages(entry, "target")
    elif entry.architecture is Architecture.T5 or (entry.architecture is Architecture.MARIAN and entry.tags):
        assert languages(entry, "target") <= set(entry.tags)
    for tag in entry.tags.values():
        assert tag == tag.strip() != ""
    assert len(set(entry.tags.values())) == len(entry.tags)


def test_the_tags_have_the_form_of_their_family() -> None:
    forms = {
        "nllb-200-distilled-600m": r"[a-z]{3}_Latn",
        "nllb-200-distilled-1.3b": r"[a-z]{3}_Latn",
        "m2m100-418m": r"__[a-z]{2}__",
        "mbart-50": r"[a-z]{2}_[A-Z]{2}",
        "madlad400-3b": r"<2[a-z]{2}>",
        "opus-bible-en-pqw": r">>[a-z]{3}<<",
        "translategemma-4b": r"[a-z]{2}",
    }
    tagged = {alias: entry.tags.values() for alias, entry in catalogue().items() if entry.tags}
    assert tagged.keys() == forms.keys()
    for alias, tags in tagged.items():
        assert all(re.fullmatch(forms[alias], tag) for tag in tags), alias


@each_model
def test_a_causal_model_has_a_prompt_and_no_other_has(entry: Entry) -> None:
    assert bool(entry.prompt) == (entry.architecture is Architecture.CAUSAL)
    if entry.prompt not in {"", "template"}:
        targets = languages(entry, "target")
        assert targets <= set(load_prompt(entry.prompt).languages)
    if entry.prompt == "template":
        assert entry.tags


@each_model
def test_a_model_is_made_for_a_runtime_in_weights_that_it_knows(entry: Entry) -> None:
    assert (entry.runtime, entry.quantization) in {("ctranslate2", "int8"), ("transformers", "float32")}
    if "gemma" in entry.hub:  # CTranslate2 computes Gemma 3 wrongly (decisions 21 and 23)
        assert entry.runtime == "transformers"


@each_model
def test_a_score_says_on_what_and_who_measured_it(entry: Entry) -> None:
    for score in entry.scores:
        assert score.langpair in entry.langpairs
        assert score.metric in METRICS[entry.task]
        assert 0 < score.value < (1 if score.metric == "COMET" else 100)
        assert score.test_set
        assert score.source
    measured = [(score.langpair, score.metric, score.test_set) for score in entry.scores]
    assert len(set(measured)) == len(measured)


def test_our_own_measurements_are_those_of_the_quality_page() -> None:
    quality = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    ours = {
        (alias, score.metric): score.value
        for alias, entry in catalogue().items()
        for score in entry.scores
        if score.source == "docs/quality.md"
    }
    bleu, chrf = ours.pop(("opus-mt-id-en", "BLEU")), ours.pop(("opus-mt-id-en", "chrF"))
    assert not ours
    assert f"| opus-mt-id-en | {bleu} | {chrf} |" in quality


def test_the_page_lists_every_model_in_order_with_its_licence_and_size() -> None:
    assert list(table("name | languages | licence")) == [
        [
            f"`{entry.alias}`",
            ", ".join(entry.langpairs),
            f"{entry.licence} (!)" if entry.warning else entry.licence,
            size_text(entry.size),
            f"{entry.runtime} {entry.quantization}",
        ]
        for entry in catalogue().values()
    ]


@pytest.mark.parametrize("task", Task)
def test_the_page_has_every_score(task: Task) -> None:
    metrics = METRICS[task]
    told = {
        (name.strip("`"), langpair, test_set, metric, float(value), source)
        for name, langpair, test_set, *values, source in table(f"name | languages | test set | {metrics[0]}")
        for metric, value in zip(metrics, values, strict=True)
        if value
    }
    assert told == {
        (entry.alias, score.langpair, score.test_set, score.metric, score.value, score.source)
        for entry in catalogue().values()
        if entry.task is task
        for score in entry.scores
    }


def test_the_commands_of_the_page_name_models_that_there_are() -> None:
    made_by_the_commands = {"ours", "malay"}
    options = re.findall(r"--(?:engine|generator) ([a-z][\w.,-]+)", PAGE)
    arguments = re.findall(r"models (?:info|pull|bundle|verify|remove) ([a-z][\w.-]+)(?!\S)", PAGE)
    names = {name for option in options for name in option.split(",")} | set(arguments)
    assert len(names) > 4
    assert names <= {*catalogue(), "embedded", *made_by_the_commands}


def table(heading: str) -> Iterator[list[str]]:
    """The rows of the table of the page whose head begins with ``heading``, a list of cells each."""
    head, body = PAGE.split(f"| {heading}", 1)[1].split("\n", 1)
    assert head.endswith("|")
    for line in body.split("\n")[1:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def languages(entry: Entry, side: str) -> set[str]:
    """The languages that ``entry`` has as "source" or as "target"."""
    return {langpair.split("-")[side == "target"] for langpair in entry.langpairs}


def size_text(size: int) -> str:
    if not size:
        return "?"
    return f"{size / 10**9:.3g} GB" if size >= 10**9 else f"{size / 10**6:.3g} MB"
