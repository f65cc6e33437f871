"""The recipe of the gate's thresholds, on made-up articles and sentences about them."""

from __future__ import annotations

import json
import lzma
from itertools import product, starmap
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from summarizer.engines.recording import RecordingTranslator
from summarizer.protocols import no_progress
from training.corpus.errors import CorpusError
from training.gate.__main__ import main
from training.gate.articles import COPIED, REWRITTEN, read_rows, summarised, translated
from training.gate.recipe import REPORT_FILE, THRESHOLDS_FILE, Outcome, accepted, run, tuned
from training.gate.trials import OF_FOREIGN_WORDS, Trial, trials

TOWNS = ("Waingapu", "Ambon", "Sorong", "Kupang")
GOODS = ("jagung", "kopi", "garam")
WORDS = {"jagung": "corn", "kopi": "coffee", "garam": "salt"}


def summary_row(town: str, goods: str) -> dict[str, Any]:
    lead = f"Panen {goods} di {town} mencapai 40 ton pada bulan Juli, kata Bupati Yosef Lede, naik dari 25 ton."
    return {
        "id": f"{town}-{goods}",
        "category": "daerah",
        "paragraphs": [
            [lead, f"Petani {goods} tidak menjual hasil panennya ke pelabuhan Surabaya karena harga masih rendah."],
            [f"Pemerintah {town} membangun gudang baru sebelum musim hujan berikutnya."],
        ],
        "summary_sentences": [
            lead,
            f"Petani {goods} tidak menjual hasil panennya ke pelabuhan Surabaya.",
            f"Gudang baru dibangun oleh pemerintah {town}.",
        ],
    }


def document_row(town: str, goods: str) -> dict[str, Any]:
    name = WORDS[goods]
    english = [f"Sentence {number} says that {town} harvested {name} on {10 + number} farms." for number in range(8)]
    return {
        "id_doc": f"{town}-{goods}",
        "pairs": [[f"Kalimat {n}: {town} memanen {goods} di {10 + n} ladang.", en] for n, en in enumerate(english)],
    }


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("gate")
    pairs = list(product(TOWNS, GOODS))
    return [
        write_rows(folder / "summaries.jsonl", [summary_row(*pair) for pair in pairs]),
        write_rows(folder / "documents.jsonl", [document_row(*pair) for pair in pairs[2:8]]),
    ]


def engine() -> RecordingTranslator:
    return RecordingTranslator(
        {source: english for row in starmap(document_row, product(TOWNS, GOODS)) for source, english in row["pairs"]}
    )


def made(kind: str, data: list[Path]) -> list[Trial]:
    return [trial for trial in trials(summarised(read_rows(data[0]))) if trial.kind == kind]


def test_the_recipe_runs_from_end_to_end_and_a_rerun_gives_the_same_files(data: list[Path], tmp_path: Path) -> None:
    once, twice = tmp_path / "once", tmp_path / "twice"
    page = run(data, once, engine(), no_progress)
    run(data, twice, engine(), no_progress)
    for name in (THRESHOLDS_FILE, REPORT_FILE):
        assert (once / name).read_bytes() == (twice / name).read_bytes()
    content = json.loads((once / THRESHOLDS_FILE).read_text(encoding="utf-8"))
    assert set(content["thresholds"]) == set(content["tuned_on"]) == {"en", "id"}
    assert all(0 < value < 1 for value in content["thresholds"].values())
    for told in (f"| true: {COPIED} |", f"| true: {REWRITTEN} |", "| false: number changed |", "| 0.0% |"):
        assert told in page


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "two numbers exchanged",
            "Panen jagung di Waingapu mencapai 25 ton pada bulan Juli, kata Bupati Yosef Lede, naik dari 40 ton.",
        ),
        ("month or weekday changed", "bulan Agustus"),
        ("denial added or lost", "Petani jagung menjual hasil panennya ke pelabuhan Surabaya."),
        ("two names exchanged", "Panen jagung di Bupati Yosef Lede mencapai 40 ton"),
    ],
)
def test_one_thing_is_changed(kind: str, expected: str, data: list[Path]) -> None:
    sentences = [trial.sentence for trial in made(kind, data)]
    assert any(expected in sentence for sentence in sentences), sentences[:3]


def test_a_false_sentence_is_none_that_people_wrote_of_the_article(data: list[Path]) -> None:
    for trial in trials(summarised(read_rows(data[0]))):
        told = {sentence for _, sentence in trial.article.told}
        if trial.kind != "of another article":  # articles about one town may be told in the same words
            assert trial.supported == (trial.sentence in told)


def test_documents_are_translated_and_their_human_english_is_what_they_are_tried_with(data: list[Path]) -> None:
    model = engine()
    [first, *_] = translated(read_rows(data[1]), model, no_progress)
    assert model.calls
    assert first.lang == "en"
    assert [sentence for _, sentence in first.told][-1] == document_row(TOWNS[0], GOODS[2])["pairs"][-1][1]


def test_the_threshold_is_the_least_that_keeps_false_sentences_out() -> None:
    false = [Outcome(0.5, clean=True), *[Outcome(0.2, clean=True)] * 200]
    outcomes = {(True, COPIED): [Outcome(0.9, clean=True)], (False, OF_FOREIGN_WORDS[0]): false}
    assert tuned(outcomes) == 0.3
    assert tuned(outcomes | {(False, OF_FOREIGN_WORDS[1]): [Outcome(0.8, clean=True)]}) == pytest.approx(0.81)
    assert tuned(outcomes | {(False, OF_FOREIGN_WORDS[1]): [Outcome(1.0, clean=True)]}) == pytest.approx(0.99)
    assert tuned(outcomes | {(False, OF_FOREIGN_WORDS[1]): [Outcome(1.0, clean=False)]}) == 0.3
    assert accepted([], 0.5) == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1: not a line of JSON"),
        ("[]\n", "row 1: not an article with id, category"),
        ('{"id": "a"}\n', "row 1: not an article with id, category"),
        (
            json.dumps(document_row("Palu", "kopi") | {"pairs": [["satu"]] * 9}) + "\n",
            "row 1: not an article with id_doc",
        ),
        (json.dumps(summary_row("Palu", "kopi")) + "\n", "too few to tune on one half"),
    ],
)
def test_bad_data_is_refused(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        run([path], tmp_path / "run", engine(), no_progress)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl.xz"
    path.write_bytes(lzma.compress(json.dumps(summary_row("Palu", "kopi")).encode())[:60])
    with pytest.raises(CorpusError, match="cannot be read"):
        read_rows(path)


def test_an_engine_that_there_is_not_is_told_in_a_sentence(data: list[Path], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(data[0]), "--output", str(tmp_path / "run"), "--engine", "telepati"])
    assert result.exit_code == 4
    assert result.stderr.startswith("Error: ")
