"""Checkpoints of a few thousand weights, random but for one, written to a folder as transformers writes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
import transformers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

from summarizer.engines.embedded.quiet import quiet_transformers

TEXTS = [
    "Harga beras di Pasar Johar naik 3,5 persen sejak awal pekan.",
    "Warga Desa Sukamaju menerima bantuan air bersih dari pemerintah kabupaten.",
    "Gempa bermagnitudo 5,1 mengguncang pesisir selatan pada Senin dini hari.",
    "The price of rice rose 3.5 percent at the Johar market, the head of the market said on Monday.",
    "Residents of the village received clean water; the bridge will be repaired before the rainy season.",
    "The article reports that the town closes its old bus station for four months.",
]
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<start_of_turn>{{ message.role }}\n{{ message.content | trim }}"
    "<end_of_turn>\n{% endfor %}{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)
_POSITIONS = 768


def bart(folder: Path, *, ends_at_once: bool = False) -> Path:
    """A BART whose tokenizer is of byte pairs; with ``ends_at_once`` its answers are empty."""
    tokenizer = byte_pairs(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    frame = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    tokenizer.post_processor = frame
    config = transformers.BartConfig(
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
        forced_eos_token_id=None,
    )
    model = seeded(transformers.BartForConditionalGeneration, config)
    if ends_at_once:
        model.final_logits_bias[0, 2] = 1e6
    return saved(model, tokenizer, folder, bos_token="<s>", eos_token="</s>", pad_token="<pad>", mask_token="<mask>")


def t5(folder: Path, prefix: str = "summarize: ") -> Path:
    """A T5 whose tokenizer is a unigram vocabulary, control tokens among its pieces."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    specials = ["<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(vocab_size=220, special_tokens=specials, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator([*TEXTS, "< / s > p a d z"], trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    config = transformers.T5Config(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=32,
        d_kv=16,
        d_ff=64,
        num_layers=2,
        num_heads=2,
        initializer_factor=20.0,
        decoder_start_token_id=0,
        task_specific_params={"summarization": {"prefix": prefix}},
    )
    model = seeded(transformers.T5ForConditionalGeneration, config)
    return saved(model, tokenizer, folder, eos_token="</s>", pad_token="<pad>", model_max_length=512)


def llama(folder: Path) -> Path:
    """A Llama without a chat template, and without padding."""
    tokenizer = byte_pairs(["<s>", "</s>", "<unk>"])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 0)])
    config = transformers.LlamaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=_POSITIONS,
        initializer_range=0.5,
        bos_token_id=0,
        eos_token_id=1,
    )
    model = seeded(transformers.LlamaForCausalLM, config)
    return saved(model, tokenizer, folder, bos_token="<s>", eos_token="</s>")


def gemma(folder: Path, chat_template: str = CHAT_TEMPLATE) -> Path:
    """A Gemma 3 that chats."""
    tokenizer = byte_pairs(["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>", "<|im_start|>"])
    tokenizer.post_processor = processors.TemplateProcessing(single="<bos> $A", special_tokens=[("<bos>", 2)])
    config = transformers.Gemma3TextConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=16,
        max_position_embeddings=_POSITIONS,
        sliding_window=64,
        initializer_range=0.5,
        bos_token_id=2,
        eos_token_id=[1, 5],
        pad_token_id=0,
        tie_word_embeddings=False,
    )
    model = seeded(transformers.Gemma3ForCausalLM, config)
    named = {"bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>"}
    return saved(model, tokenizer, folder, chat_template=chat_template, **named)


def chain(folder: Path, words: list[str]) -> Path:
    """A Llama without a chat template that goes on from each of ``words`` with the next, and so on from the last."""
    listed = ["<s>", "</s>", "<unk>", "\n", *dict.fromkeys(word for word in words if word not in ("</s>", "\n"))]
    vocabulary = {word: place for place, word in enumerate(listed)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    lines = pre_tokenizers.Split("\n", "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(" ", "removed"), lines])
    tokenizer.add_special_tokens(["<s>", "</s>", "<unk>"])
    config = transformers.LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=len(vocabulary) + len(vocabulary) % 2,
        intermediate_size=4,
        num_hidden_layers=1,
        num_attention_heads=1,
        max_position_embeddings=_POSITIONS,
        bos_token_id=0,
        eos_token_id=1,
    )
    model = transformers.LlamaForCausalLM(config)
    with torch.no_grad():
        for weight in model.parameters():
            if weight.dim() == 2:
                weight.zero_()
        # Attention and feed-forward add nothing, so a state is its last word, and the output says what comes after it.
        for place in range(len(vocabulary)):
            model.model.embed_tokens.weight[place, place] = 1.0
        for word, following in zip(words, [*words[1:], words[-1]], strict=True):
            model.lm_head.weight[vocabulary[following], vocabulary[word]] = 1.0
    return saved(model, tokenizer, folder, bos_token="<s>", eos_token="</s>", unk_token="<unk>")


def byte_pairs(specials: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=420, special_tokens=specials, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    return tokenizer


def seeded(kind: Any, config: Any, seed: int = 7) -> Any:
    torch.manual_seed(seed)
    return kind(config).eval()


def saved(model: Any, tokenizer: Tokenizer, folder: Path, **named: Any) -> Path:
    with quiet_transformers():
        model.save_pretrained(folder)
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **{"unk_token": "<unk>", **named}).save_pretrained(folder)
    return folder
