"""Saved views on the board and the table: tabs, the mark of unsaved changes, and whose they are."""

from __future__ import annotations

import re

import pytest

from cashboard.work.spaces.saved_views import SavedView
from tests.story import Story
from tests.web.conftest import Browser


def save(browser: Browser, page: str = "table", **fields: str) -> str:
    """Save what the page shows; the address that opens the view."""
    fields = {"name": "Late", "page": page, "query": "q=Nordwind&sort=due&column=due&evil=1"} | fields
    answer = browser.post("/spaces/COL/views/", fields)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def tabs(html: str) -> list[str]:
    found = re.search(r'<nav class="view-tabs".*?</nav>', html, re.DOTALL)
    texts = re.findall(r"<a [^>]*>(.*?)</a>", found[0], re.DOTALL) if found else []
    return [re.sub(r"<[^>]*>", "", text).strip() for text in texts]


@pytest.mark.parametrize("page", ["board", "table"])
def test_it_opens_what_was_seen_and_tells_of_changes(story: Story, marco: Browser, page: str) -> None:
    address = save(marco, page)
    view = SavedView.objects.get()
    assert address.endswith(f"view={view.pk}")
    assert "evil" not in view.query
    html = marco.get(address).content.decode()
    assert tabs(html) == ["All", "Late"]
    assert "unsaved" not in html
    changed = marco.get(address.replace("Nordwind", "Alpen")).content.decode()
    assert tabs(changed) == ["All", "Late, with unsaved changes"]
    assert ">Reset</a>" in changed
    state = re.search(r'name="query" value="([^"]*)"', changed)
    assert state is not None
    saved = marco.post(f"/views/{view.pk}/", {"query": state[1].replace("&amp;", "&")})
    assert "unsaved" not in marco.get(saved.headers["Location"]).content.decode()
    assert "q=Alpen" in SavedView.objects.get().query


def test_the_table_keeps_its_view_when_it_is_sorted(story: Story, marco: Browser) -> None:
    address = save(marco)
    view = SavedView.objects.get().pk
    html = marco.get(address).content.decode()
    for link in re.findall(r'hx-get="(/spaces/COL/table/\?[^"]*)"', html):
        assert link.endswith(f"view={view}")
    assert f'<input type="hidden" name="view" value="{view}">' in html


def test_a_personal_view_is_nobody_elses(story: Story, marco: Browser, lena: Browser) -> None:
    save(marco, name="My secret plan")
    pk = SavedView.objects.get().pk
    for page in (
        "/spaces/COL/",
        "/spaces/COL/table/",
        f"/spaces/COL/table/?view={pk}",
        "/spaces/COL/activity/",
    ):
        assert "secret" not in lena.get(page).content.decode(), page
    for address in (f"/views/{pk}/", f"/views/{pk}/removal/"):
        assert lena.post(address, {"name": "Hers"}).status_code == 404
    assert SavedView.objects.get().name == "My secret plan"


def test_owners_share(story: Story, marco: Browser, lena: Browser, vera: Browser) -> None:
    assert marco.post("/spaces/COL/views/", {"name": "X", "page": "board", "shared": "1"}).status_code == 403
    address = save(lena, "board", name="Ours", shared="1")
    assert tabs(vera.get(address).content.decode()) == ["All", "Ours"]
    assert "Remove this view" not in vera.get(address).content.decode()
    assert "saved the view Ours" in vera.get("/spaces/COL/activity/").content.decode()
    pk = SavedView.objects.get().pk
    assert lena.post(f"/views/{pk}/", {"name": "Everybody's"}).status_code == 302
    assert lena.post(f"/views/{pk}/removal/").headers["Location"] == "/spaces/COL/"
    assert tabs(vera.get("/spaces/COL/").content.decode()) == []


def test_a_page_without_views_and_filter_stays_calm(story: Story, marco: Browser) -> None:
    for page in ("/spaces/COL/", "/spaces/COL/table/"):
        assert "view-row" not in marco.get(page).content.decode()


def test_bad_input_is_told(story: Story, marco: Browser) -> None:
    assert marco.post("/spaces/COL/views/", {"name": "X", "page": "map"}).status_code == 422
    assert marco.post("/spaces/COL/views/", {"name": " "}).status_code == 422
