"""Headlines: one line of at most 14 words, in headline English, and no fact changed on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Document, Translation, translate
from summarizer.datamodels import SentenceOrigin
from summarizer.engines.recording import RecordingTranslator
from summarizer.fidelity import check
from summarizer.summarization.headlines import headline, headline_of
from summarizer.summarization.headlines.shortening import ELLIPSIS, ends_badly
from summarizer.summarization.options import HEADLINE_WORDS

TITLE = "Wali Kota Semarang Buka Perpustakaan Baru"
LEAD = "SEMARANG - Wali Kota Semarang membuka perpustakaan baru di kota lama pada Senin."
ENGLISH = {
    TITLE: "Semarang Mayor Opens New Library",
    "Wali Kota Semarang membuka perpustakaan baru di kota lama pada Senin.": (
        "The mayor of Semarang opened a new library in the old town on Monday."
    ),
}


def translated(text: str, answers: dict[str, str] = ENGLISH) -> Translation:
    return translate(Document(text), translator=RecordingTranslator(answers=answers))


def test_the_title_is_taken_as_it_stands() -> None:
    line = headline(translated(f"{TITLE}\n\n{LEAD}\n"))
    assert line is not None
    assert line.text == "Semarang Mayor Opens New Library"
    assert line.source_text == TITLE
    assert line.sources == (0,)
    assert line.origin is SentenceOrigin.EXTRACTED


def test_without_a_title_it_is_made_of_the_best_sentence() -> None:
    translation = translated(f"{LEAD}\n")
    line = headline(translation)
    assert line is not None
    assert line.text == "Mayor of Semarang opens new library in old town"
    [index] = line.sources
    assert translation.segments[index].source == line.source_text
    assert line.origin is SentenceOrigin.COMPRESSED


def test_a_title_that_is_too_long_is_shortened() -> None:
    long = "Wali Kota Semarang Buka Perpustakaan Baru di Kota Lama untuk Anak Sekolah dari Tiga Kecamatan"
    answer = "Semarang Mayor Opens New Library in Old Town for the Children of the Schools of Three Districts Nearby"
    line = headline(translated(f"{long}\n\n{LEAD}\n", {long: answer}))
    assert line is not None
    assert len(line.text.split()) <= HEADLINE_WORDS
    assert line.text.startswith("Semarang Mayor Opens New Library")
    assert line.origin is SentenceOrigin.COMPRESSED


def test_in_the_language_of_the_article_it_is_the_source() -> None:
    line = headline(translated(f"{TITLE}\n\n{LEAD}\n"), "id")
    assert line is not None
    assert line.text == TITLE


def test_a_long_lead_in_the_language_of_the_article_is_cut_with_a_mark() -> None:
    lead = (
        "Pemerintah Kota Semarang membuka enam pos pengungsian di sekolah dan balai kecamatan untuk menampung warga "
        "dari tiga kecamatan yang terendam banjir."
    )
    line = headline(translated(f"{lead}\n"), "id")
    assert line is not None
    assert line.text.endswith(" …")
    assert len(line.text.split()) <= HEADLINE_WORDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Baca juga: Banjir Surut\n", "EN(Baca juga: Banjir Surut)"), ("TEMPO.CO, Jakarta -\n", None)],
    ids=["debris", "dateline"],
)
def test_an_article_without_a_sentence(text: str, expected: str | None) -> None:
    line = headline(translated(text, {}))
    assert (line and line.text) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param(
            "SEMARANG, KOMPAS.com - The mayor opened a library (12/8/2024) for the schools.",
            "Mayor opens library for schools",
            id="dateline, brackets, articles, present tense",
        ),
        pytest.param("The farmers sold the onions in Brebes.", "Farmers sell onions in Brebes", id="plural"),
        pytest.param(
            "Two sailors were rescued by a fishing boat.", "Two sailors rescued by fishing boat", id="passive"
        ),
        pytest.param("The council will build a new hall.", "Council to build new hall", id="will"),
        pytest.param("However, the price of rice fell in Java.", "Price of rice falls in Java", id="link"),
        pytest.param(
            "Coffee exports rose to 4,200 tonnes, the ministry said on Monday.",
            "Coffee exports rose to 4,200 tonnes",
            id="attribution",
        ),
        pytest.param(
            "The head of the agency said that the dam held 40,000 litres of water.",
            "Dam holds 40,000 litres of water",
            id="attribution in front",
        ),
    ],
)
def test_headline_english(target: str, expected: str) -> None:
    assert headline_of(target, target) == expected


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        pytest.param("The judge read a letter from The Hague.", "from The Hague", id="article in a name"),
        pytest.param("A few farmers sold a third of the onions.", "A few farmers sell a third", id="a few, a third"),
        pytest.param("Workers earn Rp 2 million a month in Brebes.", "Rp 2 million a month", id="rate"),
        pytest.param('The mayor praised "the spirit of the town".', '"the spirit of the town"', id="quotation"),
        pytest.param("The soldiers were attacked in the old town.", "were attacked", id="attacked whom"),
        pytest.param("The mayor will not open the new hall.", "will not open", id="negation"),
        pytest.param("The temple was built in 1892 by a trader.", "1892", id="year"),
        pytest.param("The town opened the hall in 1998 for the schools.", "opened", id="long ago"),
        pytest.param("Rini and Bagus and the staff opened the hall.", "opened", id="number in doubt"),
        pytest.param("The water reached the roofs at 7 a.m.", "7 a.m.", id="abbreviation at the end"),
        pytest.param("The mayor stole the money, the prosecutor said.", ", the prosecutor said", id="accusation"),
        pytest.param('"We want our market back," the traders said.', "the traders said", id="quotation and speaker"),
    ],
)
def test_what_must_not_change(target: str, kept: str) -> None:
    assert kept in headline_of(target, target)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param(
            "The mayor of Semarang opened a library in the old town for the children of the three districts that were "
            "flooded in the rainy season.",
            "Mayor of Semarang opens library in old town",
            id="adjuncts go",
        ),
        pytest.param(
            "In the first months of the year, the port of Makassar received 40 ships from Java, which carried rice and "
            "sugar for the islands.",
            "Port of Makassar receives 40 ships from Java",
            id="opening and relative clause go",
        ),
        pytest.param(
            "The police arrested the treasurer of the council in a hotel near the airport for the theft of the money "
            "of the orphans, a spokesman for the police of the province said on Monday.",
            "Police arrest treasurer of council in hotel near airport, a spokesman said",
            id="the attribution stays",
        ),
    ],
)
def test_a_long_sentence_ends_at_a_phrase(target: str, expected: str) -> None:
    assert headline_of(target, target) == expected


@pytest.mark.parametrize(
    ("target", "never_last"),
    [
        pytest.param(
            "The ferry is the largest in the eastern islands of the country and the pride of the people of the old "
            "port of Makassar.",
            "the largest",
            id="largest where",
        ),
        pytest.param(
            "The governor of the province asked the owners of the boats and the ferries of the lake to leave the port "
            "before the storm.",
            "of the lake",
            id="asked to do what",
        ),
        pytest.param(
            "The bank will lend money to the owners of the shops of the old market if they repair the roofs there.",
            "old market",
            id="on what condition",
        ),
    ],
)
def test_what_cannot_be_missed_is_not_cut_without_a_mark(target: str, never_last: str) -> None:
    line = headline_of(target, target)
    assert len(line.split()) <= HEADLINE_WORDS
    assert not line.endswith(never_last.replace("the ", ""))
    assert not line.endswith(never_last)


def test_without_a_clean_end_the_cut_is_marked_and_ends_no_number() -> None:
    target = (
        "The association of the owners of the boats and ferries of the lakes and rivers of all Java wants 400 billion "
        "rupiah of the government."
    )
    line = headline_of(target, target)
    assert line.endswith(" …")
    assert len(line.split()) <= HEADLINE_WORDS
    assert not ends_badly(line.removesuffix(" …"))


def test_a_quotation_that_is_cut_is_closed_and_keeps_its_speaker() -> None:
    target = (
        '"We ask the people of the coast to stay calm and to keep away from the old harbour until noon," '
        "the mayor said on Monday."
    )
    assert headline_of(target, target) == '"We ask the people of the coast to stay calm …" the mayor said'


def test_nothing_but_missing_facts_is_found() -> None:
    source = (
        "Sebanyak 1.324 warga mengungsi dari tiga kecamatan di Lebak karena luapan Sungai Ciberang sejak Rabu malam."
    )
    target = "A total of 1,324 people fled from three districts in Lebak due to the overflow of the Ciberang River."
    line = headline_of(source, target)
    assert "1,324 people" in line
    assert {issue.kind for issue in check(source, line)} <= {
        *("number_missing", "name_missing", "date_changed", "length"),
        *(issue.kind for issue in check(source, target)),
    }


@pytest.mark.parametrize("target", ["", " ", ".", "of the", '"', "(((", "— —", "The", "EN(x)", "a\nb"])
def test_odd_input_is_one_line(target: str) -> None:
    line = headline_of(target, target)
    assert "\n" not in line
    assert len(line.split()) <= HEADLINE_WORDS


PARTS = st.sampled_from(
    [
        *("The minister", "the market", "The Hague", "Jakarta", "the largest", "Rp 5 billion", "4.7 percent", "(BMKG)"),
        *("who lives in Bogor", "– a walk –", "in Java", "on Monday", "according to", "said", "he", "opened", "was"),
        *(
            "were",
            "killed",
            "will",
            "not",
            "only",
            "and",
            "but",
            "if",
            "of",
            '"',
            "“",
            "”",
            "'",
            "(",
            ")",
            ",",
            ".",
            "?",
        ),
    ]
)


@given(st.lists(PARTS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_it_is_always_one_line_of_at_most_14_words(target: str) -> None:
    line = headline_of(target, target)
    assert len(line.splitlines()) <= 1
    assert len(line.split()) <= HEADLINE_WORDS


@pytest.mark.parametrize(
    ("target", "line"),
    [
        (
            "The Ministry of Foreign Affairs and the United Nations Industrial Development Organization (UNIDO) on "
            'August 12 organized a workshop with the theme "Cities of Tomorrow: Strategies for New Cities" in Jakarta.',
            "Ministry of Foreign Affairs and UNIDO organized workshop",
        ),
        (
            "The National Agency for the Protection of Migrant Workers of the Archipelago (BPMI) opened three new "
            "offices in Kupang and in Ende.",
            "The National Agency for the Protection of Migrant Workers of the Archipelago opened …",
        ),
    ],
    ids=["letters of its words", "letters of other words"],
)
def test_a_long_name_gives_way_to_the_acronym_that_stands_for_it(target: str, line: str) -> None:
    assert headline_of(target, target) == line


@pytest.mark.parametrize(
    ("target", "line"),
    [
        (
            "The court will release former governor Andi Saputra from prison on Friday unless the anti-graft "
            "commission files an appeal.",
            "The court will release former governor Andi Saputra from prison on Friday unless …",
        ),
        (
            "Residents who refuse to move will lose compensation from the government for their land and houses unless "
            "they file a lawsuit before March 1, a village official said.",
            "Residents who refuse to move will lose compensation unless …, a village official said",
        ),
    ],
)
def test_a_condition_that_is_cut_off_is_told(target: str, line: str) -> None:
    assert headline_of(target, target) == line


def test_a_line_does_not_end_before_its_main_verb_without_a_mark() -> None:
    target = "Police have not ruled out that the fire which killed nine people in a hotel in Bali was lit on purpose."
    assert headline_of(target, target).endswith("…")


@pytest.mark.parametrize("target", ["The team beat Vietnam 2-1.", "Prices rose to 100,000."])
def test_a_sentence_that_fits_is_not_cut(target: str) -> None:
    assert ELLIPSIS not in headline_of(target, target)


def test_a_sentence_without_an_end_has_its_beginning() -> None:
    target = "The committee met and " + "spoke of rice and fish and " * 400 + "went home."
    assert headline_of(target, target) == "The committee met and spoke of rice and fish and spoke of rice …"
