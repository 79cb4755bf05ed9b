"""The labelled benchmark: documents whose truth is known, and what the checker says of them.

textes, titres → plans (what stands on which page, and so the truth) → word (python-docx, never our
renderer) → cas (the list) → mesure (our line on all of them) → tableau (docs/exactitude.md).
"""
