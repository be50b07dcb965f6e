"""How many connections the system lets this process hold."""

from __future__ import annotations

import sys

FOR_OTHERS = 200
ENOUGH = 65_536


def room_for_streams() -> int:
    """Raise the limit of open files as far as it goes; returns how many streams fit beside all else."""
    if sys.platform == "win32":
        return ENOUGH
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(most - FOR_OTHERS, 1)
