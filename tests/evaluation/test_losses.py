"""What was lost and made up, counted fact by fact."""

from __future__ import annotations

import pytest

from summarizer.evaluation import Losses, Part, count_losses

SOURCE = "Sebanyak 1.250 warga Wamena mengungsi pada 12 Mei, kata Yulius."
GOOD = "Yulius said that 1,250 residents of Wamena fled on 12 May."


def test_a_good_translation_loses_nothing() -> None:
    losses = count_losses([SOURCE], [GOOD])
    assert losses == Losses(numbers=Part(0, 2), names=Part(0, 2), sentences=Part(0, 1), invented=Part(0, 2))


def test_each_fact_is_counted_and_not_the_line() -> None:
    losses = count_losses([SOURCE, SOURCE], ["Residents fled, said the 83 people.", GOOD])
    assert losses.numbers == Part(2, 4)
    assert losses.names == Part(2, 4)
    assert losses.invented == Part(1, 3)
    assert losses.invented.share == pytest.approx(1 / 3)


def test_what_the_reference_leaves_out_too_is_no_loss() -> None:
    reference = "Yulius said that 1,250 residents had fled, 40 of them children."
    losses = count_losses([SOURCE], ["Residents fled, 40 of them children, and 7 goats."], [reference])
    assert losses.numbers == Part(1, 1)
    assert losses.names == Part(1, 1)
    assert losses.invented == Part(0, 1)


@pytest.mark.parametrize("hypothesis", ["", "Residents.", SOURCE])
def test_a_sentence_is_lost_that_is_empty_a_scrap_or_still_indonesian(hypothesis: str) -> None:
    long = "Sebanyak 1.250 warga mengungsi ke balai desa sejak Senin pagi, karena air sungai terus naik di sana."
    found = count_losses([long], [long if hypothesis == SOURCE else hypothesis])
    assert found.sentences == Part(1, 1)


def test_lists_that_do_not_match_are_an_error() -> None:
    with pytest.raises(ValueError, match="same length"):
        count_losses([SOURCE], [GOOD, GOOD])
    with pytest.raises(ValueError, match="1 sources, 1 hypotheses, 2 references"):
        count_losses([SOURCE], [GOOD], [GOOD, GOOD])
