"""Telling languages apart, offline, so that a wrong paste is refused."""

from __future__ import annotations

import pytest

from summarizer.errors import UnfitInput
from summarizer.language import detect, language_name, likeliest, require_language

INDONESIAN = "Pemerintah mengatakan harga beras naik tiga persen di ibu kota pada hari Senin."
MALAY = (
    "Kerajaan Malaysia berkata harga minyak akan dinaikkan mulai esok kerana kos bekalan semakin meningkat, "
    "kata Perdana Menteri semalam."
)
OTHERS = {
    "English": "The government said on Monday that rice prices rose three percent in the capital.",
    "Dutch": "De regering zei maandag dat de prijs van rijst in de hoofdstad met drie procent is gestegen.",
    "Javanese": "Kowe arep menyang ngendi? Aku ora ngerti kepriye carane mulih saka kene, amarga dalane peteng banget.",
}


def test_indonesian_passes_without_a_word() -> None:
    assert detect(INDONESIAN) == "id"
    assert require_language(INDONESIAN, "id") is None


@pytest.mark.parametrize("text", [INDONESIAN, OTHERS["Dutch"], "Rupiah.", "", "3–0", "HARGA BERAS NAIK"])
def test_probabilities_are_sorted_and_add_up_to_one(text: str) -> None:
    ranking = likeliest(text)
    probabilities = [probability for _, probability in ranking]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) == pytest.approx(1, abs=1e-4)
    assert ranking[0][0] == detect(text)


def test_a_clear_text_is_surer_than_none() -> None:
    assert likeliest(INDONESIAN)[0][1] > 0.5 > 0.1 > likeliest("")[0][1]


def test_malay_passes_with_a_note() -> None:
    note = require_language(MALAY, "id")
    assert note == "this may be Malay rather than Indonesian; read the result with care"


@pytest.mark.parametrize("name", OTHERS)
def test_another_language_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnfitInput, match=f"the text looks {name}, not Indonesian"):
        require_language(OTHERS[name], "id")


@pytest.mark.parametrize("text", ["Rupiah menguat.", "Jakarta 12 Agustus 2024", "Rain today in Jakarta.", "3–0", ""])
def test_a_text_too_short_to_tell_passes(text: str) -> None:
    assert require_language(text, "id") is None


def test_malay_is_close_to_indonesian_only() -> None:
    with pytest.raises(UnfitInput, match="looks Malay, not English"):
        require_language(MALAY, "en")


@pytest.mark.parametrize(("code", "name"), [("id", "Indonesian"), ("jv", "Javanese"), ("xx", "xx")])
def test_names_are_english(code: str, name: str) -> None:
    assert language_name(code) == name
