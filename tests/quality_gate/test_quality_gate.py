"""The gate with made-up sentences and engines; then, once, with the ones that ship."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import OutputError
from summarizer.evaluation import count_losses
from summarizer.protocols import Translator, no_progress
from summarizer.resources import folder
from tests.conftest import ROOT
from tests.quality_gate import __main__ as command
from tests.quality_gate.errors import NothingToJudge
from tests.quality_gate.gate import GateFiles, Report, judge, update
from tests.quality_gate.reference import FEWEST_LINES, read_reference

TOWNS = ("Atambua", "Bitung", "Cilacap", "Dobo", "Enrekang", "Fakfak")
HEADER = "register\tid\ten"


def source_of(number: int) -> str:
    return f"Sebanyak {100 + number} warga {TOWNS[number % 6]} mengungsi ke balai desa pada malam itu."


def english_of(number: int) -> str:
    return f"A total of {100 + number} {TOWNS[number % 6]} residents fled to the village hall that night."


def write_set(path: Path, count: int) -> None:
    rows = [f"disaster\t{source_of(number)}\t{english_of(number)}" for number in range(count)]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")


def engine(changed: dict[int, str] | None = None, name: str = "recording") -> RecordingTranslator:
    """Says what the references say, but for the rows that are ``changed``."""
    answers = {source_of(number): english_of(number) for number in range(FEWEST_LINES + 10)}
    answers |= {source_of(number): english for number, english in (changed or {}).items()}
    return RecordingTranslator(answers, signature=f"engine:{name}")


def without_figure(*numbers: int) -> dict[int, str]:
    return {number: f"The {TOWNS[number % 6]} residents fled to the village hall that night." for number in numbers}


def in_other_words(*numbers: int) -> dict[int, str]:
    return {number: f"That evening {100 + number} people from {TOWNS[number % 6]} took refuge." for number in numbers}


def nearly(*numbers: int) -> dict[int, str]:
    return {number: english_of(number).replace("that night", "that evening") for number in numbers}


def judged(files: GateFiles, translator: Translator) -> Report:
    return judge(files, lambda: translator, no_progress)


def updated(files: GateFiles, translator: Translator) -> Report:
    return update(files, lambda: translator, no_progress)


def no_engine() -> Translator:
    raise AssertionError("the engine was loaded for files that cannot be judged")


def pins_in(files: GateFiles) -> dict[str, Any]:
    return json.loads(files.pins.read_text(encoding="utf-8"))


@pytest.fixture
def files(tmp_path: Path) -> GateFiles:
    """A set of 150 sentences, and no pins yet."""
    found = GateFiles(tmp_path / "reference.tsv", tmp_path / "gate.json")
    write_set(found.reference, FEWEST_LINES)
    return found


AS_PINNED = without_figure(4) | in_other_words(10, 11, 12, 13, 14)


@pytest.fixture
def pinned(files: GateFiles) -> GateFiles:
    """The same, pinned with an engine that loses the number of one sentence and words five of them otherwise."""
    assert updated(files, engine(AS_PINNED)).exit_code == 0
    return files


def test_what_is_as_good_as_it_was_passes(pinned: GateFiles) -> None:
    report = judged(pinned, engine(AS_PINNED))
    assert report.exit_code == 0
    assert "| measure | measured | pinned | verdict |" in report.text
    assert "| numbers lost | 1 of 150 (0.7%) | at most 0.67% | holds |" in report.text
    assert report.text.count("| holds |") == 6
    assert report.text.endswith("The gate holds.\n")
    assert "Pinned with" not in report.text


def test_a_score_within_the_margin_passes_and_another_engine_is_told(pinned: GateFiles) -> None:
    report = judged(pinned, engine(AS_PINNED | nearly(15, 16), name="other"))
    assert report.exit_code == 0
    assert "Pinned with: engine:recording|" in report.text
    assert "Measured is: engine:other|" in report.text


def test_a_score_below_the_floor_fails_and_shows_the_lowest_lines(pinned: GateFiles) -> None:
    worse = without_figure(4) | in_other_words(*range(10, 60))
    report = judged(pinned, engine(worse))
    assert report.exit_code == 1
    assert "The gate fails: chrF.\n" in report.text
    lowest = report.text.split("chrF, the lowest lines:\n")[1].splitlines()
    number = int(lowest[0].split()[1]) - 2
    assert 10 <= number < 60
    assert lowest[0].startswith(f"  line {number + 2} (disaster): ")
    assert lowest[1:4] == [
        f"    source:    {source_of(number)}",
        f"    ours:      {worse[number]}",
        f"    reference: {english_of(number)}",
    ]
    assert lowest[-1] == "  and 140 more"


@pytest.mark.parametrize(
    ("changed", "failed", "lost"),
    [
        (without_figure(4, 7), "numbers lost, lines with an error mark", "line 9 (disaster): 107"),
        ({4: english_of(4), 7: english_of(7).replace("Bitung ", "")}, "names lost", "line 9 (disaster): Bitung"),
        ({7: english_of(7).replace("107", "107 and 38")}, "numbers invented", "line 9 (disaster): 38"),
        ({7: source_of(7)}, "sentences lost, lines with an error mark", "line 9 (disaster): "),
    ],
    ids=["number", "name", "invented", "sentence"],
)
def test_a_loss_above_its_ceiling_fails_and_names_the_line_that_is_new(
    pinned: GateFiles, changed: dict[int, str], failed: str, lost: str
) -> None:
    report = judged(pinned, engine(without_figure(4) | in_other_words(10, 11, 12, 13) | changed))
    assert report.exit_code == 1
    assert f"The gate fails: {failed}.\n" in report.text
    assert f"{failed.split(', ')[0]}, lines that did not when this was pinned:\n  {lost}" in report.text
    assert "line 6 (" not in report.text


@pytest.mark.parametrize(
    ("worse", "named"),
    [
        (without_figure(4, 7), "numbers lost, lines with an error mark"),
        (without_figure(4) | in_other_words(*range(10, 60)), "chrF"),
    ],
    ids=["ceiling", "floor"],
)
def test_an_update_refuses_what_is_worse(pinned: GateFiles, worse: dict[int, str], named: str) -> None:
    before = pinned.pins.read_bytes()
    report = updated(pinned, engine(worse))
    assert report.exit_code == 1
    assert f"{named} would have to be pinned at a worse value" in report.text
    assert pinned.pins.read_bytes() == before


def test_an_update_pins_what_is_better_and_then_the_old_engine_fails(pinned: GateFiles) -> None:
    before = pins_in(pinned)
    report = updated(pinned, engine(name="better"))
    assert report.exit_code == 0
    assert f"Pinned in {pinned.pins}" in report.text
    after = pins_in(pinned)
    assert after["floors"]["chrf"] == 100.0 > before["floors"]["chrf"]
    assert set(after["ceilings"].values()) == {0.0}
    assert before["ceilings"]["numbers_lost"] == 0.0067
    assert before["losing_lines"]["numbers_lost"] == [6]
    assert after["signature"].startswith("engine:better|")
    assert judged(pinned, engine(without_figure(4))).exit_code == 1


def test_an_update_of_a_score_within_the_margin_leaves_the_floor(pinned: GateFiles) -> None:
    before = pins_in(pinned)
    better_and_lower = in_other_words(10, 11, 12, 13, 14) | nearly(*range(20, 26))
    report = updated(pinned, engine(better_and_lower))
    assert report.exit_code == 0
    assert float(report.text.split("| chrF | ")[1].split()[0]) < before["floors"]["chrf"]
    after = pins_in(pinned)
    assert after["floors"] == before["floors"]
    assert after["ceilings"]["numbers_lost"] == 0.0
    assert "nothing is better" in updated(pinned, engine(better_and_lower)).text


def test_an_altered_set_is_not_judged(pinned: GateFiles) -> None:
    text = pinned.reference.read_text(encoding="utf-8")
    pinned.reference.write_text(text.replace("residents fled", "residents ran", 1), encoding="utf-8")
    with pytest.raises(NothingToJudge, match=r"^altered: .*reference\.tsv is not the set .* --update$"):
        judge(pinned, no_engine, no_progress)


def test_an_update_takes_an_altered_set_that_is_no_smaller_and_no_worse(pinned: GateFiles) -> None:
    write_set(pinned.reference, FEWEST_LINES + 5)
    grown = read_reference(pinned.reference).sha256
    assert updated(pinned, engine(AS_PINNED | without_figure(7))).exit_code == 1
    assert pins_in(pinned)["reference_sha256"] != grown
    assert updated(pinned, engine(AS_PINNED)).exit_code == 0
    assert pins_in(pinned)["reference_sha256"] == grown
    assert pins_in(pinned)["lines"] == FEWEST_LINES + 5
    assert judged(pinned, engine(AS_PINNED)).exit_code == 0
    write_set(pinned.reference, FEWEST_LINES)
    report = update(pinned, no_engine, no_progress)
    assert report.exit_code == 1
    assert "has 150 sentences and had 155 when it was pinned" in report.text


@pytest.mark.parametrize("do", [judge, update])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: "", "has no sentences"),
        (lambda text: HEADER + "\n", "has no sentences"),
        (lambda text: "".join(text.splitlines(keepends=True)[:-1]), "has only 149 sentences, and the gate needs at"),
        (lambda text: text.removeprefix(HEADER + "\n"), "line 1: the header must be register, id, en"),
        (lambda text: text + "disaster\tBanjir surut.\n", "line 152: has 2 columns"),
        (lambda text: text + "disaster\tBanjir surut.\tThe flood receded.\t\n", "line 152: has 4 columns"),
        (lambda text: text + "\n", "line 152: has 1 columns"),
        (lambda text: text + "disaster\tBanjir surut.\t \n", "line 152: the column en is blank"),
        (lambda text: text + f"other\t{source_of(3)}\tOther.\n", "line 152: the Indonesian sentence is that of line 5"),
    ],
    ids=["empty", "header alone", "too few", "no header", "two columns", "four", "blank line", "blank cell", "twice"],
)
def test_a_set_that_proves_nothing_is_an_error(
    pinned: GateFiles, do: Callable[..., Report], change: Callable[[str], str], message: str
) -> None:
    pinned.reference.write_text(change(pinned.reference.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(NothingToJudge, match=message):
        do(pinned, no_engine, no_progress)


def test_a_set_that_is_not_there_or_is_no_text_is_an_error(pinned: GateFiles) -> None:
    pinned.reference.write_bytes(b"register\tid\ten\n\xff\n")
    with pytest.raises(NothingToJudge, match="is not UTF-8"):
        judge(pinned, no_engine, no_progress)
    pinned.reference.unlink()
    with pytest.raises(NothingToJudge, match=r"reference\.tsv cannot be read: No such file"):
        judge(pinned, no_engine, no_progress)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (None, r"gate\.json cannot be read: No such file .* --update$"),
        (lambda pins: "{", "is not JSON"),
        (lambda pins: "[]", "is malformed"),
        (lambda pins: json.dumps({**pins, "floors": {}}), "floors must be chrf and not none"),
        (lambda pins: json.dumps({**pins, "ceilings": {"names_lost": 0.1}}), "ceilings must be numbers_lost, "),
        (lambda pins: json.dumps({**pins, "floors": {"chrf": float("nan")}}), "floors: chrf is nan"),
        (lambda pins: json.dumps({**pins, "floors": None}), "is malformed"),
        (
            lambda pins: json.dumps({**pins, "losing_lines": {**pins["losing_lines"], "names_lost": 3}}),
            "names_lost is 3",
        ),
        (lambda pins: json.dumps({key: pins[key] for key in pins if key != "lines"}), "is malformed: .*'lines'"),
    ],
    ids=["missing", "no JSON", "a list", "no floor", "a ceiling less", "NaN", "null", "no lines", "a field less"],
)
def test_pins_that_hold_nothing_to_anything_are_an_error(
    pinned: GateFiles, change: Callable[[dict[str, Any]], str] | None, message: str
) -> None:
    if change is None:
        pinned.pins.unlink()
    else:
        pinned.pins.write_text(change(pins_in(pinned)), encoding="utf-8")
    with pytest.raises(NothingToJudge, match=message):
        judge(pinned, no_engine, no_progress)


def test_pins_that_cannot_be_written_are_told_before_anything_is_translated(files: GateFiles, tmp_path: Path) -> None:
    nowhere = GateFiles(files.reference, tmp_path / "nowhere" / "gate.json")
    with pytest.raises(OutputError, match="there is no folder"):
        update(nowhere, no_engine, no_progress)


def test_the_command_prints_the_table_and_exits_by_the_verdict(
    pinned: GateFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "SHIPPED", pinned)

    def run(translator: Translator, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(command, "load_translator", lambda **_: translator)
        result = CliRunner().invoke(command.main, arguments)
        return result.exit_code, result.stdout, result.stderr

    code, table, progress = run(engine())
    assert code == 0
    assert "| chrF | 100.00 | at least " in table
    assert "translating" in progress
    assert run(engine(without_figure(4, 7)))[0] == 1
    assert run(engine(without_figure(4, 7)), "--update")[0] == 1
    code, told, _ = run(engine(), "--update")
    assert code == 0
    assert "Pinned in" in told
    write_set(pinned.reference, 3)
    code, table, error = run(engine())
    assert code == 2
    assert table == ""
    assert error.startswith("summarizer: error: ")
    assert "has only 3 sentences" in error


def test_the_shipped_set_is_varied_and_its_english_keeps_every_number() -> None:
    reference = read_reference(command.SHIPPED.reference)
    assert len(reference.rows) >= 160
    registers = Counter(row.register for row in reference.rows)
    assert len(registers) >= 14
    assert min(registers.values()) >= 10
    assert len(set(reference.references)) == len(reference.rows)
    lengths = [len(source.split()) for source in reference.sources]
    assert min(lengths) >= 6
    assert max(lengths) <= 40
    losses = count_losses(reference.sources, reference.references)
    assert losses.numbers.count == losses.invented.count == losses.sentences.count == 0
    assert losses.numbers.total >= 150


def test_no_shipped_sentence_is_one_of_the_seeds_or_of_the_other_tests() -> None:
    articles = [*folder("seeds").glob("*.txt"), ROOT / "tests" / "data" / "parity.id.txt"]
    others = "\n".join(path.read_text(encoding="utf-8") for path in articles).casefold()
    assert len(articles) == 7
    reference = read_reference(command.SHIPPED.reference)
    sentences = [*reference.sources, *reference.references]
    assert [one for one in sentences if one.rstrip(".").casefold() in others] == []


def test_the_shipped_engine_passes_the_shipped_gate(translator: Translator) -> None:
    report = judge(command.SHIPPED, lambda: translator, no_progress)
    assert report.exit_code == 0, report.text
    assert report.text.count("| holds |") == 6
