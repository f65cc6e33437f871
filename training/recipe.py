"""The steps of a run, each done once: a run that was killed, or is started again, goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path

from filelock import FileLock, Timeout

from summarizer.datamodels import Hypothesis
from summarizer.documents.output import write_output
from summarizer.protocols import Progress
from training import checkpoints
from training.base import gemma_weights
from training.card import write_card
from training.config import ConfigError, RecipeConfig, SynthesisStep, read_config
from training.corpus.options import CorpusOptions
from training.corpus.prepare import prepare
from training.corpus.reading import Pair, read_pairs
from training.corpus.synthetic import prepare_synthetic
from training.corpus.toy import toy_corpus_is_whole, write_toy_corpus
from training.data import TrainingData, is_drawn, require_sources, training_data
from training.export import export_ctranslate2, export_safetensors, folder_size
from training.exported import read_exported
from training.loop import train
from training.measuring import Measurements, card_fields, measure, read_lines, require_evaluation_files
from training.models.gemma import GemmaTranslator, read_saved
from training.models.marian import MarianStudent
from training.protocols import Trainable
from training.provenance import (
    GEMMA_TERMS,
    LICENCES_FILE,
    Provenance,
    read_provenance,
    remember,
    remembered,
    require_shippable,
)
from training.synthesis import KINDS, synthesise, text_files
from training.teachers import load_teacher
from training.vocabulary import FILE_NAME, train_vocabulary

_EVALUATION_BLOCK = 256  # sentences between two reports of progress


class RunMixed(ValueError):
    """A folder holds a run of another configuration, or one that another process is working on."""


class Run:
    """One configuration worked through in ``folder``. What is there already, and whole, is not made again."""

    def __init__(self, config_file: Path, folder: Path, progress: Progress, *, students: tuple[Path, ...] = ()) -> None:
        """``students`` are the configurations that this run makes a teacher for, directly or not.

        Raises ConfigError for a configuration that cannot be worked, also where a file that it names is missing, and
        RunMixed if ``folder`` was begun with another one.
        """
        if config_file.resolve() in students:
            raise ConfigError(f"{config_file} is, through its teachers, its own teacher")
        self.config: RecipeConfig = read_config(config_file)
        self.folder = folder
        self._progress = progress
        self._require_inputs()
        self._teachers = {
            step.teacher: Run(
                Path(step.teacher),
                folder.parent / Path(step.teacher).stem,
                progress,
                students=(*students, config_file.resolve()),
            )
            for step in self.config.data.synthesis
            if step.teacher.endswith(".toml")
        }
        for step in self.config.data.synthesis:
            run = self._teachers.get(step.teacher)
            if run and run.config.model.langpair != _direction(step):
                raise ConfigError(f"{step.options.kind} needs a teacher of {_direction(step)}; {step.teacher} is none")
            if run and self.config.data.corpus.shippable_only and not run.config.data.corpus.shippable_only:
                raise ConfigError(
                    f"{step.teacher} learns from closed rows too: it cannot teach a model that is shipped"
                )
        digest = self.config.digest()
        stamp = folder / "config.sha256"
        if stamp.exists() and stamp.read_text(encoding="utf-8") != digest:
            raise RunMixed(
                f"{folder} holds a run of another configuration. Remove it, or give another folder with --output"
            )
        folder.mkdir(parents=True, exist_ok=True)
        write_output(str(stamp), digest)

    def _require_inputs(self) -> None:
        """Raise ConfigError, before hours of work, for what the configuration names and is not there."""
        config = self.config
        if not config.data.toy_pairs:
            require_evaluation_files(config.evaluation)
            if not Path(config.data.corpus.folder).is_dir():
                raise ConfigError(f"there is no corpus folder {config.data.corpus.folder}")
            for step in config.data.synthesis:
                if step.options.texts:
                    text_files(step.options.texts)
        named = [step.teacher for step in config.data.synthesis]
        named += [config.model.start.path] if config.model.start else []
        for path in named:
            if not Path(path).exists():
                raise ConfigError(f"{path} is not there: it must have been made, by another run or by hand, before")

    def work(self) -> Measurements:
        """All steps; the measurements, which also stand in ``measurements.json`` and in the model card.

        Raises what the steps raise, ValueError and SummarizerError, each with what to do, and RunMixed if another
        process works in the folder.
        """
        try:
            with FileLock(self.folder / ".lock", timeout=0):
                return self._work()
        except Timeout:
            raise RunMixed(
                f"another process is at work in {self.folder}; wait for it, or give another folder"
            ) from None

    def _work(self) -> Measurements:
        self._toy_corpus()
        self._corpus()
        for step, file in zip(self.config.data.synthesis, self._synthetic_files, strict=True):
            self._synthesis(step, file)
        self._vocabulary()
        self._train()
        self._export()
        return self._evaluate()

    def _toy_corpus(self) -> None:
        data = self.config.data
        if data.toy_pairs and not toy_corpus_is_whole(Path(data.corpus.folder), data.toy_pairs, self.config.seed):
            self._progress("writing a toy corpus", 0, 1)
            write_toy_corpus(Path(data.corpus.folder), data.toy_pairs, self.config.seed)

    @property
    def _corpus_options(self) -> CorpusOptions:
        """The options, with the evaluation files of this run among those that nothing may overlap with."""
        options, evaluation = self.config.data.corpus, self.config.evaluation
        files = dict.fromkeys((*options.evaluation_files, evaluation.source, evaluation.reference))
        return replace(options, evaluation_files=tuple(files))

    def _corpus(self) -> None:
        if not (self.folder / "corpus/counts.json").exists():
            self._progress("preparing the corpus", 0, 1)
            prepare(self._corpus_options, self.folder / "corpus")
        counts = json.loads((self.folder / "corpus/counts.json").read_text(encoding="utf-8"))
        tags = {KINDS[step.options.kind].tag for step in self.config.data.synthesis}
        require_sources(self.config.phases, {*counts["sources"], *tags})

    def _synthesis(self, step: SynthesisStep, target: Path) -> None:
        """Synthetic pairs: made, then held to the same checks as the corpus."""
        if target.exists():
            return
        teacher_run = self._teachers.get(step.teacher)
        if teacher_run:
            teacher_run.work()
        folder = teacher_run.folder / "model" if teacher_run else Path(step.teacher)
        options = step.options
        direction, size = _direction(step), options.batch_sentences
        teacher = load_teacher(folder, direction, size, self.config.seed, step.teacher_licence)
        if self.config.data.corpus.shippable_only:
            require_shippable(str(folder), teacher.provenance)
        remember(teacher.provenance, _origin_of(target))

        def translate(sentences: Sequence[str]) -> list[Hypothesis]:
            return teacher.model.translate(sentences, options.beam_size, options.sample_top_k)

        raw = target.with_suffix(".raw.tsv")
        synthesise(
            options,
            translate,
            raw,
            licence=step.licence,
            pairs=self._train_file if options.kind == "distillation" else None,
            signature=teacher.provenance.sha256,
            progress=self._progress,
        )
        prepare_synthetic(raw, self._corpus_options, self._train_file, target, self.folder / "corpus/dev.tsv")

    @property
    def _synthetic_files(self) -> list[Path]:
        return [self.folder / f"synthetic-{number}.tsv" for number in range(len(self.config.data.synthesis))]

    @property
    def _train_file(self) -> Path:
        return self.folder / "corpus/train.tsv"

    @property
    def _vocabulary_file(self) -> Path:
        return self.folder / "vocabulary" / FILE_NAME

    def _vocabulary(self) -> None:
        if self.config.model.marian and not self._vocabulary_file.exists():
            self._progress("training the vocabulary", 0, 1)
            drawn = (pair for pair in self._pairs() if is_drawn(pair, self.config.phases))
            lines = (text for pair in drawn for text in (pair.indonesian, pair.english))
            train_vocabulary(lines, self.config.model.vocabulary, self._vocabulary_file.parent)

    def _pairs(self) -> Iterator[Pair]:
        yield from read_pairs(self._train_file)
        for file in self._synthetic_files:
            yield from read_pairs(file)

    def _fresh_model(self) -> Trainable:
        """The model as the run begins with it, always from the same weights."""
        options = self.config.model
        if options.marian:
            return MarianStudent(self._vocabulary_file, options.marian, self.config.seed)
        assert options.gemma is not None  # read_config gives one of the two
        start = Path(options.start.path) if options.start else None
        whole = start is not None and options.gemma.tuning == "full"
        if start and options.start:
            file = start / "model.safetensors" if whole else start
            if not file.is_file():
                raise ConfigError(f"{file} is no file: full tuning starts from a model folder, LoRA from an adapter")
            remember(read_provenance(file, options.start.licence), self.folder / "start.json")
        weights = read_saved(start) if start and whole else gemma_weights(self._progress)
        model = GemmaTranslator(weights, options.gemma, self.config.seed, langpair=options.langpair)
        if start and not whole:
            model.load_adapter(start)
        return model

    @cached_property
    def _model(self) -> Trainable:
        return self._fresh_model()

    def _train(self) -> None:
        if (self.folder / "training.json").exists():
            return
        langpair = self.config.model.langpair
        held_out = read_pairs(self.folder / "corpus/dev.tsv")
        data = training_data(self._pairs(), held_out, self.config.phases, self._model, langpair)
        total = sum(phase.tokens for phase in data.phases)

        def report(position: checkpoints.Position, loss: float, rate: float) -> None:
            held_out_loss = f", held out {position.dev_losses[-1][1]:.3f}" if position.dev_losses else ""
            stage = f"training: step {position.step}, loss {loss:.3f}{held_out_loss}, rate {rate:.1e}"
            self._progress(stage, min(position.tokens, total), total)

        position = train(
            self._model,
            data.phases,
            self.config.training,
            self.folder / "checkpoints",
            self.config.seed,
            report,
            held_out=data.held_out,
        )
        self._write_json("training.json", self._record(data, position))

    def _record(self, data: TrainingData, position: checkpoints.Position) -> Measurements:
        """What ``training.json`` says of the training."""
        start = self.config.model.start
        origins = [remembered(_origin_of(file)) for file in self._synthetic_files]
        origins += [remembered(self.folder / "start.json")] if start else []
        own = {part["licence"] for part in data.corpus}
        parts = [Provenance(tuple(own)), *origins]
        terms = {term for part in origins for term in part.terms} | (
            {GEMMA_TERMS} if self.config.model.gemma else set()
        )
        return {
            "tokens": position.tokens,
            "steps": position.step,
            "minutes": round(position.seconds / 60, 1),
            "parameters": self._model.parameters,
            "start": {"path": start.path, "share": start.share, "sha256": origins[-1].sha256} if start else None,
            "corpus": data.corpus,
            "pairs_too_long": data.too_long,
            "held_out_losses": [list(loss) for loss in position.dev_losses],
            "licences": sorted({licence for part in parts for licence in part.licences}),
            "terms": sorted(terms),
            "shippable": all(part.is_shippable for part in parts),
        }

    def _export(self) -> None:
        """The mean of the last checkpoints, and of the start if the configuration says so, in both formats."""
        target = self.folder / "ctranslate2"
        if target.exists():
            return
        self._progress("averaging the checkpoints and writing the model", 0, 1)
        state = checkpoints.average(checkpoints.finished(self.folder / "checkpoints"))
        if (start := self.config.model.start) and start.share:
            state = checkpoints.mix(state, self._fresh_model().state(), start.share)
        self._model.load_state(state)
        export_safetensors(self._model, self.folder / "model")
        training = json.loads((self.folder / "training.json").read_text(encoding="utf-8"))
        # Beside the adapter as well: a later run starts from either.
        for name in (LICENCES_FILE, f"model/{LICENCES_FILE}"):
            self._write_json(name, {"licences": training["licences"], "terms": training["terms"]})
        if isinstance(self._model, GemmaTranslator):
            self._model.save_adapter(self.folder / "adapter.safetensors")
            self._model.save_ctranslate2(target)
        else:
            export_ctranslate2(self.folder / "model", target)

    def _evaluate(self) -> Measurements:
        """Scores of the exported model on the evaluation file, kept in ``measurements.json``; the card beside it."""
        file = self.folder / "measurements.json"
        measurements = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
        options = asdict(self.config.evaluation)
        if not measurements or measurements["options"] != options:
            measurements = {**self._measurements(), "options": options}
            self._write_json(file.name, measurements)
        write_card(card_fields(self.config, measurements), self.folder / "README.md")
        return measurements

    def _measurements(self) -> Measurements:
        options, model = self.config.evaluation, self.config.model
        max_length = model.marian.max_length if model.marian else 0
        translate = read_exported(self.folder / "ctranslate2", model.langpair, max_length)
        sources = read_lines(options.source)
        hypotheses: list[str] = []
        for start in range(0, len(sources), _EVALUATION_BLOCK):
            self._progress(f"translating {options.source}", start, len(sources))
            hypotheses += translate(sources[start : start + _EVALUATION_BLOCK], options.beam_size)
        write_output(str(self.folder / "hypotheses.txt"), "".join(f"{line}\n" for line in hypotheses))
        return measure(
            options,
            hypotheses,
            langpair=model.langpair,
            training=json.loads((self.folder / "training.json").read_text(encoding="utf-8")),
            size=folder_size(self.folder / "ctranslate2"),
        )

    def _write_json(self, name: str, value: object) -> None:
        write_output(str(self.folder / name), json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def _direction(step: SynthesisStep) -> str:
    """The language pair of the teacher that a step needs."""
    return "en-id" if step.options.kind == "back-translation" else "id-en"


def _origin_of(synthetic: Path) -> Path:
    """Where the provenance of the teacher stands that wrote the rows of ``synthetic``."""
    return synthetic.with_suffix(".origin.json")
