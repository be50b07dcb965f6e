"""The document says what there is: all of it."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import URLResolver, get_resolver

from cashboard.api import urls
from cashboard.api.answering import nowhere
from cashboard.api.openapi import openapi
from cashboard.api.routing import ROUTES

pytestmark = pytest.mark.requirement("R105")


def operations():
    for path, methods in openapi()["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_it_is_served_to_anybody(nobody, db):
    answer = nobody.get("openapi.json")
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(openapi()))
    assert answer.json()["openapi"] == "3.1.0"


def test_every_address_of_the_application_is_in_it():
    resolver = next(each for each in get_resolver().url_patterns if str(each.pattern) == "api/v1/")
    assert isinstance(resolver, URLResolver)
    *served, otherwise = resolver.url_patterns
    assert otherwise.callback is nowhere
    paths = ["/api/v1/" + re.sub(r"\(\?P<(\w+)>[^)]+\)", r"{\1}", str(each.pattern)[1:-2]) for each in served]
    assert sorted(paths) == sorted(openapi()["paths"])
    assert len(list(operations())) == len(ROUTES)
    assert urls.app_name == "api"


def test_every_operation_says_what_it_does():
    for name, operation in operations():
        assert operation["summary"], name
        assert not operation["summary"].endswith("."), name
        assert operation["description"], name
    ids = [operation["operationId"] for _, operation in operations()]
    assert len(ids) == len(set(ids))


def test_every_operation_names_its_refusals():
    for name, operation in operations():
        if name.endswith("openapi.json"):
            continue
        assert {"401", "403", "404", "422"} <= operation["responses"].keys(), name
        problem = operation["responses"]["401"]["content"]["application/problem+json"]["schema"]
        assert problem == {"$ref": "#/components/schemas/Problem"}


def test_every_reference_leads_somewhere():
    text = json.dumps(openapi())
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    assert named <= openapi()["components"]["schemas"].keys()


def test_every_shape_of_a_request_refuses_unknown_fields():
    schemas = openapi()["components"]["schemas"]
    for name, operation in operations():
        if "application/json" in operation.get("requestBody", {}).get("content", {}):
            reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            assert schemas[reference.split("/")[-1]]["additionalProperties"] is False, name
