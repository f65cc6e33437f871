"""A folder as output: the tree of the input, files that are whole, and nobody else's files written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer import Document, make_brief
from summarizer.batch.renderers import RENDERERS
from summarizer.documents import markdown_format
from summarizer.errors import OptionError, OutputError
from summarizer.summarization import SummaryOptions
from tests.batch.articles import Setting, article, engine, tree, write_folder


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(write_folder(tmp_path / "in", 4), tmp_path / "out", formats=("md",))


def test_the_tree_of_the_input_is_mirrored(setting: Setting) -> None:
    setting.run()
    assert list(tree(setting.output)) == [
        "bagian-1/berita-001.md", "bagian-2/berita-002.md", "berita-000.md", "berita-003.md",
    ]  # fmt: skip


def test_a_file_is_what_brief_makes_of_the_article(setting: Setting) -> None:
    setting.run()
    brief = make_brief(Document(article(2)), translator=engine(), summary=SummaryOptions(2))
    assert (setting.output / "bagian-2" / "berita-002.md").read_text(encoding="utf-8") == markdown_format.brief(brief)


def test_each_format_is_a_file_beside_the_others(setting: Setting) -> None:
    setting.formats = tuple(RENDERERS)
    setting.run()
    names = {path.name for path in setting.output.iterdir() if path.is_file()}
    assert names == {f"berita-{number}{one.suffix}" for number in ("000", "003") for one in RENDERERS.values()}
    assert json.loads((setting.output / "berita-000.json").read_bytes())["segments"]


def test_a_file_of_others_is_not_written_over(setting: Setting) -> None:
    theirs = setting.output / "berita-000.md"
    theirs.parent.mkdir()
    theirs.write_text("Catatan redaksi", encoding="utf-8")
    watching = setting.run()
    assert theirs.read_text(encoding="utf-8") == "Catatan redaksi"
    [failed] = [record for record in watching.records if record.failure]
    assert failed.key == "berita-000.txt"
    assert "is left as it is" in failed.failure
    setting.run(force=True)
    assert theirs.read_text(encoding="utf-8").startswith("# ")


def test_what_an_editor_has_changed_is_left(setting: Setting) -> None:
    setting.run()
    edited = setting.output / "berita-000.md"
    edited.write_text("corrected by hand", encoding="utf-8")
    assert [one.key for one in setting.run().skips if one.note] == ["berita-000.txt"]
    assert edited.read_text(encoding="utf-8") == "corrected by hand"


def test_what_an_editor_has_changed_is_left_when_the_article_changes_too(setting: Setting) -> None:
    setting.run()
    edited = setting.output / "berita-000.md"
    edited.write_text("corrected by hand", encoding="utf-8")
    (setting.source / "berita-000.txt").write_text(article(77), encoding="utf-8")
    [record] = setting.run().records
    assert "was changed since" in record.failure
    assert edited.read_text(encoding="utf-8") == "corrected by hand"


def test_a_name_that_is_a_folder_here_and_a_file_there_fails_alone(setting: Setting) -> None:
    (setting.source / "berita-000.md").mkdir()
    (setting.source / "berita-000.md" / "lain.txt").write_text(article(9), encoding="utf-8")
    watching = setting.run()
    assert len([record for record in watching.records if record.failure]) == 1
    assert watching.totals.done == 4


def test_an_output_within_the_input_is_not_translated_again(setting: Setting) -> None:
    setting.output = setting.source / "english"
    setting.run()
    again = setting.run()
    assert again.total == 4
    assert not again.records


def test_the_output_must_not_be_the_input(setting: Setting) -> None:
    setting.output = setting.source
    before = tree(setting.source)
    with pytest.raises(OptionError, match="Name another"):
        setting.run()
    assert tree(setting.source) == before


def test_a_file_where_the_folder_is_to_be_is_told(setting: Setting) -> None:
    setting.output.write_text("a note", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file"):
        setting.run()


def test_only_one_run_writes_an_output(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_another(sentence: str) -> str:
        with pytest.raises(OutputError, match="another run is writing this output"):
            Setting(setting.source, setting.output).run()
        return f"EN({sentence})"

    setting.translator = engine()
    setting.translator.default = run_another
    assert setting.run().totals.done == 4


def test_nothing_else_is_left_in_the_folder(setting: Setting) -> None:
    setting.run()
    assert {path.name for path in setting.output.parent.iterdir()} == {"in", "out", "out.batch"}
    left = {path.name for path in (setting.output.parent / "out.batch").iterdir()}
    assert left == {"manifest.sqlite", "report.md", "report.png"}


def test_a_folder_of_others_beside_it_is_not_touched(setting: Setting) -> None:
    theirs = setting.output.with_name("out.batch") / "scratch" / "naskah.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("Naskah", encoding="utf-8")
    with pytest.raises(OutputError, match="no record of a batch"):
        setting.run()
    assert theirs.read_text(encoding="utf-8") == "Naskah"


def test_the_output_of_another_batch_in_the_input_is_no_article(setting: Setting) -> None:
    setting.output = setting.source / "english"
    setting.run()
    setting.output = setting.source / "again"
    assert setting.run().total == 4
