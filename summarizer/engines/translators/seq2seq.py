"""Sequence-to-sequence checkpoints as translators: Marian, M2M100, NLLB, mBART, T5, mT5 and MADLAD."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.catalogue import Entry
from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from summarizer.engines.decoders.answers import signature_of, up_to_end
from summarizer.engines.decoders.contract import Decoder, Search
from summarizer.engines.decoders.positions import positions_of
from summarizer.engines.embedded.decoding import length_bound
from summarizer.engines.translators.bounds import by_bound
from summarizer.engines.translators.inputs import Frame, frame_of, tags_of
from summarizer.errors import ModelUnavailable

# These models were trained on single sentences, and lose a part of what is longer; the pipeline splits it at clauses.
_LONGEST_SENTENCE = 200  # tokens
_LEAST_SENTENCE = 16


class Seq2SeqTranslator:
    """Translator over such a checkpoint, by the name ``name``.

    Raises ModelUnavailable if ``entry`` has no tag for a language of ``langpair`` where the model wants one.
    """

    def __init__(self, name: str, checkpoint: Checkpoint, entry: Entry, langpair: str, decoder: Decoder) -> None:
        self.langpair = langpair
        self.workers = decoder.workers
        self._name = name
        self._checkpoint = checkpoint
        self._architecture = entry.architecture
        self._tags = tags_of(entry, langpair)
        self._decoder = decoder
        self._tokenizer = PlainTextTokenizer(checkpoint)

    @property
    def signature(self) -> str:
        return signature_of(self._name, self._checkpoint, self._decoder, tags="+".join(self._tags))

    @cached_property
    def max_source_tokens(self) -> int:
        """As `Translator` has it. Raises ModelUnavailable if it is next to nothing."""
        longest = min(self._positions - len(self._frame), _LONGEST_SENTENCE)
        if longest < _LEAST_SENTENCE:
            raise ModelUnavailable(
                f"the model in {self._checkpoint.folder} reads {self._positions} tokens, too few for a sentence. Take "
                "another model"
            )
        return longest

    def count_tokens(self, sentence: str) -> int:
        return len(self._tokenizer.ids(sentence))

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        rows = [self._tokenizer.ids(sentence) for sentence in sentences]
        bounds = [min(length_bound(len(row), options), self._answer_room) for row in rows]
        found: dict[int, list[Hypothesis]] = {}
        for most, places in by_bound(bounds, self._answer_room).items():
            asked = [self._frame.around(rows[place]) for place in places]
            answers = self._decoder.decode(asked, self._search(most, options))
            for place, hypotheses in zip(places, answers, strict=True):
                found[place] = [self._hypothesis(ids, bounds[place]) for ids in hypotheses]
        return [found[place] for place in range(len(rows))]

    def _search(self, most: int, options: DecodingOptions) -> Search:
        return Search(
            max_new_tokens=most + 1,  # room for the end token
            end_ids=self._tokenizer.end_ids,
            prefix=self._frame.prefix,
            beam_size=options.beam_size,
            num_hypotheses=options.num_hypotheses,
            length_penalty=options.length_penalty,
            repetition_penalty=options.repetition_penalty,
        )

    def _hypothesis(self, ids: Sequence[int], bound: int) -> Hypothesis:
        kept, finished = up_to_end(ids, self._tokenizer.end_ids, bound)
        # Language marks that are pieces like any other would be printed.
        text = [number for number in kept if number not in self._tokenizer.control_ids]
        return Hypothesis(self._tokenizer.decode(text).strip(), finished)

    @cached_property
    def _frame(self) -> Frame:
        return frame_of(self._architecture, self._tags, self._checkpoint, self._tokenizer)

    @cached_property
    def _positions(self) -> int:
        return positions_of(self._checkpoint, self._tokenizer)

    @property
    def _answer_room(self) -> int:
        """The most tokens that an answer may have between what it starts after and its end."""
        return self._positions - len(self._frame.prefix) - 2
