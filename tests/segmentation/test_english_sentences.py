"""What a sentence is in English press text: one row a case, the expected breaks marked in the text."""

from __future__ import annotations

import pytest

from summarizer.datamodels import SegmentKind
from summarizer.segmentation import split

# (name, text): a bar stands where one sentence ends and the next begins; the input is the text without bars.
CASES = (
    ("plain", "Prices rose. |Traders waited for rice."),
    ("question", "Did prices rise? |Nobody knows."),
    ("mister", "Mr. Budi and Mrs. Sari met Ms. Wati at noon."),
    ("doctor", "Dr. Hasan treated Prof. Lestari."),
    ("governor", "Gov. Surya met Sen. Hadi and Rep. Tono."),
    ("ranks", "Lt. Gen. Agus and Maj. Gen. Bambang saluted Col. Dedi."),
    ("police-ranks", "Insp. Gen. Harun and Brig. Gen. Lukman were sworn in."),
    ("title-before-a-starter", "Mr. So and Dr. No arrived."),
    ("indonesian-titles", "Drs. Umar, Ir. Joko and K.H. Mansur led the prayer."),
    ("indonesian-street", "The office is at Jl. Merdeka in Jakarta."),
    ("saint", "He visited St. Petersburg and Mt. Merapi."),
    ("united-states", "The U.S. Embassy closed. |It reopened on Monday."),
    ("united-states-ends", "She flew to the U.S. |The trip took a day."),
    ("united-kingdom", "The U.K. Parliament and the U.N. Security Council met."),
    ("washington", "He lives in Washington, D.C. |He works there too."),
    ("number", "Law No. 5 of 2020 was amended."),
    ("numbers", "See Nos. 5 and 6."),
    ("no-as-an-answer", "The answer was no. |Talks ended."),
    ("month-and-day", "He left on Jan. 3 and came back on Sept. 12."),
    ("month-ends", "He left in Nov. |The house was sold."),
    ("am", "The train left at 10 a.m. |It was full."),
    ("pm-weekday", "The train left at 5 p.m. Monday."),
    ("pm-zone", "The train left at 5 p.m. Jakarta time."),
    ("rupiah", "The deal is worth Rp 1.5 trillion. |It was signed today."),
    ("rupiah-with-stop", "A kilogram costs Rp. 15,000 now."),
    ("decimal", "Inflation was 3.5 percent. |Prices of rice fell."),
    ("company", "He runs Padi Inc. Chief Executive Sari resigned."),
    ("company-ends", "He runs Padi Inc. |The company is young."),
    ("company-indonesian", "Shares of PT. Padi Tbk. rose."),
    ("limited", "Padi Pte. Ltd. and Jagung Co. merged."),
    ("junior", "Adi Sr. and Adi Jr. were there."),
    ("etcetera", "They sell rice, corn, etc. |Prices vary."),
    ("etcetera-goes-on", "They sell rice, corn, etc. at the market."),
    ("versus", "The match of Persija vs. Persib was off."),
    ("for-example", "Some crops, e.g. Padang chili, were lost."),
    ("initials", "The novel of J. K. Padi and W.S. Rendra sold well."),
    ("label", "They are in Group A. |They play tomorrow."),
    ("vitamin", "It has vitamin C. |It is cheap."),
    ("degree", "Ani Lestari, Ph.D., spoke."),
    ("quotation", '"We are ready for the flood," he said. |"Are you sure of that now?" she asked.'),
    ("quotation-of-two", '"We will not stop the work here. |We are ready for it," he said.'),
    ("short-quotation", '"Yes. We are," he said.'),
    ("attribution", '"Stop!" he shouted.'),
    ("curly", "“The road is closed to all lorries.” |The police left."),
    ("brackets", "The minister (who was ill. Very ill) left."),
    ("domain", "He wrote for TEMPO.CO and Detik.com. |He left in 2020."),
    ("pronoun", "She and I. |Nobody else."),
    ("ellipsis", "Well... |The rest is known."),
    ("exclamation", "Fire! |The market burned down."),
    ("year", "It began in 2019. |Nobody noticed."),
    ("lost-space", "The road is closed.The bridge is open.".replace(".The", ".|The")),
    ("enumerator", "Rules: 1. Wash hands. |2. Wear masks."),
)


@pytest.mark.parametrize("marked", [pytest.param(marked, id=name) for name, marked in CASES])
def test_english_sentences(marked: str) -> None:
    segments = split(marked.replace("|", ""), "en")
    assert [segment.text for segment in segments] == [piece.strip() for piece in marked.split("|")]
    assert {segment.kind for segment in segments} == {SegmentKind.SENTENCE}


def test_the_table_has_both_outcomes_and_unique_names() -> None:
    names = [name for name, _ in CASES]
    assert len(names) == len(set(names))
    assert min(sum("|" in marked for _, marked in CASES), sum("|" not in marked for _, marked in CASES)) >= 20


@pytest.mark.parametrize(
    "dateline",
    [
        "JAKARTA (ANTARA) -",
        "Jakarta (ANTARA) -",
        "Jakarta, Nov 24 -",
        "JAKARTA, Nov. 24 (Reuters) -",
        "JAKARTA, August 12, 2024 (ANTARA) -",
        "Surabaya, East Java (ANTARA) -",
        "JAKARTA, Indonesia (AP) —",
        "TEMPO.CO, Jakarta -",
        "Jakarta, CNN Indonesia --",
        "SINGAPORE -",
        "West Java, 12 August 2024 -",
    ],
)
def test_english_datelines(dateline: str) -> None:
    first, second = split(f"{dateline} The rupiah fell against the dollar.", "en")
    assert (first.kind, first.text) == (SegmentKind.DATELINE, dateline)
    assert second.text == "The rupiah fell against the dollar."


@pytest.mark.parametrize(
    "text",
    ["Jakarta - Bandung trains are full.", "May 3 - a day of rest - was quiet.", "The road - long and dry - is open."],
)
def test_what_only_looks_like_a_dateline(text: str) -> None:
    assert [segment.kind for segment in split(text, "en")] == [SegmentKind.SENTENCE]


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Harvest delayed again",
        "Also read: Harvest delayed again",
        "Related news: Harvest delayed again",
        "Baca juga: Panen tertunda",
        "Translator: Ani Lestari, Editor: Budi",
        "Editor: Ani Lestari",
        "Copyright © ANTARA 2024",
        "(Reporting by Ani Lestari; Editing by Budi)",
        "Photo: Antara",
        "Traders at a market (Photo: Antara)",
        "ADVERTISEMENT",
        "Read more",
        "***",
    ],
)
def test_page_furniture_is_debris(line: str) -> None:
    kinds = [segment.kind for segment in split(f"The rice harvest is late this year.\n\n{line}", "en")]
    assert kinds[-1] is SegmentKind.DEBRIS


@pytest.mark.parametrize(
    "line",
    [
        "Read also the second part of this report.",
        "The editor of the paper resigned on Monday.",
        "Photos of the flood were shared by thousands.",
        "More news of the flood is expected tonight.",
    ],
)
def test_sentences_with_such_words_are_none(line: str) -> None:
    assert split(f"The rice harvest is late this year.\n\n{line}", "en")[-1].kind is SegmentKind.SENTENCE


def test_an_article_has_its_headline_dateline_and_sign_off() -> None:
    text = (
        "Government to Raise Rice Stocks\n\n"
        "JAKARTA (ANTARA) - The government will buy 1.5 million tons of rice, Mr. Budi said. It starts on Jan. 3.\n\n"
        "Farmers are glad. (ani/bud)\n"
    )
    assert [(segment.kind.value, segment.text) for segment in split(text, "en")] == [
        ("headline", "Government to Raise Rice Stocks"),
        ("dateline", "JAKARTA (ANTARA) -"),
        ("sentence", "The government will buy 1.5 million tons of rice, Mr. Budi said."),
        ("sentence", "It starts on Jan. 3."),
        ("sentence", "Farmers are glad."),
        ("debris", "(ani/bud)"),
    ]


def test_other_languages_are_split_as_indonesian_is() -> None:
    text = "Plt. Kepala Dinas lunga. Rega beras mundhak."
    assert [segment.text for segment in split(text, "jv")] == [segment.text for segment in split(text)]
