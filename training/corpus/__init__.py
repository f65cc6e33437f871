"""The data of the training recipe: sentence pairs read, cleaned, kept apart from the evaluation, and split."""
