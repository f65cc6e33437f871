"""What the runtimes of the embedded model share: prompt, stop token, length bound, and what is made of the output."""

from __future__ import annotations

import math
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.decoders.answers import up_to_end
from summarizer.engines.embedded.manifest import FOLDER, read_manifest
from summarizer.prompting import LANGUAGE_NAMES, load_prompt

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

LANGPAIR = "id-en"
# The model was trained to end its answer with a line break; two of them are one token of the vocabulary.
END_TOKENS = ("\n", "\n\n", "<eos>")
_BOS_TOKEN = "<bos>"

# The adapter was trained on single sentences; what is longer than this is split at clauses by the pipeline.
# The sliding attention window of 512 tokens must hold prompt and answer.
MAX_SOURCE_TOKENS = 100


class TrimmedVocabulary:
    """Text to tokens and tokens to text."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._file = folder / "tokenizer.json"

    @cached_property
    def tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._file))
        # An article that says "<eos>" means these five characters, not the end of the sequence.
        tokenizer.encode_special_tokens = True
        return tokenizer

    @cached_property
    def end_ids(self) -> list[int]:
        vocabulary = self.tokenizer.get_vocab()
        return [vocabulary[token] for token in END_TOKENS]

    def count(self, text: str) -> int:
        """Tokens of the bare text."""
        return len(self._encode(text).ids)

    def tokens(self, text: str) -> list[str]:
        """The text as tokens, beginning-of-sequence token first."""
        return [_BOS_TOKEN, *self._encode(text).tokens]

    def ids(self, text: str) -> list[int]:
        """The same as ids."""
        return [self._bos_id, *self._encode(text).ids]

    @cached_property
    def _bos_id(self) -> int:
        return self.tokenizer.get_vocab()[_BOS_TOKEN]

    def _encode(self, text: str) -> Encoding:
        return self.tokenizer.encode(text, add_special_tokens=False)

    def hypothesis(self, ids: list[int], bound: int) -> Hypothesis:
        """What ``ids``, decoded under a bound of ``bound`` tokens, says; without an end token it is unfinished."""
        kept, finished = up_to_end(ids, self.end_ids, bound)
        return Hypothesis(self.tokenizer.decode(kept).strip(), finished)


class EmbeddedVocabulary(TrimmedVocabulary):
    """The same with the prompt of the translator."""

    def __init__(self, folder: Path = FOLDER, langpair: str = LANGPAIR) -> None:
        super().__init__(folder)
        self._prompt = load_prompt("translation.v1")
        source, target = langpair.split("-")
        self._languages = {"source_language": LANGUAGE_NAMES[source], "target_language": LANGUAGE_NAMES[target]}

    def prompt_text(self, sentence: str) -> str:
        return self._prompt.render(sentence=sentence, **self._languages)

    def prompt_tokens(self, sentence: str) -> list[str]:
        """The prompt as tokens, beginning-of-sequence token first."""
        return self.tokens(self.prompt_text(sentence))

    def prompt_ids(self, sentence: str) -> list[int]:
        """The same as ids."""
        return self.ids(self.prompt_text(sentence))

    def signature(self, runtime: str) -> str:
        return f"engine:embedded|model:{read_manifest().fingerprint[:8]}|runtime:{runtime}|prompt:{self._prompt.label}"


def length_bound(source_tokens: int, options: DecodingOptions) -> int:
    """The most tokens that the translation of a sentence of ``source_tokens`` tokens may have."""
    return math.ceil(options.max_length_ratio * source_tokens) + options.max_length_slack
