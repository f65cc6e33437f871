"""Tiny causal models that chat, each with the kind of template that its family has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import transformers
from tokenizers import Tokenizer, processors

from tests.engines.checkpoints.tiny_models import byte_pairs, saved, seeded

_POSITIONS = 1024
_QWEN_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n"
    "{% if enable_thinking is defined and not enable_thinking %}<think>\n\n</think>\n\n{% endif %}{% endif %}"
)
_GEMMA_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<start_of_turn>"
    "{{ 'model' if message.role == 'assistant' else message.role }}\n{{ message.content | trim }}<end_of_turn>\n"
    "{% endfor %}{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)
# One item of content with two languages that it must know, as the model card of TranslateGemma says.
_TRANSLATION_TEMPLATE = (
    "{% set languages = {'id': 'Indonesian', 'en': 'English', 'en-GB': 'English'} %}{{ bos_token }}"
    "{% for message in messages %}{% if message.role == 'user' %}"
    "{% if message.content is string or message.content | length != 1 %}"
    "{{ raise_exception('one item of content is wanted') }}{% endif %}"
    "{% set item = message.content[0] %}{% set source = item.source_lang_code | replace('_', '-') %}"
    "{% set target = item.target_lang_code | replace('_', '-') %}"
    "{% if source not in languages or target not in languages %}{{ raise_exception('unknown language') }}{% endif %}"
    "<start_of_turn>user\nTranslate {{ languages[source] }} ({{ source }}) to {{ languages[target] }} ({{ target }}):"
    "\n\n\n{{ item.text | trim }}<end_of_turn>\n"
    "{% else %}<start_of_turn>model\n{{ message.content }}<end_of_turn>\n{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)
_SMALL: dict[str, Any] = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "max_position_embeddings": _POSITIONS,
    "tie_word_embeddings": False,
}
_GEMMA_SPECIALS = ["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>", "<|im_start|>"]


def qwen2(folder: Path) -> Path:
    """A Qwen 2 that chats; its theta is not the one that is usual elsewhere."""
    tokenizer = byte_pairs(["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<unk>"])
    config = transformers.Qwen2Config(
        **_SMALL,
        vocab_size=tokenizer.get_vocab_size(),
        initializer_range=0.5,
        bos_token_id=0,
        eos_token_id=[2, 0],
        rope_parameters={"rope_type": "default", "rope_theta": 1e6},
    )
    return _saved(_seeded(transformers.Qwen2ForCausalLM, config), tokenizer, folder, chat_template=_QWEN_TEMPLATE)


def qwen3(folder: Path) -> Path:
    """A Qwen 3 that chats, and that is told in its template not to think aloud."""
    tokenizer = byte_pairs(["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<unk>"])
    tokenizer.add_tokens(["<think>", "</think>"])
    config = transformers.Qwen3Config(
        **_SMALL,
        vocab_size=tokenizer.get_vocab_size(),
        head_dim=16,
        initializer_range=0.5,
        bos_token_id=0,
        eos_token_id=2,
    )
    return _saved(_seeded(transformers.Qwen3ForCausalLM, config), tokenizer, folder, chat_template=_QWEN_TEMPLATE)


def gemma3(folder: Path, sliding_window: int = 512) -> Path:
    """A Gemma 3 that chats."""
    tokenizer = _gemma_tokenizer()
    config = transformers.Gemma3TextConfig(**_gemma(tokenizer, sliding_window))
    named = {"bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>", "chat_template": _GEMMA_TEMPLATE}
    return _saved(_seeded(transformers.Gemma3ForCausalLM, config), tokenizer, folder, **named)


def translate_gemma(folder: Path) -> Path:
    """A TranslateGemma: a Gemma 3 that could see too, with stretched positions and a template that takes languages."""
    tokenizer = _gemma_tokenizer()
    text = _gemma(tokenizer, 512)
    text["query_pre_attn_scalar"] = 24  # as in the largest, not the size of a head
    text["rope_parameters"] = {
        "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1e6},
        "sliding_attention": {"rope_type": "default", "rope_theta": 1e4},
    }
    vision = {
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "image_size": 28,
        "patch_size": 14,
    }
    config = transformers.Gemma3Config(
        text_config=text,
        vision_config=vision,
        mm_tokens_per_image=4,
        image_token_index=6,
        eos_token_id=[1, 5],
        tie_word_embeddings=False,
    )
    named = {"bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>", "chat_template": _TRANSLATION_TEMPLATE}
    return _saved(_seeded(transformers.Gemma3ForConditionalGeneration, config), tokenizer, folder, **named)


def pegasus(folder: Path) -> Path:
    """A Pegasus, which writes <n> for a line break."""
    tokenizer = byte_pairs(["<pad>", "</s>", "<unk>", "<n>"])
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    config = transformers.PegasusConfig(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=_POSITIONS,
        init_std=0.5,
        scale_embedding=True,
        forced_eos_token_id=None,
    )
    model = _seeded(transformers.PegasusForConditionalGeneration, config)
    return _saved(model, tokenizer, folder, eos_token="</s>", pad_token="<pad>")


def _gemma(tokenizer: Tokenizer, sliding_window: int) -> dict[str, Any]:
    """Of three layers the last attends to everything, the others to ``sliding_window`` tokens."""
    return {
        **_SMALL,
        "num_hidden_layers": 3,
        "layer_types": ["sliding_attention", "sliding_attention", "full_attention"],
        "vocab_size": tokenizer.get_vocab_size(),
        "head_dim": 16,
        "query_pre_attn_scalar": 16,
        "sliding_window": sliding_window,
        "initializer_range": 0.3,
        "bos_token_id": 2,
        "eos_token_id": [1, 5],
        "pad_token_id": 0,
    }


def _gemma_tokenizer() -> Tokenizer:
    tokenizer = byte_pairs(_GEMMA_SPECIALS)
    tokenizer.post_processor = processors.TemplateProcessing(single="<bos> $A", special_tokens=[("<bos>", 2)])
    return tokenizer


def _seeded(kind: Any, config: Any) -> Any:
    return seeded(kind, config, seed=11)


def _saved(model: Any, tokenizer: Tokenizer, folder: Path, **named: Any) -> Path:
    chats = "<|im_end|>" in tokenizer.get_vocab()
    usual = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"} if chats else {}
    return saved(model, tokenizer, folder, **{**usual, **named})
