"""English amounts keep their unit in Indonesian; another unit, or none, is an error that names both."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.quantities import check_units

KEPT = [
    ("It costs Rp 5,000.", "Harganya Rp5.000."),
    ("It costs 5,000 rupiah.", "Harganya Rp5.000."),
    ("It costs IDR 5,000.", "Harganya 5.000 rupiah."),
    ("It costs US$5 million.", "Harganya 5 juta dolar AS."),
    ("It costs US$5 million.", "Harganya US$5 juta."),
    ("It costs $5 million.", "Harganya 5 juta dolar AS."),
    ("It costs S$5.", "Harganya 5 dolar Singapura."),
    ("It costs 5 euros.", "Harganya 5 euro."),
    ("It costs £5.", "Harganya 5 pound sterling."),
    ("It costs 5 ringgit.", "Harganya RM5."),
    ("Prices rose 5 percent.", "Harga naik 5 persen."),
    ("Prices rose 5%.", "Harga naik 5 persen."),
    ("Prices rose 5-10 percent.", "Harga naik 5-10 persen."),
    ("Rates rose 25 basis points.", "Suku bunga naik 25 basis poin."),
    ("Rates rose 25 basis points.", "Suku bunga naik 25 poin basis."),
    ("It rose 2 percentage points.", "Angkanya naik 2 poin persentase."),
    ("It is 30 degrees Celsius.", "Suhunya 30 derajat Celsius."),
    ("It covers 20 square kilometers.", "Luasnya 20 kilometer persegi."),
    ("It covers 20 hectares.", "Luasnya 20 hektare."),
    ("It is 20 miles away.", "Jaraknya 20 mil."),
    ("The truck carries 5 tons.", "Truk itu memuat 5 ton."),
    ("The plant makes 50 megawatts.", "Pembangkit itu menghasilkan 50 MW."),
    ("He waited 5 hours.", "Ia menunggu lima jam."),
    ("The boy is aged 5 years.", "Usia anak itu 5."),
    # Words that need not be units.
    ("About 5m people voted.", "Sekitar 5 juta orang memilih."),
    ("The 5G network is ready.", "Jaringan 5G siap."),
    ("He has 3 degrees from Bandung.", "Ia punya 3 gelar dari Bandung."),
    ("Of the 12 only 5 won.", "Dari 12 orang itu hanya 5 yang menang."),
    ("The temple dates from 950 AD.", "Candi itu berasal dari tahun 950 M."),
    ("She bought 50 pounds of rice.", "Ia membeli 50 pon beras."),
]


@pytest.mark.parametrize(("source", "target"), KEPT)
def test_a_kept_unit_raises_nothing(source: str, target: str) -> None:
    assert check_units(source, target, "en-id") == []


CHANGED = [
    ("It costs Rp 5,000.", "Harganya 5.000 dolar.", "5,000 (rupiah) has become 5.000 (dollar)"),
    ("It costs US$5,000.", "Harganya Rp5.000.", "5,000 (US dollar) has become 5.000 (rupiah)"),
    ("It costs US$5,000.", "Harganya 5.000.", "5,000 (US dollar) has lost its unit"),
    ("It costs S$5.", "Harganya 5 dolar AS.", "5 (Singapore dollar) has become 5 (US dollar)"),
    ("It costs 5 euros.", "Harganya 5 yen.", "5 (euro) has become 5 (yen)"),
    ("It costs £5.", "Harganya 5.", "5 (pound) has lost its unit"),
    ("Prices rose 5 percent.", "Harga naik 5.", "5 (per cent) has lost its unit"),
    ("Prices rose 5 percent.", "Harga naik Rp5.", "5 (per cent) has become 5 (rupiah)"),
    (
        "It rose 2 percentage points.",
        "Angkanya naik 2 persen.",
        "2 (percentage point) has become 2 (per cent)",
    ),
    ("It is 30 miles away.", "Jaraknya 30 kilometer.", "30 (mile) has become 30 (kilometre)"),
    ("It is 30 feet tall.", "Tingginya 30 meter.", "30 (foot) has become 30 (metre)"),
    ("It covers 20 hectares.", "Luasnya 20 meter persegi.", "20 (hectare) has become 20 (square metre)"),
    (
        "It covers 20 square kilometers.",
        "Luasnya 20 kilometer.",
        "20 (square kilometre) has become 20 (kilometre)",
    ),
    ("It weighs 5 kilograms.", "Beratnya 5 ton.", "5 (kilogram) has become 5 (tonne)"),
    ("It holds 5 liters.", "Isinya 5 barel.", "5 (litre) has become 5 (barrel)"),
    ("He waited 5 hours.", "Ia menunggu 5 menit.", "5 (hour) has become 5 (minute)"),
    ("He stayed 5 weeks.", "Ia tinggal 5 bulan.", "5 (week) has become 5 (month)"),
]


@pytest.mark.parametrize(("source", "target", "detail"), CHANGED)
def test_a_changed_unit_is_an_error(source: str, target: str, detail: str) -> None:
    (issue,) = check_units(source, target, "en-id")
    assert (issue.kind, issue.severity, issue.detail) == (IssueKind.UNIT_CHANGED, Severity.ERROR, detail)
    assert issue in check(source, target, langpair="en-id")
