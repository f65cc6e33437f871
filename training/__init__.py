"""The recipe that makes the embedded model: corpus, vocabulary, training, evaluation, export."""
