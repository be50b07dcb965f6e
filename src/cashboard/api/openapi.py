"""The OpenAPI 3.1 document, made from the same routes that serve the calls."""

from __future__ import annotations

import inspect
from functools import cache
from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec

from cashboard.api import problems
from cashboard.api.repeating import HEADER, KEY
from cashboard.api.routing import PREFIX, ROUTES, File, Nothing, Route, route

REFERENCE = "#/components/schemas/{name}"
ID_SCHEMAS = {
    int: {"type": "integer", "minimum": 1, "maximum": 2**63 - 1, "examples": [7]},
    UUID: {"type": "string", "format": "uuid"},
}
BYTES = {"type": "string", "format": "binary"}
FORM = {"type": "object", "properties": {"file": BYTES}, "required": ["file"]}
SENT_FILE = {"application/octet-stream": {"schema": BYTES}, "multipart/form-data": {"schema": FORM}}
ABOUT = """Everything that people do in Cashboard, for programs.

Lists come in pages: follow `next` until it is null. Ids of things that you may not see answer 404, as unknown
ones do. Single things carry an ETag; send it back as If-Match with a change, and 412 tells you that somebody
was faster. A POST with an Idempotency-Key may be repeated for a day: it is done once. Refusals are
application/problem+json (RFC 9457)."""
WHY = {
    400: "The body is not JSON that can be read.",
    401: "Nobody has signed in, or the token is unknown, ended or expired.",
    403: "The role, or the token's scope, is too small for this.",
    404: "No such thing, or one that the caller may not see.",
    409: "It cannot be done now; the detail says what to do.",
    412: "The thing has changed since; the ETag is its version now.",
    413: "The body is too large.",
    415: "The body is not of the kind that this takes, mostly application/json.",
    422: "A value cannot be taken; `errors` names the field.",
}


@route("GET", "openapi.json", public=True)
@cache
def openapi() -> dict[str, Any]:
    """This document"""
    routes = sorted(ROUTES, key=lambda each: (each.path, each.method))
    shapes = [shape for each in routes for shape in (each.answers, each.body, each.query) if _is_shape(shape)]
    schemas, components = msgspec.json.schema_components([*shapes, problems.Problem], ref_template=REFERENCE)
    known = dict(zip([*map(str, shapes), "problem"], schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for each in routes:
        paths.setdefault(PREFIX + each.path, {})[each.method.lower()] = _operation(each, known, components)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Cashboard", "version": "1", "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": [{"name": noun} for noun in sorted({each.noun for each in routes})],
        "paths": paths,
        "components": {
            "schemas": {name: schema for name, schema in components.items() if not name.endswith("Query")},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token, made under /tokens."},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "cashboard_session",
                    "description": "A browser's session. Changes also need the header X-CSRFToken.",
                },
            },
        },
    }


def _is_shape(shape: object) -> bool:
    return shape not in (None, type(None), Nothing, File)


def _operation(each: Route, known: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    summary, _, more = (inspect.getdoc(each.function) or "").partition("\n\n")
    operation: dict[str, Any] = {
        "operationId": each.function.__name__,
        "tags": [each.noun],
        "summary": summary,
        "description": " ".join(more.split()) or summary,
        "parameters": [*_path_parameters(each), *_query_parameters(each, components), *_headers(each)],
        "responses": _responses(each, known),
        "security": [] if each.is_public else [{"token": [each.scope]}, {"session": []}],
    }
    if each.body is not None:
        content = {"application/json": {"schema": known[str(each.body)]}}
        needs_body = bool(components[each.body.__name__].get("required"))
        operation["requestBody"] = {"required": needs_body, "content": content}
    if each.takes_file:
        operation["requestBody"] = {"required": True, "content": SENT_FILE}
    return operation


def _path_parameters(each: Route) -> list[dict[str, Any]]:
    kinds = each.params.items()
    return [
        {"name": name, "in": "path", "required": True, "schema": ID_SCHEMAS[kind]} for name, kind in kinds
    ]


def _query_parameters(each: Route, components: dict[str, Any]) -> list[dict[str, Any]]:
    if each.query is Nothing:
        return []
    shape = components[each.query.__name__]
    required = shape.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": schema}
        for name, schema in shape["properties"].items()
    ]


def _headers(each: Route) -> list[dict[str, Any]]:
    key = {"type": "string", "pattern": f"^{KEY}$", "examples": ["6f1c0e0e-8a5e-4e0c-9c1f-3f0f5a1f7f10"]}
    offered = (
        (each.changes_one, "If-Match", {"type": "string", "examples": ['"3"']}, "Only at this version."),
        (each.takes_key, HEADER, key, "Makes it safe to send this again within a day."),
        (_can_be_unchanged(each), "If-None-Match", {"type": "string"}, "304 at this version."),
    )
    return [
        {"name": name, "in": "header", "schema": schema, "description": about, "required": False}
        for applies, name, schema, about in offered
        if applies
    ]


def _has_version(each: Route) -> bool:
    return "version" in getattr(each.answers, "__struct_fields__", ())


def _can_be_unchanged(each: Route) -> bool:
    return _has_version(each) and not each.changes


def _responses(each: Route, known: dict[str, Any]) -> dict[str, Any]:
    good: dict[str, Any] = {"description": HTTPStatus(each.status).phrase}
    if each.answers is File:
        good["content"] = {"*/*": {"schema": BYTES}}
    if _is_shape(each.answers):
        good["content"] = {"application/json": {"schema": known[str(each.answers)]}}
    text = {"schema": {"type": "string"}}
    names = [*(["ETag"] if _has_version(each) else []), *(["Location"] if each.status == 201 else [])]
    if names:
        good["headers"] = dict.fromkeys(names, text)
    answers = {str(each.status): good}
    if _can_be_unchanged(each):
        answers["304"] = {"description": "It is still at this version."}
    for status in _refusals(each):
        content = {problems.MEDIA_TYPE: {"schema": known["problem"]}}
        answers[str(status)] = {"description": WHY[status], "content": content}
    return answers


def _refusals(each: Route) -> list[int]:
    if each.is_public:
        return []
    on_change = [400, 409, 413, 415] if each.changes else []
    return sorted([401, 403, 404, 422, *on_change, *([412] if each.changes_one else [])])
