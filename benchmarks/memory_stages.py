"""The programs of `benchmarks.leaks` whose memory is measured from their first line on, each in its own process.

`python -m benchmarks.memory_stages ours` or `bare`, with a job as JSON on standard input, says on standard output how
many bytes are resident at each stage. Whatever is imported is imported where its stage begins.
"""

from __future__ import annotations

from typing import Any

from benchmarks.resident import Peak, resident_bytes

BARE = "the bare interpreter"
IMPORTED = "the package imported"
TOKENIZER = "the tokenizer loaded"
MODEL = "the model loaded, one word translated"
ARTICLE = "after the first article"
LARGEST = "the most while the largest batches are translated"
STAGES = (BARE, IMPORTED, TOKENIZER, MODEL, ARTICLE, LARGEST)
WORD = "Pasar."


def ours(engine: str, article: str, batches: list[list[str]]) -> dict[str, int]:
    """The stages of this package; ``batches`` are the largest, and ``article`` has a summary made too."""
    from summarizer import DecodingOptions, Document, RuntimeOptions, load_translator, make_brief

    found = {IMPORTED: resident_bytes()}
    from summarizer.engines.embedded.decoding import EmbeddedVocabulary

    EmbeddedVocabulary().count(WORD)
    found[TOKENIZER] = resident_bytes()
    translator = load_translator(engine, runtime=RuntimeOptions(device="cpu"))
    options = DecodingOptions()
    translator.translate_batch([WORD], options)
    found[MODEL] = resident_bytes()
    make_brief(Document(article), translator=translator)
    found[ARTICLE] = resident_bytes()
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(translator.workers) as pool, Peak() as peak:
        list(pool.map(lambda batch: translator.translate_batch(batch, options), batches))
    return {**found, LARGEST: peak.bytes}


def bare(model: dict[str, Any], batches: dict[str, list[dict[str, Any]]]) -> dict[str, int]:
    """The same of ctranslate2 alone: ``batches`` has those of each stage, as arguments of ``generate_batch``.

    As many batches are computed at once as the ``model`` has workers.
    """
    from concurrent.futures import ThreadPoolExecutor

    import ctranslate2

    found = {}
    generator = ctranslate2.Generator(**model)
    with ThreadPoolExecutor(model["inter_threads"]) as pool:
        for stage in (MODEL, ARTICLE, LARGEST):
            with Peak() as peak:
                list(pool.map(lambda batch: generator.generate_batch(**batch), batches[stage]))
            found[stage] = peak.bytes if stage == LARGEST else resident_bytes()
    return found


if __name__ == "__main__":
    interpreter = resident_bytes()
    import json
    import sys

    job = json.load(sys.stdin)
    stages = ours(**job) if sys.argv[1] == "ours" else bare(**job)
    print(json.dumps({BARE: interpreter, **stages}))
