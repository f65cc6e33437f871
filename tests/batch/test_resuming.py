"""Run again, a batch does what is missing or has changed, and nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from summarizer.batch.stopping import Stop
from summarizer.errors import OptionError, OutputError
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.translation.wording import Wording
from tests.batch.articles import Setting, Watching, answer, article, engine, tree, write_folder


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    setting = Setting(write_folder(tmp_path / "in", 6), tmp_path / "out")
    setting.run()
    setting.translator = engine()
    return setting


def keys(watching: Watching) -> list[str]:
    return [record.key for record in watching.records]


def test_nothing_is_done_twice(setting: Setting) -> None:
    before = tree(setting.output)
    watching = setting.run()
    assert setting.translator.calls == []
    assert (watching.totals.skipped, watching.totals.done) == (6, 0)
    assert tree(setting.output) == before


def test_a_changed_article_is_done_again(setting: Setting) -> None:
    (setting.source / "berita-003.txt").write_text(article(33), encoding="utf-8")
    assert keys(setting.run()) == ["berita-003.txt"]
    assert b"33" in (setting.output / "berita-003.json").read_bytes()


def test_a_new_article_is_done(setting: Setting) -> None:
    (setting.source / "baru.txt").write_text(article(44), encoding="utf-8")
    assert keys(setting.run()) == ["baru.txt"]


def test_an_output_that_is_gone_is_made_again(setting: Setting) -> None:
    before = tree(setting.output)
    (setting.output / "berita-003.json").unlink()
    assert keys(setting.run()) == ["berita-003.txt"]
    assert tree(setting.output) == before


@pytest.mark.parametrize(
    "change",
    [
        {"formats": ("md", "docx")},
        {"wording": Wording(glossary=Glossary([Term("warga", "villagers")], signature="g1"))},
    ],
    ids=["formats", "glossary"],
)
def test_other_options_do_all_again(setting: Setting, change: dict[str, object]) -> None:
    for name, value in change.items():
        setattr(setting, name, value)
    assert len(setting.run().records) == 6


def test_another_engine_does_all_again(setting: Setting) -> None:
    setting.translator.signature = "engine:another"
    assert len(setting.run().records) == 6


def test_force_does_all_again(setting: Setting) -> None:
    assert len(setting.run(force=True).records) == 6


def test_what_has_failed_waits_for_retry_failed(setting: Setting) -> None:
    bad = setting.source / "kosong.txt"
    bad.write_text("", encoding="utf-8")
    assert setting.run().totals.failed == 1
    again = setting.run()
    assert not again.records
    assert again.totals.failed_before == 1
    assert keys(setting.run(retry_failed=True)) == ["kosong.txt"]


def test_what_has_failed_and_was_mended_is_done(setting: Setting) -> None:
    bad = setting.source / "kosong.txt"
    bad.write_text("", encoding="utf-8")
    setting.run()
    bad.write_text(article(55), encoding="utf-8")
    assert setting.run().totals.done == 1


def test_a_manifest_that_is_no_database_is_told(setting: Setting) -> None:
    manifest = setting.output.with_name("out.batch") / "manifest.sqlite"
    manifest.write_bytes(b"no database, but long enough to be taken for one" * 100)
    with pytest.raises(OutputError, match="remove the folder"):
        setting.run()


def test_a_manifest_of_a_newer_version_is_not_touched(setting: Setting) -> None:
    manifest = setting.output.with_name("out.batch") / "manifest.sqlite"
    with sqlite3.connect(manifest) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    with pytest.raises(OutputError, match="newer version"):
        setting.run()


def test_a_record_that_is_damaged_is_told(setting: Setting) -> None:
    manifest = setting.output.with_name("out.batch") / "manifest.sqlite"
    with sqlite3.connect(manifest) as connection:
        connection.execute("UPDATE items SET counts = 'no JSON'")
    with pytest.raises(OutputError, match="remove the folder"):
        setting.run()


def test_an_article_that_failed_in_between_is_done_again(setting: Setting) -> None:
    path = setting.source / "berita-003.txt"
    path.write_text("The villagers planted trees along the river on Monday, and the mayor came.", encoding="utf-8")
    assert setting.run().totals.failed == 1
    path.write_text(article(33), encoding="utf-8")
    assert setting.run().totals.done == 1
    assert b"33" in (setting.output / "berita-003.json").read_bytes()


def test_a_format_that_comes_back_is_written_again(setting: Setting) -> None:
    setting.formats = ("md",)
    setting.run()
    (setting.source / "berita-003.txt").write_text(article(33), encoding="utf-8")
    setting.run()
    setting.formats = ("md", "json")
    assert setting.run().totals.failed == 0
    assert b"33" in (setting.output / "berita-003.json").read_bytes()


def test_an_article_may_come_in_another_file(setting: Setting) -> None:
    (setting.source / "berita-003.txt").rename(setting.source / "berita-003.md")
    (setting.source / "berita-003.md").write_text(article(33), encoding="utf-8")
    watching = setting.run()
    assert keys(watching) == ["berita-003.md"]
    assert watching.totals.failed == 0


def test_an_output_is_called_what_an_unbroken_run_would_call_it(setting: Setting) -> None:
    twin = setting.source / "berita-003.md"
    twin.write_text(article(33), encoding="utf-8")
    setting.run()
    assert (setting.output / "berita-003.txt.md").is_file()
    twin.unlink()
    setting.run()
    assert not (setting.output / "berita-003.txt.md").exists()
    assert (setting.output / "berita-003.md").is_file()


def test_making_all_again_goes_on_where_it_was_stopped(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.batch.local_runner.GROUP_WORDS", 1)

    def say(sentence: str) -> str:
        if sentence == "Warga Desa 5 Menanam Pohon":
            setting.stop.begin_nothing()
        return answer(sentence)

    setting.translator.default = say
    first = keys(setting.run(force=True))
    assert 0 < len(first) < 6
    setting.translator, setting.stop = engine(), Stop()
    assert not {*first} & {*keys(setting.run(force=True))}
    assert len(setting.run(force=True).records) == 6  # that one is over, and this is another


def test_the_output_of_another_input_is_not_replaced(setting: Setting, tmp_path: Path) -> None:
    before = tree(setting.output)
    setting.source = write_folder(tmp_path / "other", 2)
    (setting.source / "berita-000.txt").write_text(article(99), encoding="utf-8")
    with pytest.raises(OptionError, match="Name another output, or add --force"):
        setting.run()
    assert tree(setting.output) == before
    setting.run(force=True)
    assert b"99" in (setting.output / "berita-000.json").read_bytes()
    assert not setting.run().records
