"""The models that the loop can train, one file each."""
