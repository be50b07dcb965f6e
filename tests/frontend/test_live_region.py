"""Live pages: news is fetched once for many messages, and nothing is lost over a broken connection."""

import threading
from typing import Any

from playwright.sync_api import Page, expect

from tests.frontend.conftest import Answer, Asked, Site

REGION = '<live-region src="/live" since="1" changes="/changes"></live-region>'


def card(number: int, text: str, rest: str = "") -> str:
    return f'<article id="card-{number}" {rest}>{text}</article>'


class Changes:
    """A log of fragments: what is asked with since=N gets everything after N."""

    def __init__(self, site: Site) -> None:
        self.rows: list[tuple[int, str]] = []
        self.seq = 1
        self.gate = threading.Event()
        self.gate.set()
        site.answer("/changes", self.answer)

    def add(self, html: str) -> int:
        self.seq += 1
        self.rows.append((self.seq, html))
        return self.seq

    def answer(self, asked: Asked) -> Answer:
        rows, seq = [html for at, html in self.rows if at > int(asked.query["since"])], self.seq
        self.gate.wait(5)
        return Answer("".join(rows), headers={"X-Seq": str(seq)})


def opened(page: Page, site: Site, body: str) -> Changes:
    changes = Changes(site)
    site.page("/", body + REGION)
    page.goto("/")
    expect(page.locator("live-region")).to_have_attribute("data-state", "live")
    wait_for(page, lambda: len(site.requests("/changes")) == 1)
    page.wait_for_timeout(100)
    return changes


def wait_for(page: Page, condition: Any) -> None:
    for _ in range(250):
        if condition():
            return
        page.wait_for_timeout(20)
    raise AssertionError("this did not come true within five seconds")


def test_many_messages_while_one_request_runs_make_one_more_request(page: Page, site: Site) -> None:
    changes = opened(page, site, card(1, "old"))
    changes.gate.clear()
    for number in range(20):
        site.tell(place="space:3", seq=changes.add(card(1, f"news {number}")))
    wait_for(page, lambda: len(site.requests("/changes")) == 2)
    page.wait_for_timeout(200)
    assert len(site.requests("/changes")) == 2
    changes.gate.set()
    expect(page.locator("#card-1")).to_have_text("news 19")
    page.wait_for_timeout(200)
    assert len(site.requests("/changes")) == 3
    assert site.requests("/changes")[-1].headers["hx-request"] == "true"


def test_elements_come_move_and_go(page: Page, site: Site) -> None:
    lists = f'<div id="a">{card(1, "one")}{card(2, "two")}</div><div id="b">{card(3, "three")}</div>'
    changes = opened(page, site, lists)
    changes.add(card(1, "one, moved", 'data-into="b" data-before="card-3"'))
    changes.add(card(2, "", "data-gone"))
    changes.add(card(4, "four", 'data-into="a" data-before=""'))
    site.tell(seq=changes.add(card(5, "five", 'data-into="elsewhere" data-before=""')))
    expect(page.locator("#b article")).to_have_text(["one, moved", "three"])
    expect(page.locator("#a article")).to_have_text(["four"])
    expect(page.locator("#card-5")).to_have_count(0)


def test_a_place_that_is_not_loaded_yet_is_left_to_the_scroll(page: Page, site: Site) -> None:
    more = '<column-scroll data-next="card-9"><a href="/more">More</a></column-scroll>'
    changes = opened(page, site, f'<div id="a">{card(1, "one")}{card(2, "two")}{more}</div>')
    changes.add(card(1, "far down", 'data-into="a" data-before=""'))
    site.tell(seq=changes.add(card(8, "the last seen", 'data-into="a" data-before="card-9"')))
    expect(page.locator("#a > *")).to_have_text(["two", "the last seen", "More"])


def test_a_broken_connection_loses_nothing(page: Page, site: Site) -> None:
    changes = opened(page, site, card(1, "old"))
    changes.add(card(1, "said while nobody listened"))
    site.drop_streams()
    expect(page.locator("#card-1")).to_have_text("said while nobody listened")
    wait_for(page, lambda: len(site.streams) == 1)
    site.tell(seq=changes.add(card(1, "and on")))
    expect(page.locator("#card-1")).to_have_text("and on")


def test_what_is_typed_in_is_left_alone_until_it_is_left(page: Page, site: Site) -> None:
    changes = opened(page, site, card(1, '<b>old</b><input id="field">') + "<button>away</button>")
    page.locator("#field").fill("half a wo")
    site.tell(seq=changes.add(card(1, '<b>new</b><input id="field">')))
    wait_for(page, lambda: len(site.requests("/changes")) == 2)
    page.wait_for_timeout(100)
    expect(page.locator("#card-1 b")).to_have_text("old")
    page.locator("button").focus()
    expect(page.locator("#card-1 b")).to_have_text("new")


def test_a_place_that_was_taken_away_is_told_and_the_page_loads_again(page: Page, site: Site) -> None:
    opened(page, site, card(1, "old"))
    page.evaluate("document.addEventListener('live-lost', e => sessionStorage.lost = e.detail.status)")
    site.answer("/changes", Answer("", 404))
    site.page("/", "<h1>Not found</h1>")
    site.stream_status = 404
    site.drop_streams()
    expect(page.locator("h1")).to_have_text("Not found")
    assert page.evaluate("sessionStorage.lost") == "404"
