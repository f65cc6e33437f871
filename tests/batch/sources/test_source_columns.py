"""Which columns of a table are read, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.batch.items import Item
from summarizer.batch.sources import open_source
from summarizer.datamodels import Origin
from summarizer.documents.reading import MAX_BYTES
from summarizer.errors import OptionError, UnfitInput
from tests.batch.sources.berita import KAPAL, PASAR, items, jsonl, said, texts

TITLE = "Harga Beras di Kupang Naik"


def one(tmp_path: Path, row: dict[str, object], **options: str) -> Item:
    [item] = items(jsonl(tmp_path / "berita.jsonl", row), **options)
    return item


@pytest.mark.parametrize("column", ["text", "content", "article", "body", "isi", "teks", "Text", "ISI"])
def test_usual_names_of_the_text_are_known(tmp_path: Path, column: str) -> None:
    assert one(tmp_path, {"nomor": 1, column: PASAR}).read().text == PASAR


def test_the_first_of_the_usual_names_counts(tmp_path: Path) -> None:
    assert one(tmp_path, {"isi": KAPAL, "content": PASAR}).read().text == PASAR


def test_the_user_can_name_the_columns(tmp_path: Path) -> None:
    item = one(tmp_path, {"text": KAPAL, "berita": PASAR, "nomor": 7}, text_column="berita", id_column="nomor")
    assert (item.key, item.read().text) == ("7", PASAR)


def test_a_table_without_a_text_says_what_it_has_and_which_option_helps(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "berita.jsonl", {"nomor": 7, "berita": PASAR})
    with pytest.raises(
        UnfitInput, match=r"text, content, article, body, isi or teks. It has nomor, berita:.*--text-column"
    ):
        open_source(str(file))


@pytest.mark.parametrize(("option", "flag"), [("text_column", "--text-column"), ("id_column", "--id-column")])
def test_a_column_that_there_is_not_is_refused(tmp_path: Path, option: str, flag: str) -> None:
    file = jsonl(tmp_path / "berita.jsonl", {"id": 7, "text": PASAR})
    with pytest.raises(OptionError, match=f"no column “tulisan”. It has id, text: name one with {flag}"):
        open_source(str(file), **{option: "tulisan"})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"id": "berita-1", "key": "x"}, "berita-1"),
        ({"key": "x", "url": "https://kabar.example/1"}, "x"),
        ({"url": "https://kabar.example/1"}, "https://kabar.example/1"),
        ({"id": 12}, "12"),
        ({"id": 12.0}, "12"),
        ({"id": 0}, "0"),
        ({"id": None}, "row-1"),
        ({"id": " "}, "row-1"),
        ({"id": ["x"]}, "row-1"),
        ({"id": "a\x00\ud800b"}, "ab"),
        ({}, "row-1"),
    ],
)
def test_an_item_is_known_by_its_id(tmp_path: Path, row: dict[str, object], key: str) -> None:
    assert one(tmp_path, {"text": PASAR, **row}).key == key


def test_an_id_that_came_before_is_an_error_of_its_row_alone(tmp_path: Path) -> None:
    rows = [{"id": one, "text": PASAR} for one in ("a", "b", "a", "a (again in row 3)", None, "row-5")]
    found = items(jsonl(tmp_path / "berita.jsonl", *rows))
    assert [item.key for item in found] == [
        "a",
        "b",
        "a (again in row 3)",
        "a (again in row 3) (again in row 4)",
        "row-5",
        "row-5 (again in row 6)",
    ]
    assert texts([found[0], found[1], found[4]]) == [PASAR] * 3
    assert "row 3 of" in said(found[2])
    assert "has the id “a”, as an earlier row has" in said(found[2])


def test_an_id_that_is_a_whole_text_is_refused(tmp_path: Path) -> None:
    item = one(tmp_path, {"text": PASAR, "id": "x" * 2001})
    assert item.key == "row-1"
    assert "Name another --id-column" in said(item)


def test_ids_that_differ_in_case_have_outputs_of_their_own(tmp_path: Path) -> None:
    rows = [{"id": one, "text": PASAR} for one in ("Ab1", "aB1", "ab2")]
    stems = [item.stem for item in items(jsonl(tmp_path / "berita.jsonl", *rows))]
    assert (stems[0], stems[2]) == ("Ab1", "ab2")
    assert stems[1].startswith("ab1-")


def test_paragraphs_in_a_list_are_parted_by_blank_lines(tmp_path: Path) -> None:
    assert one(tmp_path, {"text": [PASAR, KAPAL]}).read().text == f"{PASAR}\n\n{KAPAL}"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "there is nothing in its column “text”"),
        (" \n", "there is nothing in its column “text”"),
        ([], "there is nothing in its column “text”"),
        (12, "there is no text in its column “text”"),
        (True, "there is no text in its column “text”"),
        (["a", 1], "there is no text in its column “text”"),
        ({"a": 1}, "there is no text in its column “text”"),
        ("* * *", "has no word in it"),
    ],
)
def test_a_row_without_a_text_cannot_be_read(tmp_path: Path, value: object, reason: str) -> None:
    file = jsonl(tmp_path / "berita.jsonl", {"text": PASAR}, {"text": value}, {"lain": 1})
    _, bad, without = items(file)
    assert "row 2 of" in said(bad)
    assert reason in said(bad)
    assert "row 3 of" in said(without)


def test_an_article_that_is_too_long_cannot_be_read(tmp_path: Path) -> None:
    item = one(tmp_path, {"text": "Harga naik. " * (MAX_BYTES // 12), "title": TITLE})
    assert "row 1 of" in said(item)
    assert "is larger than 1024 KiB" in said(item)


def test_what_cannot_be_printed_is_left_out_and_noted(tmp_path: Path) -> None:
    article = one(tmp_path, {"text": f"\x1b[8m\x00{PASAR}\ud83d"}).read()
    assert article.text == f"[8m{PASAR}"
    assert len(article.notes) == 1
    assert "cannot be printed" in article.notes[0]
    assert one(tmp_path, {"text": PASAR}).read().notes == ()


def test_the_origin_comes_from_its_columns(tmp_path: Path) -> None:
    row = {"title": TITLE, "author": "Maria Leba", "date": "2024-08-12T08:00:00Z", "url": "https://kabar.example/1"}
    article = one(tmp_path, {"text": PASAR, **row}).read()
    assert article.origin == Origin(TITLE, "Maria Leba", "2024-08-12", "https://kabar.example/1")


@pytest.mark.parametrize(
    ("date", "kept"),
    [
        ("2024-08-12", "2024-08-12"),
        ("12/8/2024", ""),
        ("2024-13-45", ""),
        (20240812, ""),
        (None, ""),
        ("2024-08-123", ""),
    ],
)
def test_a_date_is_kept_if_it_is_one(tmp_path: Path, date: object, kept: str) -> None:
    assert one(tmp_path, {"text": PASAR, "date": date}).read().origin.date == kept


def test_an_origin_that_is_none_is_left_out(tmp_path: Path) -> None:
    row = {"title": 12, "byline": ["admin"], "url": "javascript:alert(1)"}
    assert one(tmp_path, {"text": PASAR, **row}).read().origin == Origin()


def test_a_title_is_put_in_front_as_the_headline(tmp_path: Path) -> None:
    article = one(tmp_path, {"text": f"\n{PASAR}\n", "title": f" {TITLE}\n"}).read()
    assert article.text == f"{TITLE}\n\n{PASAR}\n"


def test_a_title_that_stands_there_already_is_not_put_there_again(tmp_path: Path) -> None:
    text = f"\n{TITLE.upper()}\n\n{PASAR}"
    assert one(tmp_path, {"text": text, "title": TITLE}).read().text == text


def test_a_fingerprint_is_that_of_text_and_origin_alone(tmp_path: Path) -> None:
    row = {"id": "a", "text": PASAR, "title": TITLE, "dilihat": 12}
    before = one(tmp_path, row).fingerprint()
    assert one(tmp_path, {**row, "dilihat": 13, "id": "b"}).fingerprint() == before
    changed = [{"text": KAPAL}, {"title": ""}, {"byline": "Maria Leba"}, {"date": "2024-08-12"}, {"text": None}]
    assert len({before, *(one(tmp_path, {**row, **change}).fingerprint() for change in changed)}) == 6
