"""What is done with a finished document before it leaves: anonymised copies.

Above `pipeline`, whose engines give the pages, and below the command line.
"""

from dossier_builder.depot.anonymise import Anonymised, anonymise
from dossier_builder.depot.liste import read_list, written_list
from dossier_builder.depot.opening import open_word_document
from dossier_builder.depot.output import default_output, write_new
from dossier_builder.depot.proposals import propose
from dossier_builder.depot.substitutions import Substitution

__all__ = [
    "Anonymised",
    "Substitution",
    "anonymise",
    "default_output",
    "open_word_document",
    "propose",
    "read_list",
    "write_new",
    "written_list",
]
