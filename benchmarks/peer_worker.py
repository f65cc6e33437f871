"""A contestant's process: `python -m benchmarks.peer_worker NAME SETTINGS`, the settings being a JSON object.

It opens the contestant, has it translate a sentence so that everything is loaded, and says so with a line. Then every
line that it reads is a JSON list of sentences, and answered with a line: the seconds, when the first translation was
there, the peak of memory, and the translations. Argos Translate runs this in an interpreter that has none of our
packages, so nothing is imported here that Python does not bring.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

Contestant = Callable[[Sequence[str], Callable[[], None]], list[str]]
"""Takes sentences and what it calls as soon as the first translation can be read, any number of times; one that gives
nothing before the end does not. Returns the translations in order."""

CONTESTANTS = {
    "pipeline": "benchmarks.peer_pipeline:pipeline",
    "first-tries": "benchmarks.peer_pipeline:first_tries",
    "embedded-ctranslate2": "benchmarks.peer_embedded:raw_ctranslate2",
    "embedded-transformers": "benchmarks.peer_embedded:transformers",
    "marian-ctranslate2": "benchmarks.peer_marian:raw_ctranslate2",
    "marian-transformers": "benchmarks.peer_marian:transformers",
    "argos": "benchmarks.peer_argos:argos",
}
"""By name, "module:function": called with the settings the function returns a Contestant."""

_FIRST = "Wali kota membuka pasar ikan di Padang pada hari Senin, 8 Juni 2004."


def answer(contestant: Contestant, sentences: Sequence[str]) -> dict[str, object]:
    """Have ``contestant`` translate; what `Measured` says of it."""
    reached: list[float] = []
    start = time.perf_counter()

    def first() -> None:
        if not reached:
            reached.append(time.perf_counter() - start)

    texts = contestant(sentences, first)
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "first_seconds": reached[0] if reached else seconds,
        "peak_mib": peak_mib(),
        "texts": texts,
    }


def peak_mib() -> float:
    """The most memory that this process has had.

    What getrusage says begins, on Linux, with the memory of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        [line] = (line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # bytes on macOS


def opened(name: str, settings: dict[str, object]) -> Contestant:
    """The contestant of that name, or the one that "module:function" means."""
    module, function = CONTESTANTS.get(name, name).split(":")
    contestant: Contestant = getattr(import_module(module), function)(**settings)
    return contestant


def main() -> None:
    name, settings = sys.argv[1:]
    # Libraries print, and what they print is no answer.
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        contestant = opened(name, json.loads(settings))
        contestant([_FIRST], lambda: None)
        print(json.dumps("ready"), file=answers, flush=True)
        for line in sys.stdin:
            print(json.dumps(answer(contestant, json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
