"""The table of downloads."""

from __future__ import annotations

import json
from io import BytesIO

import docx
import pytest
from translate.storage.tmx import tmxfile

from summarizer import Document, make_brief
from summarizer.documents import json_format, markdown_format
from summarizer.documents.exports import EXPORTS
from summarizer.engines.recording import RecordingTranslator
from tests.documents.kupang import ARTICLE, fake_engine


@pytest.mark.parametrize("key", ["md", "docx", "json", "tmx"])
def test_each_kind_is_written_and_is_what_its_suffix_says(key: str) -> None:
    brief = make_brief(Document(ARTICLE), translator=fake_engine())
    export = EXPORTS[key]
    written = export.write(brief)
    assert export.suffix == f".{key}"
    if key == "docx":
        assert docx.Document(BytesIO(written)).paragraphs[0].text == brief.headline
    elif key == "tmx":
        assert len(tmxfile.parsestring(written).units) == 4
    else:
        format_of = {"md": markdown_format, "json": json_format}[key]
        assert written.decode("utf-8") == format_of.brief(brief)


def test_media_types_are_those_of_the_formats() -> None:
    assert {key: export.media_type for key, export in EXPORTS.items()} == {
        "md": "text/markdown",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "json": "application/json",
        "tmx": "application/x-tmx",
    }


@pytest.mark.parametrize("key", EXPORTS)
@pytest.mark.parametrize("text", ["", "Harga \ud83d naik\x00 di pasar\x1b[8m \ufffe Kupang pada hari Senin."])
def test_no_text_breaks_a_download(key: str, text: str) -> None:
    written = EXPORTS[key].write(make_brief(Document(text), translator=RecordingTranslator()))
    assert written
    if key == "json":
        assert json.loads(written)["signature"]


@pytest.mark.parametrize("key", EXPORTS)
def test_the_same_brief_gives_the_same_bytes(key: str) -> None:
    first, second = (make_brief(Document(ARTICLE), translator=fake_engine()) for _ in range(2))
    assert EXPORTS[key].write(first) == EXPORTS[key].write(second)
