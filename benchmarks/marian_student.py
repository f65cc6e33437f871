"""A small translator to hold contests with: Marian, trained on the grammar of the recipe's smoke run.

It knows that grammar and nothing else. Its cost is what counts here: that of a translator of six encoder and two
decoder layers. It must end its sentences properly all the same: a model that rambles on measures the length bound.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.peers import environment_with
from summarizer.errors import BuildFailed
from summarizer.protocols import Progress
from training.corpus.toy_grammar import Sentence, news_sentence

if TYPE_CHECKING:
    from torch import Tensor

    from training.checkpoints import Position

FOLDER = Path(__file__).resolve().parent.parent / "local" / "bench" / "marian"
ALIAS = "bench-marian"
# Of the sentences that are measured every third has two clauses, joined in one of these ways.
_JOINTS = ((", sementara ", ", while "), (", dan ", ", and "), ("; ", "; "))
_PAIRS = 60_000
# The grammar has some hundred words. The rest are pieces that nothing is made of, so that the output layer costs what
# it does in a real model, where it is the greater part of the decoder.
_VOCABULARY = 4_000
_PIECES = 850
_TOKENS = 900_000  # some minutes on two cores
# Layers of encoder and decoder. So deep a model takes hours to find its way from one language to the other; the first
# layers learn it in minutes, and the others are computed all the same.
_LAYERS = (6, 2)
_LEARNING = (2, 1)
SHAPE = (
    f"a Marian of {_LAYERS[0]} encoder and {_LAYERS[1]} decoder layers of width 256 with a vocabulary of "
    f"{_VOCABULARY:,}; the first {_LEARNING[0]} and {_LEARNING[1]} have learnt, the others are computed and add nothing"
)
_SEED = 2  # the sentences that are measured have another


@dataclass(frozen=True, slots=True)
class Student:
    """``checkpoint`` is for transformers, ``converted`` for CTranslate2, both in float32, ``pieces`` for SentencePiece.

    ``cache`` is a store of ours in which it is ``ALIAS``.
    """

    checkpoint: Path
    cache: Path

    @property
    def converted(self) -> Path:
        return self.cache / "models" / ALIAS / "ctranslate2"

    @property
    def pieces(self) -> Path:
        return self.checkpoint / "source.spm"


def trained_student(progress: Progress, folder: Path = FOLDER, tokens: int = _TOKENS) -> Student:
    """The student in ``folder``, trained first, on ``tokens`` tokens, if it is not there.

    Raises BuildFailed if it cannot be taken into the store.
    """
    student = Student(folder / "model", folder / "cache")
    if not student.checkpoint.exists():
        _train(folder, tokens, progress)
    if not student.converted.exists():
        _add(student)
    return student


def pairs(count: int, seed: int = _SEED) -> list[Sentence]:
    """Sentences of the grammar in both languages, (Indonesian, English); every third has two clauses."""
    random = Random(seed)
    found: list[Sentence] = []
    while len(found) < count:
        first = news_sentence(random)
        found.append(_joined(first, news_sentence(random), random) if len(found) % 3 == 2 else first)
    return found


def _joined(first: Sentence, second: Sentence, random: Random) -> Sentence:
    joint = random.choice(_JOINTS)
    indonesian, english = (
        f"{one.removesuffix('.')}{between}{other[0].lower()}{other[1:]}"
        for one, between, other in zip(first, joint, second, strict=True)
    )
    return indonesian, english


def _train(folder: Path, tokens: int, progress: Progress) -> None:
    from training import checkpoints
    from training.export import export_safetensors
    from training.loop import Phase, TrainingOptions, train
    from training.models.marian import MarianOptions, MarianStudent

    rows = pairs(_PAIRS)
    vocabulary = folder / "vocabulary.spm"
    _write_vocabulary(rows, vocabulary)
    width = MarianOptions(d_model=256, ffn=1024, heads=8, dropout=0.0, max_length=256)

    def student(layers: tuple[int, int]) -> MarianStudent:
        shape = replace(width, encoder_layers=layers[0], decoder_layers=layers[1])
        return MarianStudent(vocabulary, shape, device="cpu")

    def report(position: Position, loss: float, rate: float) -> None:
        progress(f"training a student: step {position.step}, loss {loss:.3f}", min(position.tokens, tokens), tokens)

    shallow, deep = student(_LEARNING), student(_LAYERS)
    options = TrainingOptions(peak_rate=1e-3, batch_tokens=1024, warmup=0.1)
    examples = [shallow.example(indonesian, english) for indonesian, english in rows]
    train(shallow, [Phase(examples, tokens)], options, folder / "checkpoints", _SEED, report)
    learnt = checkpoints.average(checkpoints.finished(folder / "checkpoints"))
    deep.load_state(deepened(learnt, deep.state()))
    export_safetensors(deep, folder / "model")
    shutil.rmtree(folder / "checkpoints")


def deepened(learnt: dict[str, Tensor], fresh: dict[str, Tensor]) -> dict[str, Tensor]:
    """``fresh``, the weights of a deep model, with those of a shallow one as its first layers; it says what that says.

    The further layers add nothing, and what is normalised stays as it is when it is normalised again: the scale that
    the last layer that learnt gives it is given by the very last instead.
    """
    state = {**fresh, **learnt}
    for name in fresh.keys() - learnt.keys():
        if name.endswith(("out_proj.weight", "fc2.weight")):
            state[name] = fresh[name] * 0
    for side, layers in (("encoder", (_LEARNING[0], _LAYERS[0])), ("decoder", (_LEARNING[1], _LAYERS[1]))):
        for part in ("weight", "bias"):
            one, other = (f"model.{side}.layers.{count - 1}.final_layer_norm.{part}" for count in layers)
            state[one], state[other] = state[other], state[one]
    return state


def _write_vocabulary(rows: list[Sentence], path: Path) -> None:
    """Pieces of whole words and single digits; unigram pieces, as the recipe makes them, cut a text of so few words
    into twice as many as a real one has."""
    import sentencepiece

    from training.vocabulary import END_ID, UNKNOWN_ID

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=(text for pair in rows for text in pair),
            model_writer=file,
            model_type="bpe",
            vocab_size=_VOCABULARY - 1,  # the student adds <pad>
            split_digits=True,
            control_symbols=[f"<unused{number}>" for number in range(_VOCABULARY - 1 - _PIECES)],
            eos_id=END_ID,
            unk_id=UNKNOWN_ID,
            bos_id=-1,
            pad_id=-1,
            minloglevel=2,
        )


def _add(student: Student) -> None:
    """Into the store, converted; in a process of its own, which takes its memory with it."""
    options = ("--alias", ALIAS, "--langpair", "id-en", "--runtime", "ctranslate2", "--quantization", "float32")
    command = (sys.executable, "-m", "summarizer", "models", "add", str(student.checkpoint), *options, "--quiet")
    done = subprocess.run(
        command, env=environment_with(SUMMARIZER_CACHE=str(student.cache)), capture_output=True, text=True
    )
    if done.returncode:
        raise BuildFailed(f"the student cannot be taken into the store ({done.stderr.strip()}). Remove {FOLDER}")
