"""The translation memory: what the engine has answered, what came of it, and the wordings that people gave."""
