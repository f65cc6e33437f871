"""What a server remembers of its visitors, and for how long."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summarizer import Document
from summarizer.briefing import make_brief
from summarizer.datamodels import Origin
from summarizer.errors import Stopped
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.web.queueing import Watch
from summarizer.web.sessions import visit_of
from summarizer.web.visits import Result, Timing, Visit, Visits
from tests.documents.kupang import ARTICLE, fake_engine
from tests.web.asking import request

ORIGIN = Origin(byline="Sari", url="https://kabar.example/pasar")


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def result() -> Result:
    return Result(make_brief(Document(ARTICLE), translator=fake_engine()), "embedded", None, Timing(0, 1))


def test_a_session_has_one_visit_in_the_language_that_it_asks_in_last() -> None:
    visits = Visits()
    visit = visit_of(visits, request("a"))
    assert visit.language == "en"
    assert visit_of(visits, request("a", "id")) is visit
    assert visit.language == "id"
    assert len(visits) == 1


def test_two_sessions_have_nothing_in_common() -> None:
    visits = Visits()
    one, other = visits.of_session("a", "en"), visits.of_session("b", "en")
    one.result, one.glossary, one.archive = result(), Glossary([Term("a", "b")]), b"PK"
    one.edits["Harga naik."] = "Prices rose."
    one.uploads.append("/nowhere/a.txt")
    one.watches["article"] = Watch()
    one.remember_origin(ARTICLE, ORIGIN)
    assert (other.result, other.glossary, other.archive, other.edits) == (None, None, b"", {})
    assert (other.uploads, other.watches, other.origin_of(ARTICLE)) == ([], {}, Origin())
    assert one.token != other.token
    assert one.lock is not other.lock
    other.stop("article")
    one.watches["article"].check()


def test_tokens_cannot_be_guessed() -> None:
    tokens = {Visit("en").token for _ in range(1_000)}
    assert len(tokens) == 1_000
    for token in tokens:
        assert re.fullmatch(r"[\w-]{32,}", token, re.ASCII), "192 bits, safe in an address"


def test_a_visit_is_found_by_its_whole_token_alone() -> None:
    visits = Visits()
    visit, other = visits.of_session("a", "en"), visits.of_session("b", "en")
    assert visits.of_token(visit.token) is visit
    assert visits.of_token(other.token) is other
    for wrong in ("", visit.token[:-1], visit.token + "a", visit.token.swapcase(), "a", "b", "é", "\ud800", "\x00"):
        assert visits.of_token(wrong) is None


def test_a_visit_outlives_a_break_and_not_more() -> None:
    clock = Clock()
    visits = Visits(grace=60, clock=clock)
    visit = visits.of_session("a", "en")
    visits.end("a")
    clock.now += 59
    assert visits.of_token(visit.token) is visit
    assert visits.of_session("a", "en") is visit, "is back"
    clock.now += 1_000
    assert visits.of_session("a", "en") is visit, "has not left again"
    visits.end("a")
    clock.now += 60
    assert visits.of_token(visit.token) is None
    assert len(visits) == 0
    assert visits.of_session("a", "en") is not visit


def test_a_visit_that_has_not_ended_is_kept() -> None:
    clock = Clock()
    visits = Visits(grace=60, clock=clock)
    visit = visits.of_session("a", "en")
    clock.now += 10**6
    assert visits.of_token(visit.token) is visit


def test_the_end_of_one_is_not_that_of_another() -> None:
    clock = Clock()
    visits = Visits(grace=60, clock=clock)
    visits.of_session("a", "en")
    other = visits.of_session("b", "en")
    visits.end("a")
    visits.end("nobody")
    clock.now += 60
    assert visits.of_token(other.token) is other
    assert len(visits) == 1


def test_of_too_many_the_one_used_least_recently_goes() -> None:
    visits = Visits(most=2)
    first = visits.of_session("a", "en")
    second = visits.of_session("b", "en")
    visits.of_session("a", "en")
    third = visits.of_session("c", "en")
    assert [visits.of_token(one.token) for one in (first, second, third)] == [first, None, third]


def test_who_edits_and_downloads_uses_a_visit_too() -> None:
    visits = Visits(most=2)
    first = visits.of_session("a", "en")
    second = visits.of_session("b", "en")
    assert visits.of_token(first.token) is first
    visits.of_session("c", "en")
    assert visits.of_token(first.token) is first
    assert visits.of_token(second.token) is None


def test_the_work_of_one_that_goes_is_stopped_and_its_files_are_removed(tmp_path: Path) -> None:
    for leave in ("end", "too many"):
        visits = Visits(most=1)
        visit = visits.of_session("a", "en")
        visit.watches = {"article": Watch(), "batch": Watch()}
        files = [tmp_path / name / "article.txt" for name in ("0a", "1b")]
        for file in files:
            file.parent.mkdir()
            file.write_text("Harga naik.")
        visit.uploads = list(map(str, files))
        if leave == "end":
            visits.end("a")
        else:
            visits.of_session("b", "en")
        for watch in visit.watches.values():
            with pytest.raises(Stopped):
                watch.check()
        assert list(tmp_path.iterdir()) == []
        assert visit.uploads == []


def test_leaving_with_files_that_are_gone_is_nothing(tmp_path: Path) -> None:
    visit = Visit("en", uploads=[str(tmp_path / "gone" / "a.txt")])
    visit.leave()
    assert visit.uploads == []


def test_one_job_is_stopped_and_no_other() -> None:
    visit = Visit("en", watches={"article": Watch(), "batch": Watch()})
    visit.stop("article")
    visit.stop("nothing of that name")
    with pytest.raises(Stopped):
        visit.watches["article"].check()
    visit.watches["batch"].check()


@pytest.mark.parametrize(
    ("text", "is_from_there"),
    [
        (ARTICLE, True),
        ("\n  " + ARTICLE, True),
        (ARTICLE.split("\n\n")[0], True),
        (ARTICLE.replace("250", "25"), True),
        (ARTICLE.split("\n\n", 1)[1], False),
        ("Judul lain\n\n" + ARTICLE, False),
        ("", False),
    ],
)
def test_an_article_that_its_reader_has_cut_still_has_its_origin(text: str, is_from_there: bool) -> None:
    visit = Visit("en")
    visit.remember_origin(ARTICLE, ORIGIN)
    assert visit.origin_of(text) == (ORIGIN if is_from_there else Origin())


def test_blank_text_has_no_origin() -> None:
    visit = Visit("en")
    visit.remember_origin("\n", ORIGIN)
    assert visit.origin_of("") == Origin()
    assert visit.origin_of("\n") == Origin()


def test_what_was_made_of_an_article_is_forgotten_but_not_the_wordings() -> None:
    visit = Visit("en", result=result(), glossary=Glossary([Term("a", "b")]), edits={"Harga naik.": "Prices rose."})
    visit.remember_origin(ARTICLE, ORIGIN)
    visit.forget_article()
    assert visit.result is None
    assert visit.origin_of(ARTICLE) == Origin()
    assert visit.edits == {"Harga naik.": "Prices rose."}
    assert visit.glossary is not None


def test_many_at_once_find_their_own() -> None:
    visits = Visits(most=8)

    def come(number: int) -> bool:
        visit = visits.of_session(f"{number % 8}", "en")
        same = visits.of_token(visit.token)
        if number % 5 == 0:
            visits.end(f"{number % 8}")
        return same is visit

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(come, range(400)))
    assert len(visits) == 8
