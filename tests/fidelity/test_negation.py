"""A negation is lost where nothing in the English denies anything; how English denies is its own affair."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.negation import check_negation


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("Jaksa tidak menahan tersangka.", "The prosecutors detained the suspect.", "tidak"),
        ("Ia bukan anggota partai itu.", "He is a member of that party.", "bukan"),
        ("Polisi belum menangkap pelaku.", "The police have arrested the culprit.", "belum"),
        ("Mereka tampil tanpa bayaran.", "They performed for a fee.", "tanpa"),
        ("Jangan membuka pintu.", "Open the door.", "jangan"),
        ("Warga tak tahu dan tidak peduli.", "People knew and cared.", "tak, tidak"),
    ],
)
def test_a_lost_negation_is_a_note(source: str, target: str, words: str) -> None:
    (issue,) = check_negation(source, target)
    assert (issue.kind, issue.severity) == (IssueKind.NEGATION_MISSING, Severity.NOTE)
    assert issue.detail == f"nothing denies: {words}"
    assert ", ".join(source[slice(*span)].lower() for span in issue.source_spans) == words
    assert issue in check(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Jaksa tidak menahan tersangka.", "The prosecutors didn't detain the suspect."),
        ("Jaksa tidak menahan tersangka.", "The prosecutors refused to detain the suspect."),
        ("Polisi belum menangkap pelaku.", "The police have yet to arrest the culprit."),
        ("Polisi belum menangkap pelaku.", "The culprit is still at large."),
        ("Ia tidak mampu membayar.", "He was unable to pay."),
        ("Mereka tampil tanpa bayaran.", "They performed for free."),
        ("Tuan rumah tidak membiarkan mereka berkembang.", "The hosts kept them from developing."),
        ("Ia tidak hanya menyanyi, tetapi juga menari.", "He sang and danced as well."),
        ("Tak lama kemudian ia pulang.", "Soon he went home."),
        ("Tak berselang lama, enam orang tiba.", "Shortly after, six people came."),
        ("Hujan turun tanpa henti.", "The rain was constant."),
        ("Tidak mudah mencari kerja.", "It is hard to find work."),
        ("Mau tidak mau ia pulang.", "He had to go home."),
        ("Ia menyanyi.", "He sang."),
    ],
)
def test_other_ways_to_deny_and_idioms_are_no_fault(source: str, target: str) -> None:
    assert check_negation(source, target) == []
