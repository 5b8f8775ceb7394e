"""What fixing would change, as a unified diff that `patch` and `git apply` take."""

from collections.abc import Iterator
from difflib import unified_diff

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def diff_lines(path: str, old: bytes, new: bytes, context: int = 3) -> Iterator[bytes]:
    """The lines of the diff, each with its line feed; none when nothing changes.

    As for those programs, a line ends at a line feed and at nothing else. `path` is
    relative, with `/`; `context` is the number of lines around a change.
    """
    one, other = (_lines(data) for data in (old, new))
    for line in unified_diff(one, other, _name("a", path), _name("b", path), n=context):
        yield line.removesuffix("\n").encode("latin-1") + b"\n"
        if not line.endswith("\n"):
            yield b"\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """The lines with a character for each byte, so that nothing of them is lost."""
    *lines, last = data.decode("latin-1").split("\n")
    return [*(line + "\n" for line in lines), *([last] if last else [])]


def _name(side: str, path: str) -> str:
    """A path as git writes it: quoted where it must be, with a tab after blanks."""
    raw = f"{side}/{path}".encode("utf-8", "surrogateescape")
    if any(byte < 32 or byte > 126 or byte in b'"\\' for byte in raw):
        return '"' + "".join(_ESCAPES.get(chr(byte)) or _letter(byte) for byte in raw) + '"'
    return raw.decode() + ("\t" if " " in path else "")


def _letter(byte: int) -> str:
    return chr(byte) if 32 <= byte <= 126 else f"\\{byte:03o}"
