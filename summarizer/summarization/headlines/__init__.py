"""Headlines: an article in one line, its title's translation or its best sentence in headline English."""

from summarizer.summarization.headlines.making import headline, headline_of

__all__ = ["headline", "headline_of"]
