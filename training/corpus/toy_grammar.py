"""A small grammar of news sentences in Indonesian and English: who did what, where, when and how many.

Every choice is made once for both languages, so the two sides always say the same. The numbers, dates and amounts are
written as each language writes them, so that their loss can be measured.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Phrase = tuple[str, str]
Sentence = tuple[str, str]

_WHO: tuple[Phrase, ...] = (
    ("Presiden", "The president"),
    ("Wakil presiden", "The vice president"),
    ("Gubernur", "The governor"),
    ("Wali kota", "The mayor"),
    ("Bupati", "The regent"),
    ("Menteri kesehatan", "The health minister"),
    ("Menteri keuangan", "The finance minister"),
    ("Menteri pertanian", "The agriculture minister"),
    ("Kepala polisi", "The police chief"),
    ("Kepala sekolah", "The headmaster"),
    ("Palang Merah", "The Red Cross"),
    ("Pemerintah", "The government"),
    ("Universitas", "The university"),
    ("Rumah sakit", "The hospital"),
    ("Bank sentral", "The central bank"),
    ("Tentara", "The army"),
)
_CITIES = (
    "Jakarta", "Bandung", "Surabaya", "Medan", "Makassar", "Palembang", "Semarang", "Padang", "Manado",
    "Ambon", "Kupang", "Jayapura", "Pontianak", "Balikpapan", "Denpasar", "Yogyakarta", "Bogor", "Malang",
)  # fmt: skip
_MONTHS: tuple[Phrase, ...] = (
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
)
_DAYS: tuple[Phrase, ...] = (
    ("Senin", "Monday"),
    ("Selasa", "Tuesday"),
    ("Rabu", "Wednesday"),
    ("Kamis", "Thursday"),
    ("Jumat", "Friday"),
    ("Sabtu", "Saturday"),
    ("Minggu", "Sunday"),
)
_PLACES: tuple[Phrase, ...] = (
    ("pasar ikan", "the fish market"),
    ("sekolah baru", "the new school"),
    ("jembatan lama", "the old bridge"),
    ("pabrik gula", "the sugar factory"),
    ("stasiun kereta", "the train station"),
    ("bandara", "the airport"),
    ("pelabuhan", "the port"),
    ("masjid besar", "the great mosque"),
    ("museum", "the museum"),
    ("penjara", "the prison"),
)
_ACTS: tuple[Phrase, ...] = (
    ("mengunjungi", "visited"),
    ("membuka", "opened"),
    ("menutup", "closed"),
    ("memeriksa", "inspected"),
    ("memperbaiki", "repaired"),
)
_GIVING: tuple[Phrase, ...] = (
    ("membeli", "bought"),
    ("mengumpulkan", "collected"),
    ("membagikan", "handed out"),
    ("menjual", "sold"),
    ("menyita", "seized"),
)
_THINGS: tuple[Phrase, ...] = (
    ("buku", "books"),
    ("tenda", "tents"),
    ("sepeda", "bicycles"),
    ("perahu", "boats"),
    ("komputer", "computers"),
    ("selimut", "blankets"),
    ("karung beras", "sacks of rice"),
    ("ekor sapi", "cows"),
)
_PEOPLE: tuple[Phrase, ...] = (
    ("warga", "residents"),
    ("petani", "farmers"),
    ("nelayan", "fishermen"),
    ("siswa", "students"),
    ("pekerja", "workers"),
    ("anak", "children"),
    ("penumpang", "passengers"),
    ("turis", "tourists"),
)
_FATES: tuple[Phrase, ...] = (
    ("terluka", "were injured"),
    ("mengungsi", "fled"),
    ("tewas", "were killed"),
    ("hilang", "went missing"),
    ("jatuh sakit", "fell ill"),
)
_EVENTS: tuple[Phrase, ...] = (
    ("banjir", "flood"),
    ("gempa bumi", "earthquake"),
    ("kebakaran", "fire"),
    ("badai", "storm"),
    ("ledakan", "explosion"),
    ("tanah longsor", "landslide"),
)
_GOODS: tuple[Phrase, ...] = (
    ("beras", "rice"),
    ("gula", "sugar"),
    ("kopi", "coffee"),
    ("daging sapi", "beef"),
    ("bawang putih", "garlic"),
    ("cabai", "chilli"),
    ("garam", "salt"),
    ("telur", "eggs"),
)
_MOVES: tuple[Phrase, ...] = (("naik", "rose"), ("turun", "fell"))


def news_sentence(random: Random) -> Sentence:
    """One sentence in both languages, (Indonesian, English)."""
    return random.choice(_TEMPLATES)(random)


def _visit(random: Random) -> Sentence:
    who, act, place = random.choice(_WHO), random.choice(_ACTS), random.choice(_PLACES)
    city, date, day = random.choice(_CITIES), _date(random), random.choice(_DAYS)
    return (
        f"{who[0]} {act[0]} {place[0]} di {city} pada hari {day[0]}, {date[0]}.",
        f"{who[1]} {act[1]} {place[1]} in {city} on {day[1]}, {date[1]}.",
    )


def _delivery(random: Random) -> Sentence:
    who, act, things = random.choice(_WHO), random.choice(_GIVING), random.choice(_THINGS)
    number, city, date = _count(random), random.choice(_CITIES), _date(random)
    return (
        f"{who[0]} {act[0]} {number[0]} {things[0]} di {city} pada {date[0]}.",
        f"{who[1]} {act[1]} {number[1]} {things[1]} in {city} on {date[1]}.",
    )


def _disaster(random: Random) -> Sentence:
    people, fate, event = random.choice(_PEOPLE), random.choice(_FATES), random.choice(_EVENTS)
    number, city, year = _count(random), random.choice(_CITIES), random.randint(1990, 2025)
    return (
        f"Sebanyak {number[0]} {people[0]} {fate[0]} akibat {event[0]} di {city} pada tahun {year}.",
        f"A total of {number[1]} {people[1]} {fate[1]} because of the {event[1]} in {city} in {year}.",
    )


def _price(random: Random) -> Sentence:
    goods, move, month = random.choice(_GOODS), random.choice(_MOVES), random.choice(_MONTHS)
    city, whole, tenth = random.choice(_CITIES), random.randint(2, 39), random.randint(1, 9)
    amount = _grouped(random.randint(30, 1999) * 100)
    return (
        f"Harga {goods[0]} di {city} {move[0]} {whole},{tenth} persen menjadi Rp{amount[0]} per kilogram "
        f"pada bulan {month[0]}.",
        f"The price of {goods[1]} in {city} {move[1]} {whole}.{tenth} percent to Rp{amount[1]} per kilogram "
        f"in {month[1]}.",
    )


def _hour(random: Random) -> Sentence:
    event, city, day = random.choice(_EVENTS), random.choice(_CITIES), random.choice(_DAYS)
    hour, minute, number = random.randint(1, 11), random.randint(10, 59), _count(random)
    return (
        f"Saat {event[0]} terjadi di {city} pada hari {day[0]} pukul {hour}.{minute} pagi, {number[0]} rumah rusak.",
        f"When the {event[1]} happened in {city} on {day[1]} at {hour}:{minute} a.m., {number[1]} houses were damaged.",
    )


_TEMPLATES: tuple[Callable[[Random], Sentence], ...] = (_visit, _delivery, _disaster, _price, _hour)


def _date(random: Random) -> Phrase:
    day, month, year = random.randint(1, 28), random.choice(_MONTHS), random.randint(1990, 2025)
    return f"{day} {month[0]} {year}", f"{day} {month[1]} {year}"


def _count(random: Random) -> Phrase:
    return _grouped(random.choice((random.randint(3, 99), random.randint(100, 999), random.randint(1001, 9999))))


def _grouped(number: int) -> Phrase:
    english = f"{number:,}"
    return english.replace(",", "."), english
