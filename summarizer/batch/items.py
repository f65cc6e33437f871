"""What travels through a batch: an item of the input, the task made of it, and what came of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from summarizer.datamodels import Origin
from summarizer.documents.reading import Article


@dataclass(frozen=True, slots=True)
class Item:
    """One article of the input, not read yet.

    ``key`` is what the user knows it by, and no other item of the input has it: a relative path, an id, an address.
    ``stem`` is where its outputs go in a folder, "/"-separated, without a suffix, and safe as a path. ``fingerprint``
    gives the SHA-256, in hex, of what the article is read from, and ``read`` the article. Both raise InputError.
    """

    key: str
    stem: str
    fingerprint: Callable[[], str]
    read: Callable[[], Article]


class Source(Protocol):
    """The input. It can be gone through again, in the same order, and is never in memory as a whole.

    ``ignored`` counts the files of a folder that are of no kind that is taken.
    """

    @property
    def ignored(self) -> int: ...

    def __iter__(self) -> Iterator[Item]: ...

    def count(self) -> int:
        """How many items there are, for the progress; may read the whole input once."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """An article that was read and is to be translated. It can be sent to another machine."""

    key: str
    stem: str
    input_hash: str
    text: str
    lang: str
    origin: Origin
    read_seconds: float = 0.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What is known of one translated article.

    ``issues`` has how often each kind was found, ``terms`` how often each term of the user's glossary stands in the
    source, both sorted by name. ``seconds`` are those that the engine spent on its sentences; ``remembered`` of them
    were in the memory.
    """

    sentences: int = 0
    remembered: int = 0
    words: int = 0
    errors: int = 0
    warnings: int = 0
    repairs: int = 0
    seconds: float = 0.0
    issues: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: ``files`` has the bytes of each format by its name, or ``failure`` says why there are none.

    ``fault`` is the traceback of a failure that nobody foresaw, ``notes`` say what to know about the reading.
    """

    key: str
    stem: str
    input_hash: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    counts: Counts = Counts()
    read_seconds: float = 0.0
    failure: str = ""
    fault: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that needs no work: it is done, or it has ``failed`` before. ``note`` is what else there is to say."""

    key: str
    note: str = ""
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What the manifest knows of an item. ``outputs`` has the SHA-256 of each file by its path or format.

    ``run`` is the number of the run that worked on it, ``finished`` a time in UTC, as in 2026-11-25T01:30:00Z;
    ``failure`` is "" for an item that is done.
    """

    key: str
    input_hash: str
    made_by: str
    counts: Counts = Counts()
    read_seconds: float = 0.0
    failure: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    run: int = 0
    finished: str = ""


@dataclass(frozen=True, slots=True)
class RunTotals:
    """What one run of a batch did, for its report; ``total`` counts the items of the input.

    ``sentences`` and what follows are those of the items that this run translated, in ``seconds`` on the clock;
    ``remembered`` of the sentences were in the memory. ``skipped`` were settled before, of which ``failed_before`` had
    failed.
    """

    source: str
    output: str
    made_by: str
    started: str
    seconds: float
    total: int
    done: int = 0
    failed: int = 0
    skipped: int = 0
    failed_before: int = 0
    sentences: int = 0
    words: int = 0
    errors: int = 0
    warnings: int = 0
    repairs: int = 0
    remembered: int = 0
    interrupted: bool = False


Settled = Outcome | Skipped
"""What has come of an item."""
