"""The embedded engine: Gemma 3 270M with our own adapter, built on this machine from installed packages.

MODEL_CARD.md says what the model is, NOTICE and GEMMA_TERMS.md under which terms it may be used.
"""
