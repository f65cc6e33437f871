"""Batches of English articles into Indonesian, and a file of English lines."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer import line_files
from summarizer.batch.issue_meanings import meaning_of
from summarizer.batch.items import Task
from summarizer.batch.work import Recipe, Workbench
from summarizer.datamodels import DecodingOptions, IssueKind, Origin, RuntimeOptions
from summarizer.engines import registry
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import OptionError
from summarizer.memory.opening import open_memory
from summarizer.protocols import Generator, Progress, no_progress
from summarizer.summarization import SummaryOptions
from summarizer.translation.wording import HOUSE_WORDING
from tests.batch.articles import Setting, tree
from tests.summarization.written_summaries import RecordingGenerator

ENGLISH = (
    "Farmers in {0} planted {1} mango trees along the river on Monday.",
    "The district agency handed out water to everybody who came to help.",
    "The work ended in the afternoon, before the rain reached the valley.",
)
INDONESIAN = (
    "Para petani di {0} menanam {1} pohon mangga di sepanjang sungai pada hari Senin.",
    "Dinas kabupaten membagikan air kepada semua orang yang datang membantu.",
    "Pekerjaan itu selesai pada sore hari, sebelum hujan mencapai lembah.",
)
TOWNS = ("Bima", "Ende", "Palu")


def article(number: int) -> str:
    return f"{' '.join(ENGLISH)}\n".format(TOWNS[number], number + 20)


def engine() -> RecordingTranslator:
    answers = {
        source.format(town, number + 20): target.format(town, number + 20)
        for number, town in enumerate(TOWNS)
        for source, target in zip(ENGLISH, INDONESIAN, strict=True)
    }
    return RecordingTranslator(answers=answers, langpair="en-id")


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"news-{number}.txt").write_text(article(number), encoding="utf-8")
    return Setting(
        folder,
        tmp_path / "out",
        translator=engine(),
        memory=tmp_path / "memory.sqlite",
        formats=("docx", "json", "md", "text", "tmx"),
        langpair=("en", "id"),
    )


def test_every_article_is_made_in_indonesian(setting: Setting) -> None:
    watching = setting.run()
    assert (watching.totals.done, watching.totals.failed) == (3, 0)
    assert len(tree(setting.output)) >= 15
    for number in range(3):
        written = json.loads((setting.output / f"news-{number}.json").read_text(encoding="utf-8"))
        assert (written["source"]["lang"], written["target"]["lang"]) == ("en", "id")
        assert written["summary"]["lang"] == "id"
        assert written["summary"]["sentences"][0]["text"] == INDONESIAN[0].format(TOWNS[number], number + 20)
    assert "langpair:en-id" in watching.totals.made_by
    assert "|lang:id|" in watching.totals.made_by


def test_a_table_has_the_same_rows(setting: Setting) -> None:
    setting.output = setting.output.with_suffix(".jsonl")
    setting.run()
    rows = [json.loads(line) for line in setting.output.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["news-0.txt", "news-1.txt", "news-2.txt"]
    assert all(row["headline"].startswith("Para petani di") for row in rows)


def test_nothing_is_done_twice_and_the_memory_knows_the_sentences(setting: Setting) -> None:
    setting.run()
    asked = [sentence for sentences, _ in setting.translator.calls for sentence in sentences]
    assert asked.count(ENGLISH[1]) == 1
    setting.translator = engine()
    assert setting.run().totals.skipped == 3
    setting.run(force=True)
    assert setting.translator.calls == []


def test_the_other_direction_is_another_batch_and_another_memory(setting: Setting) -> None:
    setting.run()
    made_by = Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(), (), source_lang="en", target_lang="id")
    assert made_by.made_by(engine()) != replace(made_by, source_lang="id", target_lang="en").made_by(
        RecordingTranslator()
    )
    assert setting.memory is not None
    with open_memory(setting.memory) as memory:
        assert {unit.langpair for unit in memory.units()} == {"en-id"}
        assert list(memory.units("id-en")) == []


def test_a_wording_that_a_person_gave_is_taken(setting: Setting) -> None:
    assert setting.memory is not None
    with open_memory(setting.memory) as memory:
        memory.keep_edits({ENGLISH[1]: "Dinas membagikan air minum kepada para penolong."}, "en-id")
        memory.keep_edits({ENGLISH[2]: "Untuk arah lain."}, "id-en")
    setting.run()
    text = (setting.output / "news-0.md").read_text(encoding="utf-8")
    assert "Dinas membagikan air minum kepada para penolong." in text
    assert "Untuk arah lain." not in text


def test_an_article_in_the_target_language_fails_alone_unless_any_is_taken(setting: Setting) -> None:
    wrong = " ".join(INDONESIAN).format("Bima", 20)
    (setting.source / "berita.txt").write_text(wrong, encoding="utf-8")
    watching = setting.run()
    assert (watching.totals.done, watching.totals.failed) == (3, 1)
    [failed] = [record for record in watching.records if record.failure]
    assert failed.key == "berita.txt"
    assert "the text looks Indonesian, not English" in failed.failure
    setting.any_language = True
    assert setting.run(retry_failed=True).totals.done == 1


def test_a_summary_in_a_language_that_there_is_none_in_is_refused_before_any_work(tmp_path: Path) -> None:
    recipe = Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(lang="id"), ("md",), source_lang="jv")
    with pytest.raises(OptionError, match="there is no summary in id"):
        recipe.made_by(RecordingTranslator(langpair="jv-en"))


def test_an_article_of_another_language_is_made_if_its_language_is_not_looked_at() -> None:
    recipe = Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(1), ("json",), source_lang="jv", any_language=True)
    translator = RecordingTranslator(default=lambda _: "The new market opened on Monday.", langpair="jv-en")
    task = Task("a", "a", "", "Pasar anyar dibukak dina Senen.", "jv", Origin())
    [outcome] = Workbench(recipe, translator).outcomes([task])
    written = json.loads(outcome.files["json"])
    assert written["source"]["lang"] == "jv"
    assert written["summary"]["sentences"][0]["text"] == "The new market opened on Monday."


def test_models_are_loaded_for_the_runtime_and_the_languages_of_the_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    from summarizer.batch.ray_runner import ray_workbench

    asked: list[tuple[object, ...]] = []

    def load_translator(name: str, *, langpair: str | None = None, runtime: RuntimeOptions | None = None) -> object:
        asked.append((name, langpair, runtime))
        return engine()

    def load_generator(
        name: str, *, runtime: RuntimeOptions | None = None, progress: Progress = no_progress
    ) -> Generator:
        asked.append((name, runtime))
        return RecordingGenerator(lambda _: "")

    monkeypatch.setattr(registry, "load_translator", load_translator)
    monkeypatch.setattr(registry, "load_generator", load_generator)
    runtime = RuntimeOptions("cpu", "int8", 2)
    recipe = Recipe(
        DecodingOptions(),
        HOUSE_WORDING,
        SummaryOptions(),
        ("md",),
        generator="penulis",
        source_lang="en",
        target_lang="id",
        runtime=runtime,
    )
    ray_workbench(recipe, "opus", None)
    assert sorted(asked, key=len) == [("penulis", runtime), ("opus", "en-id", runtime)]


def test_the_report_names_the_languages_of_the_batch(setting: Setting) -> None:
    assert meaning_of(IssueKind.UNTRANSLATED).text == "Indonesian words were left standing"
    assert meaning_of(IssueKind.UNTRANSLATED, "en-id").text == "English words were left standing"
    assert meaning_of(IssueKind.TERM_MISSING, "en-id").text == "a term of the glossary does not have its Indonesian"
    setting.translator.answers = {}
    setting.run()
    report = next(path for path in setting.output.parent.rglob("report.md")).read_text(encoding="utf-8")
    assert "Indonesian words were left standing" not in report


def test_lines_of_english_are_translated_one_by_one(tmp_path: Path) -> None:
    output = tmp_path / "out.id"
    text = "".join(article(number).replace("\n", "") + "\n" for number in range(3)) + "\n"
    translator = engine()
    line_files.translate_file(
        text, output, ("en", "id"), translator=translator, options=DecodingOptions(), progress=no_progress
    )
    lines = output.read_text(encoding="utf-8").split("\n")
    assert lines == [
        *(" ".join(INDONESIAN).format(town, number + 20) for number, town in enumerate(TOWNS)),
        "",
        "",
    ]
    with pytest.raises(OptionError, match="en-id, not id-en"):
        line_files.translate_file(
            text, output, ("id", "en"), translator=translator, options=DecodingOptions(), progress=no_progress
        )
