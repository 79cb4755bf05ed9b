"""What the cache keeps of a document, readable only by who has the document itself.

The key of a seal is drawn from the document's own bytes, and so is, in another domain, the name
of its entry: neither gives the other, nor the document (docs/decisions).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE_BYTES = 12  # RFC 8439, section 2.8
_LOOKUP = b"dossier/entree"  # at most 16 bytes (RFC 7693: the personalisation)
_SEAL = b"dossier/sceau"
_FORGET = b"dossier/oubli"
_MARK = 16
"""Hex digits: two documents of one cache never share them."""


class BrokenSealError(Exception):
    """The entry was changed, or made for another document: nothing of it may be read."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """What only the bytes of a document give; never written, nor shown."""

    value: bytes

    def name(self, context: bytes) -> str:
        """The name of its entry, in that context (packs, engines, options); it ends with `mark`."""
        return f"{self._derived(_LOOKUP, context).hex()}-{self.mark}"

    @property
    def mark(self) -> str:
        """What the names of all its entries end with, so that they can be forgotten together."""
        return self._derived(_FORGET, b"").hex()[:_MARK]

    def seal(self, data: bytes, context: bytes) -> bytes:
        """Encrypt and sign (ChaCha20-Poly1305); the context is part of what is signed."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher().encrypt(nonce, data, context)

    def unseal(self, sealed: bytes, context: bytes) -> bytes:
        """What was sealed. Raises BrokenSealError."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher().decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context)
        except (InvalidTag, ValueError) as error:  # ValueError: too short for a nonce
            raise BrokenSealError from error

    def _cipher(self) -> ChaCha20Poly1305:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        return ChaCha20Poly1305(self._derived(_SEAL, b""))

    def _derived(self, domain: bytes, context: bytes) -> bytes:
        return hashlib.blake2b(context, key=self.value, person=domain, digest_size=32).digest()
