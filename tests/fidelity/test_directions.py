"""A point of the compass stays one: what lies southwest of a city is not west of it."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.directions import check_directions


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("Pusat gempa berada 62 km barat daya Bengkulu.", "The epicentre was 62 km west of Bengkulu.", "barat daya"),
        ("Kapal itu hanyut ke arah timur laut.", "The ship drifted to the northwest.", "timur laut"),
        ("Angin bertiup dari tenggara.", "The wind blew from the east.", "tenggara"),
        ("Gempa terjadi 40 kilometer utara Ambon.", "The quake struck 40 kilometres northeast of Ambon.", "utara"),
        ("Desa itu 35 km di sebelah barat kota.", "The village is 35 km east of the city.", "barat"),
        ("Kapal itu 12 mil laut ke arah selatan.", "The ship was 12 nautical miles to the north.", "selatan"),
        ("Di barat  laut dan 3 km timur pos.", "Near the post.", "barat laut, timur"),
    ],
)
def test_another_point_is_an_error(source: str, target: str, words: str) -> None:
    (issue,) = check_directions(source, target)
    assert (issue.kind, issue.severity) == (IssueKind.DIRECTION_CHANGED, Severity.ERROR)
    assert issue.detail == f"not in the translation: {words}"
    assert ", ".join(" ".join(source[slice(*span)].split()) for span in issue.source_spans) == words
    assert issue in check(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Pusat gempa berada 62 km barat daya Bengkulu.", "The epicentre was 62 km south-west of Bengkulu."),
        ("Pusat gempa berada 62 km barat daya Bengkulu.", "The epicentre was 62 km SW of Bengkulu."),
        ("Kapal itu hanyut ke arah timur laut.", "The ship drifted north-eastward."),
        ("Kota itu 400 kilometer timur-laut Conakry.", "The city is 400 kilometres northeast of Conakry."),
        ("Gempa terjadi 40 kilometer utara Ambon.", "The quake struck 40 kilometres to the north of Ambon."),
        ("Harga naik di negara-negara asia tenggara.", "Prices rose in Southeast Asian countries."),
        ("Gubernur Sulawesi Tenggara tiba.", "The governor of Sultra arrived."),
        ("Warga Kampung Timur Laut mengungsi.", "Residents of Kampung Timur Laut were evacuated."),
        ("Negara barat mengecam serangan itu.", "Washington and its allies condemned the attack."),
        ("Ia berlari 100 meter di stadion timur kota.", "He ran 100 metres at a stadium downtown."),
    ],
)
def test_the_same_point_a_name_and_a_figure_of_speech_are_none(source: str, target: str) -> None:
    assert check_directions(source, target) == []
