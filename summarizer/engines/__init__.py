"""The translation engines, by name."""

from summarizer.engines.registry import DEFAULT_ENGINE, load_translator

__all__ = ["DEFAULT_ENGINE", "load_translator"]
