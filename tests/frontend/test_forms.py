"""The small helpers around forms: filters, drafts, mentions, dialogs, toasts, the theme, long lists."""

import threading

from playwright.sync_api import Page, expect

from tests.frontend.conftest import Answer, Asked, Site, ready


def opened(page: Page, site: Site, body: str) -> None:
    site.page("/", body + "<toast-stack></toast-stack>")
    page.goto("/")
    ready(page)


def test_a_filter_is_sent_while_it_is_typed_and_the_address_follows(page: Page, site: Site) -> None:
    site.answer("/list/", lambda asked: Answer(f'<div id="region">found {asked.query["q"]}</div>'))
    form = '<form action="/list/"><input name="q" aria-label="Filter"><input name="empty"></form>'
    opened(page, site, f'<auto-submit data-target="region">{form}</auto-submit><div id="region">all</div>')
    page.locator("[name=q]").press_sequentially("late")
    expect(page.locator("#region")).to_have_text("found late")
    assert page.url == f"{site.url}/list/?q=late"
    assert len(site.requests("/list/")) == 1
    expect(page.locator("[name=q]")).to_be_focused()


def test_a_draft_survives_until_it_is_sent(page: Page, site: Site) -> None:
    field = '<draft-keep key="c1"><textarea></textarea></draft-keep>'
    form = f'<form method="post" action="/sent/">{field}<button>Go</button></form>'
    site.page("/sent/", "<h1>Sent</h1>")
    opened(page, site, form)
    page.locator("textarea").fill("half a thought")
    page.reload()
    expect(page.locator("textarea")).to_have_value("half a thought")
    page.get_by_role("button", name="Go").click()
    expect(page.locator("h1")).to_have_text("Sent")
    page.goto("/")
    ready(page)
    expect(page.locator("textarea")).to_have_value("")


def test_a_draft_on_another_text_is_offered_not_put_in(page: Page, site: Site) -> None:
    shown = '<details><summary>x</summary><draft-keep key="d1"><textarea>{}</textarea></draft-keep></details>'
    opened(page, site, shown.format("first"))
    page.locator("summary").click()
    page.locator("textarea").fill("first, and mine")
    page.reload()
    expect(page.locator("textarea")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("first, and mine")
    opened(page, site, shown.format("somebody else's"))
    expect(page.locator("textarea")).to_have_value("somebody else's")
    page.locator("summary").click()
    page.get_by_role("button", name="Bring my draft").click()
    expect(page.locator("textarea")).to_have_value("first, and mine")


def test_a_mention_is_offered_and_taken(page: Page, site: Site) -> None:
    def people(asked: Asked) -> Answer:
        return Answer('<li data-value="@ana">Ana Lima</li>' if "ana".startswith(asked.query["q"]) else "")

    site.answer("/people/", people)
    box = '<text-expander keys="@"><textarea aria-label="Comment"></textarea></text-expander>'
    opened(page, site, f'<mention-box src="/people/">{box}</mention-box>')
    page.locator("textarea").press_sequentially("Ask @an")
    expect(page.get_by_role("option")).to_have_text(["Ana Lima"])
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_have_value("Ask @ana ")


def test_a_dialog_opens_closes_beside_it_and_is_filled(page: Page, site: Site) -> None:
    site.answer("/form/", "<h2>Filled</h2><button data-close>Cancel</button>")
    opened(page, site, '<button data-dialog="d">Open</button><dialog id="d" data-src="/form/"></dialog>')
    page.get_by_role("button", name="Open").click()
    expect(page.locator("#d h2")).to_have_text("Filled")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#d")).to_be_hidden()
    page.get_by_role("button", name="Open").click()
    page.mouse.click(5, 5)
    expect(page.locator("#d")).to_be_hidden()


def test_a_toast_offers_undo_and_goes(page: Page, site: Site) -> None:
    undo = (
        '<div data-toast hidden>Moved<form method="post" action="/undo/"><button>Undo</button></form></div>'
    )
    site.answer("/undo/", Answer('<p id="place">back</p>'))
    opened(page, site, f'<p id="place">there</p><input type="checkbox" aria-label="Pick">{undo}')
    expect(page.locator("toast-stack")).to_contain_text("Moved")
    page.get_by_label("Pick").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#place")).to_have_text("back")
    expect(page.locator("toast-stack .toast")).to_have_count(0)


def test_the_theme_is_kept_for_the_server_too(page: Page, site: Site) -> None:
    opened(page, site, '<theme-switch><button data-theme-value="dark">Dark</button></theme-switch>')
    page.get_by_role("button").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert {cookie["name"]: cookie["value"] for cookie in page.context.cookies()} == {"theme": "dark"}


def test_a_long_list_loads_on_and_never_twice(page: Page, site: Site) -> None:
    site.answer("/list.css", Answer("#list{height:100px;overflow:auto} p{height:50px}", kind="text/css"))
    site.answer("/more/", '<p id="p2">two</p><p id="p3">three</p>')
    more = '<column-scroll src="/more/" data-next="p2"><a href="/all/">More</a></column-scroll>'
    items = '<p id="p1">one</p><p id="p2">two</p>'
    opened(page, site, f'<link rel="stylesheet" href="/list.css"><div id="list">{items}{more}</div>')
    expect(page.locator("#list p")).to_have_text(["one", "two", "three"])
    expect(page.locator("column-scroll")).to_have_count(0)
    assert len(site.requests("/more/")) == 1


ENTRIES = '<form data-entries method="post" action="/cards/"><input name="title" aria-label="Add"></form>'


def test_entries_typed_in_a_hurry_all_arrive_in_their_order(page: Page, site: Site) -> None:
    gate = threading.Event()

    def enter(asked: Asked) -> Answer:
        gate.wait(5)
        title = asked.form["title"]
        return Answer(f'<p id="{title}" data-into="list" data-before="">{title}</p>')

    site.answer("/cards/", enter)
    opened(page, site, f'{ENTRIES}<div id="list"></div>')
    for title in ("one", "two", "three"):
        page.get_by_label("Add").press_sequentially(title)
        page.keyboard.press("Enter")
        expect(page.get_by_label("Add")).to_have_value("")
    page.keyboard.type("fo")
    gate.set()
    expect(page.locator("#list p")).to_have_text(["one", "two", "three"])
    page.keyboard.type("ur")
    expect(page.get_by_label("Add")).to_have_value("four")


def test_a_refused_entry_is_given_back(page: Page, site: Site) -> None:
    site.answer("/cards/", Answer("That column is full.", 409, "text/plain"))
    opened(page, site, ENTRIES)
    page.get_by_label("Add").fill("one")
    page.keyboard.press("Enter")
    expect(page.get_by_text("That column is full.")).to_be_visible()
    expect(page.get_by_label("Add")).to_have_value("one")


def test_what_is_written_while_a_form_is_under_way_stays(page: Page, site: Site) -> None:
    gate = threading.Event()

    def take(asked: Asked) -> Answer:
        gate.wait(5)
        return Answer("<p>taken</p>")

    site.answer("/items/", take)
    field = '<input name="text" aria-label="Add"><button>Go</button>'
    form = f'<form data-resets hx-post="/items/" hx-target="#out" action="/items/">{field}</form>'
    opened(page, site, f'{form}<div id="out"></div>')
    page.get_by_label("Add").fill("one")
    page.keyboard.press("Enter")
    page.get_by_label("Add").fill("two")
    gate.set()
    expect(page.locator("#out")).to_have_text("taken")
    expect(page.get_by_label("Add")).to_have_value("two")
