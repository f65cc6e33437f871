"""Tokens of text that others wrote: a control token that is spelled in it stays text."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.checkpoints.silence import silence
from summarizer.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

# An added token with one of these in it is a mark, such as <think> or [INST]; others are words.
_MARK_SIGNS = frozenset("<>[]{}|")
# The marks of languages that are no added tokens but pieces like any other, as MADLAD and Marian have them.
_LANGUAGE_MARK = re.compile(r"▁?(?:<2\w+>|>>[^<>]+<<)")


class PlainTextTokenizer:
    """A checkpoint's tokenizer. Loaded with the first text.

    A text may name control tokens ("</s>"). A unigram vocabulary has them as pieces like any other, and normalising
    may make them of full-width signs, so the ids are looked at, not the text.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        # How it encodes is set anew by `_backend` and `marked_ids`, and would hold for another thread's text too.
        self._lock = threading.RLock()

    @cached_property
    def library(self) -> Any:
        """The tokenizer of transformers."""
        from transformers import AutoTokenizer

        with self._checkpoint.loading(), silence():
            tokenizer = AutoTokenizer.from_pretrained(
                self._checkpoint.folder, local_files_only=True, trust_remote_code=False
            )
        if not tokenizer.is_fast and _sentence_pieces(tokenizer) is None:
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
        marks.update(self.language_marks.values())
        return frozenset(marks | set(self.library.all_special_ids)) - {self.library.unk_token_id}

    @cached_property
    def end_ids(self) -> tuple[int, ...]:
        """The tokens any of which ends what the model writes, as its configuration and the tokenizer say."""
        return tuple(sorted({*self._checkpoint.end_ids, self.library.eos_token_id} - {None}))

    @cached_property
    def language_marks(self) -> dict[str, int]:
        """The marks of languages that are no added tokens, such as "<2en>", ">>ind<<" and "__id__", with their ids."""
        vocabulary = self.library.get_vocab().items()
        marks = {token: number for token, number in vocabulary if _LANGUAGE_MARK.fullmatch(token)}
        # M2M100 has them outside of its vocabulary.
        return {**marks, **getattr(self.library, "lang_token_to_id", {})}

    @staticmethod
    def looks_like_language_mark(token: str) -> bool:
        """Whether ``token`` is spelled as the marks of languages are, be it one of this vocabulary's or not."""
        return _LANGUAGE_MARK.fullmatch(token) is not None

    def control_id(self, token: str) -> int | None:
        """The id of the control token ``token``; None if it is none."""
        number: int | None = self.language_marks.get(token, self.library.get_vocab().get(token))
        return number if number in self.control_ids else None

    def ids(self, text: str) -> list[int]:
        """``text`` without any control token."""
        with self._lock:
            if not self.library.is_fast:
                return list(self._ids_of_pieces(text))
            encoding = self._encoded(text)
            return [number for number in encoding.ids if number not in self.control_ids]

    def framed_ids(self, text: str) -> list[int]:
        """The same between the control tokens that the model expects around a text."""
        before, after = self.frame
        return [*before, *self.ids(text), *after]

    def marked_ids(self, text: str) -> list[int]:
        """``text``, which is ours: control tokens in it are meant."""
        with self._lock:
            return list(self.library(text, add_special_tokens=False, split_special_tokens=False).input_ids)

    def decode(self, ids: Sequence[int]) -> str:
        with self._lock:
            return str(self.library.decode(list(ids), skip_special_tokens=True))

    @cached_property
    def frame(self) -> tuple[list[int], list[int]]:
        """The control tokens before and after a text, as the tokenizer's own template sets them."""
        with self._lock:
            if not self.library.is_fast:
                plain = self.ids("a")
                framed = self.library.build_inputs_with_special_tokens(plain)
            else:
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

    def _ids_of_pieces(self, text: str) -> Iterator[int]:
        """``text`` in SentencePiece's pieces: what the tokenizer does itself is to look for control tokens first."""
        for piece in _sentence_pieces(self.library).encode(text, out_type=str):
            number = self.library.convert_tokens_to_ids(piece)
            if number not in self.control_ids:
                yield number
            elif len(piece) > 1:
                yield from self._ids_of_pieces(_broken(piece, [(0, len(piece))]))


def _sentence_pieces(library: Any) -> Any:
    """The SentencePiece model of sources in a tokenizer that is written in Python: Marian's, M2M100's."""
    return getattr(library, "spm_source", None) or getattr(library, "sp_model", None)


def _broken(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with a blank inside each of ``spans``."""
    for start, end in reversed(spans):
        middle = (start + end) // 2
        text = f"{text[:middle]} {text[middle:]}"
    return text
