"""Web pages: the article's own text, without the page around it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from summarizer.datamodels import Origin
from summarizer.documents.extracted import extracted_text, property_byline, same_words, tidy
from summarizer.documents.reading import Article
from summarizer.errors import UnfitInput

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Python knows more codecs than text on the web has, and some of them are slow on purpose or by accident.
_CHARSET = re.compile(r"utf-?8|utf-?16(?:-?[lb]e)?|iso-?8859-\d+|windows-125\d|cp125\d|latin-?1|us-ascii|ascii")
_LATIN = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLANKS = re.compile(r"\s+")
# Where a headline may stand below a rubric or a dateline.
_HEADLINE_WITHIN = 3


def read_html(raw: bytes, name: str) -> Article:
    """The headline, a blank line and the article's paragraphs, with its byline, date and address as origin.

    Raises UnfitInput if there is no article on the page.
    """
    # trafilatura: Apache-2.0, since 2019, several releases a year; made for news, and it finds metadata too.
    from trafilatura import bare_extraction

    page = decode_html(raw)
    if "<html" not in page[:_DECLARED_WITHIN].lower():
        page = f"<html><body>{page}</body></html>"
    # A date that is searched for in the whole page is often that of another article on it.
    dates = {"original_date": True, "extensive_search": False}
    found = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=dates)
    blocks = [] if found is None or isinstance(found, dict) else list(filter(None, map(tidy, _blocks(found.body))))
    if found is None or isinstance(found, dict) or not blocks:
        raise UnfitInput(f"no article was found in {name}. Copy its text from the browser and paste it")
    title = " ".join(tidy(found.title or "").split())
    origin = Origin(
        title=title,
        byline=property_byline(found.author or ""),
        date=found.date if found.date and _DATE.fullmatch(found.date) else "",
        url=found.url if found.url and found.url.startswith(("http://", "https://")) else "",
    )
    return Article(extracted_text(_with_title(title, blocks), name), origin)


def decode_html(raw: bytes) -> str:
    """The page's characters: by its byte-order mark, else as it declares, else as UTF-8, else as cp1252."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.search(raw[:_DECLARED_WITHIN])
    # What can be read as a declaration is not UTF-16, whatever it says.
    encoding = known_charset(declared[1].decode("ascii", "replace")) if declared else ""
    if encoding and not encoding.startswith("utf-16"):
        return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def known_charset(label: str) -> str:
    """Python's name for a charset of the web, "" if there is none; Latin-1 means cp1252 there."""
    label = label.strip().lower()
    if label in _LATIN:
        return "cp1252"
    if not _CHARSET.fullmatch(label):
        return ""
    try:
        return codecs.lookup(label).name
    except LookupError:
        return ""


def _with_title(title: str, blocks: list[str]) -> list[str]:
    if not title:
        return blocks
    head, rest = blocks[:_HEADLINE_WITHIN], blocks[_HEADLINE_WITHIN:]
    return [title, *(block for block in head if not same_words(block, title)), *rest]


def _blocks(element: Any) -> Iterator[str]:
    """The blocks of a body in trafilatura's own tags: a line break ends one, and so does a cell of a table."""
    for child in element:
        match child.tag:
            case "list":
                # A list within an item comes by itself, as items too.
                yield "\n".join(f"- {' '.join(_text(item, without='list').split())}" for item in child.iter("item"))
            case "table":
                for cell in child.iter("cell"):
                    yield from _text(cell).split("\n")
            case "quote" | "div" if len(child):
                yield _BLANKS.sub(" ", child.text or "")
                yield from _blocks(child)
            case _:
                yield from _text(child).split("\n")
        yield _BLANKS.sub(" ", child.tail or "")


def _text(element: Any, *, without: str = "") -> str:
    """The text of one block, with a line for each that its breaks make."""
    pieces = [_BLANKS.sub(" ", element.text or "")]
    for child in element:
        inner = "" if child.tag == without else _text(child, without=without)
        pieces += ["\n" if child.tag in {"lb", "p"} else "", inner, _BLANKS.sub(" ", child.tail or "")]
    return "".join(pieces)
