"""Summaries with receipts: the best sentences of an article in their checked translation, or a gated model's own."""

from summarizer.summarization.options import SummaryOptions
from summarizer.summarization.pipeline import summarize

__all__ = ["SummaryOptions", "summarize"]
