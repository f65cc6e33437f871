"""The thresholds of the gate of written sentences, tuned on human sentences and on false ones made from them."""
