"""A causal language model that is given a prompt: what it reads, how much of that, and where its answer ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from summarizer.datamodels import DecodingOptions
from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from summarizer.engines.decoders.answers import up_to_end
from summarizer.engines.decoders.chat_frame import Content, Frame, as_text, chat_frame, text_frame
from summarizer.engines.decoders.contract import Decoder, Search
from summarizer.engines.decoders.positions import positions_of

# Tokens by which the pieces of a prompt may differ from the whole, for words at their edges are divided otherwise.
_SEAMS = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """``finished`` is false where the bound was hit before the model came to an end."""

    text: str
    finished: bool


class PromptedModel:
    """Such a model: asked in a chat if it has a template for one, or else for the rest of a line.

    ``content`` is how its template takes a text.
    """

    def __init__(self, checkpoint: Checkpoint, decoder: Decoder, content: Content = as_text) -> None:
        self._checkpoint = checkpoint
        self._decoder = decoder
        self._content = content
        self._tokenizer = PlainTextTokenizer(checkpoint)

    @property
    def chats(self) -> bool:
        return bool(self._tokenizer.library.chat_template)

    @property
    def is_told_languages(self) -> bool:
        """Whether its chat template takes the languages of a translation, under the names that TranslateGemma's has."""
        return self.chats and "target_lang_code" in self._tokenizer.library.get_chat_template()

    @cached_property
    def _frame(self) -> Frame:
        if not self.chats:
            return text_frame(self._tokenizer)
        return chat_frame(self._checkpoint, self._tokenizer, self._content)

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.ids(text))

    def input_ids(self, prompt: str) -> list[int]:
        """All that the model reads."""
        return self._frame.around(self._tokenizer.ids(prompt))

    @cached_property
    def positions(self) -> int:
        """How many tokens it reads and writes, all in all."""
        return positions_of(self._checkpoint, self._tokenizer)

    def text_room(self, prompt: str, answer: int, ratio: float = 0.0) -> int:
        """The longest text, in tokens, for which there is room in ``prompt``, which is given without one.

        After it there is room for an answer of ``answer`` tokens, and ``ratio`` for each token of the text.
        """
        taken = len(self._frame) + self.count_tokens(prompt) + _SEAMS
        room = math.floor((self.positions - taken - answer) / (1 + ratio))
        if self._decoder.max_prompt_tokens is not None:
            room = min(room, self._decoder.max_prompt_tokens - taken)
        return room

    def search(self, asked: Sequence[Sequence[int]], bound: int, options: DecodingOptions) -> list[list[list[int]]]:
        """The answers to each of ``asked`` as a Decoder has them, of at most ``bound`` tokens and an end."""
        search = Search(
            max_new_tokens=bound + 1,
            end_ids=(*self._ends, *self._line_ends),
            beam_size=options.beam_size,
            num_hypotheses=options.num_hypotheses,
            length_penalty=options.length_penalty,
            repetition_penalty=options.repetition_penalty,
        )
        found = self._decoder.decode(asked, search)
        if self.chats:
            return found
        return [self._begun(ids, answers, search) for ids, answers in zip(asked, found, strict=True)]

    def answer(self, ids: Sequence[int], bound: int) -> Answer:
        """What ``ids``, found by a search, say within ``bound`` tokens."""
        kept, ended = up_to_end(ids, self._ends, bound)
        text = self._tokenizer.decode(kept)
        if self.chats:
            return Answer(text.strip(), ended)
        line, broken, _ = text.lstrip().partition("\n")
        return Answer(line.strip(), ended or bool(broken))

    def _begun(self, ids: Sequence[int], answers: list[list[int]], search: Search) -> list[list[int]]:
        """``answers`` to ``ids``; where the best is a blank line, what the model goes on with after it."""
        while self._is_blank_line(blank := answers[0]) and len(blank) < search.max_new_tokens:
            rest = replace(search, max_new_tokens=search.max_new_tokens - len(blank))
            [found] = self._decoder.decode([[*ids, *blank]], rest)
            answers = [[*blank, *more] for more in found]
        return answers

    def _is_blank_line(self, ids: Sequence[int]) -> bool:
        return bool(ids) and ids[-1] in self._line_ends and "\n" not in self._tokenizer.decode(ids).lstrip()

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(sorted({*self._tokenizer.end_ids, *self._frame.ends}))

    @cached_property
    def _line_ends(self) -> dict[int, None]:
        """The tokens with a line break in them, for a model that does not chat."""
        if self.chats:
            return {}
        library = self._tokenizer.library
        texts = library.batch_decode([[number] for number in range(len(library))], skip_special_tokens=True)
        return dict.fromkeys(number for number, text in enumerate(texts) if "\n" in text)
