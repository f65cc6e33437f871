"""The briefs of the seed articles are what they were. `make golden` rewrites the files, never this test."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from summarizer import Document, make_brief
from summarizer.protocols import Translator
from summarizer.resources import folder
from tests.golden import compare

ARTICLES = sorted(folder("seeds").glob("*.id.txt"))


def test_every_seed_has_its_golden_file_and_none_is_left_over() -> None:
    assert len(ARTICLES) == 6
    assert {compare.path_of(article) for article in ARTICLES} == set(compare.FOLDER.glob("*.json"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_brief_is_as_it_was(article: Path, translator: Translator) -> None:
    brief = make_brief(Document(article.read_text(encoding="utf-8")), translator=translator)
    changes = compare.differences(compare.read(article), compare.as_golden(brief))
    assert not changes, "\n".join(changes)


def change_target(golden: compare.Golden, old: str, new: str) -> None:
    [segment] = [one for one in golden["segments"] if old in one["target"]]
    segment["target"] = segment["target"].replace(old, new)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda golden: change_target(golden, "August 12", "August 21"), "numbers were"),
        (lambda golden: golden["segments"][3]["issues"].append({"kind": "length", "severity": "error"}), "issues were"),
        (lambda golden: golden["segments"][2].update(source="Lain."), "segmentation: source"),
        (lambda golden: golden["segments"][2].update(kind="debris"), "segmentation: kind"),
        (lambda golden: golden["segments"][8].update(target="The ministry was abolished."), "sentence 9: chrF"),
        (lambda golden: golden.update(headline="Something else"), "headline: was"),
        (lambda golden: golden.update(summary_sources=[[0], [1], [2]]), "summary: sources"),
        (
            lambda golden: [one.update(target="Other words altogether.") for one in golden["segments"][6:]],
            "wording: chrF",
        ),
    ],
    ids=["number", "issue", "source", "kind", "one sentence", "headline", "summary", "wording"],
)
def test_each_kind_of_change_is_named(change, named: str) -> None:
    golden = compare.read(folder("seeds") / "tempo-unido-ikn.id.txt")
    assert compare.differences(golden, golden) == []
    changed = copy.deepcopy(golden)
    change(changed)
    assert any(named in line for line in compare.differences(golden, changed))
