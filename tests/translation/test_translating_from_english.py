"""An English article gets an Indonesian translation: facts that were lost are marked, and right sentences are not."""

from __future__ import annotations

from summarizer import Document, translate
from summarizer.datamodels import FactCount, FactKind, IssueKind, SegmentKind
from summarizer.engines.recording import RecordingTranslator
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.translation.editing import with_edit

PAIRS = [
    (
        "Government to Double Rice Stocks Before Harvest",
        "Pemerintah Akan Gandakan Stok Beras Sebelum Panen",
    ),
    (
        "The government will buy 1.5 million tons of rice at a cost of Rp 18.7 trillion, Agriculture "
        "Minister Amran Sulaiman said on Monday.",
        "Pemerintah akan membeli 1,5 juta ton beras dengan biaya Rp18,7 triliun, kata Menteri Pertanian "
        "Amran Sulaiman pada Senin.",
    ),
    (
        "Stocks at the state warehouses fell 12 percent to 2,350 tons a day in the first half of the year.",
        "Stok di gudang negara turun 12 persen menjadi 3.250 ton per hari pada semester pertama tahun "
        "ini.",  # a planted wrong number
    ),
    (
        "Mr. Amran met farmers in Karawang on Jan. 3 with Gov. Dedi Mulyadi of West Java.",
        "Amran menemui petani di Karawang pada 3 Januari bersama Gubernur Jawa Barat.",  # a lost name
    ),
    (
        '"We will not import rice this year," he told reporters at 10 a.m.',
        "“Kami akan mengimpor beras tahun ini,” katanya kepada wartawan pada pukul 10.00.",  # a lost "not"
    ),
    (
        "The U.S. and Vietnam are among the 14 countries that sold rice to Indonesia.",
        "AS dan Vietnam termasuk di antara 14 negara yang menjual beras ke Indonesia.",
    ),
    (
        "A third of the paddies, about 40 km north of Karawang, lie dry.",
        "Sepertiga sawah, sekitar 40 km sebelah utara Karawang, mengering.",
    ),
    (
        "Two dozen villages have had no water since August.",
        "Sebanyak 24 desa tidak mendapat air sejak Agustus.",
    ),
    (
        "Inflation, which hit 5.125 percent in 1998, is now below 3 percent.",
        "Inflasi, yang mencapai 5,125 persen pada 1998, kini di bawah 3 persen.",
    ),
    (
        "The Ministry of Finance has yet to answer.",
        "Kementerian Keuangan belum menjawab.",
    ),
    (
        "Farmers' groups said the price, now Rp 6,500 a kilogram, was too low.",
        "Kelompok tani menyebut harga, yang kini Rp6,500 per kilogram, terlalu rendah.",  # copied figures
    ),
    (
        "Details are at https://contoh.id/beras.",
        "Rinciannya ada di https://contoh.id/beras.",
    ),
    (
        "The harvest begins in the second week of March.",
        "Panen dimulai pada pekan kedua Maret.",
    ),
]
ARTICLE = dict(PAIRS)
TEXT = (
    "{}\n\nJAKARTA (ANTARA) - {} {}\n\n{} {} {}\n\n{} {} {}\n\n{} {} {} {}\n\nTranslator: Ani, Editor: Budi\n".format(
        *ARTICLE
    )
)


def translator() -> RecordingTranslator:
    return RecordingTranslator(ARTICLE, default=lambda sentence: f"ID({sentence})", langpair="en-id")


def test_an_english_article_is_translated_and_checked() -> None:
    translation = translate(Document(TEXT, lang="en"), "id", translator=translator())
    issues = {one.source: [issue.kind for issue in one.issues] for one in translation.segments if one.issues}
    wrong_number, lost_name, lost_negation = list(ARTICLE)[2:5]
    assert issues == {
        wrong_number: [IssueKind.NUMBER_MISSING, IssueKind.NUMBER_ADDED],
        lost_name: [IssueKind.NAME_MISSING],
        lost_negation: [IssueKind.NEGATION_MISSING],
    }
    details = [issue.detail for issue in translation.issues]
    assert details[0] == "missing: 2,350 (2350)"
    assert "Dedi, Mulyadi" in details[2]


def test_its_parts_are_those_of_the_press() -> None:
    translation = translate(Document(TEXT, lang="en"), "id", translator=translator())
    kinds = [one.segment.kind for one in translation.segments]
    assert kinds[:2] == [SegmentKind.HEADLINE, SegmentKind.DATELINE]
    assert kinds[-1] is SegmentKind.DEBRIS
    assert kinds.count(SegmentKind.SENTENCE) == len(ARTICLE) - 1
    assert translation.text.startswith(
        "Pemerintah Akan Gandakan Stok Beras Sebelum Panen\n\nJAKARTA (ANTARA) - Pemerintah"
    )


def test_copied_figures_are_printed_as_in_indonesian_and_all_else_stays() -> None:
    translation = translate(Document(TEXT, lang="en"), "id", translator=translator())
    targets = {one.source: one.target for one in translation.segments}
    changed = {source: target for source, target in ARTICLE.items() if targets[source] != target}
    assert [targets[source] for source in changed] == [
        "Kelompok tani menyebut harga, yang kini Rp6.500 per kilogram, terlalu rendah."
    ]


def test_the_report_counts_what_was_kept() -> None:
    translation = translate(Document(TEXT, lang="en"), "id", translator=translator())
    counts = {count.kind: count for count in translation.report}
    assert counts[FactKind.NUMBER].flagged == 1
    assert counts[FactKind.DATE] == FactCount(FactKind.DATE, kept=3, flagged=0)
    assert counts[FactKind.NAME].flagged == 2
    assert counts[FactKind.AMOUNT].kept >= 7


def test_a_human_wording_is_checked_in_its_own_direction() -> None:
    translation = translate(Document(TEXT, lang="en"), "id", translator=translator())
    index = [one.source for one in translation.segments].index(list(ARTICLE)[4])
    edited = with_edit(translation, index, "“Kami tidak akan mengimpor beras tahun ini,” katanya pada pukul 10.00.")
    assert edited.segments[index].issues == ()
    assert [issue.kind for issue in edited.issues].count(IssueKind.NEGATION_MISSING) == 0


def test_a_spelled_number_is_tried_in_english_figures() -> None:
    fake = RecordingTranslator(
        {"Twelve ships docked.": "Kapal merapat.", "12 ships docked.": "Sebanyak 12 kapal merapat."}, langpair="en-id"
    )
    translation = translate(Document("Twelve ships docked.", lang="en"), "id", translator=fake)
    assert translation.text == "Sebanyak 12 kapal merapat."
    assert translation.issues == ()


def test_a_term_of_a_glossary_from_english_is_tried_in_indonesian() -> None:
    glossary = Glossary([Term("pretrial motion", "praperadilan")])
    fake = RecordingTranslator(
        {
            "Judges rejected pretrial motions.": "Hakim menolak gugatan.",
            "Judges rejected praperadilan.": "Hakim menolak praperadilan.",
        },
        langpair="en-id",
    )
    document = Document("Judges rejected pretrial motions.", lang="en")
    assert translate(document, "id", translator=fake, glossary=glossary).text == "Hakim menolak praperadilan."


def test_a_headline_in_capitals_reaches_the_engine_in_title_case() -> None:
    fake = RecordingTranslator(langpair="en-id")
    translate(Document("WHY POLICE BACK THE KPK'S NEW US OFFICE", lang="en"), "id", translator=fake)
    assert fake.calls[0][0] == ("Why Police Back The KPK's New US Office",)


def test_an_article_in_a_language_that_is_not_read_here() -> None:
    source = "Regane 1.500 rupiah. Ana 47 wedhus ing kana."
    fake = RecordingTranslator(
        {"Regane 1.500 rupiah.": "It costs 1,500 rupiah.", "Ana 47 wedhus ing kana.": "There are 74 goats there."},
        langpair="jv-en",
    )
    translation = translate(Document(source, lang="jv"), "en", translator=fake)
    assert translation.text == "It costs Rp 1,500. There are 74 goats there."
    assert [issue.detail for issue in translation.issues] == ["missing: 47"]
