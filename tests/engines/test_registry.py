"""What the table of engines says of each."""

from __future__ import annotations

import pytest

from summarizer.engines import embedded
from summarizer.engines.registry import ENGINES, engine_of
from summarizer.errors import UnknownEngine
from tests.conftest import ROOT


@pytest.mark.parametrize("alias", ENGINES)
def test_an_engine_names_the_licence_of_its_model_and_where_it_stands(alias: str) -> None:
    licence = engine_of(alias).licence
    assert licence.startswith("Gemma Terms of Use")
    assert "Gemma Prohibited Use Policy" in licence
    folder = ROOT / "summarizer" / embedded.__name__.split(".", 1)[1].replace(".", "/")
    for name in ("GEMMA_TERMS.md", "NOTICE"):
        assert name in licence
        assert (folder / name).stat().st_size > 0


def test_an_engine_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    said = r"there is no engine 'other', and no folder of that name\. Engines: embedded, embedded-int8"
    with pytest.raises(UnknownEngine, match=said):
        engine_of("other")
