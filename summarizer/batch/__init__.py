"""Many articles in one run: resumable, killed at any moment without loss, on one machine or many."""
