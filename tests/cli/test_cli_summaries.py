"""The options of a summary: what they do to a brief, and what is said when they contradict each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from summarizer.engines import registry
from summarizer.engines.recording import RecordingTranslator
from tests.documents.kupang import ARTICLE

Run = Callable[..., Result]


def test_running_text_within_a_number_of_words(run: Run) -> None:
    shown = run("summarize", "--words", "8", "--style", "paragraph", stdin=ARTICLE).stdout
    assert "Kupang opened two new markets on Monday. (3)\n" in shown
    assert "house traders" not in shown


def test_a_headline(run: Run) -> None:
    shown = run("summarize", "--style", "headline", stdin=ARTICLE).stdout
    assert shown.splitlines()[2:] == [
        "Kupang Opens Two New Markets",
        "   source, sentence 1: Pemkot Kupang Buka Dua Pasar Baru",
    ]


def test_in_both_languages(run: Run) -> None:
    shown = run("brief", "--sentences", "1", "--lang", "both", stdin=ARTICLE).stdout
    assert "English:\n1. Kupang opened two new markets on Monday. (sentence 3)" in shown
    assert "Indonesian:\n1. Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin. (sentence 3)" in shown


def test_an_indonesian_summary_asks_no_engine(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object, **__: object) -> None:
        raise AssertionError("the engine was loaded")

    monkeypatch.setattr(registry, "load_translator", load)
    result = run("summarize", "--lang", "id", "--sentences", "1", "--format", "json", stdin=ARTICLE)
    written = json.loads(result.stdout)
    assert written["target"] == {"text": ARTICLE, "lang": "id"}
    [sentence] = written["summary"]["sentences"]
    assert sentence["text"] == "Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin."
    assert sentence["sources"] == [2]
    assert written["signature"] == "engine:none"


def test_a_budget_that_nothing_fits_is_told(run: Run) -> None:
    result = run("summarize", "--words", "2", stdin=ARTICLE)
    assert result.exit_code == 0
    assert "\n(no sentence of the article" in result.stdout
    assert "note: no sentence of the article that is worth it fits into 2 words; ask for more" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--style", "headline", "--words", "9"], "a headline is one line of at most 14 words"),
        (["--style", "headline", "--sentences", "2"], "a headline is one line of at most 14 words"),
        (["--words", "0"], "0 is not in the range x>=1"),
        (["--style", "haiku"], "'haiku' is not one of 'headline', 'lead', 'bullets', 'paragraph'"),
        (["--lang", "fr"], "'fr' is not one of 'en', 'id', 'both'"),
    ],
)
@pytest.mark.parametrize("command", ["brief", "summarize"])
def test_contradictions_are_told_before_any_work(
    command: str, options: list[str], message: str, run: Run, engine: RecordingTranslator
) -> None:
    result = run(command, *options, stdin=ARTICLE)
    assert result.exit_code == 2
    assert message in result.stderr
    assert engine.calls == []


def test_a_generator_that_there_is_not_is_told_before_any_work(
    run: Run, engine: RecordingTranslator, tmp_path: Path
) -> None:
    result = run("brief", "--generator", str(tmp_path / "none"), stdin=ARTICLE)
    assert result.exit_code == 4
    assert "none" in result.stderr
    assert engine.calls == []
