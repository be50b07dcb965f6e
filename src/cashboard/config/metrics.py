"""What this process counts about its requests, in Prometheus' text format."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
KINDS = {"/api/": "api", "/static/": "static", "/accounts/": "accounts"}


class Meter:
    """Counts on the server's loop alone, so it needs no lock."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, str]] = Counter()
        self._buckets: dict[str, list[int]] = defaultdict(lambda: [0] * (len(BOUNDS) + 1))
        self._seconds: dict[str, float] = defaultdict(float)

    def count(self, path: str, method: str, status: int, seconds: float) -> None:
        """One request was answered. `status` 0: the client left before."""
        kind = next((name for prefix, name in KINDS.items() if path.startswith(prefix)), "page")
        written = "read" if method in {"GET", "HEAD", "OPTIONS"} else "write"
        self._requests[kind, written, f"{status // 100}xx" if status else "left"] += 1
        self._buckets[kind][next((i for i, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))] += 1
        self._seconds[kind] += seconds

    def lines(self) -> Iterator[str]:
        """The counts as text."""
        yield "# TYPE cashboard_requests_total counter"
        for (kind, written, status), count in sorted(self._requests.items()):
            yield f'cashboard_requests_total{{kind="{kind}",does="{written}",status="{status}"}} {count}'
        yield "# TYPE cashboard_request_seconds histogram"
        for kind, buckets in sorted(self._buckets.items()):
            total = 0
            for bound, count in zip([*map(str, BOUNDS), "+Inf"], buckets, strict=True):
                total += count
                yield f'cashboard_request_seconds_bucket{{kind="{kind}",le="{bound}"}} {total}'
            yield f'cashboard_request_seconds_sum{{kind="{kind}"}} {self._seconds[kind]:.6f}'
            yield f'cashboard_request_seconds_count{{kind="{kind}"}} {total}'


def gauge(name: str, *values: tuple[str, float]) -> Iterable[str]:
    """A measured value with its labels as lines; values as (labels, value)."""
    return [f"# TYPE {name} gauge", *(f"{name}{labels} {value}" for labels, value in values)]


METER = Meter()
