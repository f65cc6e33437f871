"""Engines and beam sizes against quality and time, in one run.

`python -m benchmarks.decoding SOURCE REFERENCE [--lines N]`: each variant translates the same lines through the whole
pipeline (segmentation, checks, retries), in turns that are interleaved and repeated; times are medians, given as ratios
to the first variant. Scores are sacreBLEU's on those lines.
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
@click.option(
    "--variants",
    default="embedded@1,embedded@2,embedded@4,embedded-int8@4",
    show_default=True,
    help="Engine and beam size of each, the first being the unit of time.",
)
def main(source: str, reference: str, lines: int | None, repeats: int, variants: str) -> None:
    documents = [Document(line) for line in read_lines(source, lines)]
    references = read_lines(reference, lines)
    names = variants.split(",")
    translators = {engine: load_translator(engine) for engine in {name.split("@")[0] for name in names}}
    for translator in translators.values():
        translate_batch(documents[:2], translator=translator)  # loads the weights
    seconds: dict[str, list[float]] = {name: [] for name in names}
    texts: dict[str, list[str]] = {}
    for _ in range(repeats):
        for name in names:
            engine, beam_size = name.split("@")
            options = DecodingOptions(beam_size=int(beam_size))
            start = time.perf_counter()
            done = translate_batch(documents, translator=translators[engine], options=options)
            seconds[name].append(time.perf_counter() - start)
            texts[name] = [translation.text for translation in done]
    unit = statistics.median(seconds[names[0]])
    print(f"| engine@beam size | time, {names[0]} = 1 | BLEU | chrF |\n|---|---|---|---|")
    for name in names:
        ratio = statistics.median(seconds[name]) / unit
        bleu = sacrebleu.corpus_bleu(texts[name], [references]).score
        chrf = sacrebleu.corpus_chrf(texts[name], [references]).score
        print(f"| {name} | {ratio:.2f} | {bleu:.1f} | {chrf:.1f} |")


if __name__ == "__main__":
    main()
