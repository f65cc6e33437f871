"""The recipe of the summaries' ranking: articles with human summaries to five weights, and what they are worth."""
