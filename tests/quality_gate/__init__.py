"""The quality gate: the default engine on tests/data/reference.tsv, held to what is pinned in tests/gate.json."""
