"""What stands around a text that a causal language model is given: the control tokens of a chat, or of a bare text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from summarizer.errors import ModelUnavailable

Content = Callable[[str], Any]
"""What a message of the user's has as its content where it says the given text."""

_PLACEHOLDER = "PLACEOFTHEPROMPT"
_REPLY = "PLACEOFTHEREPLY"
# Some templates give the model today's date, and an article must have the same answer tomorrow.
_FIXED_DATE = "{%- macro strftime_now(format) -%}1 January 2025{%- endmacro -%}"


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens ``before`` and ``after`` the text; any of ``ends`` is how a chat ends a turn."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    ends: tuple[int, ...] = ()

    def around(self, ids: Sequence[int]) -> list[int]:
        return [*self.before, *ids, *self.after]

    def __len__(self) -> int:
        return len(self.before) + len(self.after)


def as_text(text: str) -> Any:
    """The Content of most templates."""
    return text


def text_frame(tokenizer: PlainTextTokenizer) -> Frame:
    """The frame of a text that is to be gone on with: at most the token that begins one.

    Some tokenizers end a text too, after which a model has nothing more to say.
    """
    begin = tokenizer.library.bos_token_id
    return Frame((begin,) if begin is not None and begin in tokenizer.framed_ids("") else (), ())


def chat_frame(checkpoint: Checkpoint, tokenizer: PlainTextTokenizer, content: Content) -> Frame:
    """The frame of the only message of a chat, by the chat template of ``checkpoint``.

    The text is put in as tokens afterwards, so that nothing in it is taken for the template's own. Raises
    ModelUnavailable if the template does not take such a message, or not once.
    """
    chat = _rendered(checkpoint, tokenizer, [_message(content)])
    pieces = chat.split(_PLACEHOLDER)
    if len(pieces) != 2:
        raise ModelUnavailable(
            f"the chat template in {checkpoint.folder} does not take a message of the user's once. Take another model, "
            "or remove its template"
        )
    before, after = (tuple(tokenizer.marked_ids(piece)) for piece in pieces)
    return Frame(before, after, _turn_ends(checkpoint, tokenizer, content))


def _turn_ends(checkpoint: Checkpoint, tokenizer: PlainTextTokenizer, content: Content) -> tuple[int, ...]:
    """The control token that the template sets after a reply; none if it sets none or takes no replies."""
    reply = {"role": "assistant", "content": _REPLY}
    try:
        chat = _rendered(checkpoint, tokenizer, [_message(content), reply], add_generation_prompt=False)
    except ModelUnavailable:
        return ()
    _, found, rest = chat.rpartition(_REPLY)
    controls = (number for number in tokenizer.marked_ids(rest) if number in tokenizer.control_ids)
    return tuple(controls)[:1] if found else ()


def _message(content: Content) -> dict[str, Any]:
    return {"role": "user", "content": content(_PLACEHOLDER)}


def _rendered(
    checkpoint: Checkpoint,
    tokenizer: PlainTextTokenizer,
    messages: Sequence[Mapping[str, Any]],
    *,
    add_generation_prompt: bool = True,
) -> str:
    library = tokenizer.library
    with checkpoint.loading():
        return str(
            library.apply_chat_template(
                list(messages),
                tokenize=False,
                add_generation_prompt=add_generation_prompt,
                enable_thinking=False,
                chat_template=_FIXED_DATE + library.get_chat_template(),
            )
        )
