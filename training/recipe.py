"""The steps of a run, each done once: a run that was killed, or is started again, goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from summarizer.documents.output import write_output
from summarizer.protocols import Progress
from training import checkpoints
from training.base import gemma_weights
from training.card import write_card
from training.config import RecipeConfig, SynthesisStep, read_config
from training.corpus.prepare import prepare
from training.corpus.reading import Pair, read_pairs
from training.corpus.toy import write_toy_corpus
from training.export import export_ctranslate2, export_safetensors, folder_size
from training.loop import Phase, train
from training.measuring import Measurements, card_fields, measure, read_lines
from training.models.gemma import GemmaOptions, GemmaTranslator, read_saved
from training.models.marian import MarianStudent
from training.protocols import Example, Trainable
from training.synthesis import synthesise
from training.vocabulary import BACK_TRANSLATED, train_vocabulary

_EVALUATION_BLOCK = 256  # sentences between two reports of progress


class RunMixed(ValueError):
    """A folder holds a run of another configuration."""


class Run:
    """One configuration worked through in ``folder``. What is there already, and whole, is not made again."""

    def __init__(self, config_file: Path, folder: Path, progress: Progress) -> None:
        """Raises ConfigError, or RunMixed if ``folder`` was begun with another configuration."""
        self.config: RecipeConfig = read_config(config_file)
        self.folder = folder
        self._progress = progress
        digest = hashlib.sha256(config_file.read_bytes()).hexdigest()
        stamp = folder / "config.sha256"
        if stamp.exists() and stamp.read_text(encoding="utf-8") != digest:
            raise RunMixed(
                f"{folder} holds a run of another configuration. Remove it, or give another folder with --output"
            )
        folder.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest, encoding="utf-8")

    def work(self) -> Measurements:
        """All steps; the measurements, which also stand in ``measurements.json`` and in the model card."""
        self._toy_corpus()
        self._corpus()
        self._synthesis()
        self._vocabulary()
        self._train()
        self._export()
        return self._evaluate()

    def _toy_corpus(self) -> None:
        if self.config.toy_pairs and not Path(self.config.corpus.folder).exists():
            self._progress("writing a toy corpus", 0, 1)
            write_toy_corpus(Path(self.config.corpus.folder), self.config.toy_pairs, self.config.seed)

    def _corpus(self) -> None:
        if not (self.folder / "corpus/counts.json").exists():
            self._progress("preparing the corpus", 0, 1)
            prepare(self.config.corpus, self.folder / "corpus")

    def _synthesis(self) -> None:
        for number, step in enumerate(self.config.synthesis):
            target = self.folder / f"synthetic-{number}.tsv"
            if not target.exists():
                self._progress(f"{step.options.kind} of {step.options.texts}", 0, 1)
                self._synthesise(step, target)

    def _synthesise(self, step: SynthesisStep, target: Path) -> None:
        langpair = "en-id" if step.options.kind == "back-translation" else "id-en"
        teacher = GemmaTranslator(read_saved(Path(step.teacher)), GemmaOptions(langpair=langpair), self.config.seed)

        def translate(sentences: Sequence[str]) -> list[str]:
            outputs: list[str] = teacher.translate(sentences, step.options.beam_size, step.options.sample_top_k)
            return outputs

        digest = hashlib.sha256((Path(step.teacher) / "model.safetensors").read_bytes()).hexdigest()
        synthesise(step.options, translate, target, licence=step.licence, signature=digest)

    @property
    def _vocabulary_file(self) -> Path:
        return self.folder / "vocabulary/vocabulary.spm"

    def _vocabulary(self) -> None:
        if self.config.model.marian and not self._vocabulary_file.exists():
            self._progress("training the vocabulary", 0, 1)
            lines = (text for pair in self._pairs() for text in (pair.indonesian, pair.english))
            train_vocabulary(lines, self.config.model.vocabulary, self._vocabulary_file.parent)

    def _pairs(self) -> Iterator[Pair]:
        yield from read_pairs(self.folder / "corpus/train.tsv")
        for number in range(len(self.config.synthesis)):
            yield from read_pairs(self.folder / f"synthetic-{number}.tsv")

    @cached_property
    def model(self) -> Trainable:
        """The model as the run begins with it."""
        options = self.config.model
        if options.marian:
            return MarianStudent(self._vocabulary_file, options.marian, self.config.seed)
        assert options.gemma is not None  # read_config gives one of the two
        if options.start and options.gemma.tuning == "full":
            return GemmaTranslator(read_saved(Path(options.start)), options.gemma, self.config.seed)
        model = GemmaTranslator(gemma_weights(self._progress), options.gemma, self.config.seed)
        if options.start:
            model.load_adapter(Path(options.start))
        return model

    def _train(self) -> None:
        folder = self.folder / "checkpoints"
        if (self.folder / "training.json").exists():
            return
        phases = self._phases()
        total = sum(phase.tokens for phase in phases)

        def report(position: checkpoints.Position, loss: float, rate: float) -> None:
            stage = f"training: step {position.step}, loss {loss:.3f}, rate {rate:.1e}"
            self._progress(stage, min(position.tokens, total), total)

        position = train(self.model, phases, self.config.training, folder, self.config.seed, report)
        fields = {
            "tokens": position.tokens,
            "steps": position.step,
            "minutes": round(position.seconds / 60, 1),
            "parameters": sum(weight.numel() for weight in self.model.module.parameters()),
        }
        write_output(str(self.folder / "training.json"), json.dumps(fields, indent=2) + "\n")

    def _phases(self) -> list[Phase]:
        rows: list[tuple[str, Example]] = []
        too_long = 0
        for pair in self._pairs():
            try:
                rows.append((pair.source, self.model.example(*self._sides(pair))))
            except ValueError:
                too_long += 1
        if too_long:
            self._progress(f"{too_long} pairs are longer than the model takes and stay out", 0, 1)
        return [
            Phase(
                [example for source, example in rows if not phase.sources or source.startswith(phase.sources)],
                phase.tokens,
            )
            for phase in self.config.phases
        ]

    def _sides(self, pair: Pair) -> tuple[str, str]:
        """What the model reads and what it writes."""
        gemma = self.config.model.gemma
        if gemma and gemma.langpair == "en-id":
            return pair.english, pair.indonesian
        if self.config.model.marian and pair.source.startswith("synthetic-bt"):
            return f"{BACK_TRANSLATED} {pair.indonesian}", pair.english
        return pair.indonesian, pair.english

    def _export(self) -> None:
        if (self.folder / "ctranslate2").exists():
            return
        self._progress("averaging the checkpoints and writing the model", 0, 1)
        self.model.load_state(checkpoints.average(checkpoints.finished(self.folder / "checkpoints")))
        export_safetensors(self.model, self.folder / "model")
        if isinstance(self.model, GemmaTranslator):
            self.model.save_adapter(self.folder / "adapter.safetensors")
            self.model.save_ctranslate2(self.folder / "ctranslate2")
        else:
            export_ctranslate2(self.folder / "model", self.folder / "ctranslate2")

    def _evaluate(self) -> Measurements:
        """Scores of the averaged model on the evaluation file, kept in ``measurements.json``; the card beside it."""
        file = self.folder / "measurements.json"
        if file.exists():
            return dict(json.loads(file.read_text(encoding="utf-8")))
        options = self.config.evaluation
        sources = read_lines(options.source)
        self.model.load_state(checkpoints.average(checkpoints.finished(self.folder / "checkpoints")))
        hypotheses: list[str] = []
        for start in range(0, len(sources), _EVALUATION_BLOCK):
            self._progress(f"translating {options.source}", start, len(sources))
            hypotheses += self.model.translate(sources[start : start + _EVALUATION_BLOCK], options.beam_size)
        write_output(str(self.folder / "hypotheses.txt"), "".join(f"{line}\n" for line in hypotheses))
        measurements = measure(
            self.config,
            hypotheses,
            training=json.loads((self.folder / "training.json").read_text(encoding="utf-8")),
            pairs=self._pairs(),
            size=folder_size(self.folder / "ctranslate2"),
        )
        write_card(card_fields(self.config.card, measurements), self.folder / "README.md")
        write_output(str(file), json.dumps(measurements, indent=2, ensure_ascii=False) + "\n")
        return measurements
