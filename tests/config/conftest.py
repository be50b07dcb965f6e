"""A server of the product on the database of the test, and people who are signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from cashboard.people.models import Person
from tests.config.serving import Running, running
from tests.story import Story, tell_story


@pytest.fixture
def world(transactional_db: None) -> Story:
    """The small world, committed, so that other processes see it."""
    return tell_story()


@pytest.fixture
def server(world: Story) -> Iterator[Running]:
    """A server with the probe's pages."""
    with running("serve", "--port", "0") as process:
        yield process


@pytest.fixture
def signed_in() -> Callable[[Person], dict[str, str]]:
    """Makes the headers of somebody who has signed in."""
    return _signed_in


def _signed_in(person: Person) -> dict[str, str]:
    from django.test import Client

    client = Client()
    client.force_login(person)
    return {"cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}
