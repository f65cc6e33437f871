"""A human's wording: checked as an engine's is, counted again, and known again in another article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer import Document, Translation, make_brief, translate
from summarizer.briefing import with_edit as with_edit_of_brief
from summarizer.datamodels import FactCount, FactKind, IssueKind, Repair, SentenceOrigin, SummaryForm, SummarySentence
from summarizer.errors import OptionError, UnfitInput
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.memory.units import MAX_CHARS
from summarizer.summarization import SummaryOptions
from summarizer.translation.editing import edits_of, with_edit, with_edits
from tests.documents.kupang import ARTICLE, fake_engine

HEADLINE, DATELINE, OPENING, CAPACITY, BUSES = range(5)
MENDED = "The two markets house 250 traders from four wards."


@pytest.fixture
def translation() -> Translation:
    return translate(Document(ARTICLE), translator=fake_engine())


def numbers(translation: Translation) -> FactCount:
    return next(count for count in translation.report if count.kind is FactKind.NUMBER)


def test_an_edit_mends_what_the_checks_had_found(translation: Translation) -> None:
    assert [issue.kind for issue in translation.segments[CAPACITY].issues] == [IssueKind.NUMBER_MISSING]
    assert (numbers(translation).kept, numbers(translation).flagged) == (1, 1)
    edited = with_edit(translation, CAPACITY, MENDED)
    assert edited.segments[CAPACITY].target == MENDED
    assert edited.segments[CAPACITY].edited
    assert edited.segments[CAPACITY].issues == ()
    assert (numbers(edited).kept, numbers(edited).flagged) == (2, 0)
    assert MENDED in edited.text


def test_only_the_one_sentence_changes(translation: Translation) -> None:
    edited = with_edit(translation, CAPACITY, MENDED)
    for index, (was, now) in enumerate(zip(translation.segments, edited.segments, strict=True)):
        assert (was == now) == (index != CAPACITY)
    assert edited.document == translation.document


def test_a_slip_of_the_human_is_found_where_it_stands(translation: Translation) -> None:
    edited = with_edit(translation, CAPACITY, "The two markets house 520 traders from four wards.").segments[CAPACITY]
    missing, added = edited.issues
    assert (missing.kind, added.kind) == (IssueKind.NUMBER_MISSING, IssueKind.NUMBER_ADDED)
    assert [edited.source[slice(*span)] for span in missing.source_spans] == ["250"]
    assert [edited.target[slice(*span)] for span in added.target_spans] == ["520"]


def test_spans_of_a_wrapped_source_are_those_of_the_article() -> None:
    wrapped = (
        "Pemerintah kabupaten mulai memperbaiki jembatan yang putus diterjang banjir\n"
        "bandang pada awal bulan lalu   agar 40 warga dapat kembali melintas dengan aman."
    )
    edited = with_edit(translate(Document(wrapped), translator=fake_engine()), 0, "The bridge is being repaired.")
    [missing] = [issue for issue in edited.issues if issue.kind is IssueKind.NUMBER_MISSING]
    assert [edited.segments[0].source[slice(*span)] for span in missing.source_spans] == ["40"]


def test_an_edit_drops_the_repairs_of_the_machine() -> None:
    source = "Pemerintah kota membangun 6.000 rumah baru bagi warga."
    engine = fake_engine()
    engine.answers = {source: "The city built 6.000 new homes for residents."}
    repaired = translate(Document(source), translator=engine)
    assert repaired.segments[0].repairs == (Repair(FactKind.NUMBER, "6.000", "6,000"),)
    assert numbers(repaired).repaired == 1
    edited = with_edit(repaired, 0, "The city has built 6,000 homes for its people.")
    assert edited.segments[0].repairs == ()
    assert (numbers(edited).kept, numbers(edited).repaired) == (1, 0)


def test_terms_of_the_glossary_are_checked() -> None:
    glossary = Glossary([Term("pasar", "marketplace")])
    translation = translate(Document(ARTICLE), translator=fake_engine(), glossary=glossary)
    edited = with_edit(translation, CAPACITY, MENDED, glossary)
    assert [issue.kind for issue in edited.segments[CAPACITY].issues] == [IssueKind.TERM_MISSING]
    edited = with_edit(edited, CAPACITY, MENDED.replace("markets", "marketplaces"), glossary)
    assert edited.segments[CAPACITY].issues == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Two markets\r\n for \t 250\u00a0traders.\n", "Two markets for 250 traders."),
        ("Two markets\x00 for\x1b[8m 250 traders.", "Two markets for[8m 250 traders."),
        ("Two markets \ud83d for 250 traders.", "Two markets for 250 traders."),
        ("Two \u202emarkets\u202c for 250 traders.\ufeff", "Two markets for 250 traders."),
    ],
    ids=["blanks and line breaks", "controls", "half a surrogate pair", "directions"],
)
def test_a_wording_is_one_clean_line(translation: Translation, typed: str, kept: str) -> None:
    assert with_edit(translation, CAPACITY, typed).segments[CAPACITY].target == kept


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\u00a0", "\x00"])
def test_a_blank_wording_is_refused(translation: Translation, text: str) -> None:
    with pytest.raises(UnfitInput, match="would be empty; write its translation"):
        with_edit(translation, CAPACITY, text)


def test_an_endless_wording_is_refused(translation: Translation) -> None:
    assert with_edit(translation, CAPACITY, "x" * MAX_CHARS).segments[CAPACITY].edited
    with pytest.raises(UnfitInput, match="would have 5,001 characters, and 5,000 is the most"):
        with_edit(translation, CAPACITY, "x" * (MAX_CHARS + 1))


@pytest.mark.parametrize(("index", "number"), [(-1, 0), (6, 7)])
def test_a_sentence_that_is_not_there_is_refused(translation: Translation, index: int, number: int) -> None:
    with pytest.raises(OptionError, match=f"there is no sentence {number} to edit: the article has 6"):
        with_edit(translation, index, MENDED)


def test_the_wording_that_stands_there_changes_nothing(translation: Translation) -> None:
    target = translation.segments[OPENING].target
    assert with_edit(translation, OPENING, f" {target}\n") is translation


def test_a_dateline_can_be_edited_and_is_not_checked(translation: Translation) -> None:
    edited = with_edit(translation, DATELINE, "KUPANG, East Nusa Tenggara, 12 places –")
    assert edited.segments[DATELINE].edited
    assert edited.segments[DATELINE].issues == ()
    assert edited.report == translation.report
    assert "KUPANG, East Nusa Tenggara, 12 places – Kupang opened" in edited.text


def test_edits_are_taken_to_another_article(translation: Translation) -> None:
    edits = edits_of(with_edit(with_edit(translation, CAPACITY, MENDED), HEADLINE, "Two New Markets"))
    assert edits == {
        "Pemkot Kupang Buka Dua Pasar Baru": "Two New Markets",
        "Kedua pasar itu menampung 250 pedagang dari empat kelurahan.": MENDED,
    }
    other = translate(
        Document("Harga beras naik tajam.\n\nKedua pasar itu  menampung 250\u00a0pedagang dari empat kelurahan.\n"),
        translator=fake_engine(),
    )
    known = with_edits(other, edits)
    assert [one.target for one in known.segments] == ["EN(Harga beras naik tajam.)", MENDED]
    assert [one.edited for one in known.segments] == [False, True]
    assert numbers(known).flagged == 0


def test_without_a_known_sentence_nothing_changes(translation: Translation) -> None:
    assert edits_of(translation) == {}
    assert with_edits(translation, {"Harga beras naik tajam.": "Rice is dearer."}) is translation


def test_an_edit_of_this_article_goes_before_one_of_another(translation: Translation) -> None:
    edited = with_edit(translation, CAPACITY, MENDED)
    assert with_edits(edited, {edited.segments[CAPACITY].source: "Other words for 250."}) is edited


def test_the_brief_follows_an_edit() -> None:
    brief = make_brief(Document(ARTICLE), translator=fake_engine(), summary=SummaryOptions(2))
    assert [sentence.sources for sentence in brief.summary.sentences] == [(OPENING,), (CAPACITY,)]
    edited = with_edit_of_brief(with_edit_of_brief(brief, CAPACITY, MENDED), HEADLINE, "Two New Markets")
    assert edited.headline == "Two New Markets"
    assert [sentence.sources for sentence in edited.summary.sentences] == [(OPENING,), (CAPACITY,)]
    assert edited.summary.text == f"Kupang opened two new markets on Monday. {MENDED}"
    assert edited.translation.segments[CAPACITY].edited


def test_the_summary_stays_where_another_sentence_is_edited() -> None:
    brief = make_brief(Document(ARTICLE), translator=fake_engine(), summary=SummaryOptions(2))
    assert with_edit_of_brief(brief, BUSES, "The mayor promised more buses.").summary == brief.summary


@pytest.mark.parametrize("origin", [SentenceOrigin.COMPRESSED, SentenceOrigin.GENERATED])
def test_what_was_made_of_other_words_gives_way_to_the_edit(origin: SentenceOrigin) -> None:
    brief = make_brief(Document(ARTICLE), translator=fake_engine(), summary=SummaryOptions(1))
    made = SummarySentence("Two markets house traders.", "…", (OPENING, CAPACITY), origin)
    brief = replace(brief, summary=replace(brief.summary, sentences=(made,)))
    assert with_edit_of_brief(brief, BUSES, "The mayor promised more buses.").summary.sentences == (made,)
    [edited] = with_edit_of_brief(brief, CAPACITY, MENDED).summary.sentences
    assert edited.text == f"Kupang opened two new markets on Monday. {MENDED}"
    assert edited.origin is SentenceOrigin.EXTRACTED


def test_an_indonesian_summary_is_not_edited_with_the_english() -> None:
    brief = make_brief(Document(ARTICLE), translator=fake_engine(), summary=SummaryOptions(2, lang="id"))
    assert with_edit_of_brief(brief, CAPACITY, MENDED).summary == brief.summary


def test_a_headline_stays_one_line_when_its_sentence_is_edited() -> None:
    options = SummaryOptions(form=SummaryForm.HEADLINE)
    brief = make_brief(Document(ARTICLE.partition("\n\n")[2]), translator=fake_engine(), summary=options)
    longer = (
        "The government of the city of Kupang, which lies on the island of Timor, opened two new markets on Monday, "
        "after many years of planning and of building."
    )
    edited = with_edit_of_brief(brief, brief.summary.sentences[0].sources[0], longer)
    assert 0 < len(edited.summary.text.split()) <= 14
    assert edited.summary.text == edited.headline
