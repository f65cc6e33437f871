"""Markdown: headings, receipts as quotations, and a table of what the checks found."""

from __future__ import annotations

import pytest

from summarizer import Brief, Document, make_brief
from summarizer.briefing import with_edit
from summarizer.datamodels import Origin
from summarizer.documents import markdown_format
from summarizer.documents.markdown_text import escape
from summarizer.documents.marks import NOTICE
from summarizer.engines.recording import RecordingTranslator
from summarizer.segmentation import split
from summarizer.summarization import SummaryOptions
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE, fake_engine


@pytest.fixture
def brief() -> Brief:
    return make_brief(Document(ARTICLE), translator=fake_engine(), summary=SummaryOptions(2))


def test_the_sections_of_a_brief(brief: Brief) -> None:
    headings = [line for line in markdown_format.brief(brief).splitlines() if line.startswith("#")]
    assert headings == [
        "# Kupang Opens Two New Markets",
        "## Summary",
        "## Translation",
        "## Checks",
        "## Signature",
    ]


def test_the_summary_quotes_its_sources(brief: Brief) -> None:
    assert markdown_format.summary(brief.summary, brief.translation) == (
        f"{NOTICE}\n\n"
        "1. Kupang opened two new markets on Monday.\n\n"
        "   > 3: Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin.\n\n"
        "2. The two markets house traders from four wards. [!4]\n\n"
        "   > 4: Kedua pasar itu menampung 250 pedagang dari empat kelurahan.\n"
    )


def test_the_table_has_a_row_for_each_issue(brief: Brief) -> None:
    rows = [line for line in markdown_format.brief(brief).splitlines() if line.startswith("|")]
    assert rows == [
        "| sentence | severity | kind | detail | source | target |",
        "|---|---|---|---|---|---|",
        "| 4 | error | number_missing | missing: 250 "
        "| Kedua pasar itu menampung 250 pedagang dari empat kelurahan. "
        "| The two markets house traders from four wards. |",
        "| 5 | warning | number_added | added: 7 "
        "| Wali kota berjanji menambah jalur angkutan umum ke pasar tersebut mulai bulan depan. "
        "| The mayor promised 7 more bus routes to the market, starting next month. |",
    ]


def test_the_translation_alone_has_its_marks(brief: Brief) -> None:
    written = markdown_format.translation(brief.translation)
    assert "four wards. [!4]" in written
    assert "next month. [?5]" in written
    assert "#" not in written


def test_the_origin_stands_below_the_headline() -> None:
    origin = Origin("Judul", "Rina *Taolin*", "2025-03-04", "https://example.org/pasar")
    lines = markdown_format.brief(make_brief(Document(ARTICLE, origin=origin), translator=fake_engine())).splitlines()
    assert lines[:5] == [
        "# Kupang Opens Two New Markets",
        "",
        r"Rina \*Taolin\* · 2025-03-04 · https://example.org/pasar",
        "",
        NOTICE,
    ]


def test_the_checks_name_what_a_human_has_edited(brief: Brief) -> None:
    assert "Edited" not in markdown_format.brief(brief)
    once = with_edit(brief, 4, "The mayor promised more bus routes to the market from next month.")
    assert "names.\n\nEdited by a human: sentence 5.\n\n| sentence |" in markdown_format.brief(once)
    twice = with_edit(once, 3, "The two markets house 250 traders from four wards.")
    assert markdown_format.brief(twice).count("\n\nEdited by a human: sentences 4, 5.\n\n## Signature") == 1


def test_the_signatures_are_code(brief: Brief) -> None:
    translation, summary = brief.translation.signature, brief.summary.signature
    assert markdown_format.brief(brief).endswith(f"\n`{translation}`\n\n`{summary}`\n")


def test_a_bar_in_a_sentence_does_not_end_its_cell() -> None:
    source = "Kedua pasar itu | menampung 250 pedagang dari empat kelurahan."
    engine = fake_engine()
    engine.answers = {source: "The two markets | house traders from four wards."}
    written = markdown_format.brief(make_brief(Document(source), translator=engine))
    [row] = [line for line in written.splitlines() if line.startswith("| 1 |")]
    assert row.replace(r"\|", "").count("|") == 7


def test_a_short_article_is_all_of_its_summary() -> None:
    short = make_brief(Document(SHORT_ARTICLE), translator=fake_engine())
    assert "*The article is no longer than the summary asked for; this is all of it.*" in markdown_format.brief(short)
    assert "| sentence |" not in markdown_format.brief(short)


def in_markdown(article: str) -> str:
    engine = RecordingTranslator(answers={segment.text: segment.text for segment in split(article)})
    return markdown_format.brief(make_brief(Document(article), translator=engine))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Lihat ![x](http://a.id/x.png) di sini.", r"Lihat !\[x](http://a.id/x.png) di sini."),
        ("Ada <img src=x> di sini.", r"Ada \<img src=x> di sini."),
        ("Kata *tebal* dan _miring_ dan `kode`.", r"Kata \*tebal\* dan \_miring\_ dan \`kode\`."),
        ("Berkas nama_file_baru.", "Berkas nama_file_baru."),
        ("Harga Rp5.000 (naik 2-3 persen) & stabil!", "Harga Rp5.000 (naik 2-3 persen) & stabil!"),
        ("Tanda &lt; dan \\* itu.", r"Tanda \&lt; dan \\\* itu."),
        ("# Judul", r"\# Judul"),
        ("> kutipan", r"\> kutipan"),
        ("+ tambah", r"\+ tambah"),
        ("- kurang", r"\- kurang"),
        ("1. satu", r"1\. satu"),
        ("---", r"\---"),
        ("-5 derajat dan 1.500 orang", "-5 derajat dan 1.500 orang"),
    ],
)
def test_an_article_renders_as_itself(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_no_part_of_a_brief_has_a_picture() -> None:
    written = in_markdown("Gambar ![a](http://x.id/a) Baru\n\nWarga melihat ![b](http://x.id/b) pada 14 papan itu.\n")
    assert written.count(r"!\[") >= 4
    assert "![" not in written


def test_paragraphs_are_set_apart_and_lists_stay_lists() -> None:
    article = "Warga datang pagi.\nMereka pulang siang.\n• beras dan gula\n• minyak\n1. pasar baru\n\nSemua selesai.\n"
    assert in_markdown(article).partition("## Translation\n\n")[2].partition("\n\n## Checks")[0].replace(
        " [!", "[!"
    ) == (
        "Warga datang pagi.[!1]\n\nMereka pulang siang.[!2]\n\n- beras dan gula[!3]\n- minyak\n1. pasar baru[!5]"
        "\n\nSemua selesai."
    )


def test_an_article_without_a_sentence_says_so() -> None:
    written = in_markdown("Baca juga: Harga Beras di Pasar Biak\n")
    assert written.startswith("# Baca juga: Harga Beras")
    assert "## Summary\n\n(There is no sentence to summarise.)\n" in written
