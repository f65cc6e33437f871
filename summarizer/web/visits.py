"""What a server remembers of a visitor: in memory alone, and until the visit ends."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from summarizer.datamodels import Brief, Origin
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.web.kept_edits import Known
from summarizer.web.queueing import Watch
from summarizer.web.uploads import drop

# A laptop that sleeps, or a network that fails for a moment, looks as if the visitor had gone; edits must outlive that.
_GRACE_SECONDS = 600.0
_MOST_VISITS = 1_000
_TOKEN_BYTES = 24
_NO_ORIGIN = ("", Origin())


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of a translation: ``waited`` for a turn and for the model, then ``seconds`` of work."""

    waited: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """A brief, the engine that made it, the glossary that it is checked against and the time that it took.

    ``known`` is what the server's memory has of its sentences, None where there is no memory.
    """

    brief: Brief
    engine: str
    glossary: Glossary | None
    timing: Timing
    known: Known | None = None

    @property
    def unkept(self) -> dict[str, str]:
        """The edits that the memory could keep and does not know yet, source to target."""
        return {} if self.known is None else self.known.lacks(self.brief.translation)


@dataclass
class Visit:
    """One visitor's page. ``token`` is its secret name in addresses; ``language`` is that of its words.

    ``edits`` are human translations by their source sentences; ``archive`` is the ZIP of the last batch,
    and ``uploads`` are files on the disk that have not been read yet.
    """

    language: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(_TOKEN_BYTES))
    result: Result | None = None
    glossary: Glossary | None = None
    origin: tuple[str, Origin] = _NO_ORIGIN
    edits: dict[str, str] = field(default_factory=dict)
    archive: bytes = b""
    uploads: list[str] = field(default_factory=list)
    watches: dict[str, Watch] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def glossary_for(self, langpair: str) -> Glossary | None:
        """The visit's glossary, whose terms have Indonesian first, for that direction."""
        if self.glossary is None or not langpair.startswith("en-"):
            return self.glossary
        turned = (Term(term.target, term.source, kind=term.kind) for term in self.glossary.terms)
        return Glossary(turned, self.glossary.signature)

    def remember_origin(self, text: str, origin: Origin) -> None:
        """``text``, which is now in the page's field, comes from there."""
        self.origin = (_first_line(text), origin)

    def origin_of(self, text: str) -> Origin:
        """Where ``text`` comes from: its visitor may have cut it, but begins with the same line."""
        first_line, origin = self.origin
        return origin if first_line and first_line == _first_line(text) else Origin()

    def forget_article(self) -> None:
        """Drop the brief; the wordings that the visitor has given are kept for other articles."""
        with self.lock:
            self.result = None
        self.origin = _NO_ORIGIN

    def stop(self, job: str) -> None:
        """Stop the visit's ``job`` ("article" or "batch") if it is at work."""
        if watch := self.watches.get(job):
            watch.stop()

    def abandon(self, job: str) -> None:
        """Stop it, and have nothing of it shown any more."""
        if watch := self.watches.pop(job, None):
            watch.stop()

    def leave(self) -> None:
        """Stop all work and remove what has been uploaded and not read."""
        for watch in list(self.watches.values()):
            watch.stop()
        self.drop_uploads()

    def drop_uploads(self) -> None:
        """Remove what has been uploaded and not read."""
        while self.uploads:
            drop(self.uploads.pop())


class Visits:
    """The visits by Gradio's session and by their own tokens.

    One that has ended is kept for ``grace`` seconds, since its visitor may be back; of more than ``most`` the one that
    was used least recently is dropped.
    """

    def __init__(
        self,
        grace: float = _GRACE_SECONDS,
        most: int = _MOST_VISITS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._grace = grace
        self._most = most
        self._clock = clock
        self._by_session: dict[str, Visit] = {}
        self._ended: dict[str, float] = {}
        self._lock = threading.Lock()

    def of_session(self, session: str, language: str) -> Visit:
        """The visit of a session, begun if there is none."""
        with self._lock:
            self._sweep()
            self._ended.pop(session, None)
            visit = self._by_session.pop(session, None) or Visit(language)
            visit.language = language
            self._by_session[session] = visit  # the last of the dictionary is the one used last
            while len(self._by_session) > self._most:
                self._drop(next(iter(self._by_session)))
            return visit

    def of_token(self, token: str) -> Visit | None:
        """The visit of that token, None if it has ended for good."""
        with self._lock:
            self._sweep()
            given = token.encode(errors="replace")  # an address may hold any character
            for session, visit in self._by_session.items():
                if secrets.compare_digest(visit.token.encode(), given):
                    self._by_session[session] = self._by_session.pop(session)  # now the one used last
                    return visit
            return None

    def end(self, session: str) -> None:
        """The visitor has gone: the work stops now, and what was made is dropped after the grace."""
        with self._lock:
            if visit := self._by_session.get(session):
                visit.leave()
                self._ended[session] = self._clock()
            self._sweep()

    def __len__(self) -> int:
        with self._lock:
            self._sweep()
            return len(self._by_session)

    def _sweep(self) -> None:
        now = self._clock()
        for session in [one for one, since in self._ended.items() if now - since >= self._grace]:
            self._drop(session)

    def _drop(self, session: str) -> None:
        self._ended.pop(session, None)
        if visit := self._by_session.pop(session, None):
            visit.leave()


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].strip()
