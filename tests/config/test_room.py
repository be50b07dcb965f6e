"""A server holds as many connections as the system allows, however low the shell's limit was."""

from __future__ import annotations

import subprocess
import sys

ASK = """
import resource
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 1000))
from cashboard.config.room import room_for_streams
print(room_for_streams(), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def test_the_limit_is_raised_and_room_is_left():
    told = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["800", "1000", "1000"]
