"""The commands on the translation memory."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summarizer.cli.memory import memory
from summarizer.datamodels import Document, Hypothesis, Segment, TranslatedSegment, Translation
from summarizer.documents.tmx_units import read_units, write_units
from summarizer.memory.opening import open_memory
from summarizer.memory.units import MACHINE, Unit
from tests.conftest import ROOT

PAIR = "id-en"
RICE = "Harga beras naik di pasar induk."
RAIN = "Hujan deras mengguyur Kota Padang."
SIGNATURE = "engine:coba|beam_size:4|langpair:id-en|version:0.1.0"


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the memory of this user is."""
    path = tmp_path / "data" / "memory.sqlite"
    monkeypatch.setenv("SUMMARIZER_MEMORY", str(path))
    return path


@pytest.fixture
def filled(path: Path) -> Path:
    with open_memory(path) as opened:
        opened.keep_outputs({RICE: [Hypothesis("Rice.")], RAIN: [Hypothesis("Rain.")]}, PAIR, "engine:coba")
        segments = tuple(
            TranslatedSegment(Segment(source, 0, len(source), 0), target)
            for source, target in ((RICE, "Rice."), (RAIN, "Rain."))
        )
        opened.keep_translation(Translation(Document(RICE), "en", segments, SIGNATURE))
        opened.keep_edits({RICE: "Rice costs more at the central market."}, PAIR)
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(memory, [str(argument) for argument in arguments])


def said(result: Result) -> list[str]:
    """The notes and errors."""
    return re.findall(r"^summarizer: ((?:note|error): .*)$", result.stderr, re.MULTILINE)


def test_stats_of_none_says_so_and_makes_none(path: Path) -> None:
    result = run("stats")
    assert result.exit_code == 0
    assert result.stdout == f"There is no translation memory {path} yet. A batch or an import makes one.\n"
    assert result.stderr == ""
    assert json.loads(run("stats", "--json").stdout) == {
        "memory": str(path),
        "exists": False,
        "wordings": 0,
        "machine": [],
        "outputs": 0,
        "bytes": None,
    }
    assert not path.parent.exists()


def test_stats_count_what_there_is(filled: Path) -> None:
    result = run("stats")
    assert result.exit_code == 0
    where, *rows = result.stdout.splitlines()
    assert re.fullmatch(rf"{filled}  \(\d+\.\d kB\)", where)
    assert [row.split(maxsplit=1) for row in rows] == [
        ["1", "wordings that people gave"],
        ["2", "answers of engines"],
        ["2", f"sentences id-en by {SIGNATURE}"],
    ]
    found = json.loads(run("stats", "--json", "--memory", filled).stdout)
    assert found.pop("bytes") == filled.stat().st_size
    assert found == {
        "memory": str(filled),
        "exists": True,
        "wordings": 1,
        "machine": [{"langpair": "id-en", "signature": SIGNATURE, "units": 2}],
        "outputs": 2,
    }


def test_export_prefers_a_humans_wording(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "keluar.tmx"
    result = run("export", file)
    assert result.exit_code == 0
    assert said(result) == [f"note: 2 units in {file}"]
    human = Unit(RICE, "Rice costs more at the central market.", PAIR)
    assert list(read_units(str(file))) == [human, Unit(RAIN, "Rain.", PAIR, MACHINE, SIGNATURE)]
    result = run("export", file, "--edits", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert list(read_units(str(file))) == [human]


def test_export_of_another_pair_has_nothing(filled: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "keluar.tmx", "--to", "fr")
    assert said(result) == [f"note: 0 units in {tmp_path / 'keluar.tmx'}"]


def test_export_of_no_memory_is_3(path: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "keluar.tmx")
    assert result.exit_code == 3
    assert said(result) == [
        f"error: there is no translation memory {path} yet. A batch or an import makes one; name another with --memory"
    ]
    assert list(tmp_path.iterdir()) == []


def test_export_to_where_nothing_can_be_written_is_3(filled: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "tidak ada" / "keluar.tmx")
    assert result.exit_code == 3
    assert "there is no folder" in result.stderr


def test_import_takes_wordings_over_and_says_what_it_left_out(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "masuk.tmx"
    units = [
        Unit(RICE, "Rice is dearer.", PAIR),
        Unit(RAIN, "Rain.", PAIR, MACHINE, SIGNATURE),
        Unit("Kosong.", "", PAIR),
        Unit("Panjang.", "long " * 1_001, PAIR),
        Unit("Baru.", "New.", PAIR),
        Unit(RICE, "Rice costs more.", PAIR),
    ]
    write_units(str(file), units, "id", "en")
    result = run("import", file)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert said(result) == [
        "note: 1 unit made by a machine left out: the engine makes them again",
        "note: 2 units left out that had a blank side, or more than 5,000 characters",
        f"note: 3 wordings read, 2 new or changed in {path}",
    ]
    with open_memory(path) as opened:
        assert opened.edits([RICE, RAIN, "Baru."], PAIR) == {RICE: "Rice costs more.", "Baru.": "New."}
    assert said(run("import", file))[-1] == f"note: 3 wordings read, 0 new or changed in {path}"
    assert run("import", file, "--quiet").stderr == ""


def test_import_of_more_than_a_page(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "masuk.tmx"
    write_units(str(file), (Unit(f"Warga {n}.", f"Villager {n}.", PAIR) for n in range(2_500)), "id", "en")
    result = run("import", file)
    assert said(result) == [f"note: 2,500 wordings read, 2,500 new or changed in {path}"]
    assert "reading …" in result.stderr
    assert "keeping …" in result.stderr
    with open_memory(path) as opened:
        assert opened.stats().edits == 2_500


def test_import_of_other_languages(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "masuk.tmx"
    write_units(str(file), [Unit("Satu.", "Un.", "id-fr")], "id", "fr")
    result = run("import", file)
    assert said(result) == [f"note: there is no unit from id to en in {file}; nothing was kept"]
    assert not path.exists()
    assert run("import", file, "--to", "fr").exit_code == 0
    with open_memory(path) as opened:
        assert opened.edits(["Satu."], "id-fr") == {"Satu.": "Un."}


def test_a_file_that_breaks_at_its_end_changes_nothing(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "masuk.tmx"
    write_units(str(file), (Unit(f"Warga {n}.", f"Villager {n}.", PAIR) for n in range(2_500)), "id", "en")
    file.write_bytes(file.read_bytes()[:-10])
    result = run("import", file)
    assert result.exit_code == 3
    assert "this is no whole TMX" in result.stderr
    assert not path.exists()


def test_a_memory_that_cannot_be_used_is_3(tmp_path: Path) -> None:
    for command in (["stats"], ["export", tmp_path / "a.tmx"], ["clear", "--yes"]):
        result = run(*command, "--memory", tmp_path)
        assert result.exit_code == 3
        assert said(result) == [
            f"error: the translation memory {tmp_path} is a folder. Name a file, as in: memory.sqlite"
        ]


def test_a_damaged_memory_is_told(filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    content[:512] = b"x" * 512
    filled.write_bytes(content)
    result = run("stats")
    assert result.exit_code == 0
    (note,) = said(result)
    assert note.endswith("and 1 of the wordings that people gave could be saved from it")
    assert result.stdout.splitlines()[1].split() == ["1", "wordings", "that", "people", "gave"]


def test_clear_asks_and_is_wrong_usage_where_nobody_can_answer(filled: Path) -> None:
    result = run("clear")
    assert result.exit_code == 2
    assert "Say --yes" in result.stderr
    with open_memory(filled) as opened:
        assert opened.stats().outputs == 2


def test_clear_keeps_what_people_wrote_unless_asked(filled: Path) -> None:
    assert said(run("clear", "--yes")) == ["note: 4 removed"]
    with open_memory(filled) as opened:
        assert [unit.source for unit in opened.units()] == [RICE]
    assert said(run("clear", "--yes", "--edits")) == ["note: 1 removed"]
    with open_memory(filled) as opened:
        assert list(opened.units()) == []


def test_clear_of_none_says_so(path: Path) -> None:
    result = run("clear")
    assert result.exit_code == 0
    assert said(result) == [f"note: there is no translation memory {path}; nothing was removed"]
    assert not path.parent.exists()


@pytest.mark.parametrize(("answer", "left"), [(b"n\n", 2), (b"\n", 2), (b"y\n", 0)], ids=["n", "enter", "y"])
def test_on_a_terminal_clear_goes_by_the_answer(filled: Path, answer: bytes, left: int) -> None:
    ours, theirs = pty.openpty()
    command = "from summarizer.cli.memory import memory; memory()"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "clear"],
        cwd=ROOT,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    os.write(ours, answer)
    _, asked = process.communicate(timeout=60)
    os.close(theirs)
    os.close(ours)
    assert f"Remove 2 answers of engines, 2 sentences with a machine's target from {filled}? [y/N]" in asked.decode()
    assert process.returncode == 0
    with open_memory(filled) as opened:
        assert opened.stats().outputs == left
        assert opened.stats().edits == 1


@pytest.mark.parametrize("name", [None, *memory.commands])
def test_help_has_examples_exit_codes_and_says_what_options_do(name: str | None) -> None:
    result = run(*([name] if name else []), "--help")
    assert "Example" in result.stdout
    assert "Exit codes:" in result.stdout
    assert "..." not in result.stdout.partition("Commands:")[2].partition("Exit codes:")[0]
    if name:
        for parameter in memory.commands[name].params:
            assert parameter.param_type_name == "argument" or parameter.to_info_dict()["help"]


def test_the_module_itself_loads_no_library_of_the_memory() -> None:
    code = (
        "import sys, importlib.util as u; import summarizer, types\n"
        "cli = types.ModuleType('summarizer.cli'); cli.__path__ = [summarizer.__path__[0] + '/cli']\n"
        "sys.modules['summarizer.cli'] = cli\n"  # without the commands beside it
        "import summarizer.cli.memory\n"
        "print({'sqlalchemy', 'lxml', 'filelock', 'psycopg'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"


@pytest.mark.parametrize("suffix", ["", "-wal", ".lock"])
def test_the_memory_is_not_exported_onto_itself(filled: Path, suffix: str) -> None:
    before = filled.read_bytes()
    result = run("export", f"{filled}{suffix}")
    assert result.exit_code == 2
    assert "is the translation memory itself" in result.stderr
    assert filled.read_bytes() == before


def test_an_import_from_a_pipe_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = run("import", tmp_path / "pipe")
    assert result.exit_code == 2
    assert "cannot be read twice" in result.stderr
