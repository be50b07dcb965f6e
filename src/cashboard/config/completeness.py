"""What is missing in the settings. Found at start, before anything half-configured runs."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, unquote, urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
OIDC = ("CASHBOARD_OIDC_CLIENT_ID", "CASHBOARD_OIDC_CLIENT_SECRET")


def missing(environ: Mapping[str, str]) -> list[str]:
    """What to add or mend, a sentence each. Empty when the settings are complete."""
    given = environ.get("CASHBOARD_URL", "http://127.0.0.1:8000")
    return [
        *_in_the_address(given, environ),
        *_in_sign_in(environ),
        *_in_keys(environ),
        *_in_mail(environ),
        *_in_storage(environ),
        *_in_numbers(environ),
    ]


def is_loopback(host: str) -> bool:
    """Whether only this machine itself reaches that host."""
    return host in LOOPBACK or host.startswith("127.")


def _in_the_address(given: str, environ: Mapping[str, str]) -> list[str]:
    try:
        url = urlsplit(given)
        host = url.hostname if url.port is None or url.port else None
    except ValueError:
        host = None
    if host is None or url.scheme not in {"http", "https"}:
        return [
            f"CASHBOARD_URL is {given!r}: give the address that people type, like https://cashboard.example.com."
        ]
    if environ.get("CASHBOARD_DEMO") == "1" and not is_loopback(host):
        return ["CASHBOARD_DEMO=1 signs everybody in: it works under http://127.0.0.1 only. Leave it out."]
    return [*_without_path(url), *_encrypted(url, host, environ)]


def _without_path(url: SplitResult) -> list[str]:
    if url.path.strip("/") or url.query or url.fragment:
        return [f"CASHBOARD_URL has {url.path or url.query!r} after the host: leave it out."]
    return []


def _encrypted(url: SplitResult, host: str, environ: Mapping[str, str]) -> list[str]:
    if url.scheme == "https" or is_loopback(host) or environ.get("CASHBOARD_PLAIN_HTTP") == "1":
        return []
    return [
        f"CASHBOARD_URL is {url.geturl()}: passwords would travel unencrypted. Put a proxy with https before"
        " it and give https://..., or set CASHBOARD_PLAIN_HTTP=1 if the network is protected otherwise."
    ]


def _in_sign_in(environ: Mapping[str, str]) -> list[str]:
    if environ.get("CASHBOARD_OIDC_ISSUER"):
        return [
            f"{name} is missing: CASHBOARD_OIDC_ISSUER needs it." for name in OIDC if not environ.get(name)
        ]
    return [f"CASHBOARD_OIDC_ISSUER is missing: {name} is given." for name in OIDC if environ.get(name)]


def _in_keys(environ: Mapping[str, str]) -> list[str]:
    key = environ.get("CASHBOARD_SECRET_KEY", "")
    if key and len(key) < 32:
        return [
            f"CASHBOARD_SECRET_KEY has {len(key)} characters: give at least 32, or none to have one made."
        ]
    return []


def _in_mail(environ: Mapping[str, str]) -> list[str]:
    given = environ.get("CASHBOARD_EMAIL_URL", "")
    if not given:
        return []
    url = urlsplit(given)
    if (
        url.scheme not in {"smtp", "smtps"}
        or not url.hostname
        or ("from=" not in url.query and "@" not in unquote(url.username or ""))
    ):
        return ["CASHBOARD_EMAIL_URL is not like smtp://user:password@host:587?from=cashboard@example.com."]
    return []


def _in_storage(environ: Mapping[str, str]) -> list[str]:
    given = environ.get("CASHBOARD_STORAGE_URL", "")
    url = urlsplit(given)
    if not given or (url.scheme == "file" and url.netloc in {"", "localhost"} and url.path.strip("/")):
        return []
    return [f"CASHBOARD_STORAGE_URL is {given!r}: give a folder, like file:///srv/cashboard/files."]


def _in_numbers(environ: Mapping[str, str]) -> list[str]:
    names = ("CASHBOARD_UPLOAD_MAX_MB", "CASHBOARD_LIVE_STREAMS_MAX")
    wrong = [
        name
        for name in names
        if name in environ and not (environ[name].isascii() and environ[name].isdigit())
    ]
    return [f"{name} is {environ[name]!r}: give a whole number." for name in wrong]
