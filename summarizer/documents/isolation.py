"""Documents are read in a process of their own: whatever is in one, its reading ends, and takes no more than its share.

The process has nothing of ours but this package's readers in it: no model, no other article.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module

from summarizer.datamodels import Origin
from summarizer.documents.docx_reading import read_docx
from summarizer.documents.html_reading import read_html
from summarizer.documents.pdf_reading import read_pdf
from summarizer.documents.reading import Article
from summarizer.errors import Busy, InputError, UnfitInput, UnreadableInput


@dataclass(frozen=True, slots=True)
class Reader:
    """``read`` gives the article in bytes that came from a name; ``library`` must be there for it."""

    read: Callable[[bytes, str], Article]
    library: str


READERS = {
    "html": Reader(read_html, "trafilatura"),
    "docx": Reader(read_docx, "docx"),
    "pdf": Reader(read_pdf, "pypdf"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """What the reading of one document may take: seconds of work, seconds on the clock, bytes of memory.

    200 full pages of PDF take 5 seconds of work; the clock is for a machine on which others work too. Python, lxml and
    the readers alone take 0.2 GiB.
    """

    work_seconds: int = 20
    clock_seconds: int = 60
    memory: int = 2**30


_AT_ONCE = threading.BoundedSemaphore(os.cpu_count() or 1)
_ERRORS: dict[str, type[InputError]] = {error.__name__: error for error in (UnreadableInput, UnfitInput)}


def read_isolated(reader: str, raw: bytes, name: str, share: Share = Share()) -> Article:
    """What the reader of that name in `READERS` gives for ``raw``, or raises.

    Raises UnreadableInput too where it breaks, or takes too long or too much memory, and Busy where too many others
    are read; ImportError if its library is not installed.
    """
    request = json.dumps({"reader": reader, "name": name, "share": asdict(share)}).encode() + b"\n" + raw
    if not _AT_ONCE.acquire(timeout=share.clock_seconds):
        raise Busy("too many other documents are being read. Try again in a minute")
    try:
        run = subprocess.run(
            # -P: no module is taken from the folder that one happens to stand in.
            [sys.executable, "-P", "-m", "summarizer.documents.isolation"],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Libraries for matrices, which a reader's language model brings, take memory by the number of cores.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"},
            timeout=share.clock_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(name) from None
    finally:
        _AT_ONCE.release()
    if run.returncode < 0:  # ended by a signal: of the limit on its time, or of a system that is out of memory
        raise _too_much(name)
    if run.returncode:
        raise UnreadableInput(f"{name} is damaged: it cannot be read. Open it in its own program, and copy its text")
    return _article(json.loads(run.stdout))


def _article(answer: dict[str, object]) -> Article:
    match answer:
        case {"unavailable": str(library), "message": message}:
            raise ImportError(f"{library} cannot be imported: {message}")
        case {"error": str(error), "message": message}:
            raise _ERRORS[error](message)
        case {"text": str(text), "origin": dict(origin), "notes": list(notes)}:
            return Article(text, Origin(**origin), tuple(notes))
    raise AssertionError(answer)


def _too_much(name: str) -> UnreadableInput:
    return UnreadableInput(
        f"{name} takes more time or memory to read than an article may. Open it in its own program, and copy its text"
    )


def _keep_to(share: Share) -> None:
    if sys.platform != "linux":  # elsewhere the clock alone is the limit: macOS refuses these, Windows has none
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (share.memory, share.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (share.work_seconds, share.work_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer the one request on standard input."""
    request = json.loads(sys.stdin.buffer.readline())
    _keep_to(Share(**request["share"]))
    raw, name, reader = sys.stdin.buffer.read(), request["name"], READERS[request["reader"]]
    answer: dict[str, object]
    try:
        import_module(reader.library)  # before anything of the document can be to blame
    except ImportError as error:
        json.dump({"unavailable": reader.library, "message": str(error)}, sys.stdout)
        return
    try:
        answer = asdict(reader.read(raw, name))
    except InputError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        answer = {"error": UnreadableInput.__name__, "message": str(_too_much(name))}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
