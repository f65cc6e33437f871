"""PDF files: words, sentences and paragraphs whole again, and what is refused."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from summarizer.documents.pdf_paragraphs import join_lines
from summarizer.documents.pdf_reading import MAX_PAGES, read_pdf
from summarizer.errors import UnreadableInput
from tests.documents.pdf_files import (
    LEADING,
    LEFT,
    SIZE,
    TOP,
    PlacedLine,
    column,
    deflated_zeros,
    pdf,
    pdf_of_objects,
    pdf_of_streams,
)

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FIRST = ["Pemerintah Kota Kupang membuka dua pasar baru pada hari", "Senin. Kedua pasar itu menampung 250 pedagang."]
SECOND = ["Wali kota berjanji menambah jalur angkutan umum ke pasar", "tersebut mulai bulan depan, kata jurubicara."]


def paragraphs(*pages: Sequence[PlacedLine]) -> list[str]:
    return read_pdf(pdf(pages), "berita.pdf").text.strip().split("\n\n")


def joined(*lines: str) -> str:
    return " ".join(lines)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["Pasar baru dibuka", "hari ini."], "Pasar baru dibuka hari ini."),
        (["Menurut pemerin-", "tah kota."], "Menurut pemerintah kota."),
        (["Menurut pemerin\u00ad", "tah kota."], "Menurut pemerintah kota."),
        (["Banyak anak-", "anak datang."], "Banyak anak-anak datang."),
        (["Secara besar-", "besaran dibangun."], "Secara besar-besaran dibangun."),
        (["Warga berbondong-", "bondong datang."], "Warga berbondong-bondong datang."),
        (["Mereka tarik-", "menarik kabel."], "Mereka tarik-menarik kabel."),
        (["Pedagang sayur-", "mayur senang."], "Pedagang sayur-mayur senang."),
        (["Mereka bolak-", "balik ke pasar."], "Mereka bolak-balik ke pasar."),
        (["Pedagang se-", "Indonesia datang."], "Pedagang se-Indonesia datang."),
        (["Pada ulang tahun ke-", "17 kota itu."], "Pada ulang tahun ke-17 kota itu."),
        (["Musim 2023-", "2024 dimulai."], "Musim 2023-2024 dimulai."),
        (["Organisasi non-", "pemerintah hadir."], "Organisasi non-pemerintah hadir."),
        (["Ia berkata -", "dengan tenang - tidak."], "Ia berkata - dengan tenang - tidak."),
        (["Sebuah tan-", "tangan besar."], "Sebuah tantangan besar."),
    ],
)
def test_words_that_a_line_broke_are_whole(lines: list[str], line: str) -> None:
    assert join_lines(lines) == line


def test_wrapped_lines_are_sentences_again_and_a_gap_parts_paragraphs() -> None:
    assert paragraphs(column([*FIRST, "", *SECOND])) == [joined(*FIRST), joined(*SECOND)]


def test_larger_letters_are_a_headline_of_their_own() -> None:
    headline = column(["Kupang Membuka Dua Pasar Baru untuk", "Pedagang dari Empat Kelurahan"], size=20, leading=23)
    page = [*headline, *column(FIRST, top=TOP - 46)]
    assert paragraphs(page) == ["Kupang Membuka Dua Pasar Baru untuk Pedagang dari Empat Kelurahan", joined(*FIRST)]


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = column([*FIRST, *SECOND])
    x, y, size, text = lines[2]
    assert paragraphs([*lines[:2], (x + 18, y, size, text), lines[3]]) == [joined(*FIRST), joined(*SECOND)]


def test_a_short_last_line_ends_a_paragraph() -> None:
    lines = ["Pemerintah Kota Kupang membuka dua pasar baru pada hari", "Senin.", *SECOND]
    assert paragraphs(column(lines)) == [joined(*lines[:2]), joined(*SECOND)]


def test_a_sentence_that_ends_at_the_end_of_a_full_line_ends_no_paragraph() -> None:
    lines = ["Pemerintah Kota Kupang membuka dua pasar baru hari ini.", *SECOND]
    assert paragraphs(column(lines)) == [joined(*lines)]


def test_items_of_a_list_stand_alone() -> None:
    lines = ["Pasar baru itu ada di:", "• Oebobo di tengah kota", "• Kelapa Lima"]
    assert paragraphs(column(lines)) == lines


def test_columns_are_read_one_after_the_other_and_a_sentence_goes_on_in_the_next() -> None:
    left = column(["Pemerintah Kota Kupang", "membuka dua pasar baru", "pada hari Senin yang"])
    right = column(["cerah. Kedua pasar itu", "menampung pedagang."], x=LEFT + 250)
    assert paragraphs([*left, *right]) == [
        "Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin yang cerah. Kedua pasar itu menampung pedagang."
    ]


def test_a_sentence_goes_on_over_the_page_and_running_titles_are_left_out() -> None:
    def page(number: int, lines: list[str]) -> list[PlacedLine]:
        return [
            (LEFT, TOP + 30, 9, f"Kabar Timur, halaman {number}"),
            *column(lines),
            (300, 30, 9, str(number)),
        ]

    first = ["Baris pembuka berita cukup panjang untuk dibaca.", "", *FIRST, "", "Wali kota berjanji menambah jalur"]
    second = ["angkutan umum ke pasar itu.", "", *SECOND]
    assert paragraphs(page(1, first), page(2, second)) == [
        first[0],
        joined(*FIRST),
        "Wali kota berjanji menambah jalur angkutan umum ke pasar itu.",
        joined(*SECOND),
    ]


def test_an_article_in_one_size_on_one_page_keeps_its_figures() -> None:
    lines = column(["Harga beras", "", "Rp14.500 per kilogram", "", "Jumlah pedagang 250 orang"])
    assert "250" in joined(*paragraphs(lines))


def test_that_the_layout_is_guessed_is_noted() -> None:
    assert read_pdf(pdf([column(FIRST)]), "berita.pdf").notes == (
        "the layout of berita.pdf is guessed: check where its paragraphs begin and end",
    )


def test_pages_without_text_are_noted() -> None:
    notes = read_pdf(pdf([column(FIRST), [], []]), "berita.pdf").notes
    assert "2 of 3 pages of berita.pdf have no text, only pictures, and were left out" in notes


@pytest.mark.parametrize(
    ("title", "author", "origin"),
    [
        ("Pemerintah Kota Kupang", "Maria Leba", ("Pemerintah Kota Kupang", "Maria Leba")),
        ("Microsoft Word - berita.doc", "user", ("", "")),
        ("", "", ("", "")),
    ],
)
def test_properties_are_believed_where_that_is_sensible(title: str, author: str, origin: tuple[str, str]) -> None:
    read = read_pdf(pdf([column(FIRST)], title=title, author=author), "berita.pdf").origin
    assert (read.title, read.byline) == origin


def test_sideways_letters_at_the_edge_are_left_out() -> None:
    upright = b"BT /F1 12 Tf 1 0 0 1 72 700 Tm (Harga beras naik.) Tj ET "
    sideways = b"BT /F1 12 Tf 0 1 -1 0 20 100 Tm (Dicetak ulang) Tj ET"
    assert read_pdf(pdf_of_streams([upright + sideways]), "berita.pdf").text == "Harga beras naik.\n"


def encrypted(user_password: str) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(pdf([column(FIRST)]))))
    writer.encrypt(user_password, "owner", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_password_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"berita.pdf is protected by a password. Save it without one first"):
        read_pdf(encrypted("rahasia"), "berita.pdf")


def test_a_file_that_may_be_read_and_not_changed_is_read() -> None:
    assert read_pdf(encrypted(""), "berita.pdf").text == joined(*FIRST) + "\n"


def test_a_scan_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"berita.pdf has no text in it, only pictures: it is a scan"):
        read_pdf(pdf_of_streams([b"0 0 100 100 re f", b"0 0 50 50 re f"]), "berita.pdf")


def test_signs_without_letters_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="does not say which letters its signs are"):
        read_pdf(pdf_of_streams([b"BT /F1 12 Tf 72 700 Td (a\\001\\002\\003\\004\\005 b) Tj ET"]), "berita.pdf")


@pytest.mark.parametrize("pages", [MAX_PAGES, MAX_PAGES + 1])
def test_the_limit_of_pages(pages: int) -> None:
    raw = pdf([[(LEFT, TOP, SIZE, f"Berita {chr(97 + number % 26) * 5} dan seterusnya.")] for number in range(pages)])
    if pages <= MAX_PAGES:
        assert "Berita aaaaa" in read_pdf(raw, "berita.pdf").text
    else:
        with pytest.raises(UnreadableInput, match=r"berita.pdf has more than 200 pages"):
            read_pdf(raw, "berita.pdf")


def test_more_text_than_an_article_may_have_is_refused() -> None:
    page = column(["Harga beras naik lagi di pasar itu hari ini. " * 20] * 50)
    with pytest.raises(UnreadableInput, match=r"the text of berita.pdf is larger than 1024 KiB"):
        read_pdf(pdf([page] * 30), "berita.pdf")


WHOLE = pdf([column(FIRST)])
HOSTILE = {
    "nothing": b"",
    "text": b"Harga naik.",
    "a head alone": b"%PDF-1.7\n",
    "a third of it": WHOLE[: len(WHOLE) // 3],
    "without its end": WHOLE[:-120],
    "pages within themselves": pdf_of_objects([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", b"<< >>"]),
    "no pages": pdf_of_objects([b"<< /Type /Catalog >>", b"<< >>"]),
    "brackets in brackets": pdf_of_objects(
        [CATALOGUE, b"<< /Type /Pages /Kids " + b"[" * 50_000 + b"]" * 50_000 + b" >>", b"<< >>"]
    ),
    "a stream of four gigabytes": pdf_of_streams([zlib.compress(deflated_zeros(2**30), 9)], packed=True).replace(
        b"/FlateDecode", b"[/FlateDecode /FlateDecode]"
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_pdf_or_damaged_says_so(case: str) -> None:
    with pytest.raises(UnreadableInput, match=r"berita.pdf (is not a PDF file, or is damaged|has no text in it)"):
        read_pdf(HOSTILE[case], "berita.pdf")


def test_a_form_that_draws_itself_ends() -> None:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 5 0 R >> >> /Length 11 >>"
    raw = pdf_of_objects(
        [
            CATALOGUE,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>",
            b"<< /Length 5 >>\nstream\n/X Do\nendstream",
            form + b"\nstream\n/X Do /X Do\nendstream",
            b"<< >>",
        ]
    )
    with pytest.raises(UnreadableInput, match="has no text in it"):
        read_pdf(raw, "berita.pdf")


def test_leading_of_the_tests_is_that_of_the_lines() -> None:
    first, second = column(["satu", "dua"])
    assert first[1] - second[1] == LEADING
