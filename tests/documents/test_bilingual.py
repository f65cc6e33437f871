"""The bilingual text of the copy button."""

from __future__ import annotations

from summarizer import Document, make_brief, translate
from summarizer.briefing import with_edit
from summarizer.datamodels import Origin
from summarizer.documents.bilingual import bilingual_text
from summarizer.documents.marks import NOTICE
from summarizer.engines.recording import RecordingTranslator
from tests.documents.kupang import ARTICLE, fake_engine


def paragraphs(article: str) -> list[str]:
    """What stands between the notice and the verdict."""
    text = bilingual_text(translate(Document(article), translator=RecordingTranslator()))
    return text.split("\n\n")[1:-1]


def test_the_text_in_full() -> None:
    origin = Origin(byline="Rina Taolin", date="2025-03-04")
    brief = make_brief(Document(ARTICLE, origin=origin), translator=fake_engine())
    edited = with_edit(brief, 5, "The traders welcomed the plan.").translation
    assert bilingual_text(edited) == (
        f"{NOTICE}\n"
        "Rina Taolin · 2025-03-04\n"
        "\n"
        "Pemkot Kupang Buka Dua Pasar Baru\n"
        "→ Kupang Opens Two New Markets\n"
        "\n"
        "KUPANG - Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin.\n"
        "→ KUPANG - Kupang opened two new markets on Monday.\n"
        "Kedua pasar itu menampung 250 pedagang dari empat kelurahan.\n"
        "→ The two markets house traders from four wards. [!4]\n"
        "\n"
        "Wali kota berjanji menambah jalur angkutan umum ke pasar tersebut mulai bulan depan.\n"
        "→ The mayor promised 7 more bus routes to the market, starting next month. [?5]\n"
        "Para pedagang menyambut rencana itu dengan gembira.\n"
        "→ The traders welcomed the plan.\n"
        "\n"
        "2 of 5 sentences failed a check: 1 marked [!] with errors, 1 marked [?] with warnings. "
        "Meaning and who did what were not checked.\n"
        "Edited by a human: sentence 6.\n"
    )


def test_items_of_a_list_keep_their_marks() -> None:
    [_, first, second] = paragraphs("Kebutuhan warga saat ini:\n1. beras lima ton\n2. minyak goreng\n")
    assert first.splitlines()[0] == "1. beras lima ton"
    assert first.splitlines()[1].startswith("→ 1. EN(beras lima ton)")
    assert second.startswith("2. minyak goreng\n→ 2. EN(")


def test_a_wrapped_sentence_is_one_line() -> None:
    wrapped = (
        "Pemerintah kabupaten mulai memperbaiki jembatan yang putus diterjang banjir\n"
        "bandang pada awal bulan lalu agar warga dapat kembali melintas dengan aman\n"
        "sebelum musim tanam tiba."
    )
    [paragraph] = paragraphs(wrapped)
    assert paragraph.splitlines()[0] == " ".join(wrapped.split())


def test_a_dateline_alone_has_its_own_lines() -> None:
    translation = translate(Document("KUPANG - Harga naik."), translator=RecordingTranslator())
    alone = type(translation)(translation.document, "en", translation.segments[:1], translation.signature)
    assert "\n\nKUPANG -\n→ KUPANG -\n\n" in bilingual_text(alone)


def test_an_article_without_text_is_a_notice_and_a_verdict() -> None:
    assert paragraphs("") == []
