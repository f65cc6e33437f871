"""Targets that loop, and repetition that is meant."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity.repetition import check_repetition

SOURCE = "Warga menolak rencana pembangunan jembatan itu."


@pytest.mark.parametrize(
    ("target", "detail"),
    [
        ("The the the the the bridge plan.", "'the' stands 5 times in a row"),
        ("Residents no no no no.", "'no' stands 4 times in a row"),
        ("They said, they said, they said no.", "'they said' stands 3 times in a row"),
        ("The old plan the old plan the old plan.", "'the old plan' stands 3 times in a row"),
        (
            "of the bridge over the wide brown river " * 3,
            "'of the bridge over the wide brown river' stands 3 times in a row",
        ),
        ("His great-grand-grand-grand-grand-son.", "'grand' stands 4 times in a row"),
        ("THE PLAN The Plan the plan", "'the plan' stands 3 times in a row"),
        ("Residents refusedededededed it.", "letters repeat in 'edededededed'"),
        ("Noooooooooooo.", "letters repeat in 'oooooooooooo'"),
        ("Hahahahahaha.", "letters repeat in 'Hahahahahaha'"),
    ],
)
def test_loops(target: str, detail: str) -> None:
    (issue,) = check_repetition(SOURCE, target)
    assert (issue.kind, issue.severity) == (IssueKind.REPETITION, Severity.ERROR)
    assert issue.detail == detail


def test_a_phrase_that_fills_most_of_the_target() -> None:
    target = "the plan of the city, and the plan of the city, then the plan of the city"
    (issue,) = check_repetition(SOURCE, target)
    assert issue.detail == "'the plan of the' stands 3 times and fills most of the translation"


def test_a_long_phrase_that_is_said_twice() -> None:
    target = "Because it leaves about 4,200 homes without clean water, it leaves about 4,200 homes without clean water."
    (issue,) = check_repetition(SOURCE, target)
    assert (
        issue.detail == "'it leaves about 4,200 homes without clean' stands 2 times and fills most of the translation"
    )


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Itu sangat, sangat baik.", "That is very, very good."),
        ("Itu sangat baik.", "That is very, very, very good."),
        ("Ia berlibur ke Bora Bora.", "He spent his holidays in Bora Bora."),
        ("Skornya 2-1, 2-1.", "The score was 2-1, 2-1."),
        ("Skornya 2-1, 2-1, 2-1.", "The score was 2-1, 2-1, 2-1."),
        ("Anak-anak berlari-lari.", "The children ran around."),
        ("Tolong, tolong, tolong, tolong!", "Help, help, help, help!"),
        ("Hahahahaha, katanya.", "Hahahahaha, he said."),
        ("Anggaran Rp1 triliun.", "A budget of Rp1,000,000,000,000."),
        ("Nilainya 10000000.", "Its value is 10000000."),
        ("Rapat ditunda.", "The meeting on Monday was put off, and so was the meeting on Tuesday."),
        ("Ia tinggal di Mississippi.", "He lives in Mississippi."),
        (SOURCE, ""),
    ],
)
def test_repetition_that_is_meant(source: str, target: str) -> None:
    assert check_repetition(source, target) == []


def test_a_source_that_repeats_a_word_does_not_excuse_a_loop_of_letters() -> None:
    (issue,) = check_repetition("Ya, ya, ya, ya.", "Yes, yes, yes, yesesesesesesess.")
    assert "letters repeat" in issue.detail
