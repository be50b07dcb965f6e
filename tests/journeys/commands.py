"""The command line beside the browser."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings

OWNER = ("--owner", "lena@example.com", "--name", "Lena Fischer", "--password-stdin")


def cashboard(*arguments: str, said: str = "") -> str:
    """Run a command in a process of its own, on the database of the server."""
    environment = os.environ | {"CASHBOARD_DATA": str(settings.DATA)}
    command = [sys.executable, "-m", "cashboard.cli", *arguments]
    done = subprocess.run(command, env=environment, input=said, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def order_to_cash() -> None:
    """The workspace with its seven spaces; Lena owns it."""
    cashboard("init", "--template", "order-to-cash", *OWNER, said="correct horse battery\n")
