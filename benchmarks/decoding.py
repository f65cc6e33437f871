"""Beam size against quality and time, in one run: `python -m benchmarks.decoding SOURCE REFERENCE [--lines N]`.

Each beam size translates the same lines through the whole pipeline (segmentation, checks, retries), in turns that are
interleaved and repeated; times are medians, given as ratios to beam size 1. Scores are sacreBLEU's on those lines.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import click
import sacrebleu

from summarizer import DecodingOptions, Document, load_translator
from summarizer.translation import translate_batch


def read_lines(path: str, count: int | None) -> list[str]:
    return Path(path).read_text(encoding="utf-8").removesuffix("\n").split("\n")[:count]


@click.command(help=__doc__)
@click.argument("source")
@click.argument("reference")
@click.option("--lines", type=int, help="Only the first N lines.")
@click.option("--repeats", default=3, show_default=True)
@click.option("--engine", default="embedded", show_default=True)
@click.option("--beam-sizes", default="1,2,4", show_default=True)
def main(source: str, reference: str, lines: int | None, repeats: int, engine: str, beam_sizes: str) -> None:
    documents = [Document(line) for line in read_lines(source, lines)]
    references = read_lines(reference, lines)
    translator = load_translator(engine)
    translate_batch(documents[:2], translator=translator)  # loads the weights
    sizes = [int(size) for size in beam_sizes.split(",")]
    seconds: dict[int, list[float]] = {size: [] for size in sizes}
    texts: dict[int, list[str]] = {}
    for _ in range(repeats):
        for size in sizes:
            start = time.perf_counter()
            done = translate_batch(documents, translator=translator, options=DecodingOptions(beam_size=size))
            seconds[size].append(time.perf_counter() - start)
            texts[size] = [translation.text for translation in done]
    unit = statistics.median(seconds[sizes[0]])
    print(f"| beam size | time, beam {sizes[0]} = 1 | BLEU | chrF |\n|---|---|---|---|")
    for size in sizes:
        ratio = statistics.median(seconds[size]) / unit
        bleu = sacrebleu.corpus_bleu(texts[size], [references]).score
        chrf = sacrebleu.corpus_chrf(texts[size], [references]).score
        print(f"| {size} | {ratio:.2f} | {bleu:.1f} | {chrf:.1f} |")


if __name__ == "__main__":
    main()
