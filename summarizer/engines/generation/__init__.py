"""Models that write summaries and headlines: the embedded one, and checkpoints in folders of the user's."""
