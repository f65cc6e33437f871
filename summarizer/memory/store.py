"""The memory itself."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Select, Table, delete, func, select, tuple_

from summarizer.datamodels import Hypothesis, SegmentKind, TranslatedSegment, Translation, has_error
from summarizer.errors import MemoryUnusable, UnfitInput
from summarizer.memory.database import DamagedContent, Database
from summarizer.memory.keys import unit_key
from summarizer.memory.tables import outputs, units, upsert
from summarizer.memory.units import HUMAN, MACHINE, MAX_CHARS, MemoryStats, Unit, one_line
from summarizer.segmentation import normalise

_CHUNK = 500  # SQLite takes 999 variables in a statement where it is old
_PAGE = 1_000
_SPOOL_BYTES = 2**23

_UNIT_COLUMNS = (
    units.c.source,
    units.c.target,
    units.c.langpair,
    units.c.origin,
    units.c.made_by,
    units.c.glossary,
    units.c.cost,
)
# A human's wording comes before a machine's.
_ORDER = (units.c.langpair, units.c.source, units.c.origin, units.c.made_by, units.c.glossary, units.c.key)


class Memory:
    """What is known of sentences, for any thread. Each write is one transaction; every method raises MemoryUnusable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    @property
    def shown(self) -> str:
        """Path or URL, without a password."""
        return self._database.shown

    def outputs(self, sentences: Iterable[str], langpair: str, made_by: str) -> dict[str, list[Hypothesis]]:
        """What an engine has answered to those of the sentences that are known, best first.

        ``made_by`` is `keys.output_signature`.
        """
        keys = {unit_key(sentence, langpair, made_by): sentence for sentence in sentences}

        def look_up(connection: Connection) -> dict[str, list[Hypothesis]]:
            rows = _by_key(connection, outputs, outputs.c.hypotheses, keys)
            return {keys[key]: _hypotheses(text) for key, text in rows}

        return self._database.transact(look_up) if keys else {}

    def keep_outputs(self, answers: Mapping[str, Sequence[Hypothesis]], langpair: str, made_by: str) -> None:
        """Keep what an engine has answered; what is there already stays."""
        rows = [
            {
                "key": unit_key(sentence, langpair, made_by),
                "hypotheses": json.dumps([(one.text, one.finished) for one in hypotheses]),
            }
            for sentence, hypotheses in answers.items()
        ]

        def write(connection: Connection) -> None:
            connection.execute(upsert(connection, outputs).on_conflict_do_nothing(), _sorted(rows))

        if rows:
            self._database.transact(write)

    def edits(self, sentences: Iterable[str], langpair: str) -> dict[str, str]:
        """The wordings that humans gave to those of the sentences that have one, by the sentence on one line."""
        keys = {_wording_key(sentence, langpair): normalise(sentence) for sentence in sentences}

        def look_up(connection: Connection) -> dict[str, str]:
            return {keys[key]: target for key, target in _by_key(connection, units, units.c.target, keys)}

        return self._database.transact(look_up) if keys else {}

    def keep_edits(self, wordings: Mapping[str, str], langpair: str) -> int:
        """Keep the wordings that humans gave, source to target, the last one of a source; how many are new or changed.

        Raises UnfitInput, and keeps none, if one of them is blank or longer than `MAX_CHARS`.
        """
        rows = {}
        for source, target in wordings.items():
            unit = Unit(one_line(source), one_line(target), langpair)
            _require_fit(unit)
            rows[unit.source] = _row(unit)

        def write(connection: Connection) -> int:
            insert = upsert(connection, units)
            statement = insert.on_conflict_do_update(
                index_elements=[units.c.key],
                set_={"target": insert.excluded.target},
                where=units.c.target != insert.excluded.target,
            )
            return len(connection.execute(statement.returning(units.c.key), _sorted(rows.values())).all())

        return self._database.transact(write) if rows else 0

    def keep_translation(self, translation: Translation, glossary: str = "") -> None:
        """Keep the finished targets of the engine's sentences that have no error, for people.

        Of several targets of a sentence the one with the fewest issues stays, and of equals the alphabetically first,
        whatever the order of work was. ``glossary`` is the signature of the user's glossary.
        """
        langpair = f"{translation.document.lang}-{translation.target_lang}"
        best: dict[str, Unit] = {}
        for one in filter(_is_finished, translation.segments):
            source, target = one_line(one.source), one_line(one.target)
            unit = Unit(source, target, langpair, MACHINE, translation.signature, glossary, len(one.issues))
            if source and target:
                best[source] = min(best.get(source, unit), unit, key=lambda unit: (unit.cost, unit.target))

        def write(connection: Connection) -> None:
            insert = upsert(connection, units)
            new = insert.excluded
            statement = insert.on_conflict_do_update(
                index_elements=[units.c.key],
                set_={"target": new.target, "cost": new.cost},
                where=tuple_(new.cost, new.target) < tuple_(units.c.cost, units.c.target),
            )
            connection.execute(statement, _sorted(map(_row, best.values())))

        if best:
            self._database.transact(write)

    def units(self, langpair: str | None = None, origin: str | None = None) -> Iterator[Unit]:
        """Every unit, or those of a language pair or an ``origin``, by language pair and then source.

        A source with a human's wording has that one only. They are those of the moment of the first; memory is bounded.
        """
        query = select(*_UNIT_COLUMNS).order_by(*_ORDER)
        if langpair is not None:
            query = query.where(units.c.langpair == langpair)
        if origin == HUMAN:
            query = query.where(units.c.origin == HUMAN)
        try:
            # Nobody waits for the reader of the units: they are in a file of their own before the first is handed out.
            with self._database.transact(lambda connection: _spooled(connection, query)) as spool:
                edited = None
                for unit in (Unit(*json.loads(line)) for line in spool):
                    sentence = (unit.langpair, unit.source)
                    if unit.origin == HUMAN:
                        edited = sentence
                    elif sentence == edited:
                        continue
                    if origin in (None, unit.origin):
                        yield unit
        except OSError as error:
            raise MemoryUnusable(
                f"what is in the translation memory {self.shown} cannot be put in order: {error.strerror or error}. "
                f"See that {tempfile.gettempdir()} can be written and has room"
            ) from error

    def stats(self) -> MemoryStats:
        """How much there is of what."""

        def count(connection: Connection) -> tuple[int, dict[tuple[str, str], int], int]:
            groups = connection.execute(
                select(units.c.origin, units.c.langpair, units.c.made_by, func.count())
                .group_by(units.c.origin, units.c.langpair, units.c.made_by)
                .order_by(units.c.langpair, units.c.made_by)
            ).all()
            edits = sum(number for origin, *_, number in groups if origin == HUMAN)
            machine = {(langpair, made_by): number for origin, langpair, made_by, number in groups if origin == MACHINE}
            return edits, machine, connection.execute(select(func.count()).select_from(outputs)).scalar_one()

        edits, machine, answers = self._database.transact(count)
        return MemoryStats(edits, machine, answers, self._database.size_bytes())

    def clear(self, edits: bool = False) -> int:
        """Remove what machines made, with ``edits`` also the wordings of humans; how many rows that were."""

        def remove(connection: Connection) -> int:
            unwanted = delete(units) if edits else delete(units).where(units.c.origin == MACHINE)
            return sum(connection.execute(statement).rowcount for statement in (delete(outputs), unwanted))

        removed = self._database.transact(remove)
        if removed:
            self._database.give_back_room()
        return removed


def _by_key(connection: Connection, table: Table, value: Any, keys: Collection[str]) -> Iterator[tuple[str, str]]:
    wanted = list(keys)
    for start in range(0, len(wanted), _CHUNK):
        query = select(table.c.key, value).where(table.c.key.in_(wanted[start : start + _CHUNK]))
        for key, text in connection.execute(query):  # noqa: UP028  rows are no tuples of str to a type checker
            yield key, text


def _hypotheses(text: str) -> list[Hypothesis]:
    try:
        return [Hypothesis(str(target), bool(finished)) for target, finished in json.loads(text)]
    except (ValueError, TypeError):
        raise DamagedContent("an engine's answer in it is damaged") from None


def _spooled(connection: Connection, query: Select[Any]) -> tempfile.SpooledTemporaryFile[str]:
    spool = tempfile.SpooledTemporaryFile(_SPOOL_BYTES, "w+", encoding="utf-8")  # noqa: SIM115  the caller closes it
    for row in connection.execution_options(yield_per=_PAGE).execute(query):
        spool.write(json.dumps(tuple(row)) + "\n")
    spool.seek(0)
    return spool


def _row(unit: Unit) -> dict[str, str | int]:
    key = unit_key(unit.source, unit.langpair, unit.made_by, unit.glossary)
    return {"key": key, **{column.name: getattr(unit, column.name) for column in _UNIT_COLUMNS}}


def _wording_key(sentence: str, langpair: str) -> str:
    return unit_key(one_line(sentence), langpair, HUMAN)


def _sorted(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the order of their keys: on a server, two that write the same rows in two orders would block each other."""
    return sorted(rows, key=lambda row: str(row["key"]))


def _is_finished(one: TranslatedSegment) -> bool:
    return not (one.edited or one.segment.kind is SegmentKind.DATELINE or has_error(one.issues))


def _require_fit(unit: Unit) -> None:
    if not unit.source or not unit.target:
        raise UnfitInput(f"a wording is blank, and cannot be kept: {unit.source!r} has {unit.target!r}. Write one")
    if len(unit.target) > MAX_CHARS:
        raise UnfitInput(
            f"a wording of {len(unit.target):,} characters cannot be kept, {MAX_CHARS:,} is the most. Shorten it: "
            f"{unit.target[:50]}…"
        )
