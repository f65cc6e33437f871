"""A memory of English sentences in Indonesian, beside those of the other direction."""

from __future__ import annotations

from pathlib import Path

from summarizer import Document, translate
from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.documents.tmx_units import read_units, write_units
from summarizer.engines.recording import RecordingTranslator
from summarizer.memory.opening import open_memory
from summarizer.memory.remembering import RememberingTranslator
from summarizer.memory.units import HUMAN, MACHINE

BRIDGE = "The bridge to the old harbour opened to traffic on Monday morning."
JEMBATAN = "Jembatan ke pelabuhan lama dibuka untuk lalu lintas pada Senin pagi."
RICE = "The price of rice rose at the main market of the town again."
BERAS = "Harga beras naik lagi di pasar induk kota itu."


def engine() -> RecordingTranslator:
    return RecordingTranslator(answers={BRIDGE: JEMBATAN, RICE: BERAS}, langpair="en-id")


def test_an_engine_of_each_direction_has_its_own_answers(path: Path) -> None:
    with open_memory(path) as memory:
        options = DecodingOptions()
        remembering = RememberingTranslator(engine(), memory)
        assert remembering.langpair == "en-id"
        assert remembering.translate_batch([BRIDGE], options) == [[Hypothesis(JEMBATAN)]]
        back = RecordingTranslator(answers={BRIDGE: "not that"}, langpair="id-en")
        assert RememberingTranslator(back, memory).translate_batch([BRIDGE], options) == [[Hypothesis("not that")]]
        again = RememberingTranslator(engine(), memory)
        assert again.translate_batch([BRIDGE], options) == [[Hypothesis(JEMBATAN)]]
        assert again.remembered == 1


def test_what_is_exported_is_imported_again(path: Path, tmp_path: Path) -> None:
    tmx = str(tmp_path / "english.tmx")
    with open_memory(path) as memory:
        memory.keep_translation(translate(Document(f"{BRIDGE} {RICE}", "en"), "id", translator=engine()))
        memory.keep_edits({RICE: "Harga beras kembali naik di pasar induk."}, "en-id")
        memory.keep_edits({BERAS: "Rice rose again."}, "id-en")
        assert write_units(tmx, memory.units("en-id"), "en", "id") == 2
    with open_memory(tmp_path / "other.sqlite") as other:
        units = list(read_units(tmx, "en", "id"))
        assert [(one.source, one.target, one.origin) for one in units] == [
            (BRIDGE, JEMBATAN, MACHINE),
            (RICE, "Harga beras kembali naik di pasar induk.", HUMAN),
        ]
        assert other.keep_edits({one.source: one.target for one in units}, "en-id") == 2
        assert other.edits([BRIDGE, RICE], "en-id") == {one.source: one.target for one in units}
        assert other.edits([BRIDGE, RICE], "id-en") == {}
