"""Checkpoints as transformers saves them: what a folder holds, whether it may be loaded, its tokenizer."""
