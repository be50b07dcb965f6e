"""What is missing in the settings is said, one sentence each."""

from __future__ import annotations

import pytest

from cashboard.config.completeness import missing

COMPLETE: list[dict[str, str]] = [
    {},
    {"CASHBOARD_URL": "http://localhost:9000"},
    {"CASHBOARD_URL": "http://[::1]:9000/"},
    {"CASHBOARD_URL": "https://cash.example.com"},
    {"CASHBOARD_URL": "http://cash.example.com", "CASHBOARD_PLAIN_HTTP": "1"},
    {"CASHBOARD_DEMO": "1"},
    {
        "CASHBOARD_OIDC_ISSUER": "https://id.example.com",
        "CASHBOARD_OIDC_CLIENT_ID": "c",
        "CASHBOARD_OIDC_CLIENT_SECRET": "s",
    },
    {"CASHBOARD_EMAIL_URL": "smtp://me%40example.com:pw@mail.example.com:587"},
    {"CASHBOARD_EMAIL_URL": "smtps://mail.example.com?from=cash@example.com"},
    {"CASHBOARD_SECRET_KEY": "k" * 32},
]


@pytest.mark.parametrize("environ", COMPLETE)
def test_complete(environ: dict[str, str]):
    assert missing(environ) == []


@pytest.mark.requirement("R102")
@pytest.mark.parametrize(
    ("environ", "first"),
    [
        ({"CASHBOARD_URL": "cash.example.com"}, "CASHBOARD_URL is 'cash.example.com': give the address"),
        ({"CASHBOARD_URL": "ftp://cash.example.com"}, "CASHBOARD_URL is 'ftp://cash.example.com'"),
        (
            {"CASHBOARD_URL": "https://cash.example.com:port"},
            "CASHBOARD_URL is 'https://cash.example.com:port'",
        ),
        ({"CASHBOARD_URL": "https://"}, "CASHBOARD_URL is 'https://'"),
        ({"CASHBOARD_URL": ""}, "CASHBOARD_URL is ''"),
        ({"CASHBOARD_URL": "https://example.com/o2c"}, "CASHBOARD_URL has '/o2c' after the host"),
        ({"CASHBOARD_URL": "http://cash.example.com"}, "CASHBOARD_URL is http://cash.example.com: passwords"),
        (
            {"CASHBOARD_URL": "https://cash.example.com", "CASHBOARD_DEMO": "1"},
            "CASHBOARD_DEMO=1 signs everybody in",
        ),
        ({"CASHBOARD_OIDC_ISSUER": "https://id.example.com"}, "CASHBOARD_OIDC_CLIENT_ID is missing"),
        ({"CASHBOARD_OIDC_CLIENT_ID": "c"}, "CASHBOARD_OIDC_ISSUER is missing"),
        ({"CASHBOARD_SECRET_KEY": "short"}, "CASHBOARD_SECRET_KEY has 5 characters"),
        ({"CASHBOARD_EMAIL_URL": "mail.example.com"}, "CASHBOARD_EMAIL_URL is not like"),
        ({"CASHBOARD_EMAIL_URL": "smtp://mail.example.com"}, "CASHBOARD_EMAIL_URL is not like"),
        ({"CASHBOARD_UPLOAD_MAX_MB": "many"}, "CASHBOARD_UPLOAD_MAX_MB is 'many': give a whole number."),
    ],
)
def test_missing(environ: dict[str, str], first: str):
    assert missing(environ)[0].startswith(first)
