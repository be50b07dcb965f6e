def test_page(story, page_as, database):
    page = page_as(story.marco)
    page.goto("/")
    print(page.url, page.title(), len(page.content()))
    page.goto("/spaces/COL/")
    print(page.url, page.title())
    stranger = page_as(None); stranger.goto("/"); print(stranger.url)
    assert story.card.move(story.paid, by=story.by_marco)
def test_again(story, page_as):
    page = page_as(story.nils); page.goto("/")
    print(page.url, page.title())
