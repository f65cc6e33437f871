"""The other checks of an Indonesian translation of an English sentence: what they mark, and what they leave alone."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind
from summarizer.fidelity import check
from summarizer.fidelity.glossary import Glossary, Term

K = IssueKind

MARKED = [
    (
        K.DIRECTION_CHANGED,
        "It lies 30 km north of Palu.",
        "Letaknya 30 km selatan Palu.",
        "not in the translation: north",
    ),
    (
        K.DIRECTION_CHANGED,
        "It lies southwest of the city.",
        "Letaknya di barat kota.",
        "not in the translation: southwest",
    ),
    (
        K.DIRECTION_CHANGED,
        "It lies north-east of Palu.",
        "Letaknya di tenggara Palu.",
        "not in the translation: north east",
    ),
    (
        K.ADDRESS_CHANGED,
        "See https://contoh.id/a and @budi.",
        "Lihat https://contoh.id/b dan @budi.",
        "not in the translation: https://contoh.id/a",
    ),
    (
        K.NAME_MISSING,
        "The mayor met Sutrisno's wife.",
        "Wali kota menemui istri Sutrisna.",
        "not in the translation: Sutrisno",
    ),
    (K.NAME_MISSING, "Mr. Tharyat left for Wamena.", "Ia pergi ke Wamena.", "not in the translation: Tharyat"),
    (K.NAME_MISSING, "The KPK has the case.", "Polisi menangani kasus itu.", "not in the translation: KPK"),
    (K.NAME_MISSING, "They flew to London and Bandung.", "Mereka terbang.", "not in the translation: London, Bandung"),
    (
        K.INSTITUTION_CHANGED,
        "The governor of West Java came.",
        "Gubernur Jawa Timur datang.",
        "West Java (Jawa Barat) has become Jawa Timur",
    ),
    (
        K.INSTITUTION_CHANGED,
        "The Supreme Court rejected the appeal.",
        "Mahkamah Konstitusi menolak kasasi.",
        "Supreme Court (Mahkamah Agung) has become Mahkamah Konstitusi",
    ),
    (
        K.INSTITUTION_CHANGED,
        "The Ministry of Health replied.",
        "Kementerian Perhubungan menjawab.",
        "Ministry of Health (Kementerian Kesehatan) has become Kementerian Perhubungan",
    ),
    (K.NEGATION_MISSING, "Prosecutors did not detain him.", "Jaksa menahannya.", "nothing denies: not"),
    (K.NEGATION_MISSING, "They didn't pay.", "Mereka membayar.", "nothing denies: n't"),
    (K.NEGATION_MISSING, "He left without a word.", "Ia pergi sambil bicara.", "nothing denies: without"),
    (K.NEGATION_MISSING, "Nobody was hurt.", "Semua orang terluka.", "nothing denies: nobody"),
    (K.QUOTATION_CHANGED, '"We are ready," he said.', "Kami siap, katanya.", "the quotation marks are lost"),
    (
        K.QUOTATION_CHANGED,
        '"We are ready," he said.',
        '"Kami siap, katanya.',
        "a quotation is not opened or not closed",
    ),
    (
        K.REPETITION,
        "Rice prices rose again.",
        "Harga beras naik naik naik naik naik lagi.",
        "'naik' stands 5 times in a row",
    ),
    (K.EMPTY, "Rice prices rose.", " ", "the translation is empty"),
    (
        K.LENGTH,
        "Rice prices rose sharply in most of the markets of the capital on the first day of the fasting month.",
        "Harga beras naik.",
        "too short: 17 characters for 101 in the source (0.17 times)",
    ),
    (
        K.LENGTH,
        "Rice rose.",
        "Harga beras naik tajam di sebagian besar pasar di ibu kota pada hari pertama bulan puasa.",
        "too long: 89 characters for 10 in the source (8.90 times)",
    ),
    (
        K.UNTRANSLATED,
        "The minister said the road was closed.",
        "The minister said the road was closed.",
        "not translated: 6 of 6 lower-case words are the source's own",
    ),
    (
        K.UNTRANSLATED,
        "The minister said that the road to the port was closed to lorries.",
        "Menteri mengatakan bahwa jalan ke pelabuhan was closed to lorries kemarin pagi.",
        "left in English: 'was closed to lorries'",
    ),
    (
        K.UNTRANSLATED,
        "POLICE ARREST TWO SUSPECTS",
        "POLICE ARREST TWO SUSPECTS",
        "not translated: 4 of 4 words are the source's own",
    ),
]


@pytest.mark.parametrize(("kind", "source", "target", "detail"), MARKED)
def test_a_fault_is_marked(kind: IssueKind, source: str, target: str, detail: str) -> None:
    assert detail in [issue.detail for issue in check(source, target, langpair="en-id") if issue.kind is kind]


RIGHT = [
    ("It lies 30 km north of Palu.", "Letaknya 30 km sebelah utara Palu."),
    ("It lies south-east of Palu.", "Letaknya di tenggara Palu."),
    ("It lies northwest of the city.", "Letaknya di barat laut kota itu."),
    ("Troops moved west.", "Pasukan itu bergerak maju."),
    ("See https://contoh.id/a.", "Lihat https://contoh.id/a."),
    ("The mayor met Sutrisno's wife.", "Wali kota menemui istri Sutrisno."),
    ("President Suharto met General Sukarno.", "Presiden Soeharto menemui Jenderal Soekarno."),
    ("He flew to Japan, Egypt and the Netherlands.", "Ia terbang ke Jepang, Mesir, dan Belanda."),
    ("The Japanese and Javanese dancers came.", "Penari Jepang dan Jawa datang."),
    ("Muslims and Christians met in Mecca.", "Umat Islam dan Kristen bertemu di Makkah."),
    ("The U.S. and the UN agreed, the EU said.", "AS dan PBB sepakat, kata UE."),
    ("Some NGOs wrote to the KPK.", "Sejumlah LSM menyurati Komisi Pemberantasan Korupsi."),
    ("The Foreign Minister came.", "Menlu datang."),
    ("The governors of West Java and East Java came.", "Gubernur Jawa Timur dan Jawa Barat datang."),
    ("The governor of West Java came.", "Gubernur Jabar datang."),
    ("The Supreme Court rejected it.", "MA menolaknya."),
    ("In Paris, He Said NO to It.", "Di Paris ia menolaknya."),
    ("Prosecutors did not detain him.", "Jaksa tidak menahannya."),
    ("Nobody was hurt.", "Tak seorang pun terluka."),
    ("They have not paid.", "Mereka belum membayar."),
    ("Police failed to find anything, not even a shoe.", "Polisi gagal menemukan apa pun."),
    ("It is not only big, it is cheap.", "Selain besar, harganya juga murah."),
    ("No doubt he will come.", "Tentu ia akan datang."),
    ("See Law No. 5.", "Lihat UU Nomor 5."),
    ('"We are ready," he said.', "“Kami siap,” katanya."),
    ("The children and the parents came.", "Anak-anak dan ibu-ibu datang bersama-sama."),
    (
        "He leads the Center for Strategic and International Studies.",
        "Ia memimpin Center for Strategic and International Studies.",
    ),
    ("Bank Mandiri and Bank Central Asia merged.", "Bank Mandiri dan Bank Central Asia melebur."),
]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_a_right_sentence_is_left_alone(source: str, target: str) -> None:
    assert check(source, target, langpair="en-id") == ()


TERMS = Glossary(
    [Term("pretrial motion", "praperadilan"), Term("ministry", "kementerian"), Term("Mobile Legends", "Mobile Legends")]
)


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("The judge rejected the pretrial motion.", "Hakim menolak praperadilan itu.", ""),
        ("The judge rejected both pretrial motions.", "Hakim menolak kedua praperadilannya.", ""),
        ("The judge rejected the pretrial motion.", "Hakim menolak gugatan itu.", "pretrial motion = praperadilan"),
        ("Two ministries replied.", "Dua kementerian menjawab.", ""),
        ("Two ministries replied.", "Dua departemen menjawab.", "ministries = kementerian"),
        ("The ministry's head left.", "Kepala kementeriannya pergi.", ""),
        ("He plays Mobile Legends.", "Ia bermain mobile legends.", "Mobile Legends = Mobile Legends"),
    ],
)
def test_terms_of_a_glossary_from_english(source: str, target: str, missing: str) -> None:
    found = [issue for issue in check(source, target, TERMS, "en-id") if issue.kind is K.TERM_MISSING]
    assert [issue.detail for issue in found] == ([f"not as in the glossary: {missing}"] if missing else [])


def test_the_span_of_a_term_is_the_word_as_it_stands() -> None:
    source = "Two ministries and a ministry's head replied."
    assert [source[found.start : found.end] for found in TERMS.find(source, "en")] == ["ministries", "ministry's"]
