"""Summaries with receipts: the best sentences of the source, shown in their checked translation."""

from summarizer.summarization.extraction import summarize

__all__ = ["summarize"]
