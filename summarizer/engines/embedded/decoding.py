"""What both runtimes of the embedded model share: prompt, stop token, length bound, and what is made of the output."""

from __future__ import annotations

import math
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.embedded.manifest import FOLDER, read_manifest
from summarizer.prompting import load_prompt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LANGPAIR = "id-en"
END_TOKEN = "\n"  # the model was trained to end its answer with a line break
EOS_TOKEN = "<eos>"
_BOS_TOKEN = "<bos>"
_LANGUAGE_NAMES = {"source_language": "Indonesian", "target_language": "English"}

# The adapter was trained on single sentences; what is longer than this is split at clauses by the pipeline.
# The sliding attention window of 512 tokens must hold prompt and answer.
MAX_SOURCE_TOKENS = 100


class EmbeddedVocabulary:
    """Prompts to tokens and tokens to text."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._file = folder / "tokenizer.json"
        self._prompt = load_prompt("translation.v1")

    @cached_property
    def tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._file))

    @cached_property
    def end_ids(self) -> list[int]:
        vocabulary = self.tokenizer.get_vocab()
        return [vocabulary[END_TOKEN], vocabulary[EOS_TOKEN]]

    def count(self, sentence: str) -> int:
        """Tokens of the bare sentence."""
        return len(self.tokenizer.encode(sentence, add_special_tokens=False).ids)

    def prompt_text(self, sentence: str) -> str:
        return self._prompt.render(sentence=sentence, **_LANGUAGE_NAMES)

    def encode_prompt(self, sentence: str) -> Any:
        """The encoded prompt, with ``ids`` and ``tokens``, beginning-of-sequence token first."""
        return self.tokenizer.encode(_BOS_TOKEN + self.prompt_text(sentence), add_special_tokens=False)

    def hypothesis(self, ids: list[int], bound: int) -> Hypothesis:
        """What ``ids``, decoded under a bound of ``bound`` tokens, says; without an end token it is unfinished."""
        ends = [position for position, token in enumerate(ids) if token in self.end_ids]
        length = ends[0] if ends else len(ids)
        text = self.tokenizer.decode(ids[: min(length, bound)]).strip()
        return Hypothesis(text, finished=bool(ends) and length <= bound)

    def signature(self, runtime: str) -> str:
        return f"engine:embedded|model:{read_manifest().fingerprint[:8]}|runtime:{runtime}|prompt:{self._prompt.label}"


def length_bound(source_tokens: int, options: DecodingOptions) -> int:
    """The most tokens that the translation of a sentence of ``source_tokens`` tokens may have."""
    return math.ceil(options.max_length_ratio * source_tokens) + options.max_length_slack
