"""What is put right is certain; what is not certain is left alone, and marked."""

from __future__ import annotations

import pytest

from summarizer.datamodels import FactKind, Repair
from summarizer.fidelity import check
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.repairs import repair

GLOSSARY = Glossary([Term("praperadilan", "pretrial motion"), Term("gotong royong", "gotong royong")])


def repaired(source: str, target: str) -> tuple[str, tuple[Repair, ...]]:
    return repair(source, target, lambda text: len(check(source, text, GLOSSARY)), GLOSSARY)


@pytest.mark.parametrize(
    ("source", "target", "right", "kind"),
    [
        ("Ada 6.000 rumah.", "There are 6.000 houses.", "There are 6,000 houses.", FactKind.NUMBER),
        ("Luasnya 1.500,75 hektare.", "It covers 1.500,75 hectares.", "It covers 1,500.75 hectares.", FactKind.NUMBER),
        ("Ada 5.000.000 warga.", "There are 5.000.000 people.", "There are 5,000,000 people.", FactKind.NUMBER),
        ("Nilainya 2,5 miliar.", "It is worth 2.5 million.", "It is worth 2.5 billion.", FactKind.NUMBER),
        ("Nilainya 75 juta.", "It is worth 75.", "It is worth 75 million.", FactKind.NUMBER),
        ("Rapat pukul 11.00.", "The meeting is at 11:00pm.", "The meeting is at 11:00am.", FactKind.NUMBER),
        ("Rapat pukul 20.30.", "The meeting is at 8:30 a.m.", "The meeting is at 8:30 p.m.", FactKind.NUMBER),
        ("Rapat 12 Agustus.", "The meeting is on July 12.", "The meeting is on August 12.", FactKind.DATE),
        ("Rapat hari Senin.", "The meeting is on Tuesday.", "The meeting is on Monday.", FactKind.DATE),
        ("Itu 62 km barat daya kota.", "It is 62 km west of it.", "It is 62 km southwest of it.", FactKind.AMOUNT),
        ("Desa itu 35 km di timur.", "It is 35 km to the west.", "It is 35 km to the east.", FactKind.AMOUNT),
        ("Rapat di Jawa Barat.", "The meeting is in East Java.", "The meeting is in West Java.", FactKind.NAME),
        ("Menurut Tri Tharyat, batal.", "It is off, says Tri Tharyan.", "It is off, says Tri Tharyat.", FactKind.NAME),
        ("Ia ajukan praperadilan.", "He files a praperadilan.", "He files a pretrial motion.", FactKind.TERM),
    ],
)  # fmt: skip
def test_what_is_certain_is_put_right(source: str, target: str, right: str, kind: FactKind) -> None:
    text, repairs = repaired(source, target)
    assert text == right
    assert [one.kind for one in repairs] == [kind]
    assert check(source, text, GLOSSARY) == ()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Ada 6.000 rumah.", "There are 7,000 houses."),
        ("Ada 6.000 rumah dan 300 toko.", "There are 5,000 houses and 200 shops."),
        ("Rapat 12 Agustus dan 3 Mei.", "The meetings are on July 12 and June 3."),
        ("Warga Bandung pergi.", "People of Bandar Lampung left."),
        ("Murid Pythagoras itu cerdas, kata Pythagoras.", "The Pythagorean pupil was clever, he said."),
        ("Ia menemui Karina dan Karena.", "He met Karine and Karine."),
        ("Ada 6.000 rumah.", "There are 6,000 houses."),
        ("Ia mencatat 59.212s di putaran 7.", "He clocked 59.212s on lap 7."),
        ("Mereka ke final four di Bandung.", "They went to the final four in Bandung."),
        ("Laga imbang tanpa gol.", "The match was a 0-0 draw."),
        ("Semoga lancar2 saja.", "May it all go well."),
    ],
)
def test_what_is_not_certain_is_left_alone(source: str, target: str) -> None:
    assert repaired(source, target) == (target, ())


def test_several_faults_are_put_right_one_after_the_other() -> None:
    source = "Pada 12 Agustus, 6.000 warga Ambarawa pergi."
    text, repairs = repaired(source, "On July 12, 6.000 people of Ambarawe left.")
    assert text == "On August 12, 6,000 people of Ambarawa left."
    assert {(one.before, one.after) for one in repairs} == {
        ("6.000", "6,000"),
        ("July", "August"),
        ("Ambarawe", "Ambarawa"),
    }
