"""The one door to git, which is only asked: what changed since a commit, and how files were.

Every call has a fixed list of arguments, no shell, 60 seconds, and no network, and takes no
lock that somebody else might wait for. Settings that would change what git prints, or make it
run a program, do not count.
"""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import weakref
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from seolint.spelling import nearest

SECONDS = 60
"""How long one call of git may take."""

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotepath=off",
    "diff.autoRefreshIndex=true",
)
_DIFF = (
    "diff",
    "--find-renames",
    "-l1000",
    "-O/dev/null",
    "--ignore-submodules=all",
    "--no-color",
    "--no-ext-diff",
    "--no-relative",
    "--no-textconv",
)
_PATCH = (
    "--text",
    "--unified=0",
    "--inter-hunk-context=0",
    "--diff-algorithm=default",
    "--submodule=short",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)
_KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
_FILES = ("100644", "100755")
_SHORTEST = 7
_MOST_PATHSPECS = 100
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPES = {b"a": 7, b"b": 8, b"t": 9, b"n": 10, b"v": 11, b"f": 12, b"r": 13}
_SHALLOW = "this clone is shallow: older commits are not in it"
_DEEPEN = (
    "bring them in with `git fetch --unshallow`; in GitHub Actions set `fetch-depth: 0` for "
    "actions/checkout, in GitLab CI the variable GIT_DEPTH to 0"
)

Hunk = tuple[int, int]
"""Changed lines of a file, ended by line feeds: the first one, from 1, and their number.

With 0 lines, something was deleted behind the first one.
"""


class GitError(Exception):
    """Something that git cannot tell. `note` says more of the cause, `help` what to do."""

    def __init__(self, message: str, note: str | None = None, help: str | None = None) -> None:
        super().__init__(message)
        self.note = note
        self.help = help

    def __str__(self) -> str:
        from seolint.escapes import escape

        lines = [f"error: {escape(self.args[0])}"]
        lines += [f"  = note: {escape(self.note)}"] if self.note else []
        lines += [f"  = help: {escape(self.help)}"] if self.help else []
        return "\n".join(lines)


class Change(NamedTuple):
    """A file that is not what it was at a commit.

    `old` and `new` are its paths then and now, relative to the top of the repository, with
    `/`; None when there was or is none. `blob` names what it held then; it is empty when that
    was no regular file.
    """

    old: str | None
    new: str | None
    blob: str


class Repository:
    """The work tree that a folder is in.

    `top` is its highest folder, without symbolic links.

    Raises:
        GitError: there is no git, or no work tree.
    """

    def __init__(self, folder: Path) -> None:
        self.top = folder
        self._places: dict[str, str] = {}
        shown = _text(self._run("rev-parse", "--show-toplevel")).removesuffix("\n")
        self.top = Path(os.path.realpath(shown))

    def branched_from(self, revision: str) -> str:
        """The id of the last commit that a revision and HEAD have in common.

        Raises:
            GitError: there is no such revision, or no such commit in this clone.
        """
        commit = self._commit(revision)
        head = self._commit("HEAD")
        if commit is None and head is None:
            raise GitError("the repository has no commit yet that one could compare with")
        if commit is None and not self._is_shallow():
            near = [f"`{name}`" for name in nearest(revision, self._names())]
            raise GitError(
                f"git knows no revision `{revision}`",
                help=f"did you mean {' or '.join(near)}?" if near else "`git fetch` may bring it",
            )
        found = b""
        if commit is not None and head is not None:
            found = self._run("merge-base", commit, head, answers=(0, 1)).strip()
        if found:
            return _text(found)
        message = f"cannot tell where this branch left `{revision}`"
        if self._is_shallow():
            raise GitError(message, _SHALLOW, _DEEPEN)
        raise GitError(
            message, "they have no commit in common", "name the branch that this one began on"
        )

    def last_commit(self, path: Path) -> str | None:
        """The id of the last commit on this branch that changed a file; None without one."""
        found = self._run("log", "-1", "--format=%H", "--", str(path), answers=(0, 128))
        return _text(found).strip() or None

    def changes(self, commit: str) -> list[Change]:
        """What differs between a commit and the work tree: committed, staged or neither.

        Renames are followed; what is untracked and not ignored is new, as a whole folder
        (ending in `/`) when it is a repository of its own. Submodules are left out.
        """
        listed = self._run("ls-files", "--others", "--exclude-standard", "--full-name", "-z")
        untracked = [_text(name) for name in listed.split(b"\0") if name]
        found = self._differences(commit)
        if untracked and any(change.new is None for change in found.values()):
            with contextlib.suppress(GitError, OSError):
                self._note([name for name in untracked if not name.endswith("/")])
                found = self._differences(commit)
                untracked = [name for name in untracked if name.endswith("/")]
        return [*({path: Change(None, path, "") for path in untracked} | found).values()]

    def _note(self, names: Sequence[str]) -> None:
        """Takes untracked files into an index of our own, so that git sees what was renamed."""
        git_path = ("rev-parse", "--git-path")
        index, objects = (
            os.path.join(self.top, _text(self._run(*git_path, name)).removesuffix("\n"))
            for name in ("index", "objects")
        )
        folder = tempfile.mkdtemp(prefix="seolint-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        own = os.path.join(folder, "index")
        shutil.copyfile(index, own)
        self._places = {
            "GIT_INDEX_FILE": own,
            "GIT_OBJECT_DIRECTORY": folder,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": objects,
        }
        paths = "\0".join(f":(top,literal){name}" for name in names)
        data = paths.encode("utf-8", "surrogateescape")
        from_input = ("--pathspec-from-file=-", "--pathspec-file-nul")
        self._run("add", "--intent-to-add", *from_input, data=data)

    def _differences(self, commit: str) -> dict[str, Change]:
        """What git itself sees changed, by the present path, or else by that it had."""
        fields = self._run(*_DIFF, "--raw", "-z", "--no-abbrev", commit, "--").split(b"\0")
        found: dict[str, Change] = {}
        index = 0
        while index + 1 < len(fields):
            old_mode, new_mode, blob, _, status = _text(fields[index][1:]).split(" ")
            moved = status[0] in "RC"
            old, new = _text(fields[index + 1]), _text(fields[index + 1 + moved])
            index += 2 + moved
            if "160000" in (old_mode, new_mode):
                continue
            unmerged = status[0] == "U"
            known = old_mode in _FILES
            change = Change(
                None if status[0] in "AC" or unmerged else old,
                None if status[0] == "D" else new,
                blob if known and status[0] not in "AC" else "",
            )
            if not (unmerged and new in found):
                found[new] = change
        return found

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """The bytes of blobs, by their names.

        Raises:
            GitError: one is not in this clone.
        """
        wanted = list(dict.fromkeys(blobs))
        if not wanted:
            return {}
        output = self._run("cat-file", "--batch", data="\n".join((*wanted, "")).encode())
        found: dict[str, bytes] = {}
        at = 0
        for blob in wanted:
            end = output.find(b"\n", at)
            header = output[at:end].split(b" ")
            if len(header) != 3 or header[1] != b"blob":
                raise GitError(
                    f"the earlier content of a file is not in this clone ({blob[:_SHORTEST]})",
                    "seolint lets git fetch nothing",
                    "clone without --filter, or bring it in with `git fetch --refetch`",
                )
            start = end + 1
            at = start + int(header[2]) + 1
            found[blob] = output[start : at - 1]
        return found

    def hunks(self, commit: str, paths: Sequence[str]) -> Mapping[str, Sequence[Hunk]]:
        """The lines in which files of the work tree differ from a commit, by path.

        Files that are alike in their names to those of `paths` may be among them; one that
        is new or has not changed is not.
        """
        specs = sorted({_pathspec(path) for path in paths})
        if len(specs) > _MOST_PATHSPECS:
            specs = []
        return _parse_hunks(self._run(*_DIFF, *_PATCH, commit, "--", *specs)) if paths else {}

    def left_out(self, folder: Path) -> list[str]:
        """The files below a folder that a sparse work tree does not have, relative to it."""
        entries = _text(self._run("ls-files", "-t", "-z")).split("\0")
        paths = [entry[2:] for entry in entries if entry.startswith("S ")]
        return [inner for path in paths if (inner := self.below(path, folder)) is not None]

    def below(self, path: str, folder: Path) -> str | None:
        """A path of the repository as one relative to a folder; None when it is not in there."""
        inner = os.path.relpath(os.path.realpath(folder), self.top).replace(os.sep, "/")
        if inner == ".":
            return path
        return path[len(inner) + 1 :] if path.startswith(f"{inner}/") else None

    def _commit(self, revision: str) -> str | None:
        if not revision or revision.startswith("-") or "\0" in revision or "\n" in revision:
            return None
        name = f"{revision}^{{commit}}"
        found = self._run("rev-parse", "--verify", "--quiet", name, answers=(0, 1, 128)).split()
        return _text(found[0]) if len(found) == 1 else None

    def _is_shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def _names(self) -> list[str]:
        return _text(self._run("for-each-ref", "--format=%(refname:short)")).split("\n")

    def _run(self, *arguments: str, data: bytes = b"", answers: Sequence[int] = (0,)) -> bytes:
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        command = ["git", "--no-pager", *settings, *arguments]
        try:
            process = subprocess.run(
                command,
                cwd=self.top,
                env=_environment() | self._places,
                input=data,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GitError(
                f"git took longer than {SECONDS} seconds", f"it was asked for {arguments[0]}"
            ) from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise GitError("git cannot be run", reason, "install git, or add it to PATH") from error
        if process.returncode in answers:
            return process.stdout
        raise _refusal(_text(process.stderr), self.top)


def _environment() -> dict[str, str]:
    """That of this process, without what would point git to another place or another program."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT or name.startswith("GIT_CONFIG")
    }
    return {
        **kept,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def _refusal(said: str, folder: Path) -> GitError:
    if "not a git repository" in said or "must be run in a work tree" in said:
        return GitError(f"{folder} is in no git repository", help="run it inside of a clone")
    first = next((line for line in said.splitlines() if line.strip()), "it did not say why")
    first = first.removeprefix("fatal: ").removeprefix("error: ")
    help = None
    if "dubious ownership" in said:
        help = f"if you trust the folder: git config --global --add safe.directory {folder}"
    return GitError("git refused to answer", first, help)


def _pathspec(path: str) -> str:
    """What means all files that end as this one does, or else this one."""
    suffix = os.path.splitext(path)[1]
    plain = suffix[1:].isascii() and suffix[1:].isalnum()
    return f":(top,icase)*{suffix}" if plain else f":(top,literal){path}"


def _parse_hunks(diff: bytes) -> dict[str, list[Hunk]]:
    found: dict[str, list[Hunk]] = {}
    hunks: list[Hunk] = []
    lines = iter(diff.split(b"\n"))
    for line in lines:
        if line.startswith(b"+++ "):
            hunks = []
            path = _unquoted(line[4:])
            if path.startswith(b"b/"):
                found[_text(path[2:])] = hunks
        elif (match := _HUNK.match(line)) is not None:
            deleted, first, added = match.groups()
            count = 1 if added is None else int(added)
            hunks.append((int(first), count))
            left = count + (1 if deleted is None else int(deleted))
            while left:
                left -= next(lines).startswith((b"-", b"+"))
    return found


def _unquoted(name: bytes) -> bytes:
    """A name in a header: in quotes like those of C, or ended by a tab for its blanks."""
    if not name.startswith(b'"'):
        return name.removesuffix(b"\t")
    return _ESCAPE.sub(lambda match: _unescaped(match[1]), name[1:].rstrip(b"\t")[:-1])


def _unescaped(mark: bytes) -> bytes:
    if mark.isdigit():
        return bytes((int(mark, 8),))
    return bytes((_ESCAPES[mark],)) if mark in _ESCAPES else mark


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
