"""Browsers without a window: everybody of the story, over the real addresses and middleware."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from cashboard.people.models import Person
from tests.story import Story
from tests.web.kept import forget

FRAGMENT = {"HX-Request": "true"}


class Browser:
    """Somebody's browser; nobody's without a person. A fault answers 500 as it does for people."""

    def __init__(self, person: Person | None = None, **options: Any) -> None:
        self.client = Client(raise_request_exception=False, **options)
        if person is not None:
            self.client.force_login(person)

    def get(self, address: str, **headers: str) -> Any:
        """Open a page. `HX_Target=` becomes the header HX-Target."""
        return self.send("GET", address, **headers)

    def post(self, address: str, fields: dict[str, Any] | None = None, **headers: str) -> Any:
        """Send a form, as a page without JavaScript does."""
        return self.send("POST", address, fields, **headers)

    def fragment(self, address: str, **headers: str) -> Any:
        """Ask for a piece of a page."""
        return self.send("GET", address, **FRAGMENT, **headers)

    def act(self, address: str, fields: dict[str, Any] | None = None, **headers: str) -> Any:
        """Send a form as htmx does."""
        return self.send("POST", address, fields, **FRAGMENT, **headers)

    def send(self, method: str, address: str, fields: Any = None, **headers: str) -> Any:
        """One request."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if method == "POST":
            return self.client.post(address, fields, headers=named)
        answer: Any = self.client.generic(method, address, headers=named)
        if answer.streaming:
            answer.body = answer.getvalue()  # a file is read to its end
        return answer


@pytest.fixture(autouse=True)
def _fresh_pages() -> Iterator[None]:
    """What is kept between requests goes by the numbers of rows, which begin anew with each test."""
    forget()
    yield
    forget()


@pytest.fixture
def browse() -> Callable[..., Browser]:
    """Makes browsers: `browse(story.marco)`."""
    return Browser


@pytest.fixture
def lena(story: Story) -> Browser:
    """The owner's browser."""
    return Browser(story.lena)


@pytest.fixture
def marco(story: Story) -> Browser:
    """The member's browser."""
    return Browser(story.marco)


@pytest.fixture
def vera(story: Story) -> Browser:
    """The visitor's browser."""
    return Browser(story.vera)


@pytest.fixture
def nils(story: Story) -> Browser:
    """The stranger's browser."""
    return Browser(story.nils)
