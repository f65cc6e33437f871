"""Sentence compression: an English sentence with words left out, and nothing put in their place."""

from summarizer.summarization.compression.deletions import compressions

__all__ = ["compressions"]
