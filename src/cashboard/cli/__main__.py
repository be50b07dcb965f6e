"""python -m cashboard.cli is the command cashboard."""

from cashboard.cli import main

main()
