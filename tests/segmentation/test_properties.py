"""What holds for every text: nothing is lost, moved or invented."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from summarizer.datamodels import Segment, SegmentKind
from summarizer.segmentation import normalise, original_span, split

# Written down again here on purpose: a mark that the package invents later has to be justified in this test.
MARK = re.compile(r">|#{1,6}|[-–—*+•·●○▪■▸►‣◦]|\(?\d{1,3}[.)]|\(?[A-Za-z]\)|[a-z]\.|[ivx]{1,5}[.)]")

FRAGMENTS = (
    "Ia datang", "pemerintah", "Jakarta", "TEMPO.CO, Jakarta -", "Plt. Kepala", "PT. Padi Tbk.", "12 Agt. 2024", "S.H.",
    "A. Yani", "dll.", "No. 5", "Rp1.500.000", "Baca juga: Judul", "Editor: Ani", "(abc)", "(12/8)", "iPhone", "# ",
    "> ", "- ", "1. ", "a) ",
    ".", "?", "!", "?!", "...", "…", ",", ":", '"', "“", "”", "'", "‘", "’", "(", ")", "[", "]",
    " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u00a0", "\u200b", "\ufeff", "\u2028", "Jum'at",
    "https://contoh.id/a?b=C", "JAKARTA (ANTARA) -", "Jakarta, Nov 24 -", "Gov. Surya", "the U.S.", "at 5 p.m.",
    "Jan. 3", "Rp 1.5 trillion", "Read also: Title", "(Reporting by Ani)", "I",
)  # fmt: skip
langs = st.sampled_from(["id", "en", "jv"])
realistic = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
texts = st.one_of(st.text(max_size=200), st.text(alphabet=".?!…\"'“”‘’()[] \n-–aAbB1\u200b", max_size=120), realistic)


def glue(text: str, segments: tuple[Segment, ...]) -> list[str]:
    edges = [0, *(edge for segment in segments for edge in (segment.start, segment.end)), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


@given(texts, langs)
def test_spans_are_true_ordered_and_disjoint(text: str, lang: str) -> None:
    position = 0
    for segment in split(text, lang):
        assert position <= segment.start < segment.end <= len(text)
        assert segment.text == text[segment.start : segment.end]
        position = segment.end


@given(texts, langs)
def test_segments_have_no_blank_edges_and_something_to_show(text: str, lang: str) -> None:
    for segment in split(text, lang):
        assert segment.text == segment.text.strip()
        assert normalise(segment.text[0])
        assert normalise(segment.text[-1])


@given(texts, langs)
def test_glue_is_blank_or_a_layout_mark(text: str, lang: str) -> None:
    segments = split(text, lang)
    for piece in glue(text, segments):
        for token in normalise(piece).split():
            assert MARK.fullmatch(token), (token, piece)


@given(texts, langs)
def test_paragraphs_are_numbered_without_gaps(text: str, lang: str) -> None:
    numbers = [segment.paragraph for segment in split(text, lang)]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(len(set(numbers))))


@given(texts, langs)
def test_at_most_one_headline_and_one_dateline_and_no_sentence_before_the_headline(text: str, lang: str) -> None:
    kinds = [segment.kind for segment in split(text, lang)]
    assert kinds.count(SegmentKind.DATELINE) <= 1
    assert kinds.count(SegmentKind.HEADLINE) <= 1
    if SegmentKind.HEADLINE in kinds:
        assert set(kinds[: kinds.index(SegmentKind.HEADLINE)]) <= {SegmentKind.DEBRIS}


@given(texts)
def test_normalise_is_idempotent_and_leaves_one_line(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert once.splitlines() in ([], [once])


@given(texts, st.data())
def test_a_word_of_the_normalised_text_is_found_again_in_the_original(text: str, data: st.DataObject) -> None:
    words = [match.span() for match in re.finditer(r"\S+", normalise(text))]
    if words:
        start, end = data.draw(st.sampled_from(words))
        found = text[slice(*original_span(text, start, end))]
        assert normalise(found).replace(" ", "") == normalise(text)[start:end]
