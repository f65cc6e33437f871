"""Tokens of text that others wrote: a control token that is spelled in it stays text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

# An added token with one of these in it is a mark, such as <think> or [INST]; others are words.
_MARK_SIGNS = frozenset("<>[]{}|")


class PlainTextTokenizer:
    """A checkpoint's tokenizer. Loaded with the first text.

    A text may name control tokens ("</s>"). A unigram vocabulary has them as pieces like any other, and normalising
    may make them of full-width signs, so the ids are looked at, not the text.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint

    @cached_property
    def library(self) -> Any:
        """The tokenizer of transformers."""
        from transformers import AutoTokenizer

        with self._checkpoint.loading():
            tokenizer = AutoTokenizer.from_pretrained(
                self._checkpoint.folder, local_files_only=True, trust_remote_code=False
            )
        if not tokenizer.is_fast:
            raise ModelUnavailable(
                f"the tokenizer in {self._checkpoint.folder} is of a kind that cannot tell control tokens from text. "
                "Save it with a tokenizer.json"
            )
        return tokenizer

    @cached_property
    def control_ids(self) -> frozenset[int]:
        """The ids of the tokens that are no text."""
        added = self.library.added_tokens_decoder.items()
        marks = {number for number, token in added if token.special or _MARK_SIGNS & set(token.content)}
        return frozenset(marks | set(self.library.all_special_ids)) - {self.library.unk_token_id}

    def ids(self, text: str) -> list[int]:
        """``text`` without any control token."""
        return [number for number in self._encoded(text).ids if number not in self.control_ids]

    def framed_ids(self, text: str) -> list[int]:
        """The same between the control tokens that the model expects around a text."""
        before, after = self._frame
        return [*before, *self.ids(text), *after]

    def decode(self, ids: Sequence[int]) -> str:
        return str(self.library.decode(list(ids), skip_special_tokens=True))

    @cached_property
    def _frame(self) -> tuple[list[int], list[int]]:
        """The control tokens before and after a text, as the tokenizer's own template sets them."""
        plain = self._backend.encode("a", add_special_tokens=False).ids
        framed = self._backend.encode("a", add_special_tokens=True).ids
        starts = (at for at in range(len(framed)) if framed[at : at + len(plain)] == plain)
        start = next(starts, 0)
        return framed[:start], framed[start + len(plain) :]

    @property
    def _backend(self) -> Tokenizer:
        backend: Tokenizer = self.library.backend_tokenizer
        backend.no_truncation()
        backend.no_padding()
        # transformers sets this anew whenever it encodes by itself.
        backend.encode_special_tokens = True
        return backend

    def _encoded(self, text: str) -> Encoding:
        encoding = self._backend.encode(text, add_special_tokens=False)
        spans = [
            span for number, span in zip(encoding.ids, encoding.offsets, strict=True) if number in self.control_ids
        ]
        if not spans:
            return encoding
        return self._backend.encode(_broken(text, spans), add_special_tokens=False)


def _broken(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with a blank inside each of ``spans``."""
    for start, end in reversed(spans):
        middle = (start + end) // 2
        text = f"{text[:middle]} {text[middle:]}"
    return text
