"""Faults planted on purpose in conform documents: how many are seen, and what is said wrongly.

`brouillon` and `formes` make conform documents, whose pages are known; `catalogue` lists the
faults; `semis` deals them from a seed; `recolte` checks and compares; `tableau` prints.
"""
