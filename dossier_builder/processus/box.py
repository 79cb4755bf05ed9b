"""What a program that we start may take and reach: memory, processor, disk, network.

The bounds are set by the shell that stands before the program (groups.py), so that no code of ours
runs between fork and exec. They are the system's own: whatever the program does, they hold.
"""

from __future__ import annotations

from dossier_builder.values import frozen

UNSHARE = "unshare"
"""The program of util-linux that starts another in namespaces of its own."""


@frozen
class Box:
    """The bounds of each process of a program; None: no bound of ours.

    `memory_bytes` bounds the address space, for programs that reserve little more than they use;
    `data_bytes` the memory that they really write to (Linux; counted per process). `cpu_s` is
    processor time, `file_bytes` the size of any file that is written. Without `network`, the
    program gets a network of its own with nobody on it, where the system allows (Linux with user
    namespaces: see network.py); elsewhere it is left as it is. Windows knows none of this.
    """

    memory_bytes: int | None = None
    data_bytes: int | None = None
    cpu_s: int | None = None
    file_bytes: int | None = None
    network: bool = True

    def arguments(self) -> tuple[str, ...]:
        """For the guard: address space and data in KiB, seconds, blocks of 512 bytes, network."""
        limits = (
            _divided(self.memory_bytes, 1024),
            _divided(self.data_bytes, 1024),
            _divided(self.cpu_s, 1),
            _divided(self.file_bytes, 512),
        )
        return (*limits, "" if self.network else UNSHARE)


OPEN = Box()
"""No bound: for our own code and for programs of the system."""


def _divided(value: int | None, unit: int) -> str:
    return "" if value is None else str(-(-value // unit))
