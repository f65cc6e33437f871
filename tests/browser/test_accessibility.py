"""axe-core finds nothing serious on any of the page's tabs."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.files import text_file, upload
from tests.browser.visitor import Visitor

# The library's own parts of the page, which take nothing that would put them right, each with its fault.
_NOT_OURS = [
    # named by its title alone, which a screen reader reads
    ".search-input",
]


def options(visitor: Visitor) -> None:
    visitor("#options").get_by_role("button", name="Options").click()
    expect(visitor.page.get_by_label("Engine")).to_be_visible()


def refusal(visitor: Visitor) -> None:
    visitor("#translate").click()
    expect(visitor(".status-error")).to_be_visible()


# A button that is free again is pale for a moment, and its contrast is measured as it is then.
_AT_REST = """() => Promise.allSettled(
    document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished)
)"""


def brief(visitor: Visitor) -> None:
    visitor.translate()
    visitor.target(4).hover()
    expect(visitor("#remarks-4")).to_be_visible()


def report(visitor: Visitor) -> None:
    visitor.go_to("report")
    expect(visitor(".findings")).to_be_visible()


def editing(visitor: Visitor) -> None:
    visitor.go_to("article")
    visitor.edit(4, "The two markets house 250 traders from four wards.")
    expect(visitor("#said")).to_contain_text("Saved.")
    visitor.target(5).dblclick()
    expect(visitor(".editing")).to_be_visible()


def batch(visitor: Visitor) -> None:
    visitor.go_to("batch")
    visitor("#batch-files input[type=file]").set_input_files(
        [upload("kupang.txt", text_file()), upload("rusak.pdf", b"no PDF")]
    )
    visitor("#batch-run").click()
    expect(visitor("#batch-table .actions a")).to_be_visible()


def glossary(visitor: Visitor) -> None:
    visitor.go_to("glossary")
    visitor("#term-source").get_by_role("textbox").fill("pedagang")
    visitor("#term-target").get_by_role("textbox").fill("merchants")
    visitor("#term-add").click()
    expect(visitor("#terms-export a")).to_be_visible()


def serious(visitor: Visitor) -> list[str]:
    """What axe finds, each fault with the elements that have it."""
    visitor.page.evaluate(_AT_REST)
    results = Axe().run(visitor.page, context={"exclude": [[part] for part in _NOT_OURS]}).response
    assert results["passes"], "axe has looked at nothing"
    found = [one for one in results["violations"] if one["impact"] in ("serious", "critical")]
    return [f"{one['help']}: {node['html']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_found(visit: Visit, scheme: str) -> None:
    visitor = visit(color_scheme=scheme)
    found = {"start": serious(visitor)}
    for show in (options, refusal, brief, report, editing, batch, glossary):
        show(visitor)
        found[show.__name__] = serious(visitor)
    assert {place: faults for place, faults in found.items() if faults} == {}
