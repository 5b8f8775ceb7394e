"""Lists of paths, as other programs print them."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from seolint.cli.usage import CommandLineError


def read_list(name: str) -> list[str]:
    """The paths that a file lists, one a line or each ended by NUL; `-` is standard input.

    Raises:
        CommandLineError: the list cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandLineError(f"cannot read the list {name}: {reason.lower()}") from error
    return list(_paths(data))


def _paths(data: bytes) -> Iterator[str]:
    parts = data.split(b"\0") if b"\0" in data else data.removeprefix(b"\xef\xbb\xbf").splitlines()
    for part in parts:
        if part.strip():
            path = os.fsdecode(part)
            yield "./-" if path == "-" else path
