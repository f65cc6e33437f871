"""Synthetic pairs: the table that comes out, what is kept out of it, and going on after a kill."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.datamodels import Hypothesis
from summarizer.errors import OptionError, OutputError, UnfitInput, UnreadableInput
from training import synthesis_run
from training.synthesis import SynthesisOptions, SynthesisReport, Translate, synthesise

LICENCE = "CC BY 3.0"
PLACES = ["harbour", "market", "school", "valley", "station", "rice field", "workshop"]
SENTENCES = [f"Sentence {n} is about the {PLACES[n % 7]}{' in the rain' * (n % 3)}." for n in range(90)]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "letters.txt"
    path.write_text("\n".join(SENTENCES) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def options(text: Path) -> SynthesisOptions:
    return SynthesisOptions("back-translation", texts=str(text), batch_sentences=2, max_sentences=1000)


class Fake:
    """A model whose output shows its batch, as padding can; ``fails_at`` is the batch, from 1, that raises."""

    def __init__(self, fails_at: int = 0, error: BaseException | None = None) -> None:
        self.batches: list[list[str]] = []
        self._fails_at = fails_at
        self._error = error

    def __call__(self, sentences: Sequence[str]) -> list[Hypothesis]:
        self.batches.append(list(sentences))
        if self._error and len(self.batches) == self._fails_at:
            raise self._error
        return [Hypothesis(f"{sentence[::-1]} {len(sentences[0])}/{len(sentences)}", True) for sentence in sentences]


def rows(output: Path) -> list[list[str]]:
    return [line.split("\t") for line in output.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


def translations(answers: dict[str, str]) -> Translate:
    return lambda sentences: [Hypothesis(answers[sentence], "endless" not in sentence) for sentence in sentences]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("kind", "tag", "human"),
    [
        ("back-translation", "synthetic-bt/letters", 3),
        ("forward-translation", "synthetic-ft/letters", 2),
    ],
)
def test_the_table_has_a_row_a_sentence_in_the_order_of_the_text(
    kind: str, tag: str, human: int, options: SynthesisOptions, tmp_path: Path
) -> None:
    output = tmp_path / "pairs.tsv"
    report = synthesise(replace(options, kind=kind), Fake(), output, licence=LICENCE)
    header, *pairs = rows(output)
    assert header == ["source", "licence", "id", "en"]
    assert {(row[0], row[1], len(row)) for row in pairs} == {(tag, LICENCE, 4)}
    assert [row[human] for row in pairs] == SENTENCES
    assert all(row[5 - human].startswith(row[human][::-1]) for row in pairs)
    assert report == SynthesisReport(sentences=90, pairs=90, rejected={})


def test_batches_hold_sentences_of_about_equal_length(options: SynthesisOptions, tmp_path: Path) -> None:
    fake = Fake()
    synthesise(options, fake, tmp_path / "pairs.tsv", licence=LICENCE)
    block = [len(sentence) for batch in fake.batches[:16] for sentence in batch]
    assert {len(batch) for batch in fake.batches} == {2}
    assert block == sorted(block)
    assert sorted(sentence for batch in fake.batches[:16] for sentence in batch) == sorted(SENTENCES[:32])


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("out of memory")], ids=["ctrl-c", "crash"])
@pytest.mark.parametrize("batch", [1, 9, 17, 30, 45])
def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(
    error: BaseException, batch: int, options: SynthesisOptions, tmp_path: Path
) -> None:
    whole, broken = tmp_path / "whole.tsv", tmp_path / "broken.tsv"
    expected = synthesise(options, Fake(), whole, licence=LICENCE)
    with pytest.raises(type(error)):
        synthesise(options, Fake(batch, error), broken, licence=LICENCE)
    assert not broken.exists()
    partial = tmp_path / "broken.tsv.partial"
    if partial.exists():
        partial.write_bytes(partial.read_bytes() + b"synthetic-bt/letters\tCC B")  # a torn block
    fake = Fake()
    assert synthesise(options, fake, broken, licence=LICENCE) == expected
    assert broken.read_bytes() == whole.read_bytes()
    assert len(fake.batches) == 45 - (batch - 1) // 16 * 16  # whole blocks are not translated again
    assert names(tmp_path) == [
        "broken.tsv",
        "broken.tsv.state.json",
        "letters.txt",
        "whole.tsv",
        "whole.tsv.state.json",
    ]


def test_killed_while_the_record_is_written_or_the_file_renamed(
    options: SynthesisOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, broken = tmp_path / "whole.tsv", tmp_path / "broken.tsv"
    synthesise(options, Fake(), whole, licence=LICENCE)
    for function in ("write_output", "move_into_place"):
        for call in (1, 2, 3, 4):
            calls = 0
            original = getattr(synthesis_run, function)

            def killed(*arguments: object, call: int = call, original: Callable[..., None] = original) -> None:
                nonlocal calls
                calls += 1
                if calls == call:
                    raise KeyboardInterrupt
                original(*arguments)

            with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
                patch.setattr(synthesis_run, function, killed)
                synthesise(options, Fake(), broken, licence=LICENCE)
            synthesise(options, Fake(), broken, licence=LICENCE)
            assert broken.read_bytes() == whole.read_bytes()
            broken.unlink()


def test_a_finished_run_is_not_made_again_unless_it_was_deleted(options: SynthesisOptions, tmp_path: Path) -> None:
    output = tmp_path / "pairs.tsv"
    report = synthesise(options, Fake(), output, licence=LICENCE)
    again = Fake()
    assert synthesise(options, again, output, licence=LICENCE) == report
    assert again.batches == []
    output.unlink()
    assert synthesise(options, again, output, licence=LICENCE) == report
    assert len(again.batches) == 45


def delete(output: Path) -> None:
    for path in output.parent.glob(f"{output.name}*"):
        path.unlink()


@pytest.mark.parametrize("change", ["options", "text", "licence", "signature"])
@pytest.mark.parametrize("finished", [True, False], ids=["finished", "unfinished"])
def test_another_job_is_refused_until_its_files_are_deleted(
    change: str, finished: bool, options: SynthesisOptions, text: Path, tmp_path: Path
) -> None:
    output = tmp_path / "pairs.tsv"
    if finished:
        synthesise(options, Fake(), output, licence=LICENCE)
    else:
        with pytest.raises(KeyboardInterrupt):
            synthesise(options, Fake(20, KeyboardInterrupt()), output, licence=LICENCE)
    if change == "options":
        options = replace(options, beam_size=4)
    if change == "text":
        text.write_text(text.read_text(encoding="utf-8") + "One more sentence.\n", encoding="utf-8")
    licence = "CC0" if change == "licence" else LICENCE
    signature = "model-2" if change == "signature" else ""
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(OutputError, match=r"another model or from other texts\. To make it anew, delete it"):
        synthesise(options, Fake(), output, licence=licence, signature=signature)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    delete(output)
    synthesise(options, Fake(), output, licence=licence, signature=signature)
    assert len(rows(output)) == (92 if change == "text" else 91)


def test_a_file_that_this_step_did_not_write_is_not_replaced(options: SynthesisOptions, tmp_path: Path) -> None:
    output = tmp_path / "pairs.tsv"
    output.write_text("precious\n", encoding="utf-8")
    with pytest.raises(OutputError, match="delete it and"):
        synthesise(options, Fake(), output, licence=LICENCE)
    assert output.read_text(encoding="utf-8") == "precious\n"


def test_a_changed_partial_file_and_a_foreign_record_are_refused(options: SynthesisOptions, tmp_path: Path) -> None:
    output = tmp_path / "pairs.tsv"
    with pytest.raises(KeyboardInterrupt):
        synthesise(options, Fake(20, KeyboardInterrupt()), output, licence=LICENCE)
    (tmp_path / "pairs.tsv.partial").write_bytes(b"short")
    with pytest.raises(OutputError, match="shorter than its record says"):
        synthesise(options, Fake(), output, licence=LICENCE)
    (tmp_path / "pairs.tsv.state.json").write_text(json.dumps({"blocks": 3}), encoding="utf-8")
    with pytest.raises(OutputError, match="no record of a synthesis"):
        synthesise(options, Fake(), output, licence=LICENCE)
    delete(output)
    assert synthesise(options, Fake(), output, licence=LICENCE).pairs == 90


def test_bad_outputs_are_kept_out_and_counted(tmp_path: Path) -> None:
    answers = {
        "Nenek menjemur kerupuk di halaman.": "Grandmother dries crackers in the yard.",
        "Kucing itu tidur di atap.": " … ",
        "Ayah memperbaiki sepeda tua.": "ayah  memperbaiki sepeda tua.",
        "Angin bertiup kencang sejak pagi.": "Wind.",
        "Mereka menunggu bus terakhir.": "They waited and waited for the last bus of the night, which came late.",
        "Anak-anak itu berlari, berlari dan berlari lagi.": "ran on ran on ran on ran on ran",
        "Air sungai\tnaik  lagi.": "",
        "Cerita ini endless tanpa akhir.": "This story goes on and",
    }
    path = tmp_path / "cerita.txt"
    path.write_text("\n".join(answers), encoding="utf-8")
    answers["Air sungai naik lagi."] = "The river\tis rising\nagain."
    options = SynthesisOptions("forward-translation", texts=str(path), batch_sentences=4, max_sentences=50)
    output = tmp_path / "pairs.tsv"
    report = synthesise(options, translations(answers), output, licence="ours")
    assert [row[2:] for row in rows(output)[1:]] == [
        ["Nenek menjemur kerupuk di halaman.", "Grandmother dries crackers in the yard."],
        ["Air sungai naik lagi.", "The river is rising again."],
    ]
    assert report == SynthesisReport(8, 2, {"copied": 1, "empty": 1, "length": 2, "repetition": 1, "unfinished": 1})


def test_a_folder_is_read_in_the_order_of_names_whatever_it_is_packed_with(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "b.en.txt").write_text("The second file, as it stands.\n\nToo short.\n", encoding="utf-8")
    with gzip.open(folder / "a.en.gz", "wt", encoding="utf-8") as file:
        file.write("The first file came from gzip.\r\nIts second line\x85has a strange space.\n")
    with lzma.open(folder / "c.xz", "wt", encoding="utf-8") as file:
        file.write("The third file came from xz\nThis line is over the limit of sentences\n")
    (folder / "notes.md").write_text("This is not one of the texts.\n", encoding="utf-8")
    options = SynthesisOptions("back-translation", texts=str(folder), batch_sentences=8, max_sentences=4)
    output = tmp_path / "pairs.tsv"
    synthesise(options, Fake(), output, licence=LICENCE)
    assert [(row[0], row[3]) for row in rows(output)[1:]] == [
        ("synthetic-bt/a", "The first file came from gzip."),
        ("synthetic-bt/a", "Its second line has a strange space."),
        ("synthetic-bt/b", "The second file, as it stands."),
        ("synthetic-bt/c", "The third file came from xz"),
    ]


def test_texts_that_cannot_be_used_are_refused(options: SynthesisOptions, tmp_path: Path) -> None:
    output = tmp_path / "pairs.tsv"
    with pytest.raises(UnreadableInput, match=r"neither a file nor a folder with \.txt"):
        synthesise(replace(options, texts=str(tmp_path / "none")), Fake(), output, licence=LICENCE)
    with pytest.raises(UnfitInput, match="no sentence of 50 to 60 words"):
        synthesise(replace(options, min_words=50), Fake(), output, licence=LICENCE)
    (tmp_path / "torn.xz").write_bytes(lzma.compress(b"Three good words here.\n" * 9)[:-20])
    (tmp_path / "plain.gz").write_bytes(b"not packed at all\n")
    (tmp_path / "latin.txt").write_bytes("tiga kata caf\xe9".encode("latin-1"))
    for name in ("torn.xz", "plain.gz", "latin.txt"):
        with pytest.raises(UnreadableInput, match=f"{name} cannot be read"):
            synthesise(replace(options, texts=str(tmp_path / name)), Fake(), output, licence=LICENCE)
    assert not output.exists()


def test_a_model_that_loses_a_sentence_is_an_error(options: SynthesisOptions, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1 translations for a batch of 2"):
        synthesise(options, lambda sentences: [Hypothesis("one", True)], tmp_path / "pairs.tsv", licence=LICENCE)


@pytest.mark.parametrize("licence", [None, "", "  ", "CC\tBY", "CC\nBY"])
def test_a_licence_is_required(licence: str | None, options: SynthesisOptions, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="licence of the text must be stated"):
        synthesise(options, Fake(), tmp_path / "pairs.tsv", licence=licence)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "paraphrase"}, "back-translation, forward-translation, distillation"),
        ({"kind": "distillation"}, "distillation takes the prepared rows"),
        ({"texts": ""}, "give texts for the other kinds"),
        ({"batch_sentences": 0}, "batch_sentences must be at least 1"),
        ({"max_sentences": 0}, "max_sentences must be at least 1"),
        ({"sample_top_k": -1}, "sample_top_k must be at least 0"),
        ({"sample_top_k": 5, "beam_size": 2}, "sampling has no beam"),
        ({"max_words": 2}, "max_words is 2, less than the 3"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    changes: dict[str, Any], message: str, options: SynthesisOptions
) -> None:
    with pytest.raises(ValueError, match=message):
        replace(options, **changes)


def test_distillation_translates_the_prepared_rows_each_under_its_licence(tmp_path: Path) -> None:
    train = tmp_path / "train.tsv"
    train.write_text(
        "source\tlicence\tid\ten\n"
        "radio/pagi\tCC BY 4.0\tHujan turun sejak pagi.\tRain since morning.\n"
        "letters\tCC0\tKapal itu berlabuh kemarin.\tThe ship anchored.\n"
        "letters\tCC0\tTerlalu pendek.\tToo short.\n",
        encoding="utf-8",
    )
    options = SynthesisOptions("distillation", batch_sentences=2, max_sentences=10)
    answers = {
        "Hujan turun sejak pagi.": "It has rained since morning.",
        "Kapal itu berlabuh kemarin.": "The ship anchored yesterday.",
    }
    output = tmp_path / "pairs.tsv"
    synthesise(options, translations(answers), output, pairs=train)
    assert rows(output)[1:] == [
        ["synthetic-kd/radio/pagi", "CC BY 4.0", "Hujan turun sejak pagi.", "It has rained since morning."],
        ["synthetic-kd/letters", "CC0", "Kapal itu berlabuh kemarin.", "The ship anchored yesterday."],
    ]
    for licence, pairs in (("CC0", train), (None, None)):
        with pytest.raises(OptionError, match="each under a licence of its own"):
            synthesise(options, translations(answers), output, licence=licence, pairs=pairs)


@pytest.mark.parametrize("kind", ["back-translation", "forward-translation"])
def test_rows_are_refused_where_texts_are_translated(kind: str, options: SynthesisOptions, tmp_path: Path) -> None:
    output = tmp_path / "pairs.tsv"
    with pytest.raises(OptionError, match=f"{kind} translates the texts of its options: give no pairs"):
        synthesise(replace(options, kind=kind), Fake(), output, licence=LICENCE, pairs=tmp_path / "train.tsv")
    assert not output.exists()


def test_progress_is_told_before_every_block(options: SynthesisOptions, tmp_path: Path) -> None:
    def translate(sentences: Sequence[str]) -> list[Hypothesis]:
        return [Hypothesis("" if sentence == SENTENCES[0] else sentence[::-1], True) for sentence in sentences]

    stages: list[str] = []
    synthesise(options, translate, tmp_path / "p.tsv", licence=LICENCE, progress=lambda stage, *_: stages.append(stage))
    counts = [(0, 0), (32, 31), (64, 63)]
    assert stages == [f"back-translation: {sentences} sentences, {pairs} pairs" for sentences, pairs in counts]
