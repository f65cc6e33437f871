"""What a reader waits for: the command's help, the first English word of a new process, the brief in the page.

`python -m benchmarks.latency [--rounds N]`: processes are launched in turns, and compared with the least that such a
process could do: start Python, or translate the same sentence with CTranslate2 and nothing else. The page is a server
of its own in Chromium, compared with the library on the same article.
"""

from __future__ import annotations

import json
import tempfile
from functools import partial
from pathlib import Path

import click

from benchmarks.interleaving import seconds_in_turns
from benchmarks.latency_page import page_times
from benchmarks.latency_processes import Launch, first_words, run_to_end, times
from benchmarks.sections import Section
from benchmarks.texts import SEEDS
from summarizer.datamodels import DecodingOptions, RuntimeOptions
from summarizer.protocols import Progress, no_progress
from training.progress import LineProgress

_COMMAND = "python -m benchmarks.latency"
_ARTICLE = SEEDS / "politik-ruu-daerah.id.txt"
_SENTENCE = "Pemerintah kota membuka dua pasar baru di tepi sungai pada hari Senin, kata wali kota."
_STARTS = {
    "`python -c pass`": ("-c", "pass"),
    "`import click`": ("-c", "import click"),
    "`import summarizer`": ("-c", "import summarizer"),
    "`from summarizer import load_translator, translate`": ("-c", "from summarizer import load_translator, translate"),
    "`summarizer --help`": ("-m", "summarizer", "--help"),
    "`summarizer --version`": ("-m", "summarizer", "--version"),
}
# They are short, and differ by less than a busy machine adds.
_STARTS_A_ROUND = 4
_ALONE = """
import json, sys
import ctranslate2
from tokenizers import Tokenizer
given = json.loads(sys.argv[1])
model = ctranslate2.Generator(given["folder"], **given["runtime"])
tokenizer = Tokenizer.from_file(given["tokenizer"])
prompt = ["<bos>", *tokenizer.encode(given["prompt"], add_special_tokens=False).tokens]
[result] = model.generate_batch([prompt], **given["options"])
print(tokenizer.decode(result.sequences_ids[0]).strip())
"""
_LIBRARY = """
import sys
from summarizer import Document, load_translator, translate
print(translate(Document(sys.argv[1]), translator=load_translator()).text)
"""


def measure(rounds: int = 2, progress: Progress = no_progress) -> Section:
    """All three tables, about four minutes on two cores."""
    words = len(_ARTICLE.read_text(encoding="utf-8").split())
    parts = [
        "Seconds are medians, and true of the machine alone that they were measured on; ratios are to the first row, "
        f"medians of {rounds} interleaved rounds ({_STARTS_A_ROUND * rounds} of the starts), with the "
        "least and the greatest.",
        "### Starting",
        _starts(_STARTS_A_ROUND * rounds, progress),
        "### The first English word of a new process",
        _cold(rounds, progress),
        "The first row is the limit: a process that has the same model translate the same sentence, with the same "
        f"prompt and search, and checks nothing. The command prints an article at once, that of {words} words too.",
        f"### The page: an article of {words} words",
        page_times(_ARTICLE.read_text(encoding="utf-8"), rounds, progress),
        "The server is a process of its own whose model is loaded, and the browser a headless Chromium on the same "
        "machine. The library's translator is loaded too; it shows nothing before the end.",
    ]
    return Section("Latency", _COMMAND, "\n\n".join(part.strip() for part in parts))


def _starts(rounds: int, progress: Progress) -> str:
    runs = {name: partial(run_to_end, *arguments) for name, arguments in _STARTS.items()}
    return times(seconds_in_turns(runs, rounds, progress), "process")


def _cold(rounds: int, progress: Progress) -> str:
    given = json.dumps(_given_alone())
    with tempfile.TemporaryDirectory() as folder:
        sentence = Path(folder) / "berita.txt"
        sentence.write_text(f"{_SENTENCE}\n", encoding="utf-8")
        launches = {
            "CTranslate2 alone, one sentence": Launch("-c", _ALONE, given),
            "the library, one sentence": Launch("-c", _LIBRARY, _SENTENCE),
            "`summarizer translate`, one sentence": Launch("-m", "summarizer", "translate", str(sentence)),
            "`summarizer translate`, the article of the page": Launch("-m", "summarizer", "translate", str(_ARTICLE)),
        }
        return first_words(launches, rounds, progress)


def _given_alone() -> dict[str, object]:
    """What the process that has CTranslate2 alone is told: the engine's own model, prompt and search."""
    from summarizer.engines.devices import device_of
    from summarizer.engines.embedded.build import ensure_built
    from summarizer.engines.embedded.ctranslate2_runtime import RUNTIME, generation_arguments
    from summarizer.engines.embedded.decoding import EmbeddedVocabulary, length_bound
    from summarizer.engines.embedded.manifest import FOLDER

    vocabulary, options, device = EmbeddedVocabulary(), DecodingOptions(), device_of(RuntimeOptions())
    bound = length_bound(vocabulary.count(_SENTENCE), options)
    search = generation_arguments(vocabulary, [_SENTENCE], [bound], options)
    del search["start_tokens"]  # the process makes them itself, as we do
    return {
        "folder": str(ensure_built(RUNTIME, no_progress)),
        "tokenizer": str(FOLDER / "tokenizer.json"),
        "prompt": vocabulary.prompt_text(_SENTENCE),
        "runtime": {"device": device.name, "compute_type": "float32", "intra_threads": device.threads},
        "options": search,
    }


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(min=1), default=2, show_default=True)
def main(rounds: int) -> None:
    click.echo(measure(rounds, LineProgress()).text)


if __name__ == "__main__":
    main()
