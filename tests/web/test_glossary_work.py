"""The glossary of a visit: what is typed into the table, and what files add to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import GlossaryError
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.glossary_files import glossary_csv
from summarizer.web.glossary_work import COLUMNS, MAX_BYTES, glossary_of, rows_of, with_file

ROWS = [["praperadilan", "pretrial motion", "court"], ["Bareskrim", "Bareskrim", ""]]
OURS = Glossary(
    [Term("Komisi Pemberantasan Korupsi", "Corruption Eradication Commission", "agency", "KPK", "old note")]
)


def terms(glossary: Glossary | None) -> tuple[Term, ...]:
    assert glossary is not None
    return glossary.terms


def test_rows_become_terms_and_terms_rows() -> None:
    glossary = glossary_of(ROWS, None)
    assert terms(glossary) == (Term("praperadilan", "pretrial motion", note="court"), Term("Bareskrim", "Bareskrim"))
    assert rows_of(glossary) == ROWS
    assert len(COLUMNS) == len(ROWS[0])
    assert rows_of(None) == []


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["", "", ""]],
        [["praperadilan", "", "x"]],
        [["", "motion", ""]],
        [[None, None, None]],
        [["a", " \n", ""]],
        [[]],
    ],
)
def test_a_table_without_a_whole_term_is_no_glossary(rows: list[list[object]]) -> None:
    assert glossary_of(rows, OURS) is None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["  wali\n kota ", "\tmayor", " "], Term("wali kota", "mayor")),
        (["wali kota", "mayor", None], Term("wali kota", "mayor")),
        (["wali kota", "mayor"], Term("wali kota", "mayor")),
        (["wali kota", "mayor", "x", "a column of the visitor's own"], Term("wali kota", "mayor", note="x")),
        ([112, 0.5, 0], Term("112", "0.5", note="0")),
        (['a, "b"; c', "d\u2028e", "'=1+1"], Term('a, "b"; c', "d e", note="'=1+1")),
        (["pasar \ud800", "market", ""], Term("pasar ?", "market")),
    ],
)
def test_cells_are_taken_as_they_are_but_for_blanks(row: list[object], expected: Term) -> None:
    assert terms(glossary_of([row], None)) == (expected,)


def test_what_the_table_does_not_show_of_a_term_is_kept() -> None:
    [row] = rows_of(OURS)
    [term] = terms(glossary_of([[*row[:2], "new note"]], OURS))
    assert term == Term(*row[:2], "agency", "KPK", "new note")
    [changed] = terms(glossary_of([[row[0], "KPK", ""]], OURS))
    assert (changed.kind, changed.acronym) == ("", ""), "is another term now"


def test_two_rows_that_contradict_each_other_are_named() -> None:
    with pytest.raises(GlossaryError, match=r"^the table, line 3: 'Pasar' is 'bazaar' here and 'market' in line 2"):
        glossary_of([["pasar", "market", ""], ["Pasar", "bazaar", ""]], None)


def test_a_term_without_a_letter_is_named() -> None:
    with pytest.raises(GlossaryError, match=r"^the table, line 3: the target is empty"):
        glossary_of([["pasar", "market", ""], ["wali kota", "—", ""]], None)


def test_equal_tables_have_equal_signatures() -> None:
    one, same, other = glossary_of(ROWS, None), glossary_of(ROWS, OURS), glossary_of(ROWS[:1], None)
    assert one is not None
    assert same is not None
    assert other is not None
    assert one.signature == same.signature != other.signature
    assert len(one.signature) == 8


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6))
def test_what_is_typed_is_a_glossary_or_an_error_in_words(rows: list[tuple[str, str, str]]) -> None:
    try:
        glossary = glossary_of(rows, None)
    except GlossaryError:
        return
    if glossary is not None:
        again = glossary_of(rows_of(glossary), glossary)
        assert terms(again) == glossary.terms
        assert again is not None
        assert again.signature == glossary.signature


CSV = b"source,target,kind,acronym,note\nBadan Pusat Statistik,Statistics Indonesia,agency,BPS,\npasar,market,,,\n"


def test_a_file_adds_its_terms_whole() -> None:
    both = with_file(OURS, CSV, "desk.csv")
    assert both.terms == (
        *OURS.terms,
        Term("Badan Pusat Statistik", "Statistics Indonesia", "agency", "BPS"),
        Term("pasar", "market"),
    )
    assert with_file(None, CSV, "desk.csv").terms == both.terms[1:]


def test_a_term_that_is_there_already_is_replaced() -> None:
    before = Glossary([Term("pasar", "market", note="old"), Term("wali kota", "mayor")])
    assert [term.note for term in with_file(before, CSV, "desk.csv").terms if term.source == "pasar"] == [""]
    once = with_file(None, CSV, "desk.csv")
    assert with_file(once, CSV, "desk.csv").terms == once.terms
    assert with_file(once, CSV, "desk.csv").signature == once.signature


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"source,target\npasar,bazaar\n", "desk.csv", "the table, line 3: 'pasar' is 'bazaar' here and 'market' in"),
        (b"source\n", "desk.csv", "desk.csv, line 1: the header lacks target"),
        (b"<tbx>", "desk.tbx", "desk.tbx, line 1: no element found"),
        (b"a" * (MAX_BYTES + 1), "desk.csv", "desk.csv is larger than 1024 KiB, the most a glossary may be here"),
    ],
)
def test_a_file_that_does_not_fit_is_told(data: bytes, name: str, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        with_file(Glossary([Term("pasar", "market")]), data, name)
    assert str(caught.value).startswith(message)


def test_a_glossary_does_not_grow_without_end() -> None:
    rows = [[f"istilah {number}", "x" * 100, ""] for number in range(6_000)]
    before = glossary_of(rows, None)
    assert before is not None
    more = glossary_csv(Glossary(Term(f"kata {number}", "y" * 100) for number in range(6_000))).encode()
    with pytest.raises(GlossaryError, match="the table is larger than 1024 KiB"):
        with_file(before, more, "desk.csv")
    with pytest.raises(GlossaryError, match="the table is larger than 1024 KiB"):
        glossary_of([*rows, *([f"kata {number}", "y" * 100, ""] for number in range(6_000))], before)
