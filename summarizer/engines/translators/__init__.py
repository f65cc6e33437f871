"""Translators over checkpoints: how each family of models is told what to translate into which language."""
