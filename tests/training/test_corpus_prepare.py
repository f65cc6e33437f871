"""The whole preparation, on the toy corpus, and the variants it adds."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import pytest

from summarizer.documents.output import write_output
from training.corpus import toy as toy_corpus
from training.corpus.errors import CorpusError
from training.corpus.keys import words
from training.corpus.prepare import CorpusOptions, prepare
from training.corpus.reading import Pair, read_pairs
from training.corpus.toy import toy_corpus_is_whole, write_toy_corpus
from training.corpus.variants import joined_variants, quoted_variants

ROWS = [Pair("koran/a", "CC0", f"Kabar ke-{n} baik.", f"News item {n} is good.") for n in range(60)]


def options(folder: Path) -> CorpusOptions:
    return CorpusOptions(
        folder=str(folder),
        evaluation_files=(str(folder / "toy-eval.id"), str(folder / "toy-eval.en")),
        max_characters=400,
        quoted_share=0.1,
        joined_share=0.1,
        held_out_per_mille=50,
    )


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    write_toy_corpus(folder, pairs=1000, seed=7)
    return folder


def test_the_toy_corpus_is_the_same_for_the_same_seed(toy: Path, tmp_path: Path) -> None:
    write_toy_corpus(tmp_path, pairs=1000, seed=7)
    for name in ("toy.tsv", "toy-eval.id", "toy-eval.en", "toy-mono.en.txt"):
        assert (tmp_path / name).read_bytes() == (toy / name).read_bytes()
    clean = [row for row in read_pairs(toy / "toy.tsv") if row.source == "toy/news"]
    assert len({row.indonesian for row in clean if not row.indonesian.isupper()}) == 1000
    assert len((toy / "toy-eval.en").read_text().splitlines()) == 100
    with pytest.raises(CorpusError, match="1 pair or more"):
        write_toy_corpus(tmp_path, pairs=0, seed=7)


def test_the_further_sentences_are_distinct_and_nowhere_else(toy: Path) -> None:
    further = (toy / "toy-mono.en.txt").read_text(encoding="utf-8").splitlines()
    assert len(set(further)) == len(further) == 300
    elsewhere = {row.english for row in read_pairs(toy / "toy.tsv")}
    elsewhere.update((toy / "toy-eval.en").read_text(encoding="utf-8").splitlines())
    assert elsewhere.isdisjoint(further)


def test_a_toy_corpus_that_was_broken_off_or_is_another_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not toy_corpus_is_whole(tmp_path, pairs=20, seed=1)
    earlier = {"pairs": 30, "seed": 2}
    for allowed in range(5):
        write_toy_corpus(tmp_path, **earlier)
        written = 0

        def killed(path: str, text: str, allowed: int = allowed) -> None:
            nonlocal written
            written += 1
            if written > allowed:
                raise KeyboardInterrupt
            write_output(path, text)

        with monkeypatch.context() as patch:
            patch.setattr(toy_corpus, "write_output", killed)
            with pytest.raises(KeyboardInterrupt):
                write_toy_corpus(tmp_path, pairs=20, seed=1)
        assert not toy_corpus_is_whole(tmp_path, pairs=20, seed=1)
        assert not toy_corpus_is_whole(tmp_path, **earlier)
    write_toy_corpus(tmp_path, pairs=20, seed=1)
    assert toy_corpus_is_whole(tmp_path, pairs=20, seed=1)
    assert not toy_corpus_is_whole(tmp_path, pairs=21, seed=1)
    assert not toy_corpus_is_whole(tmp_path, pairs=20, seed=2)
    for name in ("toy.tsv", "toy-eval.id", "toy-eval.en", "toy-mono.en.txt"):
        (tmp_path / name).unlink()
        assert not toy_corpus_is_whole(tmp_path, pairs=20, seed=1)
        write_toy_corpus(tmp_path, pairs=20, seed=1)


def test_every_check_has_work_on_the_toy_corpus(toy: Path, tmp_path: Path) -> None:
    report = prepare(options(toy), tmp_path)
    reasons = {reason for step in report.steps for reason, count in step.reasons.items() if count}
    assert reasons >= {"none stated", "empty", "identical", "length ratio", "markup", "numbers", "language", "too long"}
    assert reasons >= {"evaluation sentence", "duplicate", "further translation", "held out", "quoted", "joined"}
    changes = next(step for step in report.steps if step.step == "normalising")
    assert changes.reasons["final punctuation"] > 0
    assert changes.rows_in == changes.rows_out
    for before, after in zip(report.steps, report.steps[1:], strict=False):
        assert before.rows_out == after.rows_in
    train, dev = list(read_pairs(tmp_path / "train.tsv")), list(read_pairs(tmp_path / "dev.tsv"))
    assert (len(train), len(dev)) == (report.train_rows, report.dev_rows)
    assert sum(report.sources.values()) == len(train) + len(dev)
    held_out = {words(row.indonesian) for row in dev}
    assert held_out.isdisjoint(words(row.indonesian) for row in train)
    counts = json.loads((tmp_path / "counts.json").read_text())
    assert counts["train_sha256"] == hashlib.sha256((tmp_path / "train.tsv").read_bytes()).hexdigest()


def test_the_same_input_gives_the_same_bytes_and_nothing_else_is_left(toy: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        prepare(options(toy), tmp_path / name)
    for name in ("train.tsv", "dev.tsv", "counts.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert len(list((tmp_path / "a").iterdir())) == 3


def write_rows(folder: Path, rows: list[Pair]) -> None:
    lines = ["source\tlicence\tid\ten", *("\t".join(dataclasses.astuple(row)) for row in rows)]
    (folder / "rows.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_what_normalising_changed_is_counted_by_reason(tmp_path: Path) -> None:
    rows = [
        Pair("koran", "CC0", "Hujan  turun\u200b sejak pagi.", "It has rained since morning."),
        Pair("koran", "CC0", '"Lagu ""Senja"" itu baru."', "The song “Dusk” is new."),
        Pair("koran", "CC0", "Kapal itu berlabuh", "The ship  anchored."),
        Pair("koran", "CC0", "Ikan itu segar.", "The fish is fresh."),
    ]
    write_rows(tmp_path, rows)
    report = prepare(CorpusOptions(str(tmp_path), held_out_per_mille=0), tmp_path / "out")
    step = next(step for step in report.steps if step.step == "normalising")
    assert (step.rows_in, step.rows_out) == (4, 4)
    assert step.reasons == {"characters": 2, "csv quoting": 1, "final punctuation": 1}


def test_weights_thin_sources_and_licences_can_be_ignored(tmp_path: Path) -> None:
    others = [
        dataclasses.replace(row, source="buku", licence="GPL 3", indonesian=f"Oh, {row.indonesian}") for row in ROWS
    ]
    write_rows(tmp_path, ROWS + others)

    def sources(**changes: object) -> dict[str, int]:
        chosen = dataclasses.replace(CorpusOptions(str(tmp_path), held_out_per_mille=0), **changes)
        return prepare(chosen, tmp_path / "out").sources

    assert sources() == {"koran": 60}
    assert sources(shippable_only=False) == {"koran": 60, "buku": 60}
    assert sources(shippable_only=False, sources={"koran": 0.0}) == {"buku": 60}
    assert 15 < sources(sources={"koran": 0.5})["koran"] < 45
    with pytest.raises(CorpusError, match="has no source korann; it has buku, koran"):
        sources(sources={"korann": 0.5})
    assert sources(sources={"synthetic-kd": 0.5}) == {"koran": 60}
    with pytest.raises(CorpusError, match="has no source synthetic-dk"):
        sources(sources={"synthetic-dk": 0.5})
    with pytest.raises(CorpusError, match=r"no row is left.*licences 60, sources 60"):
        sources(sources={"koran": 0.0})


@pytest.mark.parametrize(
    "changes",
    [
        {"quoted_share": 1.5},
        {"joined_share": -0.1},
        {"sources": {"a": 2}},
        {"max_characters": 0},
        {"held_out_per_mille": 1000},
    ],
)
def test_options_out_of_range_are_errors(changes: dict[str, object]) -> None:
    with pytest.raises(CorpusError, match="must be"):
        dataclasses.replace(CorpusOptions("corpus"), **changes)


def test_quoted_variants_stand_in_marks_on_both_sides() -> None:
    variants = list(quoted_variants(ROWS, share=1.0, max_characters=100))
    assert len(variants) == len(ROWS)
    assert {(row.indonesian[0], row.english[-1]) for row in variants} == {("“", "”"), ('"', '"')}
    fit = [
        Pair("a", "CC0", "Tanpa titik", "No full stop"),
        Pair("a", "CC0", "Kata “ia” itu.", "That word."),
        Pair("a", "CC0", "Pas sekali ini.", "Too long by one."),
    ]
    assert not list(quoted_variants(fit, share=1.0, max_characters=17))


def test_paragraphs_are_of_two_or_three_neighbours_of_one_source() -> None:
    variants = list(joined_variants(ROWS, share=1.0, max_characters=100))
    assert {row.english.count("good.") for row in variants} == {2, 3}
    assert "News item 3 is good. News item 4 is good." in " | ".join(row.english for row in variants)
    for row in joined_variants(ROWS, share=1.0, max_characters=50):
        assert row.english.count("good.") == 2
    apart = [ROWS[0], dataclasses.replace(ROWS[1], source="koran/b")]
    assert not list(joined_variants(apart, share=1.0, max_characters=100))


def test_a_paragraph_that_holds_words_of_the_evaluation_across_its_sentences_stays_out(tmp_path: Path) -> None:
    rows = [
        Pair("koran", "CC0", "Harga beras naik lagi pekan ini.", "Rice prices rose again this week."),
        Pair("koran", "CC0", "Pemerintah belum memberi keterangan.", "The government has not commented yet."),
        Pair("koran", "CC0", "Para pedagang mengeluh di pasar induk.", "Traders complained at the main market."),
    ]
    lines = ["source\tlicence\tid\ten", *("\t".join(dataclasses.astuple(row)) for row in rows)]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/rows.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    evaluation = "Prices rose again this week. The government has said nothing.\n"
    (tmp_path / "eval.en").write_text(evaluation, encoding="utf-8")
    chosen = CorpusOptions(
        str(tmp_path / "corpus"), (str(tmp_path / "eval.en"),), joined_share=1.0, held_out_per_mille=0
    )
    report = prepare(chosen, tmp_path / "out")
    joined = [row.english for row in list(read_pairs(tmp_path / "out/train.tsv"))[3:]]
    assert joined == ["The government has not commented yet. Traders complained at the main market."]
    assert report.steps[-1].reasons == {"quoted": 0, "joined": 1, "joined, left out for evaluation words": 1}


def test_the_share_is_kept_to_and_drawn_by_hash() -> None:
    few = list(quoted_variants(ROWS, share=0.3, max_characters=100))
    assert 6 < len(few) < 32
    assert few == [row for row in quoted_variants(ROWS, share=0.6, max_characters=100) if row in few]
    assert not list(joined_variants(ROWS, share=0.0, max_characters=100))
