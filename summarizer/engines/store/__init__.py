"""The models that a user has pulled, added or unpacked: where they are, and how they get there."""
