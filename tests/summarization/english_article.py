"""An English article of ours with its Indonesian, sentence by sentence, and a fake engine that knows it."""

from __future__ import annotations

from summarizer.datamodels import Document
from summarizer.engines.recording import RecordingTranslator

TITLE = "Makassar Opens Flood Canal After Two Years of Work"
JUDUL = "Makassar Resmikan Kanal Banjir setelah Dua Tahun Pengerjaan"

SENTENCES = {
    "The mayor of Makassar opened a flood canal worth Rp 890 billion on Tuesday, ending two years of work in four "
    "districts.": (
        "Wali Kota Makassar meresmikan kanal banjir senilai Rp890 miliar pada hari Selasa, mengakhiri dua tahun "
        "pengerjaan di empat kecamatan."
    ),
    "The canal (financed by the state budget) will carry 1,200 cubic metres of water a second from the Tallo River to "
    "the sea.": (
        "Kanal itu (dibiayai oleh anggaran negara) akan mengalirkan 1.200 meter kubik air per detik dari Sungai Tallo "
        "ke laut."
    ),
    "It is 14.5 kilometres long and up to 40 metres wide.": "Panjangnya 14,5 kilometer dan lebarnya hingga 40 meter.",
    '"We have waited for this since the flood of 2019," said Mayor Andi Rahman.': (
        '"Kami sudah menunggu ini sejak banjir 2019," kata Wali Kota Andi Rahman.'
    ),
    "That flood killed 17 people and forced 6,400 residents from their homes on January 22.": (
        "Banjir itu menewaskan 17 orang dan memaksa 6.400 warga meninggalkan rumah pada 22 Januari."
    ),
    "Engineers moved 230 houses and three schools to make room for the canal, the public works ministry said.": (
        "Para insinyur memindahkan 230 rumah dan tiga sekolah untuk memberi ruang bagi kanal itu, kata kementerian "
        "pekerjaan umum."
    ),
    "He added that no family had been moved without compensation.": (
        "Ia menambahkan bahwa tidak ada keluarga yang dipindahkan tanpa ganti rugi."
    ),
    "Farmers in Maros regency hope that the canal will protect 2,300 hectares of rice fields from July.": (
        "Para petani di Kabupaten Maros berharap kanal itu akan melindungi 2.300 hektare sawah mulai Juli."
    ),
    "Environmental groups did not attend the opening ceremony at the city hall.": (
        "Kelompok lingkungan tidak menghadiri upacara peresmian di balai kota."
    ),
    "They say the canal will carry salt water 3 kilometres southwest of the old harbour.": (
        "Mereka mengatakan kanal itu akan membawa air asin 3 kilometer barat daya pelabuhan lama."
    ),
    "The ministry plans to build two more canals in Gowa regency next year.": (
        "Kementerian berencana membangun dua kanal lagi di Kabupaten Gowa tahun depan."
    ),
    "Residents of Panakkukang district will pay no fee for the canal, according to the city council.": (
        "Warga Kecamatan Panakkukang tidak akan membayar biaya untuk kanal itu, menurut dewan kota."
    ),
}
ENGLISH, INDONESIAN = tuple(SENTENCES), tuple(SENTENCES.values())
BODY = "\n\n".join(" ".join(ENGLISH[start : start + 3]) for start in range(0, len(ENGLISH), 3)) + "\n"
ARTICLE = f"{TITLE}\n\n{BODY}"


def engine() -> RecordingTranslator:
    """An engine from English to Indonesian that knows the article and nothing else."""
    return RecordingTranslator(answers={TITLE: JUDUL, **SENTENCES}, langpair="en-id")


def document(text: str = ARTICLE) -> Document:
    return Document(text, lang="en")
