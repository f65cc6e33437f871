"""English sentences with their numbers and Indonesian translations that agree in them, and such as do not."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.number_checks import check_added_numbers, check_missing_numbers

AGREEING = [
    ("Floods submerged 1,500 houses.", "Banjir merendam 1.500 rumah."),
    ("Floods submerged 1,500 houses.", "Banjir merendam 1500 rumah."),
    ("The budget is Rp 1.5 trillion.", "Anggarannya Rp1,5 triliun."),
    ("The budget is Rp 1.5 trillion.", "Anggarannya 1,5 triliun rupiah."),
    ("The fine is Rp 500,000 per person.", "Dendanya Rp500 ribu per orang."),
    ("A $2.3bn deal was signed.", "Kesepakatan senilai 2,3 miliar dolar AS diteken."),
    ("About 5m people voted.", "Sekitar 5 juta orang memilih."),
    ("There were twenty-five witnesses.", "Ada 25 saksi."),
    ("There were 3 victims.", "Ada tiga korban."),
    ("One hundred and twenty seats are free.", "Sebanyak 120 kursi kosong."),
    ("Two dozen ships docked.", "Sebanyak 24 kapal merapat."),
    ("A dozen ships docked.", "Selusin kapal merapat."),
    ("Both sides agreed.", "Kedua pihak sepakat."),
    ("The parties agreed a hundred times.", "Para pihak berkali-kali sepakat."),
    ("A third of the land burned.", "Sepertiga lahan terbakar."),
    ("Two-thirds of the members came.", "Dua pertiga anggota hadir."),
    ("Half of the funds are gone.", "Separuh dana itu hilang."),
    ("He waited for one and a half hours.", "Ia menunggu satu setengah jam."),
    ("The meeting was held on Aug. 12, 2024.", "Rapat digelar 12 Agustus 2024."),
    ("The meeting was held on Monday (12/8).", "Rapat digelar Senin (12/8)."),
    ("The meeting began at 2 p.m.", "Rapat dimulai pukul 14.00."),
    ("The meeting began at 2:30 p.m.", "Rapat dimulai pukul 14.30 WIB."),
    ("The meeting began at 9 a.m.", "Rapat dimulai pukul 9 pagi."),
    ("The meeting began at 7 in the evening.", "Rapat dimulai pukul 19.00."),
    ("The power failed at midnight.", "Listrik padam pukul 00.00."),
    ("Persija won 2-1.", "Persija menang 2-1."),
    ("It happened in the 1990s.", "Itu terjadi pada 1990-an."),
    ("It happened in the 1990s.", "Itu terjadi pada era 90-an."),
    ("The 14th-century temple collapsed.", "Candi abad XIV itu runtuh."),
    ("It was built in the twentieth century.", "Bangunan itu dibangun pada abad ke-20."),
    ("It takes 10-15 million doses.", "Dibutuhkan 10-15 juta dosis."),
    ("It has been three decades.", "Sudah 30 tahun."),
    ("The price tripled.", "Harganya naik tiga kali lipat."),
    ("Street vendors were moved.", "Pedagang kaki lima ditertibkan."),
    ("Cars are banned from the lane.", "Kendaraan roda empat dilarang masuk."),
    ("A third-party firm runs the site.", "Perusahaan lain mengelola situs itu."),
    ("He is the fifth suspect.", "Ia tersangka kelima."),
    ("The 2024-25 season began.", "Musim 2024/2025 dimulai."),
    ("Interest rose 5.125 percent.", "Bunga naik 5,125 persen."),
    ("The film Seven was shown.", "Film Seven diputar."),
]


@pytest.mark.parametrize(("source", "target"), AGREEING)
def test_agreeing_numbers_raise_nothing(source: str, target: str) -> None:
    assert check_missing_numbers(source, target, "en-id") == []
    assert check_added_numbers(source, target, "en-id") == []


MISSING = [
    ("Floods submerged 1,500 houses.", "Banjir merendam 1,5 rumah.", "missing: 1,500 (1500)"),
    ("The average is 1.5 children.", "Rata-ratanya 1.500 anak.", "missing: 1.5"),
    ("The budget is Rp 1.5 trillion.", "Anggarannya Rp1,5 miliar.", "missing: 1.5 trillion (1500000000000)"),
    ("The budget is Rp 1.5 million.", "Anggarannya Rp1,5.", "missing: 1.5 million (1500000)"),
    ("Interest rose 5.125 percent.", "Bunga naik 5.125 persen.", "missing: 5.125"),
    ("Prices rose 3.5 percent.", "Harga naik 35 persen.", "missing: 3.5"),
    ("The meeting is on August 12.", "Rapat digelar 21 Agustus.", "missing: 12"),
    ("The meeting is on August 8.", "Rapat digelar Agustus.", "missing: 8"),
    ("The meeting began at 2 p.m.", "Rapat dimulai pukul 16.00.", "missing: 2 (14)"),
    ("The meeting began at 2 p.m.", "Rapat dimulai pukul 2 pagi.", "missing: 2 (14)"),
    ("The quake struck at 4:37 a.m.", "Gempa terjadi pukul 16.37.", "missing: 4:37 (4.37)"),
    ("Fourteen banks are involved.", "Empat bank terlibat.", "missing: Fourteen (14)"),
    ("There were twenty-five witnesses.", "Ada dua puluh saksi.", "missing: twenty-five (25)"),
    ("There were three victims.", "Ada korban.", "missing: three (3)"),
    ("A third of the land burned.", "Sebagian lahan terbakar.", "missing: third (3)"),
    ("It happened in the 1990s.", "Itu terjadi pada 1980-an.", "missing: 1990"),
    ("It was his 17th title.", "Itu gelarnya.", "missing: 17"),
    ("Persija won 4-3.", "Persija menang 4-1.", "missing: 3"),
    ("He was born in 1972 and died in 2024.", "Ia lahir dan wafat di sana.", "missing: 1972, 2024"),
]


@pytest.mark.parametrize(("source", "target", "detail"), MISSING)
def test_a_missing_number_is_an_error(source: str, target: str, detail: str) -> None:
    (issue,) = check_missing_numbers(source, target, "en-id")
    assert (issue.kind, issue.severity) == (IssueKind.NUMBER_MISSING, Severity.ERROR)
    assert issue.detail == detail
    assert issue in check(source, target, langpair="en-id")


ADDED = [
    ("The meeting was held.", "Rapat digelar 11 April.", "added: 11"),
    ("Police detained the suspects.", "Polisi menahan lima tersangka.", "added: lima (5)"),
    ("The budget rose.", "Anggaran naik menjadi 1,5 miliar.", "added: 1,5 miliar (1500000000)"),
    ("Houses were damaged.", "Sekitar 40.000 rumah rusak.", "added: 40.000 (40000)"),
    ("Police detained the suspects.", "Polisi menahan 2 tersangka.", "added: 2"),
    ("In the old days.", "Pada abad ke-19.", "added: 19"),
    ("The train was late.", "Kereta terlambat dua belas menit.", "added: dua belas (12)"),
    ("It is worth a lot.", "Nilainya 1.196.5 rupiah.", "added: 196, 5"),
    ("The vote was close.", "Selisih suara 0,5 persen.", "added: 0,5 (0.5)"),
    ("The road is long.", "Panjang jalan itu 12,75 kilometer.", "added: 12,75 (12.75)"),
    ("He came early.", "Ia tiba pukul 06.30.", "added: 06.30 (6.3)"),
    ("They met again.", "Mereka bertemu tiga kali.", "added: tiga (3)"),
    ("Rice became dearer.", "Harga beras naik Rp2.000.", "added: 2.000 (2000)"),
    ("The team won.", "Tim itu menang 3-0.", "added: 3, 0"),
    ("She is young.", "Ia berusia 19 tahun.", "added: 19"),
]


@pytest.mark.parametrize(("source", "target", "detail"), ADDED)
def test_an_added_number_is_a_warning(source: str, target: str, detail: str) -> None:
    (issue,) = check_added_numbers(source, target, "en-id")
    assert (issue.kind, issue.severity) == (IssueKind.NUMBER_ADDED, Severity.WARNING)
    assert issue.detail == detail
