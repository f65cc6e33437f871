"""`summarizer evaluate --summaries`: a table or JSON of what summaries are worth."""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.documents.kupang import ARTICLE as KUPANG

ROWS: list[dict[str, Any]] = [
    {
        "id": "banjir",
        "article": "Sebanyak 1.250 warga Wamena mengungsi pada Senin. Tiga jembatan rusak.",
        "translation": "A total of 1,250 residents of Wamena fled on Monday. Three bridges were damaged.",
        "summary": "Three bridges were damaged.",
    },
    {
        "id": 7,
        "article": "Pasar baru dibuka di Kupang dengan biaya Rp40 miliar. Pedagang senang.",
        "translation": "A new market opened in Kupang at a cost of Rp40 billion. Traders were happy.",
        "summary": ["A new market opened in Kupang.", "Traders were happy."],
    },
]
REFERENCES = [
    {"id": "banjir", "reference": "Bridges were damaged and residents of Wamena fled."},
    {"id": 7, "reference": ["A market was opened in Kupang.", "It cost forty billion rupiah."]},
]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return write(tmp_path / "ours.jsonl", ROWS)


@pytest.fixture
def human(tmp_path: Path) -> Path:
    return write(tmp_path / "human.jsonl", REFERENCES)


def changed(**fields: Any) -> list[dict[str, Any]]:
    """The rows, the first of them with other fields; those that are None are left out."""
    first = {name: value for name, value in (ROWS[0] | fields).items() if value is not None}
    return [first, ROWS[1]]


def test_the_tables_have_a_row_for_each_file(run: Run, ours: Path, tmp_path: Path) -> None:
    theirs = write(tmp_path / "theirs.jsonl", changed(summary="On Friday 1,300 left Wamena."))
    result = run("evaluate", "--summaries", ours, "--summaries", theirs)
    assert result.exit_code == 0
    assert result.stdout == (
        "| summaries | articles | words | sentences | compression | coverage | density | novel words | novel pairs |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        "| ours.jsonl | 2 | 6.5 | 1.5 | 2.2 | 100.0% | 4.5 | 0.0% | 0.0% |\n"
        "| theirs.jsonl | 2 | 7.0 | 1.5 | 2.1 | 75.0% | 2.8 | 25.0% | 50.0% |\n"
        "\n"
        "| summaries | numbers unsupported | amounts unsupported | dates unsupported | names unsupported |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| ours.jsonl | 0 of 1 (0.0%) | 0 of 0 (0.0%) | 0 of 0 (0.0%) | 0 of 1 (0.0%) |\n"
        "| theirs.jsonl | 1 of 1 (100.0%) | 0 of 0 (0.0%) | 1 of 1 (100.0%) | 0 of 2 (0.0%) |\n"
    )


def test_references_add_rouge_with_intervals_and_a_signature(run: Run, ours: Path, human: Path) -> None:
    result = run("evaluate", "--summaries", ours, "--references", human)
    assert result.stdout.startswith("| summaries | articles | ROUGE-1 | ROUGE-2 | ROUGE-L | words |")
    assert " to " in result.stdout
    assert "ROUGE: F1 in percent" in result.stdout
    assert "stemmer:porter|bs:1000|seed:12345|version:rouge-score-" in result.stdout


def test_json_has_all_figures_and_shows_what_is_unsupported(run: Run, human: Path, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.jsonl", changed(summary="On Friday 1,300 left Wamena."))
    (row,) = json.loads(run("evaluate", "--summaries", bad, "--references", human, "--json").stdout)
    assert (row["name"], row["lang"], row["articles"], row["compared"]) == ("bad.jsonl", "en", 2, 2)
    assert row["numbers"] == {"count": 1, "total": 1}
    assert row["unsupported"] == {"banjir": ["1,300", "Friday"]}
    assert row["rouge1"]["low"] <= row["rouge1"]["score"]["value"] <= row["rouge1"]["high"]
    assert row["novel_bigrams"] == 0.5


def test_references_may_stand_in_the_rows_of_one_file(run: Run, ours: Path, tmp_path: Path) -> None:
    with_references = write(tmp_path / "with.jsonl", [row | human for row, human in zip(ROWS, REFERENCES, strict=True)])
    rows = json.loads(run("evaluate", "--summaries", ours, "--summaries", with_references, "--json").stdout)
    assert rows[0]["rouge2"] == rows[1]["rouge2"]


def test_without_rouge_score_the_rest_is_measured_all_the_same(
    run: Run, ours: Path, human: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rouge_score.rouge_scorer", None)
    result = run("evaluate", "--summaries", ours, "--references", human)
    assert result.exit_code == 0
    assert "rouge-score, which is not installed" in result.stderr
    assert result.stdout.startswith("| summaries | articles | words |")


def test_a_batch_is_measured_as_it_comes_and_what_failed_is_left_out(run: Run, tmp_path: Path) -> None:
    articles = write(tmp_path / "articles.jsonl", [{"id": "kupang", "text": KUPANG}, {"id": "kosong", "text": " "}])
    made = tmp_path / "made.jsonl"
    run("batch", articles, made, "--no-memory", "--quiet")
    result = run("evaluate", "--summaries", made, "--json")
    assert result.exit_code == 0, result.stderr
    assert "left out, because there is no summary in one of the files: article kosong" in result.stderr
    (row,) = json.loads(result.stdout)
    assert (row["articles"], row["coverage"], row["novel_bigrams"]) == (1, 1, 0)
    assert row["unsupported"] == {}


def test_packed_files_and_progress(run: Run, tmp_path: Path, ours: Path) -> None:
    packed = tmp_path / "ours.jsonl.xz"
    packed.write_bytes(lzma.compress(b"\n" + ours.read_bytes()))
    result = run("evaluate", "--summaries", packed)
    assert result.exit_code == 0
    assert "measuring ours.jsonl.xz …" in result.stderr
    assert run("evaluate", "--summaries", packed, "--quiet").stderr == ""


def test_without_translations_less_is_measured_and_a_note_says_so(run: Run, tmp_path: Path) -> None:
    bare = write(tmp_path / "bare.jsonl", [{**row, "translation": None} for row in ROWS])
    result = run("evaluate", "--summaries", bare)
    assert "bare.jsonl: 2 of 2 articles without a translation" in result.stderr
    assert "| 2 | 6.5 | 1.5 | – | – | – | – | – |" in result.stdout


def test_indonesian_summaries_are_compared_with_the_article(run: Run, tmp_path: Path) -> None:
    row = {"id": "banjir", "lang": "id", "article": ROWS[0]["article"], "summary": "Tiga jembatan rusak."}
    (found,) = json.loads(run("evaluate", "--summaries", write(tmp_path / "id.jsonl", [row]), "--json").stdout)
    assert (found["lang"], found["coverage"]) == ("id", 1)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a"', "line 2 is no JSON"),
        ("[1]", "line 2 is no JSON object"),
        ('{"article": "Air naik."}', 'line 2: there is no "id"'),
        ('{"id": "a", "summary": "Water."}', 'line 2: there is no "article"'),
        ('{"id": "a", "article": "Air naik."}', 'line 2: there is no "summary"'),
        ('{"id": "a", "article": "Air naik.", "summary": 3}', "line 2: a summary or reference is a text or a list"),
        ('{"id": "a", "article": ["Air"], "summary": "Water."}', "in place of a text"),
        ('{"id": "a", "article": "Air naik.", "summary": "Water.", "lang": "ms"}', '"lang" is en or id'),
        ('{"id": "a", "article": "Air.", "summary": "Water.", "reference": " "}', "has no word in it"),
        ('{"id": "banjir", "article": "Air naik.", "summary": "Water."}', "the id banjir was there before"),
        ('{"id": "a", "source": {"text": "Air naik."}, "target": {"text": "x"}, "summary": null}', "no summary"),
        ('{"id": "a", "source": {"text": "Air naik."}, "target": {}, "summary": {}}', "not a row of summarizer batch"),
    ],
)
def test_a_bad_line_is_named(run: Run, tmp_path: Path, line: str, message: str) -> None:
    path = write(tmp_path / "bad.jsonl", ROWS[:1])
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    result = run("evaluate", "--summaries", path)
    assert result.exit_code == 3
    assert f"{path}, line 2" in result.stderr
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_files_must_have_the_same_articles(run: Run, ours: Path, tmp_path: Path) -> None:
    short = write(tmp_path / "short.jsonl", ROWS[:1])
    for files in ((ours, short), (short, ours)):
        result = run("evaluate", "--summaries", files[0], "--summaries", files[1])
        assert result.exit_code == 3
        assert f"{short} has no row for article 7, of {ours}" in result.stderr


@pytest.mark.parametrize(
    ("references", "message"),
    [
        (REFERENCES[:1], "has no reference for article 7, of"),
        ([{"id": 7}], 'line 1: there is no "reference"'),
        ([*REFERENCES, {"id": 7, "reference": "Something else."}], "line 3: the id 7 was there before"),
        (
            [{**row, "reference": "Pemerintah kota membuka pasar baru untuk para pedagang."} for row in REFERENCES],
            "the references look Indonesian and the summaries are in English",
        ),
    ],
)
def test_references_that_do_not_fit_are_refused(
    run: Run, ours: Path, tmp_path: Path, references: list[dict[str, Any]], message: str
) -> None:
    result = run("evaluate", "--summaries", ours, "--references", write(tmp_path / "references.jsonl", references))
    assert result.exit_code == 3
    assert message in result.stderr


def test_files_that_are_not_there_or_have_nothing_are_named(run: Run, tmp_path: Path) -> None:
    assert "there is no file nowhere.jsonl" in run("evaluate", "--summaries", "nowhere.jsonl").stderr
    assert "is a folder" in run("evaluate", "--summaries", tmp_path).stderr
    empty = write(tmp_path / "empty.jsonl", [])
    result = run("evaluate", "--summaries", empty)
    assert result.exit_code == 3
    assert f"{empty} has no summary to be measured" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name translations with --source FILE and --hypothesis FILE, or summaries with --summaries FILE"),
        (["--source", "a"], "Name translations with"),
        (["--summaries", "a", "--source", "b"], "--summaries excludes --source"),
        (["--summaries", "a", "--reference", "b"], "Summaries by people are given with --references"),
        (["--source", "a", "--hypothesis", "b", "--references", "c"], "--references goes with --summaries"),
    ],
)
def test_the_two_modes_exclude_each_other(run: Run, arguments: list[str], message: str) -> None:
    result = run("evaluate", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
