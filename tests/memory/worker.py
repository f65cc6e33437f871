"""A process of its own that opens a memory, fills it and reads it: python -m tests.memory.worker WHERE FIRST NUMBER.

It waits for a line on standard input once it is ready, and prints what `note` was told.
"""

from __future__ import annotations

import sys

from summarizer.memory.opening import open_memory
from tests.memory.sentences import ENGINE, PAIR, answers, numbered


def main(where: str, first: int, number: int) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    with open_memory(where, note=lambda text: print(text, flush=True)) as memory:
        for one in range(first, first + number):
            memory.keep_outputs(answers(5, start=one), PAIR, ENGINE)
            memory.keep_edits({numbered(one): f"Wording {one}.", numbered(-1): f"Of {first}."}, PAIR)
            assert memory.edits([numbered(one)], PAIR) == {numbered(one): f"Wording {one}."}
            memory.outputs([numbered(one)], PAIR, ENGINE)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
