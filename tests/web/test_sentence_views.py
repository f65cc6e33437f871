"""What the page shows of each sentence: its marks, where they stand, and what is said of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.datamodels import (
    FactKind,
    Issue,
    IssueKind,
    Repair,
    Segment,
    SegmentKind,
    Severity,
    Span,
    TranslatedSegment,
)
from summarizer.segmentation import split
from summarizer.web.sentence_views import Piece, SentenceView, paragraph_views

ORDER = ["", "note", "warning", "error"]


def issue(severity: Severity, *target: Span, source: tuple[Span, ...] = ()) -> Issue:
    return Issue(IssueKind.NUMBER_MISSING, severity, "250 is missing", source, target)


def view(target: str, *issues: Issue, source: str = "Harga naik.") -> SentenceView:
    segment = Segment(source, 0, len(source), 0)
    [paragraph] = paragraph_views(source, [TranslatedSegment(segment, target, issues)])
    [sentence] = paragraph.sentences
    return sentence


def pieces(sentence: tuple[Piece, ...]) -> list[tuple[str, str]]:
    return [(piece.text, piece.severity) for piece in sentence]


NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR


@pytest.mark.parametrize(
    ("issues", "expected"),
    [
        ([], [("abcdef", "")]),
        ([issue(ERROR)], [("abcdef", "")]),
        ([issue(ERROR, (2, 4))], [("ab", ""), ("cd", "error"), ("ef", "")]),
        ([issue(ERROR, (0, 6))], [("abcdef", "error")]),
        ([issue(NOTE, (0, 1), (5, 6))], [("a", "note"), ("bcde", ""), ("f", "note")]),
        ([issue(ERROR, (3, 3))], [("abcdef", "")]),
        ([issue(ERROR, (4, 2))], [("abcdef", "")]),
        ([issue(ERROR, (4, 99))], [("abcd", ""), ("ef", "error")]),
        ([issue(ERROR, (7, 99))], [("abcdef", "")]),
        ([issue(ERROR, (-2, 1))], [("a", "error"), ("bcdef", "")]),
        ([issue(ERROR, (-9, -1))], [("abcdef", "")]),
        ([issue(NOTE, (0, 6)), issue(ERROR, (2, 4))], [("ab", "note"), ("cd", "error"), ("ef", "note")]),
        ([issue(ERROR, (2, 4)), issue(NOTE, (0, 6))], [("ab", "note"), ("cd", "error"), ("ef", "note")]),
        ([issue(WARNING, (0, 4)), issue(NOTE, (2, 6))], [("abcd", "warning"), ("ef", "note")]),
        ([issue(NOTE, (0, 2)), issue(NOTE, (2, 4))], [("abcd", "note"), ("ef", "")]),
    ],
)
def test_marks_stand_where_the_issues_show_and_the_worst_counts(
    issues: list[Issue], expected: list[tuple[str, str]]
) -> None:
    assert pieces(view("abcdef", *issues).target) == expected


def test_source_and_target_are_marked_each_in_its_own_places() -> None:
    sentence = view("Prices rose.", issue(ERROR, (0, 6), source=((6, 10),)))
    assert pieces(sentence.source) == [("Harga ", ""), ("naik", "error"), (".", "")]
    assert pieces(sentence.target) == [("Prices", "error"), (" rose.", "")]


@settings(deadline=None)
@given(
    text=st.text(max_size=30),
    issues=st.lists(
        st.builds(
            issue,
            st.sampled_from(Severity),
            st.tuples(st.integers(-5, 35), st.integers(-5, 35)),
            st.tuples(st.integers(-5, 35), st.integers(-5, 35)),
        ),
        max_size=4,
    ),
)
def test_pieces_rejoin_to_the_text_and_each_character_has_its_worst_mark(text: str, issues: list[Issue]) -> None:
    found = view(text, *issues).target
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)
    marks = [piece.severity for piece in found for _ in piece.text]
    for position, mark in enumerate(marks):
        here = [str(one.severity) for one in issues if any(start <= position < end for start, end in one.target_spans)]
        assert mark == max(here, key=ORDER.index, default="")


@settings(deadline=None)
@given(st.text(alphabet="Harga naik.\n-1 #>\u200b\u202e", max_size=200))
def test_an_article_is_shown_whole(text: str) -> None:
    segments = [TranslatedSegment(segment, segment.text) for segment in split(text)]
    shown = [sentence for paragraph in paragraph_views(text, segments) for sentence in paragraph.sentences]
    assert ["".join(piece.text for piece in one.source) for one in shown] == [one.source for one in segments]
    assert [one.number for one in shown] == list(range(1, len(segments) + 1))


@pytest.mark.parametrize(
    ("severities", "repaired", "edited", "states"),
    [
        ([], False, False, ()),
        ([NOTE], False, False, ("note",)),
        ([NOTE, ERROR, WARNING, ERROR], False, False, ("error", "warning", "note")),
        ([WARNING], True, False, ("warning", "repaired")),
        ([], True, False, ("repaired",)),
        ([ERROR], False, True, ("error", "edited")),
        ([NOTE], True, True, ("note", "repaired", "edited")),
    ],
)
def test_states_stand_worst_first(
    severities: list[Severity], repaired: bool, edited: bool, states: tuple[str, ...]
) -> None:
    repairs = (Repair(FactKind.NUMBER, "25", "250"),) if repaired else ()
    segment = Segment("Harga naik.", 0, 11, 0)
    translated = TranslatedSegment(segment, "Prices rose.", tuple(map(issue, severities)), repairs, edited)
    [paragraph] = paragraph_views("Harga naik.", [translated])
    assert paragraph.sentences[0].states == states


def test_a_sentence_without_a_translation_is_pending_and_nothing_else() -> None:
    sentence = view("")
    assert sentence.states == ("pending",)
    assert sentence.target == ()
    assert pieces(sentence.source) == [("Harga naik.", "")]


def test_issues_and_repairs_are_remarks_in_words() -> None:
    segment = Segment("Harga naik.", 0, 11, 0)
    repairs = (Repair(FactKind.AMOUNT, "Rp 5", "IDR 5"),)
    translated = TranslatedSegment(segment, "Prices rose.", (issue(ERROR),), repairs)
    [paragraph] = paragraph_views("Harga naik.", [translated])
    assert paragraph.sentences[0].remarks == ("number missing: 250 is missing", "amount: Rp 5 → IDR 5")


LIST = """Kabar Pagi Dari Pasar

Harga tiga barang naik pada hari Senin. Warga mengeluh.

- Beras naik seribu rupiah.
2. Gula naik dua ribu rupiah.
> "Kami rugi," kata pedagang.
"""


def test_paragraphs_have_their_sentences_and_the_marks_of_their_lists() -> None:
    segments = [TranslatedSegment(segment, segment.text) for segment in split(LIST)]
    shown = paragraph_views(LIST, segments, picked={1, 3})
    assert [paragraph.mark for paragraph in shown] == ["", "", "-", "2.", ">"]
    assert [[one.number for one in paragraph.sentences] for paragraph in shown] == [[1], [2, 3], [4], [5], [6]]
    assert [one.number for paragraph in shown for one in paragraph.sentences if one.is_picked] == [2, 4]
    assert shown[0].sentences[0].kind is SegmentKind.HEADLINE


def test_an_article_without_a_sentence_has_no_paragraph() -> None:
    assert paragraph_views(" \n", []) == ()
