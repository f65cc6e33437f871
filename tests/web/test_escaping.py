"""Whatever is in an article, on the page it is text and nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.datamodels import (
    Issue,
    IssueKind,
    Segment,
    Severity,
    TranslatedSegment,
)
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.web.batch_work import Row
from summarizer.web.rendering import (
    Status,
    render_batch,
    render_brief,
    render_detected,
    render_draft,
    render_glossary,
    render_report,
    render_status,
)
from summarizer.web.texts import texts
from summarizer.web.visits import Result, Timing, Visit
from tests.web.hostile import brief_of
from tests.web.shown import parsed, seen, structure, text_of, texts_at

TOKEN = "a-secret_token"
ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)//",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)><animate onbegin=alert(1)>",
    '"><a href="javascript:alert(1)">read on</a>',
    "javascript:alert(1)",
    '" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)",
    "x onclick=alert(1) y",
    "</span></p></div></section><style>*{display:none}</style>",
    "<!-- ", "--><b>", "<![CDATA[", "]]>", "<?php",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<template><b>", "<textarea>", "<noscript>", "<form action=//evil.example><input name=a>",
    "&lt;b&gt;", "&#x3c;script&#x3e;", "&amp;amp;", "\uff1cscript\uff1e",
    "{{value}}", "{{ 7 * 7 }}", "{% raw %}", "{# #}", "${alert(1)}", "`${alert(1)}`", "\\u003cscript\\u003e",
    "%(number)s", "100 % %s %d", "'\"`<>&",
]  # fmt: skip
BIDI = "\u061c\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "\x00\x01\x07\x08\x1b\x7f\x9b"


def all_of(hostile: str) -> dict[str, str]:
    """Everything that the page shows, with ``hostile`` in every place that is not ours."""
    brief = brief_of(hostile)
    row = Row(hostile, "failed", 0.5, hostile)
    visit = Visit("en", TOKEN, glossary=Glossary([Term(hostile, hostile, note=hostile)]))
    return {
        "status": render_status([Status("error", hostile), Status("working", hostile, 0.5)]),
        "draft": render_draft(brief.translation.document.text, brief.translation.segments, "id-en", "en"),
        "brief": render_brief(brief, TOKEN, "en"),
        "report": render_report(Result(brief, "embedded", None, Timing(1, 2)), "id"),
        "batch": render_batch([row, Row(hostile, "done", 1.0)], "visits/token/batch.zip", "en", is_finished=True),
        "glossary": render_glossary(visit),
        "detected": render_detected(hostile, "id-en", "en"),
    }


HARMLESS = {place: structure(html) for place, html in all_of("Kupang").items()}


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_an_article_becomes_an_element_or_an_attribute(attack: str) -> None:
    for place, html in all_of(attack).items():
        assert structure(html) == HARMLESS[place], place


@pytest.mark.parametrize("place", HARMLESS)
def test_the_page_itself_has_no_script_and_no_address_but_its_own(place: str) -> None:
    for element in parsed(all_of("Kupang")[place]).iter():
        assert element.tag not in {"script", "style", "iframe", "object", "form", "img", "link"}
        assert not [name for name in element.attrib if name.startswith("on") or name in {"style", "src", "srcdoc"}]
        assert element.get("href", "visits/").startswith("visits/")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_article_is_shown_as_it_is_written(attack: str) -> None:
    shown = all_of(attack)
    wanted = " ".join(attack.split())
    [headline] = texts_at(shown["brief"], '//*[@class="headline"]')
    assert headline == wanted
    [origin] = texts_at(shown["brief"], '//*[@class="origin"]')
    assert origin == f"{wanted} · {wanted} · {wanted}"
    for place in ("brief", "draft"):
        sentences = {
            (element.get("data-side"), element.get("data-sentence")): text_of(element)
            for element in parsed(shown[place]).xpath("//*[@data-side]")
        }
        assert sentences["source", "2"] == f"Harga {wanted} naik."
        assert sentences["target", "2"] == f"Prices {wanted} rose."
        assert sentences["target", "3"] == wanted
    assert f"name missing: {wanted} is missing" in texts_at(shown["brief"], '//*[@class="remark"]')
    assert f"number: {wanted} → {wanted} 2" in texts_at(shown["brief"], '//*[@class="remark"]')
    [summary] = texts_at(shown["brief"], '//*[@class="summary"]/li')
    assert summary.startswith(f"Prices {wanted} rose. ")
    cells = list(texts_at(shown["report"], "//td"))
    assert f"name missing: {wanted} is missing" in cells
    assert f"{texts('id')['fact_number']}: {wanted} → {wanted} 2" in cells
    assert wanted in texts_at(shown["batch"], "//tbody//th")
    assert wanted in texts_at(shown["batch"], "//td")
    assert list(texts_at(shown["status"], '//div[@role="status"]/div')) == [wanted, wanted]


@pytest.mark.parametrize("attack", ["</div><b>", "a  b\n\n- c", '"quoted"', *BIDI])
def test_what_is_copied_is_the_text_itself(attack: str) -> None:
    brief = brief_of(attack)
    body = parsed(render_brief(brief, TOKEN, "en"))
    [target] = body.xpath('//*[@hidden][@data-text="target"]')
    assert target.text == brief.translation.text
    assert attack in target.text
    [bilingual] = body.xpath('//*[@hidden][@data-text="bilingual"]')
    assert "Prices" in bilingual.text
    assert len(bilingual) == len(target) == 0


@pytest.mark.parametrize("control", [*BIDI, *CONTROLS], ids=ascii)
def test_what_is_unseen_and_changes_what_is_seen_gets_a_sign(control: str) -> None:
    sign = f"[U+{ord(control):04X}]"
    for place in ("status", "draft", "brief", "report", "batch"):
        html = all_of(f"1{control}2")[place]
        [*signs] = texts_at(html, '//*[@class="control"]')
        assert signs, place
        assert set(signs) == {sign}
        assert control not in seen(html), place


def test_a_sign_stands_where_the_character_is() -> None:
    html = render_status([Status("note", "12\u202e34 <b>")])
    assert list(texts_at(html, "//div/span")) == ["12[U+202E]34 <b>"]


@pytest.mark.parametrize("text", ["a\tb\nc\r\nd", "caf\u00e9 \u2013 \u201cya\u201d", "\u200bnol", "e\u0301", "🌋"])
def test_ordinary_text_gets_no_sign(text: str) -> None:
    html = render_status([Status("note", text)])
    assert "control" not in html
    assert text.split()[-1] in html


@pytest.mark.parametrize("half", ["\ud800", "a\udc00b"])
def test_half_a_surrogate_pair_can_be_sent(half: str) -> None:
    for place, html in all_of(half).items():
        html.encode("utf-8")
        if place in {"brief", "status"}:
            assert f"[U+{ord(max(half)):04X}]" in html


@pytest.mark.parametrize("unit", ["a", "<", "\x00", "\u202e", "\ud800", "a\n", '"'], ids=ascii)
def test_a_line_of_a_million_characters_takes_time_in_proportion(unit: str) -> None:
    line = unit * (2**20 // len(unit))
    began = time.process_time()
    html = render_status([Status("error", line)])
    source = Segment(line, 0, len(line), 0)
    issue = Issue(IssueKind.EMPTY, Severity.ERROR, line, ((0, len(line)),), ((1, len(line)),))
    draft = render_draft(line, [TranslatedSegment(source, line, (issue,))], "id-en", "en")
    assert time.process_time() - began < 60
    for shown in (html, draft):
        assert len(shown) > 2**20


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.one_of(st.characters(), st.sampled_from("<>\"'&`${}%()=/ \n\x00" + BIDI), st.characters(categories=["Cs"])),
        min_size=1,
        max_size=40,
    )
)
def test_any_text_at_all_is_text(text: str) -> None:
    # A blank target is a sentence that is not there yet, and a blank origin is none.
    for place, html in all_of(f"x{text}x").items():
        html.encode("utf-8")
        assert structure(html) == HARMLESS[place]
