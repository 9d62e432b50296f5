"""`python -m geo` is the command `corridors`."""

from geo.cli import main

main()
