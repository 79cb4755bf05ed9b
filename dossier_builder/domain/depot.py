"""The files that every deposit has besides the learner's; by them a deposit is known again."""

from __future__ import annotations

MANIFEST, PROOF, DIGESTS = "manifeste.json", "preuve.pdf", "empreintes.txt"
"""`empreintes.txt` is as sha256sum's."""
