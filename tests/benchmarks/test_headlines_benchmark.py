"""The benchmark of headlines on made-up documents: what is read, translated once, and told."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from benchmarks.headlines import Cache, System, cut, make_headlines, read_cases, report
from summarizer.engines.recording import RecordingTranslator
from summarizer.protocols import no_progress

LEAD = "Pemerintah Kota Ende membuka dua pasar baru di dekat pelabuhan pada Senin pagi."
ENGLISH = {
    "Ende Buka Dua Pasar Baru": "Ende Opens Two New Markets",
    LEAD: "The city government of Ende opened two new markets near the port on Monday morning.",
}
DOCUMENT = {
    "id_doc": "ende",
    "title_id": "Ende Buka Dua Pasar Baru",
    "title_en": "Two markets open in Ende",
    "pairs": [
        ["Ende Buka Dua Pasar Baru", "Two markets open in Ende"],
        [LEAD, "On Monday morning Ende opened two new markets by the port."],
        ["Pedagang senang.", "Traders were happy."],
    ],
}
NO_BODY = {**DOCUMENT, "id_doc": "kosong", "pairs": DOCUMENT["pairs"][:1]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "documents.jsonl.xz"
    rows = [DOCUMENT, NO_BODY, *({**DOCUMENT, "id_doc": f"ende-{number}"} for number in range(8))]
    path.write_bytes(lzma.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


@pytest.fixture
def translator() -> RecordingTranslator:
    return RecordingTranslator(ENGLISH)


def test_the_body_is_without_the_title_and_documents_without_one_are_left_out(data: Path) -> None:
    cases = read_cases(data, None, 1)
    assert [case.name for case in cases] == ["ende", *(f"ende-{number}" for number in range(8))]
    assert cases[0].body == f"{LEAD} Pedagang senang."
    assert cases[0].translation.startswith("On Monday morning")
    drawn = read_cases(data, 4, 1)
    assert drawn == read_cases(data, 4, 1)
    assert any(drawn != read_cases(data, 4, seed) for seed in range(2, 6))
    assert len(drawn) == 4


def test_a_sentence_is_translated_once_and_another_run_takes_it_from_the_cache(
    data: Path, tmp_path: Path, translator: RecordingTranslator
) -> None:
    cases = read_cases(data, 2, 1)
    path = tmp_path / "runs" / "cache.json"
    systems = make_headlines(cases, Cache(path, "engine:one"), translator, no_progress)
    asked = list(translator.calls)
    assert [system.lines[0] for system in systems[:2]] == ["Ende Opens Two New Markets"] * 2
    assert systems[-1].lines[0] == ENGLISH[LEAD]
    again = make_headlines(cases, Cache(path, "engine:one"), translator, no_progress)
    assert again == systems
    assert translator.calls == asked
    assert Cache(path, "engine:two").targets == {}


def test_the_report_has_a_row_for_each_system_and_the_facts_of_the_english_titles(
    data: Path, tmp_path: Path, translator: RecordingTranslator
) -> None:
    cases = read_cases(data, 2, 1)
    systems = make_headlines(cases, Cache(tmp_path / "cache.json", "engine:one"), translator, no_progress)
    made_up = System("made up", ["Ende opens 70 markets, says Yohanes", ""])
    page = report(cases, [*systems, made_up], no_progress)
    assert page.startswith("2 documents. ROUGE: F1 in percent; nrefs:1|f:1|stemmer:porter|")
    assert "| headline of the article with its title | 80.0 (80.0 to 80.0) |" in page
    assert "| first sentence, cut at 14 words |" in page
    assert "| made up | 1 of 1 (100.0%) | 0 of 0 (0.0%) | 0 of 0 (0.0%) | 1 of 2 (50.0%) |" in page
    assert "| the English title |  |  |  | 5.0 | 100.0% |" in page
    assert "| the English title | 0 of 0 (0.0%) | 0 of 0 (0.0%) | 0 of 0 (0.0%) | 0 of 2 (0.0%) |" in page


def test_lines_are_cut_and_counted_by_words() -> None:
    long = " ".join(map(str, range(20)))
    assert cut(long).split()[-1] == "13"
    assert System("any", [long, cut(long), ""]).short == 1
