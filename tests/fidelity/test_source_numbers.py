"""What Indonesian numbers mean: every row is text, the firm values in order, and the vague ones in order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.fidelity import source_numbers

THIRD = Decimal(1) / 3
TWO_THIRDS = Decimal(2) / 3

ROWS = [
    # Digits.
    ("Sebanyak 70 rumah rusak.", [70], []),
    ("Harganya Rp1.500,75.", ["1500.75"], []),
    ("Penduduknya 1.500.000 jiwa.", [1500000], []),
    ("Naik 3,5 persen.", ["3.5"], []),
    ("Turun 0,62%.", ["0.62"], []),
    ("Denda Rp 500.000,-.", [500000], []),
    ("Luasnya 12.345,6 hektare.", ["12345.6"], []),
    ("Sekitar 1200 orang", [1200], []),
    ("Panjangnya 0.5 meter", ["0.5"], []),
    ("Versi 2.0 dirilis.", [2], []),
    ("Bunga 5,125 persen", ["5.125"], []),
    ("Total 1,500,000 unit", [1500000], []),
    ("Kurs 9,250.50 per dolar", ["9250.5"], []),
    ("Totalnya 10\u00a0500 ton", [10500], []),
    ("Pasal 27 ayat 3", [27, 3], []),
    ("Skor 2-1 untuk Persib", [2, 1], []),
    ("Umur 17-18 tahun", [17, 18], []),
    ("Virus H5N1", [5, 1], []),
    ("Pesawat F-16", [16], []),
    ("Alamat 10.20.30.40", [10, 20, 30, 40], []),
    ("Luas 5 km2", [5], [2]),
    # Scales.
    ("Rp1,5 triliun", [1500000000000], []),
    ("Rp 2,3 miliar", [2300000000], []),
    ("Rp 2,3 milyar", [2300000000], []),
    ("1,5 juta ton", [1500000], []),
    ("500 ribu orang", [500000], []),
    ("Rp75 rb", [75000], []),
    ("Rp5jt", [5000000], []),
    ("300 ribu triliun", [300000 * 10**12], []),
    ("3 ratus ribu", [300000], []),
    ("2 lusin telur", [24], []),
    ("1.500 juta", [1500000000], []),
    ("250 Million kaki kubik", [250000000], []),
    # Spelled.
    ("tiga rumah", [3], []),
    ("sembilan orang", [9], []),
    ("sepuluh desa", [10], []),
    ("sebelas pemain", [11], []),
    ("dua belas saksi", [12], []),
    ("sembilan belas saksi", [19], []),
    ("dua puluh lima", [25], []),
    ("lima puluh", [50], []),
    ("seratus dua puluh", [120], []),
    ("seratus lima", [105], []),
    ("tiga ratus empat puluh dua", [342], []),
    ("seribu lima ratus", [1500], []),
    ("dua ribu dua puluh empat", [2024], []),
    ("dua juta lima ratus ribu tiga", [2500003], []),
    ("seratus ribu", [100000], []),
    ("seratus juta", [100000000], []),
    ("lima ratus ribu", [500000], []),
    ("empat puluh lima miliar", [45 * 10**9], []),
    ("tiga koma lima persen", ["3.5"], []),
    ("dua puluhan tahun", [20], []),
    ("lima belasan", [15], []),
    ("tiga empat orang", [3, 4], []),
    ("dua puluh tiga puluh", [20, 30], []),
    ("seratus tiga ratus", [300], [100]),
    ("Tujuh Belas Agustus", [17], []),
    # Fractions.
    ("sepertiga warga", [THIRD], []),
    ("seperempat lahan", ["0.25"], []),
    ("dua pertiga suara", [TWO_THIRDS], []),
    ("dua per tiga suara", [TWO_THIRDS], []),
    ("tiga perempat jalan", ["0.75"], []),
    ("satu per empat jalan", ["0.25"], []),
    ("satu setengah tahun", ["1.5"], []),
    ("dua setengah juta", [2500000], []),
    ("setengah juta", [500000], []),
    ("satu per satu", [], [1, 1]),
    ("dua perempat final", [], [2, 4]),
    ("500 per empat bulan", [500, 4], []),
    # Ordinals.
    ("juara ketiga", [3], []),
    ("juara kelima", [5], []),
    ("peringkat kesepuluh", [10], []),
    ("raja kedua belas", [12], []),
    ("abad kedua puluh", [20], [100]),
    ("peringkat ke-17", [17], []),
    ("peringkat ke 37", [37], []),
    ("HUT ke-79 RI", [79], []),
    # Vague: said in too many other ways to be demanded.
    ("nol satu dua", [], [0, 1, 2]),
    ("pertama dan kedua", [], [1, 2]),
    ("seratus", [], [100]),
    ("seribu alasan", [], [1000]),
    ("sejuta umat", [], [10**6]),
    ("selusin", [], [12]),
    ("ketiganya ditahan", [], [3]),
    ("seorang warga", [], [1]),
    ("setengah jam", [], ["0.5"]),
    ("bertemu empat mata", [], [4]),
    ("pedagang kaki lima", [], [5]),
    ("kendaraan roda empat", [], [4]),
    ("lulusan S2", [], [2]),
    ("segi enam", [], [6]),
    # Roman numerals only vouch.
    ("Perang Dunia II", [], [2]),
    ("Keraton Surakarta XIII", [], [13]),
    ("semester IV", [], [4]),
    # No numbers.
    ("ribuan orang", [], []),
    ("ratusan ribu orang", [], []),
    ("puluhan juta rupiah", [], []),
    ("jutaan warga", [], []),
    ("Partai Gerindra", [], []),
    ("Satunya lagi", [], []),
    ("", [], []),
    # Dates: the month of a date in figures may come out as a name.
    ("12 Agustus 2024", [12, 2024], []),
    ("Rabu (12/8)", [12], [8]),
    ("Rabu (12/8/2024)", [12, 2024], [8]),
    ("12.08.2024", [12, 2024], [8]),
    ("tahun ajaran 2023/2024", [2023, 2024], []),
    # Clock times as hours.minutes.
    ("pukul 14.00", [14], []),
    ("pukul 14.30 WIB", ["14.3"], []),
    ("pukul 14:30", ["14.3"], []),
    ("pkl. 08.15", ["8.15"], []),
    ("jam 7 malam", [19], []),
    ("jam 2 siang", [14], []),
    ("pukul 11 siang", [11], []),
    ("pukul 5 sore", [17], []),
    ("pukul 5 pagi", [5], []),
    ("pukul 01.15 dini hari", ["1.15"], []),
    ("pukul 12 malam", [0], []),
    ("pukul 19.00-21.00 WIB", [19, 21], []),
    ("jam tujuh malam", [19], []),
    ("selama 24 jam", [24], []),
]


def expected(values: list[int | str | Decimal]) -> list[Decimal]:
    return [Decimal(value) for value in values]


@pytest.mark.parametrize(("text", "firm", "vague"), ROWS)
def test_values(text: str, firm: list[int | str | Decimal], vague: list[int | str | Decimal]) -> None:
    numbers = source_numbers(text)
    assert [number.value for number in numbers if number.firm] == expected(firm)
    assert [number.value for number in numbers if not number.firm] == expected(vague)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Anggaran Rp1,5 triliun naik.", ["1,5 triliun"]),
        ("Ada dua puluh lima orang dan 3 anjing.", ["dua puluh lima", "3"]),
        ("Pukul 14.30 WIB", ["14.30"]),
        ("Pada 12.08.2024", ["12", "08", "2024"]),
        ("Denda Rp 500.000,- saja", ["500.000"]),
    ],
)
def test_spans_are_what_is_printed(text: str, printed: list[str]) -> None:
    numbers = source_numbers(text)
    assert [number.text for number in numbers] == printed
    assert [text[number.start : number.end] for number in numbers] == printed


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("tahun 1990-an", {90}),
        ("era 90-an", {1990, 2090}),
        ("pukul 9", {21}),
        ("pukul 2 siang", {2}),
        ("pukul 00.00", {12, 24}),
        ("dua puluh dekade", {200}),
        ("lima abad", {500}),
        ("Rp1,2 T", {1200000000000}),
        ("Rp5 M", {5000000000}),
        ("harga 5,000 rupiah", {5000}),
        ("tahun '98", {1998, 2098}),
        ("musim 2024/25", {1925, 2025}),
        ("10-15 juta", {10000000}),
        ("tiga sampai empat juta", {3000000}),
        ("bunga 5,125 persen", set()),
        ("2,125 juta", set()),
    ],
)
def test_other_values(text: str, others: set[int]) -> None:
    assert {value for number in source_numbers(text) if number.firm for value in number.others} == others
