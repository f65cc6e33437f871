"""Web pages: the article without what stands around it, where it comes from, and the letters that were meant."""

from __future__ import annotations

import codecs

import pytest

from summarizer.datamodels import Origin
from summarizer.documents.html_reading import decode_html, read_html
from summarizer.errors import UnfitInput
from tests.documents.news_page import AROUND, HEADLINE, PAGE, PARAGRAPHS

SENTENCE = "Warga Kupang menyebut pasar itu “berkah” bagi pedagang kecil."


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_news_page_gives_its_headline_and_every_paragraph_and_nothing_else() -> None:
    assert read_html(PAGE.encode(), "berita.html").text == "\n\n".join([HEADLINE, *PARAGRAPHS]) + "\n"


@pytest.mark.parametrize("word", AROUND)
def test_what_stands_around_the_article_is_gone(word: str) -> None:
    assert word in PAGE
    assert word not in read_html(PAGE.encode(), "berita.html").text


def test_byline_date_and_address_are_kept_beside_the_text() -> None:
    article = read_html(PAGE.encode(), "berita.html")
    assert article.origin == Origin(
        HEADLINE, "Maria Leba", "2024-08-12", "https://kabartimur.example/ekonomi/pasar-baru"
    )
    assert "Maria" not in article.text
    assert "Agustus" not in article.text


def test_a_title_that_is_not_in_the_body_becomes_the_first_paragraph() -> None:
    raw = page(f"<article><p>{SENTENCE}</p></article>", "<title>Pasar baru dibuka di Kupang</title>")
    assert read_html(raw, "berita.html").text == f"Pasar baru dibuka di Kupang\n\n{SENTENCE}\n"


@pytest.mark.parametrize("rubric", ["", "<p>Ekonomi daerah</p>"])
def test_a_headline_in_the_body_is_not_repeated(rubric: str) -> None:
    head = '<meta property="og:title" content="Pasar Baru Dibuka, Warga Senang">'
    raw = page(f"<article>{rubric}<h1>Pasar baru dibuka: warga senang!</h1><p>{SENTENCE}</p></article>", head)
    text = read_html(raw, "berita.html").text
    assert text.startswith("Pasar Baru Dibuka, Warga Senang\n\n")
    assert text.lower().count("warga senang") == 1


def test_nothing_that_is_not_known_is_made_up() -> None:
    article = read_html(page(f"<article><p>{SENTENCE}</p></article>"), "berita.html")
    assert article.origin == Origin()


@pytest.mark.parametrize("author", ["admin", "https://kabartimur.example/penulis/7", "-"])
def test_a_byline_that_names_nobody_is_left_out(author: str) -> None:
    raw = page(f"<article><p>{SENTENCE}</p></article>", f'<meta name="author" content="{author}">')
    assert read_html(raw, "berita.html").origin.byline == ""


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "/pasar"])
def test_an_address_that_is_not_of_the_web_is_left_out(address: str) -> None:
    raw = page(f"<article><p>{SENTENCE}</p></article>", f'<link rel="canonical" href="{address}">')
    assert read_html(raw, "berita.html").origin.url == ""


def test_a_list_within_a_list_is_read_once() -> None:
    items = "<ul><li>Pasar Oebobo<ul><li>Lantai dua</li></ul></li><li>Pasar Kelapa Lima</li></ul>"
    text = read_html(page(f"<article><p>{SENTENCE}</p>{items}</article>"), "berita.html").text
    assert text == f"{SENTENCE}\n\n- Pasar Oebobo\n- Lantai dua\n- Pasar Kelapa Lima\n"


def test_a_fragment_without_a_page_around_it_is_read() -> None:
    assert read_html(f"<p>{SENTENCE}</p>".encode(), "berita.html").text == f"{SENTENCE}\n"


@pytest.mark.parametrize(
    "raw",
    [b"", b" ", page(""), page("<nav><a href='/'>Beranda</a></nav>"), page("<script>var x = 1</script>")],
    ids=["nothing", "blank", "no body", "only a menu", "only a script"],
)
def test_a_page_without_an_article_says_what_to_do(raw: bytes) -> None:
    with pytest.raises(UnfitInput, match=r"no article was found in berita.html. Copy its text from the browser"):
        read_html(raw, "berita.html")


def test_what_could_hide_a_mark_on_a_terminal_is_left_out() -> None:
    text = read_html(page("<article><p>Harga\x1b[8m beras naik\x00 di\u200b pasar itu.</p></article>"), "x.html").text
    assert text == "Harga[8m beras naik di pasar itu.\n"


@pytest.mark.parametrize(
    "raw",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_letters_without_a_declaration(raw: bytes) -> None:
    assert decode_html(raw) == SENTENCE


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ("<META CHARSET=iso-8859-1>", "cp1252"),  # which means cp1252 on the web
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta charset="utf-16">', "utf-8"),  # it cannot be, or this could not be read
        ('<meta charset="unicode_escape">', "utf-8"),  # a codec of Python's, and none of the web
        ('<meta charset="no-such-thing">', "utf-8"),
    ],
)
def test_letters_as_the_page_declares_them(declaration: str, encoding: str) -> None:
    text = declaration + "“Pasar”"
    assert decode_html(text.encode(encoding)) == text


def test_letters_that_are_none_in_the_declared_charset_break_nothing() -> None:
    assert decode_html(b'<meta charset="utf-8">Harga \xff naik') == '<meta charset="utf-8">Harga \ufffd naik'
