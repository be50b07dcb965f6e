"""Requests through the real server to Django and back."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from http.client import HTTPConnection

import httpx
import pytest

from tests.config.serving import Running

MEGABYTE = 1024 * 1024


@pytest.mark.requirement("R102")
def test_a_request_arrives_as_it_was_sent(server: Running, database: str):
    body = b"x" * (3 * MEGABYTE)
    headers = {"x-forwarded-proto": "http", "X_Forwarded_Proto": "https", "cookie": "one=1; two=2"}
    told = httpx.post(
        f"{server.address}/told/caf%C3%A9/%2e%2E/a%2Fb?q=%20", content=body, headers=headers
    ).json()
    assert told["path"] == "/told/café/../a/b"
    assert told["query"] == "q=%20"
    assert (told["size"], told["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
    assert told["proto"] == "http", "a header with an underscore must not pass for the proxy's"
    assert told["cookies"] == ["one", "two"]

    written_by = {httpx.post(f"{server.address}/told/").json()["thread"] for _ in range(8)}
    read_by = httpx.get(f"{server.address}/told/").json()["thread"]
    assert read_by.startswith("request")
    assert all(name.startswith("writer" if database == "sqlite" else "request") for name in written_by)

    head = httpx.head(f"{server.address}/told/")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 100
    assert httpx.get(f"{server.address}/broken/").status_code == 500
    assert "server" not in head.headers


@pytest.mark.only("sqlite")
def test_what_is_too_large_is_refused_at_once(server: Running):
    large = b"x" * (6 * MEGABYTE)
    with closing(HTTPConnection(server.address.removeprefix("http://"), timeout=30)) as connection:
        connection.putrequest("POST", "/told/")
        connection.putheader("Content-Length", str(10**12))
        connection.endheaders(b"the first bytes")
        announced = connection.getresponse()
        assert (announced.status, announced.read()) == (413, b"This is too large: at most 5 MB are taken.")
    pieces = (large[start : start + 65536] for start in range(0, len(large), 65536))
    with suppress(httpx.WriteError):  # the refusal may come while it is still being sent
        assert httpx.post(f"{server.address}/told/", content=pieces).status_code == 413
    file = httpx.post(f"{server.address}/told/", files={"file": ("a.csv", large)})
    assert file.status_code == 200, "a file may be larger than another body"
    assert httpx.get(f"{server.address}/told/").status_code == 200


@pytest.mark.only("sqlite")
@pytest.mark.requirement("R16")
def test_an_upload_of_two_gigabytes_is_refused_before_it_comes(server: Running):
    for path in ("/cards/COL-1/documents/", "/documents/7/versions/", "/api/v1/cards/7/documents"):
        with closing(HTTPConnection(server.address.removeprefix("http://"), timeout=30)) as connection:
            connection.putrequest("POST", path)
            connection.putheader("Content-Length", str(2 * 1024 * MEGABYTE))
            connection.putheader("Content-Type", "application/octet-stream")
            connection.endheaders(b"the first bytes")
            announced = connection.getresponse()
            told = (announced.status, announced.read())
            assert told == (413, b"This is too large: at most 100 MB are taken."), path


@pytest.mark.only("sqlite")
def test_slow_clients_hold_no_thread(server: Running):
    """Six clients that read nothing of a long answer, on a server of four threads."""
    slow = [httpx.Client(timeout=30) for _ in range(6)]
    opened = [
        client.send(client.build_request("GET", f"{server.address}/stream/30/"), stream=True)
        for client in slow
    ]
    assert httpx.get(f"{server.address}/told/", timeout=30).status_code == 200
    left, *stayed = opened
    left.close()
    with ThreadPoolExecutor(5) as pool:
        sizes = list(pool.map(lambda answer: sum(map(len, answer.iter_bytes())), stayed))
    assert sizes == [30 * MEGABYTE] * 5
    for client in slow:
        client.close()


@pytest.mark.only("sqlite")
def test_an_answer_ends_when_its_client_leaves(server: Running):
    with httpx.Client(timeout=30) as client, client.stream("GET", f"{server.address}/stream/5000/") as answer:
        next(answer.iter_raw())
    closed: list[int] = []
    while not closed:
        closed = httpx.get(f"{server.address}/closed/").json()["closed"]
    assert closed[0] < 5000
