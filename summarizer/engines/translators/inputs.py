"""What an architecture wants around a sentence to know which language it is in, and which it is to go into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from summarizer.engines.catalogue import Architecture, Entry
from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from summarizer.errors import ModelUnavailable

# These read and write a language's token; the others read the mark of the target before a sentence, if any.
_WITH_LANGUAGE_TOKENS = (Architecture.M2M100, Architecture.MBART)
_MOST_NAMED = 12  # tags


@dataclass(frozen=True, slots=True)
class Frame:
    """The ids before and after those of a sentence, and those that its translation is made to begin with."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    prefix: tuple[int, ...] = ()

    def around(self, ids: Sequence[int]) -> list[int]:
        return [*self.before, *ids, *self.after]

    def __len__(self) -> int:
        return len(self.before) + len(self.after)


def tags_of(entry: Entry, langpair: str) -> tuple[str, ...]:
    """What of ``entry.tags`` is used for ``langpair``. Raises ModelUnavailable if it lacks one that is needed."""
    source, target = langpair.split("-")
    if entry.architecture not in _WITH_LANGUAGE_TOKENS:
        return (entry.tags[target],) if target in entry.tags else ()
    for lang in (source, target):
        if lang not in entry.tags:
            raise ModelUnavailable(
                f"what the model {entry.alias} calls the language {lang!r} is not known. It is for: "
                f"{', '.join(entry.tags) or 'none that is known'}"
            )
    return entry.tags[source], entry.tags[target]


def frame_of(
    architecture: Architecture, tags: Sequence[str], checkpoint: Checkpoint, text: PlainTextTokenizer
) -> Frame:
    """The frame that ``tags``, as `tags_of` returns them, make.

    Raises ModelUnavailable if the model's vocabulary lacks one of them.
    """
    if architecture in _WITH_LANGUAGE_TOKENS:
        end = text.library.eos_token_id
        if checkpoint.decoder_start_id != end:
            raise ModelUnavailable(
                f"the model in {checkpoint.folder} does not start its answers as mBART-50 and M2M100 do, and asked "
                "like these it would not translate. Take another"
            )
        source, target = (_token_id(tag, checkpoint, text) for tag in tags)
        return Frame((source,), (end,), (target,))
    before, after = text.frame
    forced = checkpoint.forced_bos_id
    marks = [number for tag in tags for number in _mark_ids(tag, checkpoint, text)]
    return Frame((*before, *marks), tuple(after), () if forced is None else (forced,))


def _mark_ids(tag: str, checkpoint: Checkpoint, text: PlainTextTokenizer) -> Sequence[int]:
    """A mark such as "<2id>", which is one of the vocabulary's, or a text such as "translate English to German: "."""
    if text.looks_like_language_mark(tag) and tag not in text.language_marks:
        raise _no_tag(tag, checkpoint, list(text.language_marks))
    return text.marked_ids(tag.strip())


def _token_id(tag: str, checkpoint: Checkpoint, text: PlainTextTokenizer) -> int:
    number = text.control_id(tag)
    if number is None:
        names = text.library.convert_ids_to_tokens(sorted(text.control_ids))
        raise _no_tag(tag, checkpoint, [name for name in names if not name.startswith("<")])
    return number


def _no_tag(tag: str, checkpoint: Checkpoint, known: list[str]) -> ModelUnavailable:
    named = sorted(known) if len(known) <= _MOST_NAMED else get_close_matches(tag, known, n=_MOST_NAMED, cutoff=0.0)
    more = f" and {len(known) - len(named)} more" if len(known) > len(named) else ""
    return ModelUnavailable(
        f"the model in {checkpoint.folder} knows no language {tag!r}. It knows: {', '.join(named) or 'none'}{more}"
    )
