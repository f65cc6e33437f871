"""Compression: shorter by leaving words out alone, still English, and still true."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.fidelity import check
from summarizer.summarization.compression import compressions


def shortest(target: str, source: str = "") -> str:
    """The shortest form of ``target``; itself if there is none. Without a source the checks find nothing to compare."""
    return next(reversed(compressions(source or target, target)), target)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            "SEMARANG, KOMPAS.com - The city opened six shelters for families from three districts.",
            "The city opened six shelters for families from three districts.",
        ),
        (
            "The city opened six shelters (12/8/2024) for families from three districts.",
            "The city opened six shelters for families from three districts.",
        ),
        (
            "The old harbour – a short walk from the market – opened its new pier to ferries.",
            "The old harbour opened its new pier to ferries.",
        ),
        (
            "The Lembah Hijau Foundation, a charity based in Malang, built a library for the village.",
            "The Lembah Hijau Foundation built a library for the village.",
        ),
        (
            "The foundation's chairman, Bagus Sasmita, visited the library with his staff.",
            "The foundation's chairman visited the library with his staff.",
        ),
        (
            "Sari Wulandari, who studied music in Yogyakarta, wrote the song for the children.",
            "Sari Wulandari wrote the song for the children.",
        ),
        (
            "The children sang in the old station, which was built by the Dutch.",
            "The children sang in the old station.",
        ),
        ("Wulandari, 34, wrote the song for the children.", "Wulandari wrote the song for the children."),
        (
            "The port, after a long renovation, received its first ship from Makassar.",
            "The port received its first ship from Makassar.",
        ),
        (
            "Coffee exports rose to 4,200 tonnes in the first half of the year, the ministry said.",
            "Coffee exports rose to 4,200 tonnes in the first half of the year.",
        ),
        (
            "According to the statistics office, coffee exports rose to 4,200 tonnes.",
            "Coffee exports rose to 4,200 tonnes.",
        ),
    ],
)
def test_what_may_go(target: str, expected: str) -> None:
    assert shortest(target) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The minister opened the bridge on Monday (September 2).", "The minister opened the bridge."),
        (
            "On Tuesday, the council approved a new bus route to the airport.",
            "The council approved a new bus route to the airport.",
        ),
    ],
)
def test_a_day_goes_for_a_headline_alone(target: str, expected: str) -> None:
    assert compressions(target, target, for_headline=True)[-1] == expected
    assert all("on" in one.lower().split() for one in compressions(target, target))


def test_forms_come_longest_first() -> None:
    target = (
        "Coffee exports (mostly robusta) rose to 4,200 tonnes in May, the ministry's director, "
        "Bagus Sasmita, said on Monday."
    )
    forms = compressions(target, target)
    assert forms == [
        "Coffee exports rose to 4,200 tonnes in May, the ministry's director, Bagus Sasmita, said on Monday.",
        "Coffee exports rose to 4,200 tonnes in May, the ministry's director said on Monday.",
        "Coffee exports rose to 4,200 tonnes in May.",
    ]


@pytest.mark.parametrize(
    "target",
    [
        pytest.param('"We want to rebuild the market," the mayor said.', id="a quotation"),
        pytest.param("The mayor stole the money of the market, the prosecutor said.", id="an accusation"),
        pytest.param("The fire killed two people in the market, the police said.", id="casualties"),
        pytest.param("The treasurer was responsible for the loss of the money, the auditor said.", id="blame"),
        pytest.param("The market reportedly closed in May, the mayor said.", id="hearsay"),
        pytest.param("The market will open again in May, the mayor said.", id="a promise"),
        pytest.param("We rebuilt the market in a year, the mayor said.", id="quotation marks lost in translation"),
        pytest.param("The market is the pride of the city, the mayor said.", id="an opinion"),
        pytest.param(
            "According to the prosecutor, the mayor took bribes from a builder.", id="an accusation, in front"
        ),
        pytest.param(
            "According to Sari Wulandari, her song won the prize of the jury.", id="a pronoun for the speaker"
        ),
    ],
)
def test_an_attribution_that_a_reader_needs_stays(target: str) -> None:
    assert compressions(target, target) == []


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("The bridge, which has not been tested, opened to lorries.", id="negation"),
        pytest.param("The bridge (unless it rains) opens to lorries at noon.", id="condition"),
        pytest.param("The bridge – but only for pedestrians – opened at noon.", id="contrast"),
        pytest.param("The bridge, which cost Rp 5 billion, opened to lorries.", id="money"),
        pytest.param("The bridge, which is 62 km south of Bayah, opened to lorries.", id="measure"),
        pytest.param("The guard left the shop (allegedly) with a full bag.", id="doubt"),
    ],
)
def test_what_turns_or_counts_stays(target: str) -> None:
    assert compressions(target, target) == []


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("Farmers from Brebes, Tegal, and Pekalongan sold onions at the market.", id="list"),
        pytest.param("The ship left for Makassar, South Sulawesi, with 40 cows.", id="place"),
        pytest.param("The port of Makassar opened on August 12, 2024, to passengers.", id="date"),
        pytest.param("The judge read Article 5 (2) of the law to the lawyers.", id="label"),
        pytest.param("The Meteorology Agency (BMKG) recorded a light tremor.", id="acronym that may be used later"),
        pytest.param("The lawyer Rini Pratiwi, S.H., M.H., read the letter to the court.", id="degrees"),
        pytest.param('"The boats (all of them) are back," said the harbour master.', id="inside a quotation"),
        pytest.param("The meeting of the council was on Monday.", id="the day is what it says"),
        pytest.param("The council will meet the farmers on Monday.", id="the day is still to come"),
        pytest.param("The council met from Monday to Wednesday in the old hall.", id="part of a span"),
    ],
)
def test_what_belongs_together_stays(target: str) -> None:
    assert compressions(target, target) == []


def test_facts_left_out_are_missing_and_nothing_else_is_found() -> None:
    source = (
        "Yayasan Lembah Hijau, lembaga amal yang berdiri di Malang pada 1998, membangun perpustakaan senilai "
        "Rp 300 juta untuk desa itu."
    )
    target = (
        "The Lembah Hijau Foundation, a charity founded in Malang in 1998, built a library worth Rp 300 million "
        "for the village."
    )
    [form] = compressions(source, target)
    assert form == "The Lembah Hijau Foundation built a library worth Rp 300 million for the village."
    assert {issue.kind for issue in check(source, form)} <= {"number_missing", "name_missing", "length"}


@pytest.mark.parametrize("target", ["", " ", ".", ",", "“", '"""', "(((", ")(", "—", "- -", ", , .", "said", "a, b, c"])
def test_odd_input_has_no_shorter_form(target: str) -> None:
    assert compressions(target, target) == []


PARTS = st.sampled_from(
    [
        *(
            "The minister",
            "the market",
            "Jakarta",
            "Budi Santoso",
            "a charity",
            "iPhone",
            "he",
            "in Java",
            "Rp 5 billion",
        ),
        *(
            "who lives in Bogor",
            "which was built in 1998",
            "(BMKG)",
            "(12/8/2024)",
            "(mostly robusta)",
            "– a short walk –",
        ),
        *("said", "opened", "was", "killed", "not", "only", "and", "but", "if", "on Monday", "according to"),
        *("According to", "TEMPO.CO, Jakarta -", '"', "“", "”", "'", "(", ")", ",", ".", ";", ":", "—", "--", "…", "?"),
    ]
)


@given(st.lists(PARTS, max_size=24).map(" ".join) | st.text(max_size=60))
def test_forms_are_the_words_of_the_sentence_in_order_and_ever_fewer(target: str) -> None:
    longer = target
    for form in compressions(target, target):
        assert len(form.split()) < len(longer.split())
        assert is_subsequence(words(form), words(longer))
        assert form[-1] == target[-1]
        longer = form


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


@pytest.mark.parametrize(
    "target",
    [
        "Two men were shot in Timika, Papua, during a raid on a camp, rebels said.",
        "A fire destroyed 20 stalls in Pasar Senen, Central Jakarta, on Sunday, officers said.",
    ],
)
@pytest.mark.parametrize("for_headline", [False, True])
def test_no_cut_makes_a_place_the_speaker(target: str, for_headline: bool) -> None:
    speaker = target.rpartition(",")[2]
    assert all(form.endswith(f",{speaker}") for form in compressions(target, target, for_headline=for_headline))


@pytest.mark.parametrize(
    "target",
    [
        "According to the opposition, the government printed 2 million extra ballots.",
        "According to his rival, Prabu took money from a mining company.",
        "The lawmaker sold his vote for Rp 2 billion, a former aide said on Monday.",
        "The governor kept state money in his wife's bank account, a witness said.",
        "The drug cured 90 percent of patients, its manufacturer said.",
        "According to a Facebook post, the bank went bankrupt.",
        "He won (his own team says) in 12 provinces.",
    ],
)
def test_a_claim_keeps_who_makes_it(target: str) -> None:
    assert compressions(target, target) == []


@pytest.mark.parametrize(
    "target",
    [
        "The mayor, in a video that police call fake, promised free rice.",
        "The report, which was later retracted, said 40 people fell ill.",
        "The letter, whose authenticity is disputed, names two ministers.",
        "The test, which was conducted on mice, showed that the drug cured cancer.",
        "The survey, which was paid for by the candidate, put him at 60 percent.",
    ],
)
def test_an_aside_that_takes_the_sentence_back_stays(target: str) -> None:
    assert compressions(target, target) == []


def test_a_sentence_without_an_end_is_left_as_it_is() -> None:
    target = "The committee (of the town) met and " + "spoke of rice and fish and " * 40 + "went home."
    assert compressions(target, target) == []
