"""A private article stays with its visitor, and only for as long as he stays."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.articles import NEXT_ARTICLE
from tests.browser.conftest import Visit
from tests.browser.engines import HeldTranslator
from tests.browser.files import text_file, upload
from tests.browser.visitor import Visitor
from tests.documents.kupang import ARTICLE

WORDS = ("Kupang", "pedagang", "traders", "merchants")
STORES = """async () => {
  const databases = await indexedDB.databases();
  const contents = [];
  for (const { name } of databases) {
    const database = await new Promise((done, fail) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    for (const store of database.objectStoreNames) {
      contents.push(await new Promise((done) => {
        const reading = database.transaction(store).objectStore(store).getAll();
        reading.onsuccess = () => done(reading.result);
      }));
    }
  }
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) cached.push(request.url);
  }
  return {
    local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie, databases, contents, cached,
    workers: (await navigator.serviceWorker.getRegistrations()).length, address: location.href, state: history.state,
  };
}"""


def test_nothing_of_an_article_is_left_in_the_browser_or_on_the_disk(visitor: Visitor, uploads: Path) -> None:
    visitor("#file input[type=file]").set_input_files(upload("kupang.txt", text_file()))
    expect(visitor.article).not_to_have_value("")
    visitor("#translate").click()
    visitor.wait_for_brief()
    visitor.edit(6, "The traders liked the plan.")
    expect(visitor("#said")).to_contain_text("Saved.")
    with visitor.page.expect_download():
        visitor(".actions").get_by_role("link", name="DOCX").click()
    visitor.go_to("glossary")
    visitor("#term-source").get_by_role("textbox").fill("pedagang")
    visitor("#term-target").get_by_role("textbox").fill("merchants")
    visitor("#term-add").click()
    expect(visitor("#terms-export a")).to_be_visible()

    kept = visitor.page.evaluate(STORES)
    assert kept["workers"] == 0
    assert kept["cached"] == []
    assert [word for word in WORDS if word in json.dumps(kept, ensure_ascii=False)] == []
    assert visitor.context.cookies() == []
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_a_page_that_is_loaded_again_knows_nothing(visitor: Visitor) -> None:
    visitor.translate()
    visitor.open()
    expect(visitor.article).to_have_value("")
    expect(visitor("#brief")).to_have_text("")
    visitor.go_to("report")
    expect(visitor("#report")).to_have_text("Translate an article first: its report appears here.")


def test_answers_are_not_to_be_stored(visitor: Visitor) -> None:
    stored = []
    visitor.page.on(
        "response",
        lambda response: (
            stored.append(response.url) if response.headers.get("cache-control", "") != "no-store" else None
        ),
    )
    visitor.translate()
    visitor.edit(6, "The traders liked the plan.")
    expect(visitor("#said")).to_contain_text("Saved.")
    assert [url for url in stored if "/assets/" not in url and "/static/" not in url and "/page/" not in url] == []


def test_two_visitors_at_once_see_their_own_articles_alone(visit: Visit, engine: HeldTranslator) -> None:
    first, second = visit(), visit()
    engine.hold()
    first.article.fill(ARTICLE)
    first("#translate").click()
    engine.wait_for_batch()
    second.article.fill(NEXT_ARTICLE)
    second("#translate").click()
    expect(second.status).to_contain_text("Translating: 0 of 3 sentences")
    engine.release()
    first.wait_for_brief()
    second.wait_for_brief()
    expect(first(".brief h2")).to_have_text("Kupang Opens Two New Markets")
    expect(second(".brief h2")).to_have_text("Kupang Traders Move This Week")
    first.edit(6, "The traders liked the plan.")
    expect(first("#said")).to_contain_text("Saved.")
    second.translate(NEXT_ARTICLE)
    expect(second.target(2)).to_have_text("The traders were happy to hear of the plan.")
    tokens = [one(".brief").get_attribute("data-token") for one in (first, second)]
    assert len(set(tokens)) == 2
    assert all(tokens)
