"""One article of a visit: what the page shows from the click to the brief."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace

from summarizer.datamodels import Document, Hypothesis, Origin
from summarizer.documents.reading import require_words
from summarizer.errors import Stopped, SummarizerError, UnfitInput
from summarizer.language import require_language
from summarizer.summarization import SummaryOptions
from summarizer.translation.batching import TRANSLATING
from summarizer.web.desk import Desk
from summarizer.web.drafts import Draft
from summarizer.web.following import follow
from summarizer.web.jobs import Job, run
from summarizer.web.languages import preferred_engine
from summarizer.web.queueing import Watch
from summarizer.web.refusals import explain, explain_fault
from summarizer.web.rendering import Status, render_brief, render_draft, render_report, render_status
from summarizer.web.texts import texts
from summarizer.web.visits import Result, Timing, Visit

JOB = "article"
_RETRYING = "retrying"


@dataclass(frozen=True, slots=True)
class ArticleRequest:
    """What a visitor asks for."""

    text: str
    langpair: str
    engine: str
    summary: SummaryOptions
    force: bool
    use_glossary: bool
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True)
class Shown:
    """HTML for the page's places, and whether work goes on; None leaves what is there."""

    status: str | None = None
    brief: str | None = None
    report: str | None = None
    is_working: bool | None = True


class _Telling:
    """What one request has to tell the page, whoever calls."""

    def __init__(self, draft: Draft, langpair: str, language: str, tell: Callable[[Shown], None]) -> None:
        self._draft = draft
        self._langpair = langpair
        self._language = language
        self._words = texts(language)
        self._tell = tell
        self._lock = threading.Lock()

    @property
    def began(self) -> float | None:
        """When the engine set to work, on the clock of `time.monotonic`; None before."""
        return self._draft.began

    def listener(self, sentences: Sequence[str], hypotheses: Sequence[list[Hypothesis]]) -> None:
        """A `Listener`, of engines that compute several batches at once too: what is told later has no less in it."""
        with self._lock:
            if self._draft.hear(sentences, hypotheses):
                self._tell_draft()

    def progress(self, stage: str, done: int, total: int) -> None:
        """A `Progress`. The sentences themselves are told by the listener, as soon as the engine has them."""
        if stage == TRANSLATING:
            with self._lock:
                if self._draft.begin():
                    self._tell_draft()
        elif stage.startswith(_RETRYING):
            self._say(self._words["retrying"], done / total if total else 0.0)
        else:
            self._say(self._words["loading"], done / total if total else 0.0)

    def waiting(self) -> None:
        self._say(self._words["waiting"], None)

    def draft(self) -> str:
        return render_draft(self._draft.text, self._draft.segments, self._langpair, self._language)

    def _tell_draft(self) -> None:
        self._tell(Shown(self._translating(), self.draft()))

    def _translating(self) -> str:
        done = self._words["progress"] % {"done": self._draft.done, "total": self._draft.total}
        parts = [f"{self._words['translating']}: {done}"]
        if (seconds := self._draft.seconds_left) is not None:
            parts.append(self._words["seconds_left"] % {"seconds": seconds})
        return render_status([Status("working", ", ".join(parts), self._draft.share)])

    def _say(self, text: str, share: float | None) -> None:
        self._tell(Shown(render_status([Status("working", f"{text} …", share)])))


async def translate_article(desk: Desk, visit: Visit, request: ArticleRequest) -> AsyncIterator[Shown]:
    """What the page shows, piece by piece; errors are shown, not raised.

    It takes the place of the visit's work before it. Work that is abandoned while it goes on ends by showing nothing:
    Gradio repeats what was shown last, which would come after what has taken its place.
    """
    visit.abandon(JOB)
    watch = visit.watches[JOB] = desk.watch()
    async for shown in _article(desk, visit, request, watch):
        if visit.watches.get(JOB) is not watch:
            yield Shown(is_working=None)
            return
        yield shown


async def _article(desk: Desk, visit: Visit, request: ArticleRequest, watch: Watch) -> AsyncIterator[Shown]:
    words = texts(visit.language)
    telling: _Telling | None = None

    def work(tell: Callable[[Shown], None]) -> None:
        nonlocal telling
        desk.require_length(request.text)
        require_words(request.text, "the article")
        desk.require_offered(request.engine)
        # Before a turn is waited for and a model loaded.
        engine = preferred_engine(desk.engines, request.engine, request.langpair)
        telling = _Telling(Draft(request.text, request.langpair.split("-")[0]), request.langpair, visit.language, tell)
        tell(_translated(desk, visit, replace(request, engine=engine), watch, telling))

    try:
        async for shown in follow(work):
            yield shown
    except Stopped:
        so_far = telling.draft() if telling else None
        yield Shown(render_status([Status("stopped", words["stopped"])]), so_far, is_working=False)
    except SummarizerError as error:
        yield _failed(words, explain(error)[1])
    except Exception as error:  # or else the page would go on waiting for what does not come
        yield _failed(words, explain_fault(error))
    finally:
        watch.stop()


def _failed(words: dict[str, str], message: str) -> Shown:
    return Shown(render_status([Status("error", f"{words['error']} {message}.")]), is_working=False)


def _translated(desk: Desk, visit: Visit, request: ArticleRequest, watch: Watch, telling: _Telling) -> Shown:
    words = texts(visit.language)
    source_lang, target_lang = request.langpair.split("-")
    doubt = None if request.force else _doubt(request.text, source_lang, words["force"])
    glossary = visit.glossary_for(request.langpair) if request.use_glossary else None
    job = Job(
        Document(request.text, source_lang, request.origin),
        target_lang,
        engine=request.engine,
        summary=request.summary,
        glossary=glossary,
        force=True,  # its language has been looked at
        edits=visit.edits,
    )
    asked = time.monotonic()
    telling.waiting()
    made = run(desk, watch, job, progress=telling.progress, listener=telling.listener)
    began = telling.began or asked
    timing = Timing(began - asked, time.monotonic() - began)
    result = Result(made.brief, request.engine, glossary, timing, made.known)
    with visit.lock:
        watch.check()  # who clears the page stops the work first, and wants nothing of it to be left
        visit.result = result
    done = words["done"] % {"sentences": len(made.brief.translation.segments), "seconds": f"{timing.seconds:.1f}"}
    notes = [doubt] if doubt else []
    if made.known is not None and made.known.failed:
        notes.append(words["memory_failed"])
    return Shown(
        render_status([*(Status("note", f"{words['note']} {note}.") for note in notes), Status("done", done)]),
        render_brief(made.brief, visit.token, visit.language, len(result.unkept)),
        render_report(result, visit.language),
        is_working=False,
    )


def _doubt(text: str, lang: str, force: str) -> str | None:
    try:
        return require_language(text, lang)
    except UnfitInput as error:
        raise UnfitInput(f"{error}. If that is wrong, tick “{force}” under Options") from None
