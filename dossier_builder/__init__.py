"""dossier_builder: build and check the dossiers of a French titre professionnel.

The line, each arrow one function: folder → inputs → Dossier → render → docx → ouverture →
Submission → layout → LaidOut → facts → Facts → rules → Outcomes → report (docs/architecture.md).
"""

__version__ = "0.1.0"
