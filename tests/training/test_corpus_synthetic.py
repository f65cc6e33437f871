"""Synthetic rows: the checks of the corpus, and what the corpus holds already."""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from training.corpus.errors import CorpusError
from training.corpus.options import CorpusOptions
from training.corpus.reading import Pair, read_pairs
from training.corpus.synthetic import prepare_synthetic

REAL = Pair("radio", "CC0", "Hujan turun sejak pagi di kota.", "It has rained in the city since morning.")
GOOD = Pair("synthetic-bt/radio", "CC0", "Kapal itu berlabuh kemarin sore", "The ship anchored yesterday afternoon.")
EVALUATION = "The old bridge over the river was closed for repairs on Monday."


def write(path: Path, rows: list[Pair]) -> Path:
    lines = ["source\tlicence\tid\ten", *("\t".join(astuple(row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def prepared(folder: Path, rows: list[Pair], **options: object) -> list[Pair]:
    (folder / "eval.en").write_text(EVALUATION + "\n", encoding="utf-8")
    chosen = replace(CorpusOptions("unused", evaluation_files=(str(folder / "eval.en"),)), **options)  # type: ignore[arg-type]
    train = write(folder / "train.tsv", [REAL])
    prepare_synthetic(write(folder / "raw.tsv", rows), chosen, train, folder / "out.tsv")
    return list(read_pairs(folder / "out.tsv"))


def test_what_the_checks_find_stays_out_and_is_counted(tmp_path: Path) -> None:
    rows = [
        GOOD,
        replace(GOOD, indonesian="Kapal itu, berlabuh kemarin sore!"),
        replace(GOOD, indonesian="Kapal 7 berlabuh kemarin.", english="Ship 12 anchored yesterday."),
        replace(GOOD, licence="CC BY-NC 4.0", indonesian="Ikan itu segar.", english="The fish is fresh."),
        replace(GOOD, indonesian="Jembatan tua itu ditutup untuk perbaikan hari Senin.", english=EVALUATION),
        replace(GOOD, indonesian=REAL.indonesian, english="Rain has fallen in town since morning."),
        replace(GOOD, indonesian=REAL.indonesian, english=REAL.english),
    ]
    assert prepared(tmp_path, rows) == [replace(GOOD, indonesian=f"{GOOD.indonesian}.")]
    counts = json.loads((tmp_path / "out.counts.json").read_text(encoding="utf-8"))
    assert {step["step"]: step["reasons"] for step in counts["steps"]} == {
        "licences": {"CC BY-NC 4.0": 1},
        "sources": {},
        "normalising": {"final punctuation": 1},
        "filtering": {"numbers": 1},
        "overlap": {"evaluation sentence": 1},
        "deduplication": {"further translation": 1, "duplicate": 2},
    }


def test_closed_licences_are_let_through_for_an_experiment(tmp_path: Path) -> None:
    assert len(prepared(tmp_path, [replace(GOOD, licence="GPL 3")], shippable_only=False)) == 1


def test_distillation_is_a_further_translation_of_a_sentence_of_the_corpus(tmp_path: Path) -> None:
    further = replace(REAL, source="synthetic-kd/radio", english="Rain has fallen in town since morning.")
    same = replace(REAL, source="synthetic-kd/radio")
    assert prepared(tmp_path, [same, further]) == [further]


def test_the_weights_of_the_sources_are_those_of_the_corpus_alone(tmp_path: Path) -> None:
    assert len(prepared(tmp_path, [GOOD], sources={"synthetic-bt": 0.0, "radio": 0.0})) == 1


def test_no_row_left_is_an_error_with_the_counts_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"raw\.tsv: no synthetic row is left; rows dropped: deduplication 1"):
        prepared(tmp_path, [replace(REAL, source="synthetic-bt/radio")])
    assert not (tmp_path / "out.tsv").exists()
