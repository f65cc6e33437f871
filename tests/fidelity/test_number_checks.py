"""Pairs of sentences that agree in their numbers, and pairs that do not."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.number_checks import check_added_numbers, check_missing_numbers

AGREEING = [
    ("Banjir merendam 1.500 rumah.", "Floods submerged 1,500 houses."),
    ("Banjir merendam 1.500 rumah.", "Floods submerged 1500 houses."),
    ("Anggarannya Rp1,5 triliun.", "The budget is Rp1.5 trillion."),
    ("Anggarannya Rp1,5 triliun.", "The budget is Rp 1,500 billion."),
    ("Anggarannya Rp1,5 juta.", "The budget is Rp1,500,000."),
    ("Denda Rp 500.000,- per orang.", "A fine of Rp500,000 per person."),
    ("Denda Rp500 ribu per orang.", "A fine of Rp500,000 per person."),
    ("Nilainya Rp2,4 M.", "It is worth Rp2.4 billion."),
    ("Ada tiga korban.", "There were 3 victims."),
    ("Ada 3 korban.", "There were three victims."),
    ("Ada dua puluh lima saksi.", "There were twenty-five witnesses."),
    ("Ada 25 saksi.", "There were twenty-five witnesses."),
    ("Ada seratus dua puluh kursi.", "There are 120 seats."),
    ("Kedua pihak sepakat.", "Both sides agreed."),
    ("Kedua pihak sepakat.", "The parties agreed."),
    ("Ia anak kedua dari dua bersaudara.", "He is the younger of the siblings."),
    ("Seorang warga melapor.", "1 resident filed a report."),
    ("Ada 1 warga melapor.", "A resident filed a report."),
    ("Sejuta umat memadati lapangan.", "Huge crowds packed the field."),
    ("Ada seribu alasan untuk pulang.", "There are so many reasons to go home."),
    ("Mereka bertemu empat mata.", "They met in private."),
    ("Pedagang kaki lima ditertibkan.", "Street vendors were moved."),
    ("Kendaraan roda empat dilarang.", "Cars are banned."),
    ("Ketiganya ditahan polisi.", "They were detained by police."),
    ("Ribuan orang turun ke jalan.", "Thousands took to the streets."),
    ("Sepertiga lahan terbakar.", "A third of the land burned."),
    ("Sepertiga lahan terbakar.", "One third of the land burned."),
    ("Seperlima lahan terbakar.", "A fifth of the land burned."),
    ("Seperempat lahan terbakar.", "A quarter of the land burned."),
    ("Dua pertiga anggota hadir.", "Two-thirds of the members attended."),
    ("Setengah dari dana itu hilang.", "50 percent of the funds are gone."),
    ("Ia menunggu satu setengah jam.", "He waited for one and a half hours."),
    ("Ia menunggu 1,5 jam.", "He waited for one and a half hours."),
    ("Ada setengah juta pemilih.", "There are half a million voters."),
    ("Rapat digelar 12 Agustus 2024.", "The meeting was held on August 12, 2024."),
    ("Rapat digelar 12 Agustus 2024.", "The meeting was held on 12 August 2024."),
    ("Rapat digelar Senin (12/8).", "The meeting was held on Monday, August 12."),
    ("Rapat digelar Senin (12/8).", "The meeting was held on Monday (12/8)."),
    ("Rapat digelar Senin (12/8).", "The meeting was held on Monday (8/12)."),
    ("Rapat digelar Senin (12/8/2024).", "The meeting was held on August 12, 2024."),
    ("Rapat digelar 12 Agustus.", "The meeting was held on 8/12."),
    ("Rapat dimulai pukul 14.00 WIB.", "The meeting began at 2 p.m."),
    ("Rapat dimulai pukul 14.00 WIB.", "The meeting began at 14:00."),
    ("Rapat dimulai pukul 14.30 WIB.", "The meeting began at 2:30 p.m. local time."),
    ("Rapat dimulai pukul 14.30 WIB.", "The meeting began at 14.30 WIB."),
    ("Rapat dimulai jam 7 malam.", "The meeting began at 7 p.m."),
    ("Rapat dimulai jam 7 malam.", "The meeting began at 19:00."),
    ("Rapat dimulai pukul 9.", "The meeting began at 9 in the evening."),
    ("Lampu padam pukul 00.00.", "The lights went out at midnight."),
    ("Salat dimulai pukul 12.00.", "Prayers began at noon."),
    ("Gempa terjadi pukul 02.30 UTC.", "The quake struck at 0230 UTC."),
    ("Persija menang 2-1.", "Persija won 2-1."),
    ("Persija menang 2-1, 2-1.", "Persija won 2–1, 2–1."),
    ("Mereka berumur 17-18 tahun.", "They are between seventeen and 18 years old."),
    ("Itu terjadi pada 1990-an.", "It happened in the 1990s."),
    ("Itu terjadi pada 1990-an.", "It happened in the nineties."),
    ("Itu terjadi pada era 90-an.", "It happened in the 1990s."),
    ("Juara ke-3 abad ke-20.", "Third champion of the twentieth century."),
    ("Candi abad XIV itu runtuh.", "The 14th-century temple collapsed."),
    ("Perang Dunia II usai.", "World War 2 was over."),
    ("Butuh 10-15 juta dosis.", "It takes 10-15 million doses."),
    ("Butuh 10-15 juta dosis.", "It takes 10 million to 15 million doses."),
    ("Sudah tiga dekade.", "It has been 30 years."),
    ("Sudah 30 tahun.", "It has been three decades."),
    ("Ia tinggal di Lima, Peru.", "He lives in Lima, Peru."),
    ("Kecamatan Simpang Empat banjir.", "Simpang Empat district is flooded."),
    ("Harganya naik tiga kali lipat.", "The price tripled."),
    ("Ia naik pangkat pada pemilu '98.", "He was promoted in the 1998 election."),
    ("Musim 2024/2025 dimulai.", "The 2024-25 season began."),
    ("Inflasi 5 persen, ya, 5 persen.", "Inflation was 5 percent."),
    ("Luasnya 20 km2.", "It covers 20 square kilometres."),
    ("Bunga naik 5,125 persen.", "Interest rose 5.125 percent."),
    ("Laba Rp9 juta per bulan.", "Profit of Rp9 millions a month."),
    ("Film Seven diputar.", "The film Seven was shown."),
]


@pytest.mark.parametrize(("source", "target"), AGREEING)
def test_agreeing_numbers_raise_nothing(source: str, target: str) -> None:
    assert check_missing_numbers(source, target) == []
    assert check_added_numbers(source, target) == []


MISSING = [
    ("Banjir merendam 1.500 rumah.", "Floods submerged 1.5 houses.", "missing: 1.500 (1500)"),
    ("Banjir merendam 1.500 rumah.", "Floods submerged 1.500 houses.", "missing: 1.500 (1500)"),
    ("Kerugian Rp1.500.000 rupiah.", "Losses of Rp1.500.000.", "missing: 1.500.000 (1500000)"),
    ("Anggarannya Rp1,5 triliun.", "The budget is Rp1.5 billion.", "missing: 1,5 triliun (1500000000000)"),
    ("Anggarannya Rp1,5 juta.", "The budget is Rp1.5.", "missing: 1,5 juta (1500000)"),
    ("Naik 3,5 persen.", "It rose 35 percent.", "missing: 3,5 (3.5)"),
    ("Bunga naik 5,125 persen.", "Interest rose 5,125 percent.", "missing: 5,125 (5.125)"),
    ("Rapat digelar 12 Agustus.", "The meeting was held on August 21.", "missing: 12"),
    ("Rapat digelar 8 Agustus.", "The meeting was held on August 18.", "missing: 8"),
    ("Rapat digelar 5 Juni.", "The meeting may be held in June.", "missing: 5"),
    ("Rapat digelar Senin (12/8).", "The meeting was held on Monday.", "missing: 12"),
    ("Rapat dimulai pukul 14.00.", "The meeting began at 4 p.m.", "missing: 14.00 (14)"),
    ("Rapat dimulai pukul 14.00.", "The meeting began at 2 a.m.", "missing: 14.00 (14)"),
    ("Rapat dimulai pukul 14.30.", "The meeting began at 2 p.m.", "missing: 14.30 (14.3)"),
    ("Gempa terjadi pukul 04.37 WIB.", "The quake struck at 4:37 p.m.", "missing: 04.37 (4.37)"),
    ("Pesawat tiba pukul 9.05.", "The plane arrived at 9:05 p.m.", "missing: 9.05"),
    ("Empat belas bank terlibat.", "Four banks are involved.", "missing: Empat belas (14)"),
    ("Ada dua puluh lima saksi.", "There were two hundred witnesses.", "missing: dua puluh lima (25)"),
    ("Ada tiga korban.", "There were victims.", "missing: tiga (3)"),
    ("Sepertiga lahan terbakar.", "Some of the land burned.", "missing: Sepertiga (0.333)"),
    ("Itu terjadi pada 1990-an.", "It happened in the 1980s.", "missing: 1990"),
    ("Itu terjadi pada 1920-an.", "It happened in the 1420s.", "missing: 1920"),
    ("Juara ke-17.", "Champion.", "missing: 17"),
    ("Persija menang 4-3.", "Persija won 4-1.", "missing: 3"),
    ("Lahir 1972, wafat 2024.", "Born, died.", "missing: 1972, 2024"),
    ("Ada 7 dari 7 orang.", "Everybody.", "missing: 7"),
]


@pytest.mark.parametrize(("source", "target", "detail"), MISSING)
def test_a_missing_number_is_an_error(source: str, target: str, detail: str) -> None:
    (issue,) = check_missing_numbers(source, target)
    assert (issue.kind, issue.severity) == (IssueKind.NUMBER_MISSING, Severity.ERROR)
    assert issue.detail == detail


ADDED = [
    ("Rapat digelar kemarin.", "The meeting was held on April 11.", "added: 11"),
    ("Polisi menahan pelaku.", "Police detained five suspects.", "added: five (5)"),
    ("Anggarannya naik.", "The budget rose to 1.5 billion.", "added: 1.5 billion (1500000000)"),
    ("Rumah rusak.", "About 40.000 houses were damaged.", "added: 40.000 (40)"),
    ("Polisi menahan pelaku.", "Police detained 2 suspects.", "added: 2"),
    ("Abad XIX.", "The 18th century.", "added: 18"),
    ("Nilainya Rp1.196,5 triliun.", "It is worth Rp1.196.5 trillion.", "cannot be read: 1.196.5"),
    ("Nilainya naik.", "It rose to 1.196.5 in 7 days.", "added: 7; cannot be read: 1.196.5"),
]


@pytest.mark.parametrize(("source", "target", "detail"), ADDED)
def test_an_added_number_is_a_warning(source: str, target: str, detail: str) -> None:
    (issue,) = check_added_numbers(source, target)
    assert (issue.kind, issue.severity) == (IssueKind.NUMBER_ADDED, Severity.WARNING)
    assert issue.detail == detail


def test_a_wrong_number_is_both_missing_and_added() -> None:
    issues = check("Polisi menahan 14 orang di Bandung.", "Police detained 40 people in Bandung.")
    assert [issue.kind for issue in issues] == [IssueKind.NUMBER_MISSING, IssueKind.NUMBER_ADDED]
