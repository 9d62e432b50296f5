"""`python -m geo` is the command `corridors`."""

from geo.commands.commands import main

main()
