"""Converting the weights of a checkpoint to CTranslate2's format."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from summarizer.engines.checkpoints.checkpoint import Checkpoint, Family, open_checkpoint
from summarizer.engines.checkpoints.gemma3_attention import complete_attention
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from summarizer.engines.checkpoints.silence import silence
from summarizer.engines.checkpoints.weights import loaded_weights
from summarizer.errors import BuildFailed, CacheUnusable, SummarizerError
from summarizer.protocols import Progress

# Of the models by the name of their type: whether they normalise before each layer, and the embeddings.
_NORMALIZATION = {"bart": (False, True), "mbart": (True, True), "pegasus": (True, False)}
_STAGE = "converting the model"


def convert(checkpoint: Path, output: Path, quantization: str, progress: Progress) -> None:
    """Write the weights of the checkpoint in the folder ``checkpoint`` into the new folder ``output``.

    ``quantization`` is one of CTranslate2's names ("int8", "float32" …). The ids of tokens stay as they are. Nothing is
    fetched from anywhere. Raises BuildFailed if the model cannot be converted, CacheUnusable if ``output`` cannot be
    written, ModelCorrupt if the checkpoint is damaged, and what `open_checkpoint` raises.
    """
    opened = open_checkpoint(checkpoint)
    progress(_STAGE, 0, 1)
    try:
        with silence():
            _converter(opened, quantization).convert(str(output), quantization=quantization, force=True)
    except SummarizerError:
        raise
    except Exception as error:  # a converter that does not know a model fails in any way
        shutil.rmtree(output, ignore_errors=True)
        if isinstance(error, OSError) and error.errno is not None:
            raise CacheUnusable(
                f"{output} cannot be written ({error}). Make room there, or set SUMMARIZER_CACHE"
            ) from error
        raise _failed(checkpoint, _reason(error)) from error
    progress(_STAGE, 1, 1)


def _converter(checkpoint: Checkpoint, quantization: str) -> Any:
    """CTranslate2's converter with loading of our own, and with what its loaders ask of transformers 5 in vain."""
    import ctranslate2
    import torch

    class Converter(ctranslate2.converters.TransformersConverter):  # type: ignore[misc]
        rows = 0
        config: Any = None

        def _load(self) -> Any:
            spec = super()._load()
            complete_attention(spec, self.config)
            return spec

        def load_model(self, model_class: Any, folder: str, **settings: Any) -> Any:
            if quantization == "float32":
                # Positions are computed as the model is loaded, and in half precision would stay rounded.
                settings["dtype"] = torch.float32
            with checkpoint.loading():
                model = loaded_weights(checkpoint, model_class.from_pretrained, **settings)
            self.rows = model.get_input_embeddings().weight.shape[0]
            self.config = model.config
            _fit_config(self.config, checkpoint, self.rows)
            return model

        def load_tokenizer(self, tokenizer_class: Any, folder: str, **settings: Any) -> Any:
            library = PlainTextTokenizer(checkpoint).library
            _fit_tokenizer(library, self.rows)
            return library

    return Converter(str(checkpoint.folder))


def _fit_config(config: Any, checkpoint: Checkpoint, rows: int) -> None:
    """Set what the loaders look up in ``config``, where transformers 5 does not have it or means something else.

    ``rows`` is the number of embeddings. Raises BuildFailed for a model that a loader would convert wrongly.
    """
    kind = config.model_type
    if checkpoint.family is Family.SEQ2SEQ:
        config.decoder_start_token_id = checkpoint.decoder_start_id
    if kind in _NORMALIZATION:
        # Not configurable in transformers, so that a configuration need not say it.
        config.normalize_before, config.normalize_embedding = _NORMALIZATION[kind]
    if kind == "mbart":
        # Without its name an mBART-50, which starts its answers with </s>, is taken for an mBART-25, which does not.
        config.tokenizer_class = "MBart50Tokenizer"
    if kind in ("t5", "mt5"):
        # The loader takes it for whether outputs are scaled, but transformers 5 sets it for every T5. Without beams
        # nobody would notice.
        config.tie_word_embeddings = getattr(config, "scale_decoder_outputs", False)
    if kind == "marian" and checkpoint.pad_id != rows - 1:
        raise _failed(checkpoint.folder, "its padding is not the last token of the vocabulary")
    if kind == "marian" and not config.share_encoder_decoder_embeddings:
        raise _failed(checkpoint.folder, "source and target have vocabularies of their own")


def _fit_tokenizer(library: Any, rows: int) -> None:
    """Make the tokenizer name each of ``rows`` embeddings, in their order: the loaders close gaps between ids."""
    named = {number: token for token, number in library.get_vocab().items()}
    exact = {named.get(number, f"<no token {number}>"): number for number in range(rows)}
    library.get_vocab = lambda: exact
    library.num_madeup_words = 0
    if library.bos_token is None:
        # mBART-50's has none, and a model whose configuration has none either cannot be opened. Nothing begins with it.
        library.bos_token = library.eos_token


def _failed(checkpoint: Path, reason: str) -> BuildFailed:
    return BuildFailed(
        f"the model in {checkpoint} cannot be converted to CTranslate2's format: {reason}. Run it as it is: pull or "
        "add it again with --runtime transformers"
    )


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "memory does not suffice for it"
    lines = str(error).strip("'\" ").rstrip(".").splitlines()
    return lines[0].partition(" (supported")[0] if lines else type(error).__name__
