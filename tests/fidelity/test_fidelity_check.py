"""The checks together: their order, the empty target, and what importing them costs."""

from __future__ import annotations

import subprocess
import sys

from summarizer.datamodels import Issue, IssueKind
from summarizer.fidelity import CHECKS, check

LOOP = "14 houses of the village " * 12


def test_an_empty_target_is_only_empty() -> None:
    assert [issue.kind for issue in check("Banjir merendam 1.500 rumah di Demak.", " ")] == [IssueKind.EMPTY]


def test_a_good_translation_raises_nothing() -> None:
    source = "Sebanyak 1.500 rumah di Demak terendam banjir sejak pukul 14.30 WIB, Senin (12/8)."
    target = "As many as 1,500 houses in Demak have been flooded since 2:30 p.m. on Monday, August 12."
    assert check(source, target) == ()


def test_the_issues_come_in_a_fixed_order() -> None:
    issues = check("Banjir merendam 15 rumah di Demak.", LOOP)
    assert [issue.kind for issue in issues] == [
        IssueKind.REPETITION,
        IssueKind.LENGTH,
        IssueKind.NUMBER_MISSING,
        IssueKind.NUMBER_ADDED,
        IssueKind.NAME_MISSING,
    ]


def test_check_runs_every_one_of_the_checks() -> None:
    source = "Banjir merendam 15 rumah di Demak."
    found: list[Issue] = []
    for run in CHECKS:
        found += run(source, LOOP)
    assert check(source, LOOP) == tuple(found)


def test_the_import_loads_nothing_beyond_the_package_and_the_standard_library() -> None:
    program = (
        "import sys, summarizer.fidelity;"
        "names = {name.partition('.')[0] for name in sys.modules};"
        "print(sorted(names & {'torch', 'numpy', 'transformers', 'nltk', 'ctranslate2', 'regex'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
