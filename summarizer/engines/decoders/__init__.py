"""Searching for what a checkpoint says to its input: one way for each family of models and each runtime."""
