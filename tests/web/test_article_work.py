"""One article of a visit: what the page shows from the click to the brief, whatever happens in between."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from summarizer.datamodels import DecodingOptions, Hypothesis, IssueKind, Origin
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import CacheUnusable
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.summarization import SummaryOptions
from summarizer.web import desk as desk_module
from summarizer.web.article_work import JOB, ArticleRequest, Shown, translate_article
from summarizer.web.desk import Desk, Limits
from summarizer.web.texts import texts
from summarizer.web.visits import Visit
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE, fake_engine
from tests.web.serving import PausingTranslator, desk_of, wait_for
from tests.web.shown import collected, parsed, seen, texts_at

ENGLISH = "The government said on Monday that rice prices rose three percent in the capital."
MALAY = (
    "Kerajaan Malaysia berkata harga minyak akan dinaikkan mulai esok kerana kos bekalan semakin meningkat, "
    "kata Perdana Menteri semalam."
)
# More than one batch, none of it with anything for the checks to find.
LONG_ARTICLE = "\n".join(f"Warga kota {name} menyambut kabar baik itu." for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
REQUEST = ArticleRequest(ARTICLE, "id-en", "embedded", SummaryOptions(), force=False, use_glossary=True)


@pytest.fixture
def engine() -> RecordingTranslator:
    return fake_engine()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, engine: RecordingTranslator) -> Desk:
    return desk_of(monkeypatch, engine)


@pytest.fixture
def visit() -> Visit:
    return Visit("en")


def translated(desk: Desk, visit: Visit, text: str = ARTICLE, **changes: Any) -> list[Shown]:
    shown = collected(translate_article(desk, visit, replace(REQUEST, text=text, **changes)))
    assert [one.is_working for one in shown] == [True] * (len(shown) - 1) + [False]
    return shown


def statuses(shown: Sequence[Shown]) -> list[str]:
    """What the status says, one line after the other, each time that it changes."""
    said = ["\n".join(texts_at(one.status, '//div[@role="status"]/div')) for one in shown]
    return [one for number, one in enumerate(said) if number == 0 or said[number - 1] != one]


def kinds_of(visit: Visit) -> set[IssueKind]:
    assert visit.result is not None
    return {issue.kind for issue in visit.result.brief.translation.issues}


def test_the_status_says_what_is_done(desk: Desk, visit: Visit) -> None:
    said = statuses(translated(desk, visit))
    assert said[:4] == [
        "Waiting for a turn …",
        "Translating: 0 of 5 sentences",
        "Translating: 1 of 5 sentences",
        "Translating: 5 of 5 sentences",
    ]
    assert set(said[4:-1]) == {"Trying doubtful sentences again …"}
    assert re.fullmatch(r"Done in \d+\.\d seconds\. Sentences: 6\.", said[-1])


def test_it_is_said_in_the_language_of_the_visit(desk: Desk) -> None:
    shown = translated(desk, Visit("id"))
    assert statuses(shown)[0] == "Menunggu giliran …"
    assert statuses(shown)[-1].endswith("Kalimat: 6.")
    assert texts("id")["copy_bilingual"] in seen(str(shown[-1].brief))


def test_the_draft_grows_until_the_brief_is_there(desk: Desk, visit: Visit) -> None:
    shown = translated(desk, visit, LONG_ARTICLE)
    drafts = [one.brief for one in shown if one.brief and 'aria-busy="true"' in one.brief]
    pending = [len(parsed(draft).xpath('//*[contains(@class, "pending")]')) for draft in drafts]
    assert len(pending) >= 4, "sentence by sentence, not all at once"
    assert pending == sorted(pending, reverse=True)
    assert (pending[0], pending[-1]) == (26, 0)
    translating = [one.status for one in shown if "Translating" in one.status]
    shares = [bar.get("value") for status in translating for bar in parsed(status).xpath("//progress")]
    assert shares == sorted(shares, key=int)
    assert (shares[0], shares[-1]) == ("0", "100")
    assert shown[-1].brief is not None
    assert "aria-busy" not in shown[-1].brief
    assert [one.report for one in shown[:-1]] == [None] * (len(shown) - 1)


class FirstHeld(RecordingTranslator):
    """Two batches side by side, of which the first is not done before ``go`` is set."""

    def __init__(self) -> None:
        super().__init__(workers=2)
        self.go = threading.Event()
        self._is_first = threading.Semaphore(1)

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        answers = super().translate_batch(sentences, options)
        if self._is_first.acquire(blocking=False):
            assert self.go.wait(30), "nothing was shown of the other batches"
        return answers


def test_a_batch_is_shown_as_soon_as_it_is_there_whatever_was_begun_before_it(
    monkeypatch: pytest.MonkeyPatch, visit: Visit
) -> None:
    engine = FirstHeld()
    desk = desk_of(monkeypatch, engine)

    async def look() -> list[int]:
        pending = []
        async for one in translate_article(desk, visit, replace(REQUEST, text=LONG_ARTICLE)):
            if one.brief:
                pending.append(one.brief.count("sentence pending"))
            if pending and pending[-1] < 26:
                engine.go.set()
        return pending

    pending = asyncio.run(look())
    assert pending == sorted(pending, reverse=True), "what was shown stays"
    assert (pending[0], pending[-1]) == (26, 0)


def test_a_brief_and_its_report_are_shown_and_kept(desk: Desk, visit: Visit) -> None:
    origin = Origin(byline="Sari", url="https://kabar.example/pasar")
    shown = translated(desk, visit, summary=SummaryOptions(2), origin=origin, engine="embedded-int8")[-1]
    assert shown.brief is not None
    assert shown.report is not None
    assert list(texts_at(shown.brief, '//*[@class="headline"]')) == ["Kupang Opens Two New Markets"]
    assert list(texts_at(shown.brief, '//*[@class="origin"]')) == ["Sari · https://kabar.example/pasar"]
    assert len(parsed(shown.brief).xpath('//ol[@class="summary"]/li')) == 2
    assert "engine:recording" in seen(shown.report)
    assert visit.result is not None
    assert visit.result.engine == "embedded-int8"
    assert visit.result.brief.translation.document.text == ARTICLE
    assert visit.result.brief.translation.document.origin == origin
    assert visit.result.timing.seconds >= 0
    assert f'data-token="{visit.token}"' in shown.brief


def test_it_is_counted(desk: Desk, visit: Visit) -> None:
    translated(desk, visit)
    assert desk.tally.sentences == 6
    assert desk.tally.issues[IssueKind.NUMBER_MISSING] == 1


@pytest.mark.parametrize(
    ("text", "changes", "message"),
    [
        ("", {}, "the article is empty: there is nothing to translate."),
        (" \n", {}, "the article is empty: there is nothing to translate."),
        ("---\n", {}, "the article has no word in it: there is nothing to translate."),
        (
            ENGLISH,
            {},
            "the text looks English, not Indonesian. If that is wrong, "
            "tick “Translate even if the language looks wrong” under Options.",
        ),
        (ENGLISH, {"langpair": "en-id"}, "en to id is not translated here. Ask for one of: id-en."),
        (ENGLISH, {"langpair": "en-id", "force": True}, "en to id is not translated here. Ask for one of: id-en."),
        ("a" * 2_001, {}, "the text has 2,001 characters, and 2,000 is the most that is taken here. Split it."),
    ],
    ids=["empty", "blank", "no word", "english", "to indonesian", "to indonesian by force", "too long"],
)
def test_what_cannot_be_translated_is_refused_in_words_before_any_work(
    engine: RecordingTranslator,
    monkeypatch: pytest.MonkeyPatch,
    visit: Visit,
    text: str,
    changes: dict[str, Any],
    message: str,
) -> None:
    desk = desk_of(monkeypatch, engine, Limits(max_chars=2_000))
    shown = translated(desk, visit, text, **changes)
    assert statuses(shown) == [f"This did not work: {message}"]
    assert (shown[-1].brief, shown[-1].report) == (None, None), "what is there stays"
    assert engine.calls == []
    assert desk.loaded == ()
    assert visit.result is None


def test_with_the_box_ticked_any_language_is_translated(desk: Desk, visit: Visit, engine: RecordingTranslator) -> None:
    assert statuses(translated(desk, visit, ENGLISH, force=True))[-1].endswith("Sentences: 1.")
    assert {sentence for sentences, _ in engine.calls for sentence in sentences} == {ENGLISH}


def test_a_close_language_is_translated_with_a_note(desk: Desk, visit: Visit) -> None:
    note, done = statuses(translated(desk, visit, MALAY))[-1].split("\n")
    assert note == "Note: this may be Malay rather than Indonesian; read the result with care."
    assert done.startswith("Done")


class Stopping(RecordingTranslator):
    """Its visitor presses Stop while the second batch is at work."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.visit = visit

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        answers = super().translate_batch(sentences, options)
        if len(self.calls) == 2:
            self.visit.stop(JOB)
        return answers


def test_a_stop_leaves_what_there_is_and_frees_the_desk(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    engine = Stopping(visit)
    desk = desk_of(monkeypatch, engine, Limits(concurrency=1, waiting=0))
    shown = translated(desk, visit, LONG_ARTICLE)
    assert len(engine.calls) == 2
    assert statuses(shown)[-1] == texts("en")["stopped"]
    assert shown[-1].brief is not None
    body = parsed(shown[-1].brief)
    targets = body.xpath('//*[@data-side="target"]')
    there = [one for one in targets if "pending" not in one.get("class")]
    assert len(targets) == 26
    assert len(there) == len(engine.calls[0][0])
    assert not body.xpath("//*[@data-token]"), "a draft can be neither edited nor downloaded"
    assert visit.result is None
    assert desk.visitors == 0
    # The one who comes next is served.
    assert statuses(translated(desk, Visit("en"), SHORT_ARTICLE))[-1].startswith("Done")


def test_who_stops_before_the_turn_leaves_the_queue(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    desk = desk_of(monkeypatch, limits=Limits(concurrency=1, waiting=1))

    async def wait_and_stop() -> list[Shown]:
        shown = []
        async for one in translate_article(desk, visit, REQUEST):
            shown.append(one)
            visit.stop(JOB)
        return shown

    with desk.translator(desk.watch()):
        shown = asyncio.run(wait_and_stop())
    assert statuses(shown) == ["Waiting for a turn …", texts("en")["stopped"]]
    assert desk.visitors == 0


def test_who_stops_at_the_very_end_has_no_brief_left_behind(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, visit: Visit
) -> None:
    """Clear stops the work and forgets the article; what is nearly done must not come back after that."""
    from summarizer.web import jobs

    with_edits = jobs.with_edits

    def clear(*given: Any) -> Any:
        visit.stop(JOB)
        visit.forget_article()
        return with_edits(*given)

    monkeypatch.setattr(jobs, "with_edits", clear)
    translated(desk, visit)
    assert visit.result is None


def test_who_closes_the_page_frees_the_desk(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    engine = PausingTranslator()
    desk = desk_of(monkeypatch, engine)

    async def leave() -> None:
        shown = translate_article(desk, visit, replace(REQUEST, text=LONG_ARTICLE))
        await anext(shown)
        await asyncio.to_thread(engine.begun.wait, 30)
        await shown.aclose()  # type: ignore[attr-defined]

    asyncio.run(leave())
    engine.go.set()
    wait_for(lambda: desk.visitors == 0)
    assert len(engine.calls) == 1
    assert visit.result is None


def test_one_too_many_is_told_so(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    desk = desk_of(monkeypatch, limits=Limits(concurrency=1, waiting=0))
    with desk.translator(desk.watch()):
        said = statuses(translated(desk, visit))
    assert said[-1] == ("This did not work: too many others are waiting for a translation. Try again in a minute.")


def test_after_its_deadline_it_says_so(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    desk = desk_of(monkeypatch, limits=Limits(seconds=-1))
    assert "longer than the -1 seconds that a request may take here" in statuses(translated(desk, visit))[-1]


def test_a_missing_model_is_told_without_a_path(
    monkeypatch: pytest.MonkeyPatch, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    def load(name: str, **_: object) -> RecordingTranslator:
        raise CacheUnusable("the cache /home/sari/.cache/summarizer cannot be written")

    monkeypatch.setattr(desk_module, "load_translator", load)
    with caplog.at_level(logging.ERROR):
        said = statuses(translated(Desk(), visit))
    assert said[-1].startswith("This did not work: the engine's model is not available here")
    assert "/home" not in said[-1]
    assert "/home/sari/.cache/summarizer" in caplog.text, "whoever runs the server is told"


def test_an_engine_that_is_not_offered_is_refused(desk: Desk, visit: Visit) -> None:
    said = statuses(translated(desk, visit, engine="embedded-reference"))
    assert said[-1] == (
        "This did not work: the engine 'embedded-reference' is not offered here. Engines: embedded, embedded-int8."
    )


def test_a_fault_is_told_without_its_message_and_the_page_is_free_again(
    monkeypatch: pytest.MonkeyPatch, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    private = ("Kupang", "/srv")

    def fail(sentence: str) -> str:
        raise RuntimeError(*private, sentence)

    desk = desk_of(monkeypatch, RecordingTranslator(default=fail))
    shown = translated(desk, visit)
    assert statuses(shown)[-1].startswith("This did not work: a fault in this program")
    for one in private:
        assert one not in statuses(shown)[-1]
        assert one not in caplog.text
    assert desk.visitors == 0


def test_the_loading_of_a_model_is_shown(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    def load(name: str, *, progress: Any, **_: object) -> RecordingTranslator:
        progress("building the model", 1, 4)
        return fake_engine()

    monkeypatch.setattr(desk_module, "load_translator", load)
    shown = translated(Desk(), visit)
    assert statuses(shown)[1] == "Preparing the model …"
    [bar] = parsed(shown[1].status).xpath("//progress")
    assert bar.get("value") == "25"


@pytest.mark.parametrize(
    ("use_glossary", "expected"), [(True, {IssueKind.TERM_MISSING}), (False, set())], ids=["on", "off"]
)
def test_the_glossary_of_the_visit_is_kept_to_if_it_is_to_be(
    desk: Desk, visit: Visit, use_glossary: bool, expected: set[IssueKind]
) -> None:
    visit.glossary = Glossary([Term("jalur angkutan umum", "public transport lines")], "0a1b2c3d")
    translated(desk, visit, use_glossary=use_glossary)
    assert kinds_of(visit) & {IssueKind.TERM_MISSING} == expected
    assert visit.result is not None
    assert visit.result.glossary is (visit.glossary if use_glossary else None)
    assert ("0a1b2c3d" in visit.result.brief.translation.signature) == use_glossary


def test_what_was_edited_is_known_again_in_the_next_article(desk: Desk, visit: Visit) -> None:
    visit.edits = {
        "Kedua pasar itu menampung 250 pedagang dari empat kelurahan.": "The two hold 250 traders from four wards."
    }
    text = "Kabar Pagi\n\nKedua pasar itu menampung 250 pedagang dari empat kelurahan. Warga kota itu senang sekali.\n"
    shown = translated(desk, visit, text)[-1]
    assert visit.result is not None
    edited = [one.target for one in visit.result.brief.translation.segments if one.edited]
    assert edited == ["The two hold 250 traders from four wards."]
    assert IssueKind.NUMBER_MISSING not in kinds_of(visit)
    assert "The two hold 250 traders from four wards." in seen(str(shown.brief))
    assert "The two hold 250 traders from four wards." in [one.text for one in visit.result.brief.summary.sentences]
    assert texts("en")["edits_line"] % {"count": 1} in seen(str(shown.report))


def test_an_article_of_nothing_but_oddities_is_shown(desk: Desk, visit: Visit) -> None:
    text = 'Harga <b onclick="x">beras</b> naik \u202e5\u202c persen \ud800 dan \x00 {{value}} `${alert(1)}` lagi.'
    shown = translated(desk, visit, text, force=True)
    for one in shown:
        for html in filter(None, (one.status, one.brief, one.report)):
            html.encode("utf-8")
            assert not [name for element in parsed(html).iter() for name in element.attrib if name == "onclick"]
    assert "[U+202E]" in seen(str(shown[-1].brief))


def test_a_second_article_takes_the_place_of_the_first(desk: Desk, visit: Visit) -> None:
    translated(desk, visit)
    translated(desk, visit, SHORT_ARTICLE)
    assert visit.result is not None
    assert visit.result.brief.translation.document.text == SHORT_ARTICLE
    assert visit.result.brief.headline == "Kupang opened two new markets"
