"""The oral test that follows a dossier: slides, likely questions, the grid of a mock exam.

Part of `depot`. From the facts of any document that the line can read, the tests of its title
(templates/<titre>/oral.yaml) and nothing invented: the words on the slides are the learner's own.
"""

from dossier_builder.depot.oral.papers import FOLDER, Written, write_oral

__all__ = ["FOLDER", "Written", "write_oral"]
