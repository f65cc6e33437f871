"""A visitor of the page: a browser of his own, what he does with it, and what must not go wrong meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.documents.kupang import ARTICLE

TABS = {"article": 0, "report": 1, "batch": 2, "glossary": 3}
_WIDE = {"width": 1200, "height": 1000}
# As Chromium blocks something it tells the page, and often nobody else.
_TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`blocked by the policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""
_POLL_MILLISECONDS, _MOST_POLLS = 100, 200
_OWN_SCHEMES = ("data:", "blob:")


class Visitor:
    """``problems`` are errors of the page, and requests that went elsewhere, in words."""

    def __init__(self, browser: Browser, url: str, **context_options: object) -> None:
        self.url = url
        self.problems: list[str] = []
        self.context: BrowserContext = browser.new_context(**{"viewport": _WIDE, "locale": "en-GB", **context_options})  # type: ignore[arg-type]
        self.context.add_init_script(_TELL_VIOLATIONS)
        self.context.on("request", lambda request: self._require_own(request.url))
        self.context.on("weberror", lambda error: self.problems.append(f"error of the page: {error.error}"))
        self.context.on(
            "console",
            lambda said: self.problems.append(f"console: {said.text}") if said.type == "error" else None,
        )
        self.page: Page = self.context.new_page()
        self.page.on("websocket", lambda socket: self.problems.append(f"connection to {socket.url}"))

    def open(self) -> Visitor:
        """Go to the page and wait for it."""
        self.page.goto(self.url)
        expect(self.page.locator("#translate")).to_be_visible()
        return self

    def expects_refusal(self, status: int) -> None:
        """What the test provokes: the browser reports each answer of that kind as an error."""
        wanted = f"status of {status} "
        assert any(wanted in problem for problem in self.problems)
        self.problems = [problem for problem in self.problems if wanted not in problem]

    def close(self) -> None:
        self.context.close()

    def __call__(self, selector: str) -> Locator:
        return self.page.locator(selector)

    @property
    def article(self) -> Locator:
        return self("#article textarea")

    @property
    def status(self) -> Locator:
        return self("#status")

    def translate(self, text: str = ARTICLE) -> None:
        """Paste an article, and wait for its brief in the place of an earlier one."""
        if self.status.inner_text().strip():
            self("#clear").click()
            expect(self.status).to_have_text("")
        self.article.fill(text)
        self("#translate").click()
        self.wait_for_brief()

    def wait_for_brief(self) -> None:
        expect(self("#status .status-done")).to_be_visible()
        expect(self(".brief[data-token]")).to_be_visible()

    def source(self, number: int) -> Locator:
        return self(f'[data-side="source"][data-sentence="{number}"]')

    def target(self, number: int) -> Locator:
        return self(f'[data-side="target"][data-sentence="{number}"]')

    def lit(self) -> list[str]:
        """The sentences that are lit, as they stand on the page."""
        return [text.strip() for text in self(".sentence.lit").all_inner_texts()]

    def go_to(self, tab: str) -> None:
        """Open one of TABS."""
        self.page.get_by_role("tab").nth(TABS[tab]).click()

    def stop(self, button: str = "#stop") -> None:
        """Press it, and wait until the server has heard of it."""
        # Of what the page sends without waiting for its turn, this alone has nothing to say.
        with self.page.expect_response(
            lambda response: (
                response.url.endswith("/run/predict") and (response.request.post_data_json or {}).get("data") == []
            )
        ):
            self(button).click()

    def eventually(self, holds: Callable[[], bool]) -> None:
        """Wait for something that is not to be seen on the page."""
        for _ in range(_MOST_POLLS):
            if holds():
                return
            self.page.wait_for_timeout(_POLL_MILLISECONDS)
        raise AssertionError("it has not come about")

    def edit(self, number: int, text: str) -> None:
        """Give a sentence another translation, with the mouse."""
        self.target(number).dblclick()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def computed(self, selector: str, name: str) -> str:
        """A property of a thing's style, as the browser shows it."""
        return str(self(selector).first.evaluate("(one, name) => getComputedStyle(one).getPropertyValue(name)", name))

    def _require_own(self, url: str) -> None:
        if not url.startswith((self.url, *_OWN_SCHEMES)):
            self.problems.append(f"request to {url}")
