"""Synthetic rows: the checks of the corpus, and what the corpus holds already."""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from summarizer.documents.output import write_output
from training.corpus import synthetic
from training.corpus.errors import CorpusError
from training.corpus.keys import fraction, key
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


def prepared(folder: Path, rows: list[Pair], known: tuple[Pair, ...] = (REAL,), **options: object) -> list[Pair]:
    (folder / "eval.en").write_text(EVALUATION + "\n", encoding="utf-8")
    chosen = replace(CorpusOptions("unused", evaluation_files=(str(folder / "eval.en"),)), **options)  # type: ignore[arg-type]
    train = write(folder / "train.tsv", list(known))
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


def test_a_sentence_that_is_held_out_stays_out_on_either_side(tmp_path: Path) -> None:
    apart = write(tmp_path / "dev.tsv", [Pair("radio", "CC0", "Sawah itu kering.", "The field is dry.")])
    rows = [
        GOOD,
        replace(GOOD, indonesian="Ladang itu kering.", english="The field is dry."),
        replace(GOOD, indonesian="Sawah itu kering.", english="The paddy is dry."),
    ]
    raw, train = write(tmp_path / "raw.tsv", rows), write(tmp_path / "train.tsv", [REAL])
    report = prepare_synthetic(raw, CorpusOptions("unused"), train, tmp_path / "out.tsv", apart)
    assert report.train_rows == 1
    assert report.steps[-1].reasons == {"held out": 2}


def test_closed_licences_are_let_through_for_an_experiment(tmp_path: Path) -> None:
    assert len(prepared(tmp_path, [replace(GOOD, licence="GPL 3")], shippable_only=False)) == 1


def test_distillation_is_a_further_translation_of_a_sentence_of_the_corpus(tmp_path: Path) -> None:
    further = replace(REAL, source="synthetic-kd/radio", english="Rain has fallen in town since morning.")
    same = replace(REAL, source="synthetic-kd/radio")
    assert prepared(tmp_path, [same, further, further]) == [further]


def test_distillation_keeps_the_quoted_variant_of_a_sentence_too(tmp_path: Path) -> None:
    quoted = replace(REAL, indonesian=f"“{REAL.indonesian}”", english=f"“{REAL.english}”")
    further = replace(REAL, source="synthetic-kd/radio", english="Rain has fallen in town since morning.")
    alike = replace(further, indonesian=quoted.indonesian, english=f"“{further.english}”")
    assert prepared(tmp_path, [further, alike], known=(REAL, quoted)) == [further, alike]
    other = replace(alike, english="“Since morning, rain has fallen in town.”")
    assert prepared(tmp_path, [further, other], known=(REAL, quoted)) == [further, other]


def test_the_weights_of_the_corpus_do_not_thin_synthetic_rows_and_their_own_do(tmp_path: Path) -> None:
    assert prepared(tmp_path, [replace(GOOD, source="synthetic-bt/radio")], sources={"radio": 0.0})
    with pytest.raises(CorpusError, match="rows dropped: sources 1"):
        prepared(tmp_path, [GOOD], sources={"synthetic-bt": 0.0})


def test_half_of_the_distilled_rows_of_a_halved_source_is_half_of_them(tmp_path: Path) -> None:
    rows = [Pair("radio", "CC0", f"Kabar ke-{n} baik.", f"News item {n} is good.") for n in range(200)]
    whole = [row for row in rows if fraction("weight", key(row.indonesian)) < 0.5]
    distilled = [replace(row, source="synthetic-kd/radio") for row in whole]
    kept = prepared(tmp_path, distilled, sources={"radio": 0.5, "synthetic-kd": 0.5})
    assert 0.3 * len(whole) < len(kept) < 0.7 * len(whole)


def test_the_counts_are_written_first_and_equal_runs_give_equal_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(path: str, text: str) -> None:
        if path.endswith(".tsv"):
            raise KeyboardInterrupt
        write_output(path, text)

    with monkeypatch.context() as patch:
        patch.setattr(synthetic, "write_output", killed)
        with pytest.raises(KeyboardInterrupt):
            prepared(tmp_path, [GOOD])
    assert (tmp_path / "out.counts.json").exists()
    assert not (tmp_path / "out.tsv").exists()
    written = []
    for _ in range(2):
        prepared(tmp_path, [GOOD])
        written.append([(tmp_path / name).read_bytes() for name in ("out.counts.json", "out.tsv")])
    assert written[0] == written[1]


def test_no_row_left_is_an_error_with_the_counts_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"raw\.tsv: no synthetic row is left; rows dropped: deduplication 1"):
        prepared(tmp_path, [replace(REAL, source="synthetic-bt/radio")])
    assert not (tmp_path / "out.tsv").exists()
