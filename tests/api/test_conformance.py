"""A stranger to the code reads the OpenAPI document and tries everything: schemathesis, all its checks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings

from cashboard.activity.actors import Actor
from cashboard.people.models import Token
from tests.api.world import things_in
from tests.story import Story

FIELDS = (
    *("workspace", "folder", "space", "status", "card", "label", "checklist", "item", "relation"),
    *("field", "option", "blocker", "customer", "document", "group", "number"),
)
BY_FIELD = {
    "before": "card",
    "parent": "folder",
    "responsible": "person",
    "owner": "person",
    "into": "status",
    "reply_to": "comment",
}
SECRET = "cb_conformance"
OF_THE_SHAPE = ("Expected", "Object", "Invalid", "The text has not the form")

pytestmark = pytest.mark.requirement("R105")
bounded = settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


class WithToken:
    """Every call carries the token, unless a check takes it away."""

    def get(self, case: Any, context: Any) -> str:
        return SECRET

    def set(self, case: Any, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


def read_document() -> Any:
    """The document as it is served, with the token."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    schema.auth()(WithToken)
    # Beyond what a schema can say: a stale version, and values that only the state of things forbids.
    schema.config.checks.positive_data_acceptance.expected_statuses += ["412", "422"]
    return schema


everything, samples = read_document(), read_document()
samples.config.phases.coverage.enabled = False


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A served request closes its connection; here it is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(story: Story) -> dict[str, Any]:
    """The id of one of each that is there, and a token."""
    things = things_in(story.workspace, story.space, story.marco, story.by_lena)
    token, _ = Token.issue(story.lena, "test", ["read", "write"], by=Actor.system())
    Token.objects.update(digest=hashlib.sha256(SECRET.encode()).hexdigest())
    ids = {noun: getattr(things, noun) for noun in (*FIELDS, "comment", "invoice")}
    return ids | {"event": str(things.event), "token": token.pk, "person": story.marco.pk}


@pytest.mark.only("sqlite")  # the systematic cases do not depend on the database
@everything.parametrize()
@bounded
def test_every_route_keeps_to_the_document(case, known):
    call(case, known)


@pytest.mark.only("postgres")
@samples.parametrize()
@bounded
def test_every_route_keeps_to_the_document_on_postgres(case, known):
    call(case, known)


def call(case: Any, known: dict[str, Any]) -> None:
    """Call it, check the answer against the document, and take back what it did."""
    is_positive = case.meta.generation.mode.value == "positive"
    if is_positive:
        aim(case, known)
    with transaction.atomic():
        response = case.call_and_validate()
        transaction.set_rollback(True)
    if is_positive and response.status_code == 422:
        told = response.json()["detail"]
        assert "got float" in told or not told.startswith(OF_THE_SHAPE)  # to JSON Schema, 1.0 is an integer


def aim(case: Any, known: dict[str, Any]) -> None:
    """Let ids mean things that are there, or every call would end at 404."""
    noun = case.operation.path.split("/")[3].removesuffix("s")
    for name in case.path_parameters or {}:
        case.path_parameters[name] = known[noun if name == "id" else name]
    for name, value in dict(case.body).items() if isinstance(case.body, dict) else ():
        if isinstance(value, int) and (noun := BY_FIELD.get(name, name)) in known:
            case.body[name] = known[noun]
