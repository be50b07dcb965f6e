"""Routes: a function becomes an address; its annotations are what is read, answered and documented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

import msgspec
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path

Function = TypeVar("Function", bound=Callable[..., Any])
PREFIX = "/api/v1/"
ROUTES: list[Route] = []
File = HttpResponseBase
"""The answer of a route that gives the bytes of a file."""


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    """No fields."""


@dataclass(frozen=True, slots=True)
class Route:
    """One method at one path. `params` are the parts of the path in braces with their types."""

    method: str
    path: str
    function: Callable[..., Any]
    status: int
    answers: Any
    body: type[msgspec.Struct] | None
    query: type[msgspec.Struct]
    params: dict[str, type]
    is_public: bool
    is_repeatable: bool
    takes_file: bool

    @property
    def noun(self) -> str:
        """The collection that it belongs to."""
        return self.path.split("/")[0]

    @property
    def changes(self) -> bool:
        """Whether it is a change."""
        return self.method != "GET"

    @property
    def scope(self) -> str:
        """What a token needs."""
        return "write" if self.changes else "read"

    @property
    def changes_one(self) -> bool:
        """Whether it changes one row, whose version If-Match may name."""
        return self.changes and "{id}" in self.path

    @property
    def takes_key(self) -> bool:
        """Whether an Idempotency-Key makes it safe to repeat."""
        return self.method == "POST" and self.is_repeatable


def route(
    method: str,
    path: str,
    *,
    status: int = 200,
    public: bool = False,
    repeatable: bool = True,
    takes_file: bool = False,
) -> Callable[[Function], Function]:
    """Make a function answer `method` at `path`.

    Its first argument is the Call; `body` and `query` are the shapes of what is sent, the others stand in
    braces in the path, and the return annotation is the shape of the answer. The docstring documents it.
    `repeatable=False` refuses an Idempotency-Key: for answers that must be kept nowhere. `takes_file` leaves
    the body to the function, which reads it in pieces.
    """

    def declare(function: Function) -> Function:
        hints = get_type_hints(function, include_extras=True)
        params = {name: hint for name, hint in hints.items() if f"{{{name}}}" in path}
        ROUTES.append(
            Route(
                method=method,
                path=path,
                function=function,
                status=status,
                answers=hints["return"],
                body=hints.get("body"),
                query=hints.get("query", Nothing),
                params=params,
                is_public=public,
                is_repeatable=repeatable and not takes_file,
                takes_file=takes_file,
            )
        )
        return function

    return declare


def addresses(view: Callable[[dict[str, Route]], Callable[..., Any]]) -> list[URLPattern]:
    """One address per path; `view` makes the function that serves all its methods."""
    by_path: dict[str, dict[str, Route]] = {}
    for each in ROUTES:
        by_path.setdefault(each.path, {})[each.method] = each
    return [re_path(_pattern(path), view(methods)) for path, methods in by_path.items()]


def _pattern(path: str) -> str:
    parts = (rf"(?P<{part[1:-1]}>[^/]+)" if part.startswith("{") else part for part in path.split("/"))
    return "^" + "/".join(parts) + r"\Z"
