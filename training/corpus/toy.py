"""The corpus of the recipe's smoke run: made up, since no sentence of a real corpus may live in the repository."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

from summarizer.documents.output import write_output
from training.corpus.errors import CorpusError
from training.corpus.reading import COLUMNS, Pair
from training.corpus.toy_grammar import news_sentence

EVALUATION_PAIRS = 100
FURTHER_SENTENCES = 300
_STAMP = "toy.json"
_FILES = ("toy.tsv", "toy-eval.id", "toy-eval.en", "toy-mono.en.txt")
_LICENCE = "CC0"
# One dirty row for so many clean ones, about three in a hundred.
_CLEAN_FOR_ONE_DIRTY = 33
_FINNISH = "Pääministeri matkusti eilen pohjoiseen ja tapasi siellä kaupungin uuden johtajan."


def toy_corpus_is_whole(folder: Path, pairs: int, seed: int) -> bool:
    """Whether ``write_toy_corpus`` has written all of its files with these arguments, and they are still there."""
    try:
        stamp = (folder / _STAMP).read_text(encoding="utf-8")
        return stamp == _stamp(pairs, seed) and all((folder / name).is_file() for name in _FILES)
    except OSError:
        return False


def write_toy_corpus(folder: Path, pairs: int, seed: int) -> None:
    """Write ``toy.tsv`` (``pairs`` clean pairs, some dirty ones), ``toy-eval.id`` and ``toy-eval.en``, and English
    sentences alone, ``toy-mono.en.txt``.

    The clean pairs, the 100 of the evaluation and the 300 further sentences are all distinct. Equal arguments give
    equal bytes. Raises CorpusError for fewer than one pair, and OutputError where the folder cannot be written.
    """
    if pairs < 1:
        raise CorpusError(f"a toy corpus needs 1 pair or more and not {pairs}")
    random = Random(seed)
    sentences = _distinct(random, pairs + EVALUATION_PAIRS + FURTHER_SENTENCES)
    evaluation, training = sentences[:EVALUATION_PAIRS], sentences[EVALUATION_PAIRS:][:pairs]
    further = sentences[EVALUATION_PAIRS + pairs :]
    rows: list[Pair] = []
    for position, pair in enumerate(training):
        rows.append(pair)
        if position % _CLEAN_FOR_ONE_DIRTY == _CLEAN_FOR_ONE_DIRTY - 1:
            turn = position // _CLEAN_FOR_ONE_DIRTY
            rows.append(_dirty(turn, pair, training[position - 1], evaluation[turn % EVALUATION_PAIRS]))
    lines = ["\t".join(COLUMNS), *("\t".join((row.source, row.licence, row.indonesian, row.english)) for row in rows)]
    texts = (
        "\n".join(lines) + "\n",
        "".join(pair.indonesian + "\n" for pair in evaluation),
        "".join(pair.english + "\n" for pair in evaluation),
        "".join(pair.english + "\n" for pair in further),
    )
    folder.mkdir(parents=True, exist_ok=True)
    # First of all, or the stamp of an earlier corpus would vouch for what replaces it.
    (folder / _STAMP).unlink(missing_ok=True)
    for name, text in zip(_FILES, texts, strict=True):
        write_output(str(folder / name), text)
    write_output(str(folder / _STAMP), _stamp(pairs, seed))


def _stamp(pairs: int, seed: int) -> str:
    return json.dumps({"pairs": pairs, "seed": seed}) + "\n"


def _distinct(random: Random, count: int) -> list[Pair]:
    found: dict[str, Pair] = {}
    while len(found) < count:
        indonesian, english = news_sentence(random)
        found.setdefault(indonesian, Pair("toy/news", _LICENCE, indonesian, english))
    return list(found.values())


def _dirty(turn: int, pair: Pair, earlier: Pair, held_out: Pair) -> Pair:
    """The ``turn``-th dirty row, of each kind in turn: most are to be dropped, one is to be repaired.

    ``pair`` stands right before it. The rows to be dropped have an Indonesian side of their own where a duplicate is
    not the point, so that each meets the filter it is meant for.
    """
    own = replace(pair, source="toy/dirty", indonesian=f"Kabar ke-{turn}: {pair.indonesian}")
    kinds = (
        replace(pair, indonesian=pair.indonesian.upper()),  # a duplicate
        replace(pair, english=f"According to the report, {pair.english}"),  # a further translation
        replace(own, english=f"News item {turn}: {pair.english.rstrip('.')}"),  # to be repaired
        replace(own, english=_FINNISH, indonesian="Perdana menteri pergi ke utara kemarin dan bertemu wali kota baru."),
        replace(own, english="News.", indonesian=f"{own.indonesian} {earlier.indonesian}"),
        replace(own, english=earlier.english),  # other numbers
        replace(own, licence="none stated"),
        replace(own, english=own.indonesian),
        replace(own, english="…"),
        replace(own, indonesian="<td>{{ berita }}</td> == null;", english="<td>{{ news }}</td> == null;"),
        replace(own, indonesian=f"{own.indonesian} " * 20, english=f"{pair.english} " * 20),  # too long
        replace(held_out, source="toy/dirty"),
    )
    return kinds[turn % len(kinds)]
