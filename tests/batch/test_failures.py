"""One bad article never stops a batch; what is wrong with the engine does, and what was done is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.batch.stopping import Stop
from summarizer.documents import articles
from summarizer.errors import ModelCorrupt, ModelUnavailable
from tests.batch.articles import Setting, answer, engine, write_folder


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(write_folder(tmp_path / "in", 6), tmp_path / "out")


def fail_at(setting: Setting, number: int, error: Exception) -> None:
    """The engine raises whenever it is given the headline of that article."""

    def say(sentence: str) -> str:
        if sentence == f"Warga Desa {number} Menanam Pohon":
            raise error
        return answer(sentence)

    setting.translator = engine()
    setting.translator.default = say


def test_an_article_that_breaks_the_engine_fails_alone(setting: Setting) -> None:
    fail_at(setting, 4, RuntimeError("no such token"))
    watching = setting.run()
    assert (watching.totals.done, watching.totals.failed) == (5, 1)
    [record] = [one for one in watching.records if one.failure]
    assert record.key == "bagian-1/berita-004.txt"
    assert "RuntimeError: no such token" in record.failure
    [outcome] = [one for one in watching.outcomes if one.failure]
    assert "Traceback" in outcome.fault


def test_an_engine_that_is_damaged_stops_the_batch_and_what_was_done_is_kept(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.batch.local_runner.GROUP_WORDS", 1)  # one article at a time
    fail_at(setting, 0, ModelCorrupt("a file of the model is not what it must be"))
    with pytest.raises(ModelCorrupt):
        setting.run()
    setting.translator, setting.stop = engine(), Stop()
    watching = setting.run()
    done_before = [one.key for one in watching.skips]
    # Those of the folders come before those beside them.
    assert done_before == [f"bagian-{1 + n // 2}/berita-00{k}.txt" for n, k in enumerate((1, 4, 2, 5))]
    assert watching.totals.done == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("kosong.txt", b"", "is empty"),
        ("biner.txt", b"\x00\x01\x02", "is a binary file"),
        ("rusak.docx", b"not a document", "rusak.docx"),
        ("inggris.txt", b"The villagers planted trees along the river on Monday, and the mayor came.", "looks English"),
    ],
    ids=["empty", "binary", "damaged", "english"],
)
def test_an_article_that_cannot_be_read_fails_with_the_reason(
    setting: Setting, name: str, content: bytes, reason: str
) -> None:
    (setting.source / name).write_bytes(content)
    watching = setting.run()
    assert (watching.totals.done, watching.totals.failed) == (6, 1)
    [record] = [one for one in watching.records if one.failure]
    assert record.key == name
    assert reason in record.failure


def test_a_document_that_breaks_its_reader_fails_alone(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_at(suffix: str, raw: bytes, name: str) -> articles.Article:
        if name.endswith("berita-003.txt"):
            raise RecursionError("too deep")
        return articles.read_article_as(suffix, raw, name)

    monkeypatch.setattr("summarizer.batch.sources.folders.read_article_as", break_at)
    watching = setting.run()
    assert (watching.totals.done, watching.totals.failed) == (5, 1)


def test_how_an_article_was_read_is_passed_on(setting: Setting) -> None:
    (setting.source / "kafe.txt").write_bytes(
        "Warga membuka sebuah café di tepi sungai pada hari Senin.".encode("cp1252")
    )
    watching = setting.run()
    [outcome] = [one for one in watching.outcomes if one.key == "kafe.txt"]
    assert "cp1252" in outcome.notes[0]


def test_an_engine_that_breaks_on_everything_stops_the_batch(setting: Setting) -> None:
    def say(sentence: str) -> str:
        raise RuntimeError("out of memory")

    setting.translator = engine()
    setting.translator.default = say
    with pytest.raises(ModelUnavailable, match="RuntimeError: out of memory"):
        setting.run()
    setting.translator, setting.stop = engine(), Stop()
    watching = setting.run()
    assert (watching.totals.done, watching.totals.skipped) == (6, 0)  # none of them was put down as failed


def test_a_drawing_library_that_breaks_costs_the_picture_alone(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise RuntimeError("no such backend")

    monkeypatch.setattr("summarizer.batch.run.write_chart", break_off)
    watching = setting.run()
    assert watching.totals.done == 6
    assert "no such backend" in watching.notes[0]
    assert (setting.output.with_name("out.batch") / "report.md").is_file()
