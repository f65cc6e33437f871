"""What the further tries of doubtful sentences cost beside the first ones.

`python -m benchmarks.retries FILE...`: each file is an article, translated by the embedded engine through the whole
pipeline. Time in the engine is told apart by what it was asked for; the ratio is that of all further tries to the first
ones, over all articles, and for the article where it is largest.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click

from summarizer import DecodingOptions, Document, load_translator, translate
from summarizer.datamodels import Hypothesis, RuntimeOptions
from summarizer.engines.wrapping import WrappedTranslator
from summarizer.protocols import Translator


class Timed(WrappedTranslator):
    """A translator that sums the seconds of the first tries and of all others of an article."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(translator)
        self.first = self.further = 0.0
        self.stage = ""

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        start = time.perf_counter()
        result = self._translator.translate_batch(sentences, options)
        seconds = time.perf_counter() - start
        if self.stage == "translating":
            self.first += seconds
        else:
            self.further += seconds
        return result

    def progress(self, stage: str, done: int, total: int) -> None:
        self.stage = stage


@click.command(help=__doc__)
@click.argument("files", nargs=-1, required=True)
def main(files: tuple[str, ...]) -> None:
    # One batch at a time: the seconds of two side by side could not be told apart.
    translator = Timed(load_translator(runtime=RuntimeOptions(threads=1)))
    translate(Document("Harga beras naik."), translator=translator)  # loads the weights
    first = further = largest = 0.0
    for file in files:
        translator.first = translator.further = 0.0
        document = Document(Path(file).read_text(encoding="utf-8"))
        translate(document, translator=translator, progress=translator.progress)
        first, further = first + translator.first, further + translator.further
        largest = max(largest, translator.further / translator.first)
    print(f"{len(files)} articles: further tries / first tries = {further / first:.2f}, at most {largest:.2f}")


if __name__ == "__main__":
    main()
