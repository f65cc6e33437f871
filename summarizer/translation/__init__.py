"""The document pipeline: split, translate, check, try again or flag."""

from summarizer.translation.documents import translate, translate_batch

__all__ = ["translate", "translate_batch"]
