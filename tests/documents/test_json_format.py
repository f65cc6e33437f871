"""JSON: the exact shape, and offsets that point where they say."""

from __future__ import annotations

import json
import re
from typing import Any

from summarizer import Document, make_brief
from summarizer.briefing import with_edit
from summarizer.datamodels import Origin
from summarizer.documents import json_format
from summarizer.summarization import SummaryOptions
from tests.documents.kupang import ARTICLE, fake_engine


def written(article: str = ARTICLE) -> dict[str, Any]:
    brief = make_brief(Document(article), translator=fake_engine(), summary=SummaryOptions(1))
    result: dict[str, Any] = json.loads(json_format.brief(brief))
    return result


def test_the_shape() -> None:
    result = written()
    assert list(result) == ["source", "target", "segments", "report", "summary", "signature"]
    assert result["source"] == {
        "text": ARTICLE,
        "lang": "id",
        "origin": {"title": "", "byline": "", "date": "", "url": ""},
    }
    assert result["target"]["lang"] == "en"
    assert result["segments"][3] == {
        "source": "Kedua pasar itu menampung 250 pedagang dari empat kelurahan.",
        "target": "The two markets house traders from four wards.",
        "start": ARTICLE.index("Kedua"),
        "end": ARTICLE.index("\n\nWali"),
        "paragraph": 1,
        "issues": [
            {
                "kind": "number_missing",
                "severity": "error",
                "detail": "missing: 250",
                "source_spans": [[26, 29]],
                "target_spans": [],
            }
        ],
        "repairs": [],
        "edited": False,
    }
    assert result["report"] == [
        {"kind": "number", "found": 2, "kept": 1, "repaired": 0, "flagged": 1},
        {"kind": "amount", "found": 0, "kept": 0, "repaired": 0, "flagged": 0},
        {"kind": "date", "found": 1, "kept": 1, "repaired": 0, "flagged": 0},
        {"kind": "name", "found": 2, "kept": 2, "repaired": 0, "flagged": 0},
        {"kind": "term", "found": 0, "kept": 0, "repaired": 0, "flagged": 0},
    ]
    signature = result["summary"].pop("signature")
    assert re.fullmatch(r"rules:[0-9a-f]{8}\|form:bullets\|lang:en\|sentences:1", signature)
    assert result["summary"] == {
        "form": "bullets",
        "lang": "en",
        "sentences": [
            {
                "text": "Kupang opened two new markets on Monday.",
                "source_text": "Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin.",
                "sources": [2],
                "origin": "extracted",
            }
        ],
        "whole": False,
        "notes": [],
    }


def test_origin_and_edits_are_said() -> None:
    origin = Origin("Pemkot Kupang Buka Dua Pasar Baru", "Rina Taolin", "2025-03-04", "https://example.org/pasar")
    brief = make_brief(Document(ARTICLE, origin=origin), translator=fake_engine())
    result = json.loads(json_format.brief(with_edit(brief, 3, "The two markets house 250 traders.")))
    assert result["source"]["origin"] == {
        "title": "Pemkot Kupang Buka Dua Pasar Baru",
        "byline": "Rina Taolin",
        "date": "2025-03-04",
        "url": "https://example.org/pasar",
    }
    assert [segment["edited"] for segment in result["segments"]] == [False, False, False, True, False, False]


def test_a_translation_has_no_summary() -> None:
    brief = make_brief(Document(ARTICLE), translator=fake_engine())
    assert json.loads(json_format.translation(brief.translation))["summary"] is None


def test_the_target_has_no_marks() -> None:
    assert "[" not in written()["target"]["text"]


def test_offsets_count_code_points() -> None:
    # One code point outside the basic plane is two UTF-16 units and four bytes; so are offsets that go wrong.
    article = ARTICLE.replace("Senin.", "Senin 🛒.").replace("\n", "\r\n")
    result = written(article)
    assert result["source"]["text"] == article
    assert len(result["segments"]) == 6
    for segment in result["segments"]:
        assert article[segment["start"] : segment["end"]] == segment["source"]


def test_text_is_written_as_text() -> None:
    brief = make_brief(Document("Harga “beras” naik."), translator=fake_engine())
    assert "“beras”" in json_format.brief(brief)
