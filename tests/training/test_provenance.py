"""Licences and terms: read, handed on, and held against weights that were replaced."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from training.provenance import (
    LICENCES_FILE,
    Provenance,
    ProvenanceError,
    read_provenance,
    remember,
    remembered,
    require_shippable,
)


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    file = tmp_path / "model" / "model.safetensors"
    file.parent.mkdir()
    file.write_bytes(b"weights")
    return file


def test_what_is_written_beside_the_weights_and_what_is_stated_both_count(weights: Path) -> None:
    sha256 = hashlib.sha256(b"weights").hexdigest()
    assert read_provenance(weights) == Provenance(sha256=sha256)
    assert read_provenance(weights, "GPL 3") == Provenance(("GPL 3",), sha256=sha256)
    values = {"licences": ["MIT", "CC0"], "terms": ["House rules"]}
    (weights.parent / LICENCES_FILE).write_text(json.dumps(values), encoding="utf-8")
    assert read_provenance(weights, "GPL 3") == Provenance(("CC0", "GPL 3", "MIT"), ("House rules",), sha256)


@pytest.mark.parametrize("text", ["CC0", "[]", '{"licences": ["MIT"]}', '{"licences": [1], "terms": []}', "null"])
def test_a_file_that_says_no_licences_is_an_error(text: str, weights: Path) -> None:
    (weights.parent / LICENCES_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ProvenanceError, match=r"licences\.json says no licences and terms"):
        read_provenance(weights)


def test_the_first_use_is_what_counts_and_replaced_weights_are_an_error(tmp_path: Path) -> None:
    file = tmp_path / "start.json"
    first = Provenance(("MIT",), (), "1a")
    assert remember(first, file) == first
    assert remember(Provenance(("GPL 3",), (), "1a"), file) == first == remembered(file)
    with pytest.raises(ProvenanceError, match=r"start\.json: the run began with weights that have been replaced since"):
        remember(Provenance(("MIT",), (), "2b"), file)
    assert remembered(file) == first


def test_only_known_and_open_licences_may_teach_what_is_shipped() -> None:
    allowed = Provenance(("CC0", "CC BY 4.0 / MIT"))
    require_shippable("it", allowed)
    assert allowed.is_shippable
    with pytest.raises(ProvenanceError, match="nobody knows under which licence the rows were that it learnt from"):
        require_shippable("it", Provenance())
    with pytest.raises(ProvenanceError, match="does not allow it to teach a model that is shipped: GPL 3"):
        require_shippable("it", Provenance(("CC0", "GPL 3")))
    assert not Provenance().is_shippable
    assert not Provenance(("CC0", "GPL 3")).is_shippable
