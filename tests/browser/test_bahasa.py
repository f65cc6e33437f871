"""The page in Indonesian, for browsers that ask for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.articles import NEXT_ARTICLE
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor


@pytest.fixture
def pembaca(visit: Visit) -> Visitor:
    return visit(locale="id-ID")


def test_fields_and_buttons_are_in_indonesian(pembaca: Visitor) -> None:
    expect(pembaca.page).to_have_title("Berita Indonesia dalam bahasa Inggris")
    assert pembaca.page.evaluate("document.documentElement.lang") == "id"
    expect(pembaca.page.get_by_role("tab")).to_have_text(["Artikel", "Laporan", "Banyak berkas", "Glosarium"])
    for button, text in [("#translate", "Terjemahkan"), ("#stop", "Hentikan"), ("#clear", "Kosongkan")]:
        expect(pembaca(button)).to_have_text(text)
    expect(pembaca.article).to_have_attribute("placeholder", "Tempelkan teks di sini. Ctrl+Enter menerjemahkan.")
    pembaca.go_to("glossary")
    expect(pembaca("#terms")).to_contain_text("Indonesia")
    expect(pembaca("#terms")).to_contain_text("Catatan")


def test_the_brief_and_its_report_are_in_indonesian(pembaca: Visitor) -> None:
    pembaca.translate()
    expect(pembaca.status).to_contain_text("Kalimat: 6.")
    expect(pembaca("#detected")).to_have_text("Bahasa yang dikenali: Indonesia.")
    expect(pembaca(".brief h3")).to_have_text(["Ringkasan", "Artikel sekilas", "Berdampingan"])
    expect(pembaca("#remarks-4 .tip-states")).to_have_text("Kalimat 4: salah, masuk ringkasan")
    pembaca.edit(4, "The two markets house 250 traders from four wards.")
    expect(pembaca("#said")).to_contain_text("Tersimpan.")
    pembaca.go_to("report")
    expect(pembaca("#report h2").first).to_have_text("Fakta")
    expect(pembaca("#report")).to_contain_text("meragukan")


def test_everybody_else_has_the_whole_page_in_english(visit: Visit) -> None:
    # Indonesian stands second, and Gradio, which has no Dutch words of ours, takes English.
    visitor = visit(locale="nl-NL", extra_http_headers={"Accept-Language": "nl-NL,nl;q=0.9,id;q=0.8"})
    expect(visitor("#translate")).to_have_text("Translate")
    expect(visitor.page).to_have_title("Indonesian news in English")
    visitor.translate(NEXT_ARTICLE)
    expect(visitor(".brief h3").first).to_have_text("Summary")
    assert visitor.page.evaluate("document.documentElement.lang") == "en"
