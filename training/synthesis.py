"""Synthetic pairs: a step of the recipe that translates text in one language into training pairs.

- ``back-translation``: English by people, Indonesian by a reverse model (Sennrich et al. 2016).
- ``forward-translation``: Indonesian by people, English by a model.
- ``distillation``: the source side of the real pairs, translated again by a teacher: sequence-level knowledge
  distillation (Kim and Rush 2016, arXiv:1606.07947).

The column ``source`` of the result begins with "synthetic-bt/", "synthetic-ft/" or "synthetic-kd/". That is the pair's
tag: training can weigh such pairs, or put a token before them (Caswell et al. 2019).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Final, NamedTuple, TypeAlias

from summarizer.datamodels import Hypothesis
from summarizer.errors import OptionError, UnfitInput, UnreadableInput
from summarizer.protocols import Progress
from training.corpus.options import BACK_TRANSLATED, DISTILLED, FORWARD_TRANSLATED
from training.corpus.reading import read_pairs
from training.synthesis_run import SynthesisRun

Translate: TypeAlias = Callable[[Sequence[str]], list[Hypothesis]]
"""Takes a batch of sentences and returns their translations in the same order."""

_OPENERS: Final[dict[str, Callable[..., IO[str]]]] = {".txt": open, ".gz": gzip.open, ".xz": lzma.open}
# Batches in a block: what is sorted by length together, and what a kill can cost.
_BATCHES = 16
_SHORTEST, _LONGEST = 0.5, 2.0  # characters of the output for one of the sentence
_DISTINCT, _FEWEST_WORDS = 0.4, 8


class _Kind(NamedTuple):
    tag: str
    human: str  # the column that the text goes to; the machine's output goes to the other one
    has_texts: bool = True


KINDS: Final = {
    "back-translation": _Kind(BACK_TRANSLATED, "en"),
    "forward-translation": _Kind(FORWARD_TRANSLATED, "id"),
    "distillation": _Kind(DISTILLED, "id", has_texts=False),
}


@dataclass(frozen=True, slots=True)
class SynthesisOptions:
    """What is translated and how.

    ``kind`` is one of ``KINDS``; ``texts`` a file, or a folder of files, of one sentence a line: .txt, .gz, .xz.
    Distillation has none: it translates the prepared rows. The first ``max_sentences`` of ``min_words`` to
    ``max_words`` words are taken. ``sample_top_k`` (0 is none) and ``beam_size`` are the decoding of the ``translate``
    passed along with these options, which has to obey them. Raises ValueError for a kind that there is not and for
    figures that make no sense.
    """

    kind: str
    batch_sentences: int
    max_sentences: int
    texts: str = ""
    sample_top_k: int = 0
    beam_size: int = 1
    min_words: int = 3
    max_words: int = 60

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no synthesis {self.kind!r}; there are {', '.join(KINDS)}")
        if bool(self.texts) != KINDS[self.kind].has_texts:
            raise ValueError("distillation takes the prepared rows: give texts for the other kinds, and only for them")
        for name in ("batch_sentences", "max_sentences", "beam_size", "min_words"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        if self.sample_top_k and self.beam_size > 1:
            raise ValueError("sampling has no beam: set beam_size to 1 or sample_top_k to 0")
        if self.sample_top_k < 0:
            raise ValueError(f"sample_top_k must be at least 0, not {self.sample_top_k}")
        if self.max_words < self.min_words:
            raise ValueError(f"max_words is {self.max_words}, less than the {self.min_words} of min_words")


@dataclass(frozen=True, slots=True)
class SynthesisReport:
    """``sentences`` were translated, ``pairs`` of them written; ``rejected`` counts the others by reason.

    The reasons, of which the first that holds counts: "unfinished" (it ran into the limit of length), "empty",
    "copied", "length", "repetition".
    """

    sentences: int
    pairs: int
    rejected: dict[str, int]


class _Sentence(NamedTuple):
    text: str
    origin: str
    licence: str


def synthesise(
    options: SynthesisOptions,
    translate: Translate,
    output: Path,
    *,
    licence: str | None = None,
    pairs: Path | None = None,
    signature: str = "",
    progress: Progress | None = None,
) -> SynthesisReport:
    """Write the pairs to ``output``, a table as the corpus is: source, licence, id, en, tab-separated.

    ``licence`` is that of the texts. Distillation takes the rows of ``pairs`` instead, each under its own licence.
    ``signature`` names the model, so that a run does not go on with another one. Killed at any moment and started
    again, it goes on after the last whole block and ends with the same bytes as an unbroken run, provided that what
    ``translate`` makes of a batch depends on that batch alone: one that samples has to be seeded from it. A finished
    run that is started again translates nothing.

    Raises OptionError for a licence that no cell can hold and for rows where texts belong or the other way round,
    UnreadableInput and UnfitInput for the texts, CorpusError for ``pairs`` that are no table of rows, OutputError for
    an ``output`` that cannot be written or is another job's, ValueError for too few or too many translations.
    """
    if KINDS[options.kind].has_texts:
        if pairs is not None:
            raise OptionError(f"{options.kind} translates the texts of its options: give no pairs")
        if not licence or not licence.strip() or "\t" in licence or len(licence.splitlines()) > 1:
            raise OptionError(f"the licence of the text must be stated, in one line without tabs, not as {licence!r}")
        files = text_files(options.texts)
        found = _sentences(files, licence)
    else:
        if licence is not None or pairs is None:
            raise OptionError("distillation takes prepared rows, each under a licence of its own: state none")
        files = [pairs]
        found = (_Sentence(pair.indonesian, pair.source, pair.licence) for pair in read_pairs(pairs))
    run = SynthesisRun(output, _fingerprint(options, files, licence, signature))
    run.resume()
    if not run.state.finished:
        fit = (row for row in found if options.min_words <= len(row.text.split()) <= options.max_words)
        # Even a deterministic model may translate a sentence differently in other company (padding changes the order
        # of additions), so a resumed run must make the very batches that an unbroken one makes: blocks are counted
        # from the first sentence, whole, and only whole ones are recorded.
        sentences = islice(fit, run.state.sentences, options.max_sentences)
        while block := list(islice(sentences, options.batch_sentences * _BATCHES)):
            if progress:
                progress(f"{options.kind}: {run.state.sentences} sentences, {run.state.pairs} pairs", 0, 1)
            outputs = _translate_block([row.text for row in block], translate, options.batch_sentences)
            run.append(*_rows(block, outputs, KINDS[options.kind]))
        if not run.state.sentences:
            raise UnfitInput(f"no sentence of {options.min_words} to {options.max_words} words in {files[0]}")
        run.finish()
    return SynthesisReport(run.state.sentences, run.state.pairs, run.state.rejected)


def text_files(texts: str) -> list[Path]:
    """The file, or the files of the folder. Raises UnreadableInput if there are none."""
    path = Path(texts)
    if path.is_file():
        return [path]
    files = sorted(file for file in path.glob("*") if file.suffix in _OPENERS and file.is_file())
    if not files:
        raise UnreadableInput(f"{texts} is neither a file nor a folder with .txt, .gz or .xz files in it")
    return files


def _fingerprint(options: SynthesisOptions, files: Sequence[Path], licence: str | None, signature: str) -> str:
    """The digest of all that the output depends on. Of the texts the names and bytes count, not where they lie."""
    job = asdict(options) | {"texts": [file.name for file in files], "licence": licence, "signature": signature}
    digest = hashlib.sha256(json.dumps(job, sort_keys=True).encode())
    for file in files:
        with _readable(file), file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _sentences(files: Sequence[Path], licence: str) -> Iterator[_Sentence]:
    """The lines in the order of the files' names, each with the stem of its file; a line feed alone ends a line."""
    for file in files:
        with _readable(file), _OPENERS.get(file.suffix, open)(file, "rt", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                # No tab and no other end of a line is left: the row would break.
                yield _Sentence(" ".join(line.split()), file.name.split(".")[0], licence)


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, lzma.LZMAError, zlib.error, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{file} cannot be read: {error}") from error


def _translate_block(sentences: Sequence[str], translate: Translate, size: int) -> list[Hypothesis]:
    """The outputs in the order of ``sentences``; those of about equal length are translated together."""
    by_length = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
    outputs = [Hypothesis("", finished=False)] * len(sentences)
    for start in range(0, len(by_length), size):
        batch = by_length[start : start + size]
        translated = translate([sentences[index] for index in batch])
        if len(translated) != len(batch):
            raise ValueError(f"the model returned {len(translated)} translations for a batch of {len(batch)} sentences")
        for index, hypothesis in zip(batch, translated, strict=True):
            outputs[index] = hypothesis
    return outputs


def _rows(block: Sequence[_Sentence], outputs: Sequence[Hypothesis], kind: _Kind) -> tuple[list[str], Counter[str]]:
    rows: list[str] = []
    rejected: Counter[str] = Counter()
    for sentence, hypothesis in zip(block, outputs, strict=True):
        machine = " ".join(hypothesis.text.split())
        if fault := _fault(sentence.text, machine) if hypothesis.finished else "unfinished":
            rejected[fault] += 1
            continue
        pair = (machine, sentence.text) if kind.human == "en" else (sentence.text, machine)
        rows.append("\t".join((f"{kind.tag}/{sentence.origin}", sentence.licence, *pair)) + "\n")
    return rows, rejected


def _fault(sentence: str, machine: str) -> str | None:
    """Why the output is not fit to be learnt from, if it is not."""
    words = machine.casefold().split()
    if not any(map(str.isalnum, machine)):
        return "empty"
    if words == sentence.casefold().split():
        return "copied"
    if not _SHORTEST * len(sentence) <= len(machine) <= _LONGEST * len(sentence):
        return "length"
    if len(words) >= _FEWEST_WORDS and len(set(words)) < _DISTINCT * len(words):
        return "repetition"
    return None
