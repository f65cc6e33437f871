"""The tab of the glossary: what its handlers answer a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from summarizer.fidelity.glossary import Glossary, Term
from summarizer.web import glossary_tab
from summarizer.web.visits import Visit, Visits
from tests.web.asking import is_skipped, request
from tests.web.shown import parsed, seen, texts_at

ROWS = [["pasar", "market", ""]]
EMPTY = [["", "", ""]]


def terms(visit: Visit) -> list[tuple[str, str]]:
    return [(term.source, term.target) for term in visit.glossary.terms] if visit.glossary else []


def add(visits: Visits, rows: list[list[Any]], *cells: str) -> tuple[Any, ...]:
    answer: tuple[Any, ...] = asyncio.run(glossary_tab._add(visits)(rows, *cells, request()))
    return answer


def upload(folder: Path, name: str, content: bytes) -> str:
    file = folder / "0a1b2c" / name
    file.parent.mkdir()
    file.write_bytes(content)
    return str(file)


def test_a_term_is_added_and_its_fields_are_empty_for_the_next(visits: Visits, visit: Visit) -> None:
    table, export, status, *fields = add(visits, EMPTY, " wali kota ", "mayor", "of a city")
    assert table == [["wali kota", "mayor", "of a city"]]
    assert "Terms: 1." in seen(export)
    assert (status, fields) == ("", ["", "", ""])
    add(visits, table, "pasar", "market", "")
    assert terms(visit) == [("wali kota", "mayor"), ("pasar", "market")]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("pasar baru", " ", ""), "a term needs both its Indonesian and its English."),
        (("", "market", ""), "a term needs both its Indonesian and its English."),
        (
            ("Pasar", "bazaar", ""),
            "the table, line 3: 'Pasar' is 'bazaar' here and 'market' in line 2. Keep one of them.",
        ),
        (("<b>", "—", ""), "the table, line 3: the target is empty. Repeat the source to leave a term untranslated."),
    ],
)
def test_a_term_that_does_not_fit_is_told_and_stays_in_its_fields(
    visits: Visits, visit: Visit, cells: tuple[str, str, str], message: str
) -> None:
    add(visits, EMPTY, *ROWS[0])
    table, export, status, *fields = add(visits, ROWS, *cells)
    assert all(map(is_skipped, [table, export, *fields]))
    assert list(texts_at(status, "//div/div")) == [f"This did not work: {message}"]
    assert terms(visit) == [("pasar", "market")]


def test_what_is_changed_in_the_table_counts(visits: Visits, visit: Visit) -> None:
    apply = glossary_tab._apply(visits)
    export, status = asyncio.run(apply([["pasar", "market", ""], ["gula", "sugar", ""]], request()))
    assert ("Terms: 2." in seen(export), status) == (True, "")
    export, status = asyncio.run(apply([["pasar", "market", ""], ["Pasar", "bazaar", ""]], request()))
    assert "'Pasar' is 'bazaar' here" in seen(status)
    assert terms(visit) == [("pasar", "market"), ("gula", "sugar")], "as it was"
    export, status = asyncio.run(apply(EMPTY, request()))
    assert ("There is no term yet." in seen(export), status) == (True, "")
    assert visit.glossary is None


def test_a_file_is_added_with_what_the_table_does_not_show(visits: Visits, visit: Visit, tmp_path: Path) -> None:
    add(visits, EMPTY, *ROWS[0])
    content = b"source,target,acronym\nBadan Pusat Statistik,Statistics Indonesia,BPS\n"
    file, table, export, status = asyncio.run(
        glossary_tab._import(visits)(upload(tmp_path, "desk.csv", content), request())
    )
    assert (file, status) == (None, "")
    assert table == [*ROWS, ["Badan Pusat Statistik", "Statistics Indonesia", ""]]
    assert "Terms: 2." in seen(export)
    assert visit.glossary is not None
    assert visit.glossary.terms[1].acronym == "BPS"
    assert list(tmp_path.iterdir()) == []
    # What is then changed in the table loses nothing of it.
    asyncio.run(glossary_tab._apply(visits)([["pasar", "marketplace", ""], *table[1:]], request()))
    assert [term.acronym for term in visit.glossary.terms] == ["", "BPS"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("desk.csv", b"source\n", "desk.csv, line 1: the header lacks target"),
        ("desk.tbx", b"<", "desk.tbx, line 1: "),
        ("<b>.csv", b"\xff", "<b>.csv, line 1: this is not UTF-8. Save the file as UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_changes_nothing(
    visits: Visits, visit: Visit, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    add(visits, EMPTY, *ROWS[0])
    file, table, _, status = asyncio.run(glossary_tab._import(visits)(upload(tmp_path, name, content), request()))
    assert (file, table) == (None, ROWS)
    [said] = texts_at(status, "//div/div")
    assert said.startswith(f"This did not work: {message}")
    assert terms(visit) == [("pasar", "market")]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_gone_is_told(visits: Visits, tmp_path: Path) -> None:
    *_, status = asyncio.run(glossary_tab._import(visits)(str(tmp_path / "gone" / "desk.csv"), request()))
    assert "desk.csv is no longer on the server. Choose it again." in seen(status)
    assert str(tmp_path) not in status


@pytest.mark.parametrize(
    ("language", "heads"), [("en", ["Indonesian", "English", "Note"]), ("id", ["Indonesia", "Inggris", "Catatan"])]
)
def test_a_page_that_is_opened_shows_the_terms_of_its_visit(
    visits: Visits, visit: Visit, language: str, heads: list[str]
) -> None:
    visit.glossary = Glossary([Term("pasar", "market")])
    table, export = asyncio.run(glossary_tab._show(visits)(request(language=language)))
    assert (table["headers"], table["value"]) == (heads, ROWS)
    assert parsed(export).xpath("//a")[0].get("href") == f"visits/{visit.token}/glossary.csv"
    table, export = asyncio.run(glossary_tab._show(visits)(request("another visitor", language)))
    assert table["value"] == []
    assert not parsed(export).xpath("//a")
