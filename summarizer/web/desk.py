"""The engines of a server, one of each name, and the requests that share them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent import futures
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakSet

from summarizer.datamodels import DecodingOptions, Hypothesis, RuntimeOptions
from summarizer.engines import DEFAULT_ENGINE, load_translator
from summarizer.engines.wrapping import WrappedTranslator
from summarizer.errors import TooLong, UnknownEngine
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.web.kept_edits import KeptEdits
from summarizer.web.languages import engine_offered
from summarizer.web.queueing import FairQueue, Watch
from summarizer.web.tally import Tally

if TYPE_CHECKING:
    from summarizer.memory.store import Memory

_POLL_SECONDS = 0.2
_CLOSED = "the server is being stopped. Try again in a minute"

_Key = tuple[str, str]  # an engine and the language pair that it is loaded for

Listener = Callable[[Sequence[str], Sequence[list[Hypothesis]]], None]
"""Called with the sentences of a batch and their hypotheses as soon as the engine has them."""


def no_listener(sentences: Sequence[str], hypotheses: Sequence[list[Hypothesis]]) -> None:
    """The Listener of requests that show nothing before the end."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask of a server.

    ``max_chars``: characters of text; ``concurrency``: requests that are worked on at once, their batches in turn;
    ``waiting``: requests that wait beyond these before others are told that it is busy; ``seconds``: from asking to
    answering; ``max_bytes``: of a file that is sent.
    """

    max_chars: int = 100_000
    concurrency: int = 4
    waiting: int = 32
    seconds: float = 600.0
    max_bytes: int = 32 * 2**20


class Desk:
    """``engines`` are offered, the first by default.

    Each is loaded for its first request, is then in memory once, and is shared batch by batch by all requests; where
    and how it computes, ``runtime`` says.
    ``tally`` counts what those who use them have made. ``memory``, which whoever opened it closes, has the wordings
    that people gave.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        engines: Sequence[str] = (DEFAULT_ENGINE,),
        memory: Memory | None = None,
        runtime: RuntimeOptions | None = None,
    ) -> None:
        self._runtime = runtime or RuntimeOptions()
        self.limits = limits or Limits()
        self.engines = tuple(engines)
        self.kept_edits = KeptEdits(memory)
        self.tally = Tally()
        self._loading: dict[_Key, futures.Future[Translator]] = {}
        self._watches: WeakSet[Watch] = WeakSet()
        self._is_closed = False
        self._lock = threading.Lock()
        self._admission = FairQueue(self.limits.concurrency, self.limits.waiting)
        self._turns: dict[str, FairQueue] = {}

    @property
    def loaded(self) -> tuple[str, ...]:
        """The engines that are in memory."""
        with self._lock:
            return tuple(dict.fromkeys(name for (name, _), loading in self._loading.items() if loading.done()))

    @property
    def visitors(self) -> int:
        """How many requests are worked on or wait."""
        return self._admission.length

    @property
    def refusals(self) -> int:
        """How many requests were refused because too many others waited."""
        return self._admission.refusals

    def watch(self) -> Watch:
        """The watch of a request that begins now."""
        watch = Watch(self.limits.seconds)
        with self._lock:
            self._watches.add(watch)
            if self._is_closed:
                watch.stop(_CLOSED)
        return watch

    def close(self) -> None:
        """Stop what is at work or waits, each at the end of its batch, and begin nothing more."""
        with self._lock:
            self._is_closed = True
            for watch in self._watches:
                watch.stop(_CLOSED)

    def warm_up(self) -> futures.Future[Translator]:
        """Begin to load the default engine, so that the first request need not; the future knows how that ends."""
        return self._load_soon((self.engines[0], engine_offered(self.engines[0]).langpairs[0]), no_progress)

    def require_length(self, text: str) -> None:
        """Raise TooLong if ``text`` is longer than one request may be."""
        if len(text) > self.limits.max_chars:
            raise TooLong(
                f"the text has {len(text):,} characters, and {self.limits.max_chars:,} is the most that is taken here. "
                "Split it"
            )

    def require_offered(self, engine: str) -> None:
        """Raise UnknownEngine if ``engine`` is not offered."""
        if engine not in self.engines:
            raise UnknownEngine(f"the engine {engine!r} is not offered here. Engines: {', '.join(self.engines)}")

    @contextmanager
    def translator(
        self,
        watch: Watch,
        *,
        engine: str | None = None,
        langpair: str | None = None,
        progress: Progress = no_progress,
        listener: Listener = no_listener,
    ) -> Iterator[Translator]:
        """The engine for one request, once it is its turn; each call to it raises what ``watch`` raises.

        Without ``langpair`` it translates what it usually does. Raises Busy, UnknownEngine if ``engine`` is not
        offered, or another ModelUnavailable if its model is not there and cannot be made.
        """
        name = self.engines[0] if engine is None else engine
        self.require_offered(name)
        with self._admission.place(watch.check):
            key = name, langpair or engine_offered(name).langpairs[0]
            loading = self._load_soon(key, progress)
            while not loading.done():
                futures.wait([loading], _POLL_SECONDS)
                watch.check()
            loaded = loading.result()
            with self._lock:
                turns = self._turns.setdefault(name, FairQueue(loaded.workers))
            yield _Shared(loaded, turns, watch, listener)

    def _load_soon(self, key: _Key, progress: Progress) -> futures.Future[Translator]:
        """The engine, or the loading of it, which goes on in a thread of its own if whoever asked for it gives up."""
        with self._lock:
            if key not in self._loading:
                loading = self._loading[key] = futures.Future()
                threading.Thread(target=self._load, args=(key, loading, progress), daemon=True).start()
            return self._loading[key]

    def _load(self, key: _Key, loading: futures.Future[Translator], progress: Progress) -> None:
        name, langpair = key
        try:
            translator = load_translator(name, langpair=langpair, runtime=self._runtime, progress=progress)
        except BaseException as error:  # raised again in every request that waits for it; the next one tries anew
            with self._lock:
                del self._loading[key]
            loading.set_exception(error)
        else:
            loading.set_result(translator)


class _Shared(WrappedTranslator):
    """The engine as one request sees it."""

    def __init__(self, translator: Translator, turns: FairQueue, watch: Watch, listener: Listener) -> None:
        super().__init__(translator)
        self._turns = turns
        self._watch = watch
        self._listener = listener

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        # The turn ends with the batch, so that a short article need not wait for the end of a long one.
        with self._turns.place(self._watch.check):
            hypotheses = self._translator.translate_batch(sentences, options)
        self._watch.check()
        self._listener(sentences, hypotheses)
        return hypotheses
