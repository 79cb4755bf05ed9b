"""`python -m dossier_builder`: the command `dossier`, where its script is not on the path."""

from dossier_builder.cli import main

main()
