"""What a batch is made from: a folder of articles, a table with a column of texts, or a list of web addresses."""

from __future__ import annotations

from summarizer.batch.sources.opening import NamedSource, open_source

__all__ = ["NamedSource", "open_source"]
