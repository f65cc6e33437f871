"""The page's HTML: what a reader is told of an article, of each sentence and of the work."""

from __future__ import annotations

import pytest

from summarizer.datamodels import (
    Brief,
    Document,
    Issue,
    IssueKind,
    Segment,
    SentenceOrigin,
    Severity,
    Summary,
    SummaryForm,
    SummarySentence,
    TranslatedSegment,
    Translation,
)
from summarizer.engines.registry import ENGINES
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.web.batch_work import Row
from summarizer.web.rendering import (
    Status,
    render_batch,
    render_brief,
    render_detected,
    render_draft,
    render_glossary,
    render_no_report,
    render_report,
    render_status,
)
from summarizer.web.texts import texts
from summarizer.web.visits import Result, Timing, Visit
from tests.web.hostile import brief_of
from tests.web.shown import parsed, seen, text_of, texts_at

TOKEN = "a-secret_token"


def test_a_brief_names_itself_in_its_addresses() -> None:
    body = parsed(render_brief(brief_of("Kupang"), TOKEN, "en"))
    [section] = body
    assert section.get("data-token") == TOKEN
    assert [link.get("href") for link in body.xpath("//a")] == [
        f"visits/{TOKEN}/brief.{suffix}" for suffix in ("md", "docx", "json", "tmx")
    ]


def test_languages_are_named_for_those_who_listen() -> None:
    body = parsed(render_brief(brief_of("Kupang"), TOKEN, "id"))
    assert {one.get("lang") for one in body.xpath('//*[contains(@class, "source")]')} == {"id"}
    assert {one.get("lang") for one in body.xpath('//p[contains(@class, "target")]')} == {"en"}
    assert {one.get("lang") for one in body.xpath('//*[@class="receipt"]')} == {"id"}


def test_the_summary_points_at_its_sentences() -> None:
    body = parsed(render_brief(brief_of("Kupang"), TOKEN, "en"))
    [receipt] = body.xpath('//ol//*[@class="receipt"]')
    assert (receipt.get("data-goto"), text_of(receipt)) == ("2", "sentence 2")
    picked = body.xpath('//*[contains(@class, "picked")]')
    assert [one.get("data-goto") for one in picked] == ["2"]
    assert "in the summary" in picked[0].get("aria-label")


@pytest.mark.parametrize(
    ("whole", "sentences", "said"),
    [(True, 1, "whole"), (False, 1, None), (False, 0, "no_summary")],
)
def test_a_summary_that_is_all_or_nothing_says_so(whole: bool, sentences: int, said: str | None) -> None:
    brief = brief_of("Kupang")
    summary = Summary(brief.summary.sentences[:sentences], whole)
    html = render_brief(Brief(brief.headline, summary, brief.translation), TOKEN, "en")
    for key in ("whole", "no_summary"):
        assert (texts("en")[key] in seen(html)) == (key == said)


@pytest.mark.parametrize(("language", "remark"), [("en", "(shortened)"), ("id", "(dipersingkat)")])
def test_the_reader_sees_which_sentence_was_shortened_and_what_is_to_be_known(language: str, remark: str) -> None:
    brief = brief_of("Kupang")
    [first, *_] = brief.summary.sentences
    short = SummarySentence("Short <b>one</b>.", first.source_text, first.sources, SentenceOrigin.COMPRESSED)
    summary = Summary((short, first), form=SummaryForm.PARAGRAPH, notes=("1 of 2 sentences was replaced",))
    html = render_brief(Brief(brief.headline, summary, brief.translation), TOKEN, language)
    shown = seen(html)
    assert shown.count(remark) == 1
    assert shown.index("Short <b>one</b>.") < shown.index(remark)
    assert "1 of 2 sentences was replaced" in shown
    assert len(parsed(html).xpath('//p[@class="summary"]/button')) == 2


def test_in_both_languages_there_are_two_summaries() -> None:
    brief = brief_of("Kupang")
    summary = Summary(brief.summary.sentences, lang="both")
    body = parsed(render_brief(Brief(brief.headline, summary, brief.translation), TOKEN, "en"))
    assert [one.get("lang") for one in body.xpath('//ol[@class="summary"]')] == ["en", "id"]


def _plain(target: str, *issues: Issue, edited: bool = False) -> Brief:
    segment = Segment("Harga naik 5 persen.", 0, 20, 0)
    translation = Translation(
        Document(segment.text), "en", (TranslatedSegment(segment, target, issues, edited=edited),), "engine:fake"
    )
    return Brief(target, Summary(()), translation)


MISSING = Issue(IssueKind.NUMBER_MISSING, Severity.ERROR, "5 is missing", ((11, 12),), ())


@pytest.mark.parametrize(
    ("brief", "sign", "words"),
    [
        (_plain("Prices rose 5 percent."), "1", "no fault found"),
        (_plain("Prices rose.", MISSING), "!", "error"),
        (_plain("Prices rose.", Issue(IssueKind.LENGTH, Severity.WARNING, "too short")), "?", "warning"),
        (_plain("Prices rose.", Issue(IssueKind.LENGTH, Severity.NOTE, "too short")), "i", "note"),
        (_plain("Prices rose 5 %.", edited=True), "✎", "edited by hand"),
        (_plain("Prices rose.", MISSING, edited=True), "!", "error, edited by hand"),
    ],
)
def test_colour_is_never_the_only_sign(brief: Brief, sign: str, words: str) -> None:
    body = parsed(render_brief(brief, TOKEN, "en"))
    [square] = body.xpath('//*[@class="strip"]/button')
    assert text_of(square) == sign
    assert square.get("aria-label") == square.get("title") == f"Sentence 1: {words}"
    flags = body.xpath('//*[contains(@class, "flag")]')
    assert ", ".join(flag.get("aria-label") for flag in flags) == ("" if sign == "1" else words)
    [described] = body.xpath('//*[@role="button"]')
    [remarks] = body.xpath(f'//*[@id="{described.get("aria-describedby")}"]')
    assert text_of(remarks).startswith(f"Sentence 1: {words}")


def test_a_missing_number_is_marked_where_it_stands_in_the_source() -> None:
    html = render_brief(_plain("Prices rose.", MISSING), TOKEN, "en")
    assert list(texts_at(html, "//mark")) == ["5"]
    assert parsed(html).xpath("//mark")[0].get("class") == "error"


def test_one_sentence_can_be_reached_by_the_keyboard_and_from_there_the_others() -> None:
    body = parsed(render_brief(brief_of("Kupang"), TOKEN, "en"))
    for path in ('//*[@role="button"]', '//*[@class="strip"]/button'):
        assert [one.get("tabindex") for one in body.xpath(path)] == ["0", "-1", "-1"]


def test_a_draft_shows_what_is_there_and_nothing_to_be_edited_or_copied() -> None:
    first, second = Segment("Satu.", 0, 5, 0), Segment("Dua.", 6, 10, 0)
    html = render_draft("Satu. Dua.", [TranslatedSegment(first, "One."), TranslatedSegment(second, "")], "id-en", "en")
    body = parsed(html)
    targets = body.xpath('//*[@data-side="target"]')
    assert [text_of(one) for one in targets] == ["One.", "…"]
    assert "pending" in targets[1].get("class")
    assert [text_of(one) for one in body.xpath('//*[@data-side="source"]')] == ["Satu.", "Dua."]
    assert body.xpath('//section[@aria-busy="true"]')
    assert not body.xpath('//*[@data-text or @data-copy or @data-token or @role="button"]')


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_report_says_what_was_kept_and_by_whom(language: str) -> None:
    result = Result(brief_of("Kupang"), "embedded", None, Timing(1.25, 4))
    words = texts(language)
    html = render_report(result, language)
    rows = [list(map(text_of, row)) for row in parsed(html).xpath('//table[@class="numbers"]//tr')]
    assert rows[1] == [words["fact_name"], "4", "3", "1", "1"]
    findings = parsed(html).xpath('//table[@class="findings"]//tr')
    assert len(findings) == 1 + 3 * (3 + 1)
    assert list(map(text_of, findings[1])) == ["1", words["severity_error"], "name missing: Kupang is missing"]
    expected = {"seconds": "4.0", "waited": "1.2", "words": 5, "sentences": 3, "speed": "1.2"}
    assert words["timing_line"] % expected in seen(html)
    assert words["edits_line"] % {"count": 1} in seen(html)
    assert "engine:Kupang" in seen(html)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_report_names_the_licence_of_the_model(engine: str) -> None:
    html = render_report(Result(_plain("Prices rose."), engine, None, Timing(0, 0)), "en")
    assert "Gemma Terms of Use" in seen(html)
    assert "Gemma Prohibited Use Policy" in seen(html)
    for key in ("no_facts", "no_findings"):
        assert texts("en")[key] in seen(html)
    assert texts("en")["edits"] not in seen(html)


@pytest.mark.parametrize("language", ["en", "id"])
def test_before_the_first_article_the_report_says_so(language: str) -> None:
    assert texts(language)["report_empty"] in seen(render_no_report(language))


@pytest.mark.parametrize(
    ("code", "langpair", "language", "shown"),
    [
        ("id", "id-en", "en", "Language found: Indonesian."),
        ("ms", "id-en", "en", "Language found: Malay."),
        ("en", "id-en", "en", "Language found: English. The direction says otherwise."),
        ("en", "en-id", "id", "Bahasa yang dikenali: Inggris."),
        ("fr", "id-en", "id", "Bahasa yang dikenali: Prancis. Arah yang dipilih berbeda."),
        ("zz", "id-en", "en", "Language found: zz. The direction says otherwise."),
    ],
)
def test_the_language_found_is_told(code: str, langpair: str, language: str, shown: str) -> None:
    assert text_of(parsed(render_detected(code, langpair, language))) == shown


def test_a_status_shows_how_far_it_is_where_that_is_known() -> None:
    html = render_status(
        [Status("working", "Waiting"), Status("working", "Translating", 0.256), Status("done", "Done", 1)]
    )
    assert [one.get("value") for one in parsed(html).xpath("//progress")] == ["26", "100"]
    assert [one.get("class") for one in parsed(html).xpath("//div/div")] == [
        "status-line status-working", "status-line status-working", "status-line status-done",
    ]  # fmt: skip
    assert parsed(html).xpath('//*[@role="status"]')


def test_the_table_of_a_batch() -> None:
    rows = [
        Row("a.txt", "done", 1.0, errors=2, warnings=1),
        Row("b.txt", "failed", remark="b.txt is empty"),
        Row("c.txt", "working", 0.5),
        Row("d.txt"),
        Row("e.txt", "stopped", 0.1),
    ]
    html = render_batch(rows, "", "en")
    cells = [list(map(text_of, row)) for row in parsed(html).xpath("//tbody/tr")]
    assert cells == [
        ["a.txt", "done", "", "errors: 2, warnings: 1"],
        ["b.txt", "failed", "", "b.txt is empty"],
        ["c.txt", "at work", "", ""],
        ["d.txt", "waiting", "", ""],
        ["e.txt", "stopped", "", ""],
    ]
    assert [one.get("value") for one in parsed(html).xpath("//progress")] == ["100", "0", "50", "0", "10"]
    assert not parsed(html).xpath("//a")
    assert "files done" not in seen(html)
    finished = render_batch(rows, "visits/x/batch.zip", "en", is_finished=True)
    assert "1 of 5 files done, 1 failed." in seen(finished)
    [link] = parsed(finished).xpath("//a")
    assert link.get("href") == "visits/x/batch.zip"


def test_a_batch_without_files_shows_no_table() -> None:
    assert not parsed(render_batch([], "", "en")).xpath("//table")


@pytest.mark.parametrize(
    ("glossary", "shown"), [(None, "There is no term yet."), (Glossary([Term("a", "b")] * 2), "Terms: 2. Export CSV")]
)
def test_a_glossary_can_be_exported_once_there_is_one(glossary: Glossary | None, shown: str) -> None:
    html = render_glossary(Visit("en", TOKEN, glossary=glossary))
    assert text_of(parsed(html)) == shown
    assert [link.get("href") for link in parsed(html).xpath("//a")] == (
        [f"visits/{TOKEN}/glossary.csv"] if glossary else []
    )
