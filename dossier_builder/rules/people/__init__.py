"""Personal data in a text: numbers with their checksums, names with a civility; pure functions.

Used by the checks RGP001 and RGP002, and by `depot` to propose what to replace.
"""

from dossier_builder.rules.people.found import DonneeVue, Genre, key_of, masked
from dossier_builder.rules.people.names import ROLES, NameSeen, find_names, says_names_are_changed
from dossier_builder.rules.people.numbers import find_data, may_hold_data
from dossier_builder.rules.people.pseudonyms import pseudonyms

__all__ = [
    "ROLES",
    "DonneeVue",
    "Genre",
    "NameSeen",
    "find_data",
    "find_names",
    "key_of",
    "masked",
    "may_hold_data",
    "pseudonyms",
    "says_names_are_changed",
]
