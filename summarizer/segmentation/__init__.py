"""Text to paragraphs to sentences, losslessly: the segments and what stands between them are the document."""

from summarizer.segmentation.blanks import normalise, original_span
from summarizer.segmentation.splitter import split

__all__ = ["normalise", "original_span", "split"]
