"""What is kept is there again: in a file and on a server alike."""

from __future__ import annotations

import threading
from itertools import permutations

import pytest

from summarizer import Document, translate
from summarizer.datamodels import Hypothesis, Severity
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import UnfitInput
from summarizer.memory.store import Memory
from summarizer.memory.units import HUMAN, MACHINE, MAX_CHARS, Unit
from summarizer.translation import editing
from tests.documents.kupang import ARTICLE, fake_engine
from tests.memory.sentences import (
    BRIDGE,
    ENGINE,
    PAIR,
    RAIN,
    RICE,
    SIGNATURE,
    answers,
    dateline,
    numbered,
    translated,
    translation,
    wordings,
)


def test_an_engines_answers_are_had_again_as_they_were(memory: Memory) -> None:
    kept = {
        BRIDGE: [Hypothesis("The bridge was finished last month."), Hypothesis("The bridge", finished=False)],
        "Kata \ud800 rusak\0 – “begini”.": [Hypothesis("Broken \ud800\0 – “so”.")],
        RAIN: [],
    }
    memory.keep_outputs(kept, PAIR, ENGINE)
    assert memory.outputs([*kept, RICE], PAIR, ENGINE) == kept


def test_another_engine_and_another_pair_do_not_know_them(memory: Memory) -> None:
    memory.keep_outputs({RICE: [Hypothesis("Rice costs more.")]}, PAIR, ENGINE)
    assert memory.outputs([RICE], PAIR, ENGINE + "|beam_size:5") == {}
    assert memory.outputs([RICE], "id-ms", ENGINE) == {}
    assert memory.outputs([RICE + " "], PAIR, ENGINE) == {}


def test_an_answer_that_is_there_stays(memory: Memory) -> None:
    memory.keep_outputs({RICE: [Hypothesis("Rice costs more.")]}, PAIR, ENGINE)
    memory.keep_outputs({RICE: [Hypothesis("Beras.")], RAIN: [Hypothesis("It rained.")]}, PAIR, ENGINE)
    assert memory.outputs([RICE, RAIN], PAIR, ENGINE) == {
        RICE: [Hypothesis("Rice costs more.")],
        RAIN: [Hypothesis("It rained.")],
    }


def test_more_sentences_than_a_statement_takes(memory: Memory) -> None:
    memory.keep_outputs(answers(2_500), PAIR, ENGINE)
    assert memory.outputs([numbered(one) for one in range(3_000)], PAIR, ENGINE) == answers(2_500)
    memory.keep_edits(wordings(2_500), PAIR)
    assert memory.edits([numbered(one) for one in range(3_000)], PAIR) == wordings(2_500)


def test_nothing_in_is_nothing_out(memory: Memory) -> None:
    memory.keep_outputs({}, PAIR, ENGINE)
    memory.keep_translation(translation())
    assert memory.keep_edits({}, PAIR) == 0
    assert memory.outputs([], PAIR, ENGINE) == {}
    assert memory.edits([], PAIR) == {}
    assert list(memory.units()) == []


def test_a_wording_is_found_however_its_sentence_is_broken_into_lines(memory: Memory) -> None:
    memory.keep_edits({"Harga  beras\nnaik di pasar\u200b induk.": " Rice costs\nmore.\x07 "}, PAIR)
    assert memory.edits([RICE.replace(" ", "\n")], PAIR) == {RICE: "Rice costs more."}


def test_the_last_wording_wins_and_changes_are_counted(memory: Memory) -> None:
    assert memory.keep_edits({RICE: "Rice costs more.", RAIN: "It rained."}, PAIR) == 2
    assert memory.keep_edits({RICE: "Rice is dearer.", RAIN: "It rained."}, PAIR) == 1
    assert memory.keep_edits({RICE: "Rice.", RICE + " ": "Rice went up.", RAIN: "It rained."}, PAIR) == 1
    assert memory.edits([RICE, RAIN, BRIDGE], PAIR) == {RICE: "Rice went up.", RAIN: "It rained."}


@pytest.mark.parametrize(("wording", "message"), [(" \n\x00", "is blank"), ("x" * (MAX_CHARS + 1), "5,001 characters")])
def test_a_wording_that_no_article_takes_is_refused_and_none_is_kept(
    memory: Memory, wording: str, message: str
) -> None:
    with pytest.raises(UnfitInput, match=message):
        memory.keep_edits({RAIN: "It rained.", RICE: wording}, PAIR)
    assert memory.edits([RAIN, RICE], PAIR) == {}


def test_wordings_of_one_article_are_applied_to_another(memory: Memory) -> None:
    first = translate(Document(ARTICLE), translator=fake_engine())
    edited = editing.with_edit(first, 3, "The two markets house 250 traders from four wards.")
    memory.keep_edits(editing.edits_of(edited), PAIR)
    again = translate(Document(ARTICLE.replace(" dari empat", "  dari empat")), translator=fake_engine())
    known = memory.edits([one.source for one in again.segments], PAIR)
    assert editing.with_edits(again, known).segments[3].target == "The two markets house 250 traders from four wards."


def test_a_finished_article_is_kept_without_dateline_errors_and_edits(memory: Memory) -> None:
    memory.keep_translation(
        translation(
            dateline("PADANG -"),
            translated(RAIN, "Heavy rain fell on  Padang.", Severity.WARNING),
            translated(RICE, "Beras.", Severity.ERROR),
            translated(BRIDGE, "The bridge is done.", edited=True),
        ),
        glossary="1a2b",
    )
    assert list(memory.units()) == [
        Unit(RAIN, "Heavy rain fell on Padang.", PAIR, MACHINE, SIGNATURE, "1a2b", cost=1),
    ]


def test_of_several_targets_the_best_stays_in_any_order(memory: Memory) -> None:
    warned = translated(RAIN, "A rain fell.", Severity.WARNING)
    clean = [translated(RAIN, "Rain fell on Padang."), translated(RAIN, "Heavy rain fell.")]
    for number, order in enumerate(permutations([warned, *clean])):
        for one in order:
            memory.keep_translation(translation(one, signature=f"engine:{number}"))
    memory.keep_translation(translation(warned, *clean, signature="engine:satu artikel"))
    assert {(unit.target, unit.cost) for unit in memory.units()} == {("Heavy rain fell.", 0)}


def test_units_are_sorted_and_a_humans_hides_a_machines(memory: Memory) -> None:
    memory.keep_translation(translation(translated(RICE, "Rice."), translated(BRIDGE, "Bridge.")))
    memory.keep_translation(translation(translated(RAIN, "Rain."), signature="engine:lain"))
    memory.keep_translation(translation(translated(RAIN, "Rain falls.")))
    memory.keep_edits({RICE: "Rice costs more."}, PAIR)
    memory.keep_edits({"élan": "élan", "Zat": "Matter", "apa": "what"}, "id-fr")
    assert [(unit.source, unit.target, unit.origin) for unit in memory.units(PAIR)] == [
        (RICE, "Rice costs more.", HUMAN),
        (RAIN, "Rain falls.", MACHINE),
        (RAIN, "Rain.", MACHINE),
        (BRIDGE, "Bridge.", MACHINE),
    ]
    assert [unit.source for unit in memory.units(origin=HUMAN)] == [RICE, "Zat", "apa", "élan"]
    assert [unit.source for unit in memory.units(PAIR, MACHINE)] == [RAIN, RAIN, BRIDGE]


def test_the_memory_can_be_written_while_its_units_are_read(memory: Memory) -> None:
    memory.keep_edits(wordings(50), PAIR)
    for number, unit in enumerate(memory.units()):
        memory.keep_edits({f"Lampiran {number}: {unit.source}": unit.target}, PAIR)
    assert memory.stats().edits == 100


def test_stats_count_what_there_is(memory: Memory) -> None:
    memory.keep_outputs(answers(7), PAIR, ENGINE)
    memory.keep_edits({RICE: "Rice costs more."}, PAIR)
    memory.keep_translation(translation(translated(RICE, "Rice."), translated(BRIDGE, "Bridge.")))
    memory.keep_translation(translation(translated(RICE, "Rice."), signature="engine:lain"))
    stats = memory.stats()
    assert (stats.edits, stats.outputs) == (1, 7)
    assert stats.machine == {(PAIR, SIGNATURE): 2, (PAIR, "engine:lain"): 1}
    assert (stats.size_bytes is None) == memory.shown.startswith("postgresql")


def test_clear_removes_what_machines_made_and_the_rest_if_asked(memory: Memory) -> None:
    memory.keep_outputs(answers(7), PAIR, ENGINE)
    memory.keep_edits({RICE: "Rice costs more."}, PAIR)
    memory.keep_translation(translation(translated(RAIN, "Rain.")))
    assert memory.clear() == 8
    assert list(memory.units()) == [Unit(RICE, "Rice costs more.", PAIR)]
    assert memory.outputs([numbered(0)], PAIR, ENGINE) == {}
    assert memory.clear(edits=True) == 1
    assert list(memory.units()) == []
    assert memory.clear(edits=True) == 0


def test_threads_share_a_memory(memory: Memory) -> None:
    failures: list[BaseException] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 10):
                memory.keep_outputs(answers(3, start=number), PAIR, ENGINE)
                memory.keep_edits(dict(list(wordings(20).items())[:: -1 if first % 2 else 1]), PAIR)
                assert memory.outputs([numbered(number)], PAIR, ENGINE) == answers(1, start=number)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number * 5,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (memory.stats().outputs, memory.stats().edits) == (47, 20)


def test_an_article_is_the_same_from_the_memory(memory: Memory) -> None:
    from summarizer.memory.remembering import RememberingTranslator

    engine = fake_engine()
    plain = translate(Document(ARTICLE), translator=RecordingTranslator(answers=engine.answers))
    first = translate(Document(ARTICLE), translator=RememberingTranslator(engine, memory))
    calls = len(engine.calls)
    remembering = RememberingTranslator(engine, memory)
    assert translate(Document(ARTICLE), translator=remembering) == first == plain
    assert len(engine.calls) == calls
    assert remembering.asked == remembering.remembered > 0
