"""Script in every name, enormous numbers, broken bytes: a page or a sentence, never a fault."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cashboard.activity.actors import Actor
from cashboard.activity.models import Head
from cashboard.people.models import Person
from cashboard.trade.customers.models import Customer
from cashboard.web.urls import urlpatterns
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Workspace
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page
from tests.web.routes import ROUTES
from tests.web.world import Names, Things, issue_in, things_in

SCRIPT = """"><img src=x onerror=alert(1)></textarea></title></script><script>alert(1)</script>'{{7+7}}"""
WORDS = "Nothing but some words that mean no harm"
CALM = Names(WORDS, WORDS, WORDS, WORDS, WORDS, Decimal("1250.50"))
EVIL = Names(SCRIPT, SCRIPT, SCRIPT, SCRIPT, SCRIPT, Decimal("1250.50"))


def corner(key: str, names: Names) -> tuple[Browser, Things]:
    """A workspace in which everything that has a name has this one, and its owner's browser."""
    owner = Person.objects.add_person(f"{key}@example.com", names.title, by=Actor.system())
    by = owner.acting("web")
    workspace = Workspace.objects.create_workspace(names.title, by=by)
    statuses = [(names.title, "not_started"), (f"{names.title} 2", "in_progress"), ("Done", "completed")]
    space = workspace.add_space(key, names.title, by=by, statuses=statuses)
    things = things_in(space, names, owner, owner)
    space.file_under(workspace.folders.first(), by=by)
    card = Card.objects.get(pk=things.card_id)
    card.assign(owner, by=by)
    card.add_coworker(owner, by=by)
    card.describe(names.said, by=by)
    browser = Browser(owner)
    browser.post("/me/tokens/", {"name": names.title[:80]})
    return browser, things


GROUPED = (
    "?columns=label&lanes=customer",
    "?columns=field-{1.field}&lanes=responsible",
    "?columns={0}&fold={0}",
    "?created-in=last-week&due-from={0}&field-{1.field}-to={0}&field-{1.field}-in={0}",
)
PAGES = {
    "search": ("?q={0}", "?q=1250"),
    "palette": ("?q={0}", "?q="),
    "board": ("", "?q={0}", "?customer={1.customer}&label={1.label}&person={1.person}", *GROUPED),
    "cell": ("?columns=due&list=due-5&after={0}", "?columns=label&list=label-none&q={0}"),
    "lanes": ("?lanes=customer&after-lane={0}", "?columns={0}&lanes=label"),
    "activity": ("", "?since=1", "?show={0}", "?show=comments"),
    "table": ("?q={0}", "?group=customer", "?group=status&sort={0}&column={0}", "?customer={1.customer}"),
    "work": ("", "?sort={0}"),
    "table_rows": ("?after={0}", "?group=responsible"),
    "gantt": ("", "?q={0}", "?zoom={0}&closed={0}&baseline={0}"),
    "gantt_changes": ("?since=0", "?from={0}&since={0}"),
    "times": ("?by=customer", "?by={0}"),
    "rows": ("?of=ageing&currency=EUR", "?of=week&by=customer&group={0}", "?of=ageing&bucket={0}"),
    "ageing": ("", "?currency={0}"),
}


PIECES = {"activity", "card", "rows"}  # which answer a fragment with a template of its own
FILES = {  # no pages
    "table_export",
    "calendar_export",
    "work_calendar_export",
    "version",
    "file",
    "picture",
    "import-rejects",
    "import-template",
}


@pytest.mark.requirement("R3")
def test_no_name_becomes_an_element_on_any_page(db: None) -> None:
    """Every page of the evil corner has the elements of the calm one, attribute by attribute."""
    calm, evil = (corner(key, names) for key, names in (("CALM", CALM), ("EVIL", EVIL)))
    seen = ""
    for pattern in urlpatterns:
        name = str(pattern.name)
        if not ROUTES[name].reads or name in FILES:
            continue
        for query in PAGES.get(name, (ROUTES[name].query,)):
            skeletons = []
            for (browser, things), word in (
                (calm, "harmless"),
                (evil, "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"),
            ):
                address = ROUTES[name].address(name, things) + query.format(word, things)
                answers = [browser.get(address)]
                if name in PIECES:
                    answers.append(browser.fragment(address))
                assert {answer.status_code for answer in answers} == {200}, address
                skeletons.append([Page(answer.content).skeleton for answer in answers])
                seen = answers[0].content.decode() + seen
            assert skeletons[0] == skeletons[1], f"{name} {query}"
    assert "{{7+7}}" in seen
    assert "<img src=x" not in seen


def test_data_in_a_script_cannot_break_out_of_it(story: Story, marco: Browser) -> None:
    customer = Customer.add(story.workspace, "C-1", SCRIPT, by=story.by_lena)
    issue_in(story.space, customer, Decimal("1250.50"), story.lena)
    page = marco.get("/spaces/COL/times/?by=customer").content.decode()
    [chart] = Page(page).data
    assert page.count("</script>") == page.count("<script")
    assert "&lt;" not in str(chart)


MARKDOWN = (
    "<script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "![a](javascript:alert(1))",
    "<a href='javascript:alert(1)'>b</a>",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "<img src=x onerror=alert(1)>",
    "[a](https://x.example/'onmouseover='alert(1))",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>*{display:none}</style>",
    "@[<script>alert(1)</script>](person:1)",
    "`<script>` ```\n<script>\n```",
    "&lt;script&gt; &#60;script&#62;",
)
KEPT_OUT = {"script", "img", "iframe", "style", "form", "input", "object", "svg"}


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown_shows_text_and_links_alone(story: Story, text: str) -> None:
    from cashboard.web.markdown import markdown

    elements = Page(str(markdown(text))).elements
    assert not KEPT_OUT & {tag for tag, _ in elements}
    for _, attributes in elements:
        assert set(attributes) <= {"href", "title", "rel"}
        assert (attributes.get("href") or "https:").startswith(("https:", "http:", "mailto:"))


@pytest.mark.requirement("R17")
def test_markdown_shows_pictures_that_are_documents_here_and_fetches_no_others() -> None:
    from cashboard.web.markdown import markdown

    shown = markdown('![A "shot"](/documents/7/picture/) and [a file](/documents/8/)')
    assert '<img src="/documents/7/picture/" alt="A &quot;shot&quot;" loading="lazy">' in shown
    assert '<a href="/documents/8/" rel="noopener noreferrer">a file</a>' in shown
    for address in (
        "https://evil.example/x.png",
        "//evil.example/documents/7/picture/",
        "/me/",
        "/documents/7/",
    ):
        elsewhere = Page(str(markdown(f"![shot]({address})"))).elements
        assert [tag for tag, _ in elsewhere] == ["p", "a"], address


@pytest.mark.parametrize("long", ["x" * 10_000, "<" * 10_000, "é" * 10_000, " x" * 5_000])
def test_a_title_of_ten_thousand_characters_is_refused_wherever_it_comes(
    story: Story, marco: Browser, long: str
) -> None:
    before = Head.objects.get().seq
    for address, fields in (
        ("/spaces/COL/cards/", {"title": long}),
        ("/cards/COL-1/title/", {"title": long}),
        ("/cards/COL-1/labels/", {"name": long}),
        ("/workspaces/", {"name": long}),
        (f"/workspaces/{story.workspace.pk}/folders/", {"name": long}),
    ):
        answer = marco.act(address, fields)
        assert answer.status_code == 422, address
        assert "at most" in answer.content.decode()
        assert len(answer.content) < 300, "the sentence does not repeat it"
    assert Head.objects.get().seq == before
    assert marco.act("/cards/COL-1/comments/", {"text": long}).status_code == 200


OTHERS = (
    "inner_folder",
    *("folder", "space_id", "status", "card_id", "label", "customer", "person", "event"),
    *(
        "other_status",
        "blocker",
        "demand",
        "importing",
        "brought",
        "field",
        "option",
        "formula",
        "baseline",
        "view",
        "checklist",
        "item",
        "document",
        "document_group",
    ),
)
UNSTORABLE = ("a\0b", "\0", "\ud800", "a\udfffb", "\ufffe", "\x1b[31m", "\u202egnp.exe")


@pytest.mark.parametrize("text", UNSTORABLE)
def test_characters_that_no_database_holds_are_no_fault(story: Story, marco: Browser, text: str) -> None:
    raw = f"Nordwind {text}".encode("utf-8", "surrogatepass").replace(b"\0", b"%00")
    who = {"owner": Browser(story.lena), "administrator": Browser(story.ada)}
    for name, route in ROUTES.items():
        if route.form is None or name in {"sessions", "members", "space-archive", "workspace-archive"}:
            continue
        things = Things(
            workspace=story.workspace.pk,
            space="COL",
            card="COL-1",
            other_card="COL-2",
            trashed_card="COL-3",
            comment=story.cards[1].comment("Before", by=story.by_marco).pk,
            **dict.fromkeys(OTHERS, 0),
        )
        body = b"&".join(field.encode() + b"=" + raw for field in (*route.form(things), "find", "version"))
        answer = who.get(route.needs, marco).client.post(
            route.address(name, things), body, content_type="application/x-www-form-urlencoded"
        )
        refused = {403} if route.needs == "owner" else set[int]()
        assert answer.status_code in {200, 302, 404, 409, 422} | refused, name
    query = "q=" + "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))
    for address in ("/search/", "/palette/", "/spaces/COL/", "/spaces/COL/mentions/", "/spaces/COL/changes/"):
        assert marco.get(f"{address}?{query}").status_code == 200, address
    find, rank = query.replace("q=", "find="), query.replace("q=", "after=1&rank=")
    assert marco.get(f"/spaces/COL/choices/customer/?{find}").status_code == 200
    assert marco.get(f"/spaces/COL/columns/{story.open.pk}/?{rank}").status_code == 200


NUMBERS: tuple[str, ...] = (
    "0",
    "-1",
    "007",
    "1e9",
    "1.5",
    "NaN",
    "9223372036854775807",
    "9223372036854775808",
    "9" * 400,
)
NUMBERS += ("²", "\u0661", "+1", " 1", "0x1", "")


@pytest.mark.parametrize("number", NUMBERS)
def test_enormous_and_odd_numbers_are_no_fault(story: Story, marco: Browser, number: str) -> None:
    asked = {
        "/spaces/COL/": ("customer", "status", "person", "label", "min", "max"),
        "/spaces/COL/changes/": ("since", "customer"),
        "/spaces/COL/documents/": ("page", "sort", "q"),
        "/spaces/COL/table/": ("customer", "min", "sort", "column", "group"),
        "/spaces/COL/table/rows/": ("after",),
        "/spaces/COL/table/changes/": ("since",),
        "/spaces/COL/activity/": ("since", "before"),
        f"/spaces/COL/columns/{story.open.pk}/": ("after", "rank"),
        "/spaces/COL/choices/person/": ("person",),
    }
    for address, names in asked.items():
        for name in names:
            assert marco.client.get(address, {name: number}).status_code == 200, f"{address} {name}"
    for address in ("/spaces/COL/columns/{}/", "/comments/{}/", "/workspaces/{}/spaces/", "/cards/COL-{}/"):
        if number.isascii() and number.isalnum():
            assert marco.post(address.format(number), {"text": "x"}).status_code in {404, 405}
            assert marco.get(address.format(number)).status_code in {404, 405}
    for name, field in (("undo", "seq"), ("assignment", "person"), ("labels", "remove"), ("moves", "list")):
        answer = marco.client.post(f"/cards/COL-2/{name}/", {field: number})
        assert answer.status_code in {302, 404, 422}, name
    assert marco.client.post("/cards/COL-2/title/", {"title": "T", "version": number}).status_code in {
        302,
        412,
    }


def test_a_header_cannot_be_smuggled_in(story: Story, lena: Browser) -> None:
    evil = "Done\r\nSet-Cookie: stolen=1"
    status = story.space.add_status(evil, "completed", by=story.by_lena)
    moved = lena.act("/cards/COL-1/moves/", {"list": status.pk})
    assert moved.headers["X-Announce"] == "COL-1%20moved%20to%20Done%20Set-Cookie%3A%20stolen%3D1"
    wanted = Browser().client.get("/spaces/COL/?q=%0d%0aSet-Cookie:%20stolen=1")
    assert "\n" not in wanted.headers["Location"]
    assert "stolen" not in {**moved.cookies, **wanted.cookies}


def test_a_host_that_is_not_ours_is_refused(story: Story, marco: Browser) -> None:
    answer = marco.get("/", Host="evil.example")
    assert (answer.status_code, b"this request is broken" in answer.content) == (400, True)
    assert b"evil.example" not in answer.content


MEGABYTE = 1024 * 1024


def test_a_body_that_is_too_large_saves_nothing(story: Story, marco: Browser) -> None:
    before = Head.objects.get().seq
    large = {"text": "x" * (6 * MEGABYTE)}
    for answer in (
        marco.client.post("/cards/COL-1/comments/", large),
        marco.client.generic(
            "POST",
            "/cards/COL-1/comments/",
            b"text=" + b"x" * (6 * MEGABYTE),
            content_type="application/x-www-form-urlencoded",
        ),
        marco.client.post("/cards/COL-1/comments/", dict.fromkeys(map(str, range(2_000)), "x")),
    ):
        assert answer.status_code == 413
        assert "Nothing was saved: that was too much at once." in answer.content.decode()
    assert Head.objects.get().seq == before


BROKEN_FORMS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
    (b"text=a&text", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"--x\r\nno end", "multipart/form-data; boundary=x"),
    (b"", "multipart/form-data"),
    (b"--x", "multipart/form-data; boundary=\xff"),
    (b"{}", "application/json"),
    (
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\\ud800\r\n--x--',
        "multipart/form-data; boundary=x; charset=unicode_escape",
    ),
)


@pytest.mark.parametrize(("body", "kind"), BROKEN_FORMS)
def test_a_form_in_pieces_is_no_fault(story: Story, marco: Browser, body: bytes, kind: str) -> None:
    before = Head.objects.get().seq
    for address in ("/cards/COL-1/comments/", "/spaces/COL/people/", "/cards/COL-1/moves/"):
        answer: Any = marco.client.generic("POST", address, body, content_type=kind)
        assert 400 <= answer.status_code < 500, address
    assert Head.objects.get().seq == before
