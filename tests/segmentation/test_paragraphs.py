"""Paragraph numbers, hard-wrapped blocks and the layout marks that stay outside segments."""

from __future__ import annotations

import pytest

from summarizer.segmentation import normalise, split

WRAPPED = (
    "Hujan deras yang turun sejak kemarin malam membuat sungai\n"
    "meluap dan merendam puluhan rumah warga di tiga kampung.\n"
    "Petugas mengevakuasi warga yang terjebak, sementara dapur\n"
    "umum didirikan di balai desa."
)


def numbered(text: str) -> list[tuple[int, str]]:
    return [(segment.paragraph, segment.text) for segment in split(text)]


@pytest.mark.parametrize(
    "separator", ["\n\n", "\n", "\r\n\r\n", "\r\n", "\r", "\n \t\n", "\n\u200b\n", "\n\n\n\n", "\u2029"]
)
def test_paragraph_separators(separator: str) -> None:
    assert numbered(f"Satu. Dua.{separator}Tiga.") == [(0, "Satu."), (0, "Dua."), (1, "Tiga.")]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b\n\ufeff", "\t\u00a0"])
def test_blank_text_has_no_segments(text: str) -> None:
    assert split(text) == ()


def test_blanks_and_zero_width_characters_at_the_edges_are_glue() -> None:
    assert [(s.start, s.text) for s in split("\ufeff \u200bSatu.\u200b \n")] == [(3, "Satu.")]


def test_hard_wrapped_block_is_one_paragraph() -> None:
    segments = split(WRAPPED)
    assert {segment.paragraph for segment in segments} == {0}
    assert [normalise(segment.text) for segment in segments] == [
        "Hujan deras yang turun sejak kemarin malam membuat sungai meluap dan merendam puluhan rumah warga di "
        "tiga kampung.",
        "Petugas mengevakuasi warga yang terjebak, sementara dapur umum didirikan di balai desa.",
    ]
    assert "\n" in segments[0].text


def test_hard_wrapped_block_with_windows_line_ends() -> None:
    assert {segment.paragraph for segment in split(WRAPPED.replace("\n", "\r\n"))} == {0}


def test_hard_wrapped_blocks_are_told_apart() -> None:
    assert [segment.paragraph for segment in split(f"{WRAPPED}\n\n{WRAPPED}")] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Harga beras naik\nHarga cabai turun\nHarga gula tetap", id="short lines"),
        pytest.param(
            "Hujan deras turun sejak kemarin malam di kota ini.\nsungai meluap dan merendam rumah warga di sana.",
            id="line ends are sentence ends",
        ),
        pytest.param(
            "Hujan deras turun sejak kemarin malam di kota ini\ndan\nsungai meluap dan merendam rumah warga itu",
            id="a line had room left",
        ),
        pytest.param(
            "Hujan Deras Turun Sejak Kemarin Malam di Kota Ini\nSungai Meluap dan Merendam Rumah Warga di Sana",
            id="no line begins in lower case",
        ),
        pytest.param(f"{'kata ' * 30}\n{'kata ' * 30}", id="lines too wide for a column"),
    ],
)
def test_lines_stand_alone(text: str) -> None:
    assert [segment.paragraph for segment in split(text)] == list(range(len(text.splitlines())))


@pytest.mark.parametrize(
    "mark",
    ["- ", "– ", "— ", "* ", "• ", "·\t", "1. ", "12. ", "1) ", "(1) ", "a. ", "a) ", "(a) ", "B) ", "iv. ", "# ",
     "### ", "> ", "> > ", "> - ", "  - ", "-\u00a0"],
)  # fmt: skip
def test_layout_mark_is_glue(mark: str) -> None:
    text = f"Syaratnya berikut ini.\n{mark}Surat sehat. Asli."
    segments = split(text)
    assert [segment.text for segment in segments] == ["Syaratnya berikut ini.", "Surat sehat.", "Asli."]
    assert text[segments[0].end : segments[1].start] == f"\n{mark}"


@pytest.mark.parametrize(
    "line",
    ["A. Yani gugur.", "-5 derajat di puncak.", "1.500 orang hadir.", "2024. Itu tahunnya", "**Tebal** sekali.",
     "#SaveHutan ramai.", "1. ", "- ", ">", "a.", "10"],
)  # fmt: skip
def test_text_that_looks_like_a_mark_is_text(line: str) -> None:
    segments = split(f"Pembuka kalimat.\n\n{line}")
    assert segments[1].text.startswith(line.strip().split(". ")[0])
    assert segments[1].start == len("Pembuka kalimat.\n\n")


def test_item_may_be_hard_wrapped() -> None:
    text = (
        "- Hujan deras yang turun sejak kemarin malam membuat sungai\n"
        "  meluap dan merendam puluhan rumah warga di tiga kampung,\n"
        "  kata petugas.\n"
        "- Dapur umum didirikan."
    )
    assert [segment.paragraph for segment in split(text)] == [0, 1]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("satu  dua\n tiga", "satu dua tiga"),
        ("satu\u00a0dua\u2009tiga\u3000", "satu dua tiga"),
        ("per\u00adkembang\u200ban\ufeff", "perkembangan"),
        ("\u200b \u200b", ""),
        ("sudah rapi", "sudah rapi"),
    ],
)
def test_normalise(raw: str, expected: str) -> None:
    assert normalise(raw) == expected
