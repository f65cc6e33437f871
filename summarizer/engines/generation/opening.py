"""From a model on this machine to the generator over it."""

from __future__ import annotations

from summarizer.datamodels import RuntimeOptions
from summarizer.engines.checkpoints.checkpoint import Family
from summarizer.engines.generation.causal import CausalGenerator
from summarizer.engines.generation.seq2seq import Seq2SeqGenerator
from summarizer.engines.store.records import Model
from summarizer.engines.translators.opening import checkpoint_of, decoder_for
from summarizer.protocols import Generator


def open_generator(model: Model, runtime: RuntimeOptions) -> Generator:
    """The generator over ``model``; its weights are loaded with the first request.

    Raises ModelUnavailable if it cannot be used, and OptionError for a runtime that cannot be had.
    """
    checkpoint = checkpoint_of(model)
    kind = Seq2SeqGenerator if checkpoint.family is Family.SEQ2SEQ else CausalGenerator
    return kind(model.alias, checkpoint, decoder_for(model, runtime, for_one_batch=True), _langs(model.entry.langpairs))


def _langs(langpairs: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of pairs such as "en-en"."""
    pairs = (langpair.split("-") for langpair in langpairs)
    return tuple(source for source, target in pairs if source == target)
