"""From arguments to files: which are judged, and which are read for what others need."""

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG
from typing import Any, NamedTuple

from msgspec import Struct

from seolint.discovery.gates import Gate
from seolint.discovery.roots import Root, Roots
from seolint.discovery.walk import Page, Walk
from seolint.finding import RunError
from seolint.globs import expand

__all__ = ["STDIN", "UNNAMED", "Discovery", "File", "Root", "discover"]

STDIN = "-"
"""`File.real` of what is read from the standard input."""

UNNAMED = "stdin.md"
"""What the standard input is called when nobody gives it a name."""

_UNREADABLE = "allow it to be read, or leave it out with --exclude"


class File(NamedTuple):
    """A file of a root.

    `path` is relative to the root, `shown` to the working directory, both with `/`;
    `real` is absolute, with `/` and without symbolic links. `named`: it was named itself, not found
    in a folder. `lone`: its root has neither a configuration nor a generator. `once`: it can be
    read once only, as a pipe.
    """

    path: str
    shown: str
    real: str
    root: Root
    named: bool
    lone: bool
    once: bool = False


class Discovery(Struct, frozen=True):
    """What there is to lint.

    `files` are judged; `index` are the other pages of the roots that are indexed, read
    for their facts alone. `errors` make the run untrustworthy, `notes` do not. `skipped`
    counts files that were found and left out; `left_out` are these, and folders with a `/`
    at their end, with what leaves them out. `empty` says that nothing is to be linted
    where something should be; it is empty when all is well. `folders` are those that were
    named, absolute.
    """

    files: tuple[File, ...]
    index: tuple[File, ...]
    errors: tuple[RunError, ...]
    notes: tuple[str, ...]
    skipped: int
    left_out: tuple[tuple[str, str], ...]
    empty: str
    folders: tuple[Path, ...] = ()

    @property
    def roots(self) -> list[Root]:
        """The roots of what is judged."""
        return list({file.root: None for file in self.files})


def discover(
    paths: Sequence[str],
    given: Mapping[str, Any],
    *,
    cwd: Path,
    sets: Sequence[str] = (),
    config: Path | None = None,
    isolated: bool = False,
    no_exclude: bool = False,
    stdin_filename: str = UNNAMED,
) -> Discovery:
    """The files that `paths` mean: files, folders, globs, and `-` for the standard input.

    `given` and `sets` are as in `load_config`, `config` is the file that `--config`
    names. With `no_exclude` nothing leaves out a file that is named.

    Raises:
        ConfigError: a configuration on the way cannot be used.
    """
    if config is not None:
        config = Path(os.path.abspath(cwd / config))
    roots = Roots(given, sets, config, isolated)
    search = _Search(roots, Path(os.path.abspath(cwd)), no_exclude)
    search.asked = bool(paths)
    for path in paths:
        if path == "-":
            search.standard_input(stdin_filename)
        else:
            search.name(path)
    return search.result()


class _Search:
    def __init__(self, roots: Roots, cwd: Path, no_exclude: bool) -> None:
        self.roots = roots
        self.cwd = cwd
        self.prefix = cwd.as_posix().rstrip("/") + "/"
        self.no_exclude = no_exclude
        self.asked = True
        self.files: dict[str, File] = {}
        self.folders: dict[Path, str] = {}
        self.errors: list[RunError] = []
        self.notes: list[str] = []
        self.named_out: list[tuple[str, str]] = []
        self.gates: dict[Root, Gate] = {}
        self.chains: dict[str, tuple[Root, ...]] = {}
        self.real_folders: dict[str, str] = {}

    def standard_input(self, name: str) -> None:
        path = self._absolute(name)
        root, inner = self._place(path)
        if name != UNNAMED and self._leaves_out(root, inner):
            return
        file = File(inner, self._shown(path), STDIN, root, True, not root.indexed, True)
        self.files["-"] = file

    def name(self, name: str) -> None:
        path = self._absolute(name)
        try:
            mode = os.lstat(path if name else "").st_mode
            is_link = S_ISLNK(mode)
            if is_link:
                mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            if os.path.islink(path):
                self._cannot_read(path, "Cannot read the file: its symbolic link leads nowhere")
            elif isinstance(error, PermissionError):
                self._cannot_read(path, f"Cannot read the file: {_cause(error)}", _UNREADABLE)
            else:
                self._expand(name)
            return
        if S_ISDIR(mode):
            self.folders.setdefault(Path(path), name)
        elif S_ISREG(mode) or S_ISFIFO(mode):
            self._file(path, is_link, is_regular=S_ISREG(mode))
        else:
            self._cannot_read(path, "Cannot read the file: it is a device or a socket")

    def _expand(self, name: str) -> None:
        try:
            patterns = expand(name)
        except ValueError:
            patterns = [name]
        found = sorted(
            match
            for pattern in patterns
            if glob.has_magic(pattern) or len(patterns) > 1
            for match in glob.glob(pattern, root_dir=self.cwd, recursive=True)
        )
        for match in found:
            self.name(match)
        if not found:
            wanted = "No file matches" if glob.has_magic(name) else "No such file or folder"
            shown = self._shown(self._absolute(name)) if name else ""
            self.errors.append(RunError("io", wanted, shown))

    def _file(self, path: str, is_link: bool, *, is_regular: bool) -> None:
        root, inner = self._place(path)
        real = self._real(path, is_link) if is_regular else path
        if real != path:
            top = _posix(os.path.realpath(root.folder)).rstrip("/") + "/"
            if real.startswith(top):
                path = root.prefix + real[len(top) :]
                root, inner = self._place(path)
        if self._leaves_out(root, inner):
            return
        shown = self._shown(path)
        self.files[real] = File(inner, shown, real, root, True, not root.indexed, not is_regular)

    def _real(self, path: str, is_link: bool) -> str:
        """The path of a file without symbolic links; each folder is looked at once."""
        if is_link:
            return _posix(os.path.realpath(path))
        folder, _, name = path.rpartition("/")
        if folder not in self.real_folders:
            self.real_folders[folder] = _posix(os.path.realpath(folder or "/")).rstrip("/")
        return f"{self.real_folders[folder]}/{name}"

    def _place(self, path: str) -> tuple[Root, str]:
        """The root of a file, and its path there."""
        folder = path.rpartition("/")[0] or "/"
        if folder not in self.chains:
            self.chains[folder] = self.roots.of(Path(folder), Path(folder))
        chain = self.chains[folder]
        if len(chain) == 1:
            return chain[0], path[len(chain[0].prefix) :]
        names = [path[len(root.prefix) :] for root in chain]
        for root, name in zip(chain, names, strict=True):
            if root.is_content(name):
                return root, name
        return chain[0], names[0]

    def _leaves_out(self, root: Root, path: str) -> bool:
        if self.no_exclude:
            return False
        if root not in self.gates:
            self.gates[root] = Gate(root)
        reason = self.gates[root].reason_anywhere(path)
        if reason:
            self.named_out.append((root.prefix + path, reason))
        return bool(reason)

    def result(self) -> Discovery:
        walks = [Walk(self.roots, folder) for folder in self.folders]
        skipped: Counter[str] = Counter()
        for walk in walks:
            self._take(walk)
            skipped.update(reason for _, reason in walk.left_out)
        for root in {file.root: None for file in self.files.values()}:
            self.notes += root.config.notes
            folder = self._shown(root.site.as_posix())
            self.notes += (
                f"{folder} is taken for a site of {root.generator.name}, but has {why} of {name}, "
                "too; [site] generator settles it"
                for name, why in root.rivals().items()
            )
        index = [] if not self.files else self._index()
        for reason, count in Counter(reason for _, reason in self.named_out).items():
            files = "named file" if count == 1 else "named files"
            self.notes.append(f"{count} {files} left out by {reason} (use --no-exclude)")
        return Discovery(
            files=tuple(sorted(self.files.values(), key=_order)),
            index=tuple(sorted(index, key=_order)),
            errors=tuple(self.errors),
            notes=tuple(dict.fromkeys(self.notes)),
            skipped=skipped.total() + len(self.named_out),
            left_out=tuple(sorted(self._left_out(walks))),
            empty=self._empty(walks, skipped),
            folders=tuple(self.folders),
        )

    def _left_out(self, walks: Iterable[Walk]) -> Iterator[tuple[str, str]]:
        for path, reason in self.named_out:
            yield self._shown(path), reason
        for walk in walks:
            for path, reason in walk.left_out:
                yield self._shown(path), reason
            for path, reason in walk.pruned():
                yield f"{self._shown(path)}/", reason

    def _take(self, walk: Walk) -> None:
        for page in walk.pages:
            self.files.setdefault(page.real, self._made(page))
        for path, error in walk.unread:
            message = f"Cannot read the folder: {_cause(error)}"
            self.errors.append(RunError("io", message, self._shown(path), help=_UNREADABLE))
        for path in walk.dangling:
            self.notes.append(f"{self._shown(path)} is a symbolic link that leads nowhere")

    def _index(self) -> list[File]:
        judged = {(file.root, file.path) for file in self.files.values()}
        found: dict[str, File] = {}
        for root in {file.root: None for file in self.files.values()}:
            if not root.indexed or any(map(root.folder.is_relative_to, self.folders)):
                continue
            walk = Walk(self.roots, root.folder, only=root, known=self.files)
            for page in walk.pages:
                if page.real not in self.files and (root, page.path) not in judged:
                    found[page.real] = self._made(page)
            for path, error in walk.unread:
                self.notes.append(f"{self._shown(path)} cannot be read: {_cause(error)}")
        return list(found.values())

    def _empty(self, walks: Iterable[Walk], skipped: Counter[str]) -> str:
        if self.files or self.errors or (self.asked and not self.folders):
            return ""
        chains = [self.roots.of(folder, folder) for folder in self.folders or (self.cwd,)]
        if any(chain[0].config.allow_empty for chain in chains):
            return ""
        text = "error: no paths are given"
        if self.folders:
            text = f"error: no content files in {', '.join(self.folders.values())}"
        for walk in walks:
            skipped += walk.count_pruned()
        if skipped:
            total = skipped.total()
            reasons = ", ".join(f"{count} by {reason}" for reason, count in skipped.most_common())
            files = "1 file was" if total == 1 else f"{total} files were"
            text += f"\n  = note: {files} found and left out: {reasons}"
        return f"{text}\n  = help: to accept an empty run, pass --allow-empty"

    def _made(self, page: Page) -> File:
        root = page.root
        shown = self._shown(root.prefix + page.path)
        return File(page.path, shown, page.real, root, False, not root.indexed)

    def _cannot_read(self, path: str, message: str, help: str | None = None) -> None:
        self.errors.append(RunError("io", message, self._shown(path), "FILE001", help))

    def _absolute(self, name: str) -> str:
        return _posix(os.path.normpath(os.path.join(self.prefix, name)))

    def _shown(self, path: str) -> str:
        """An absolute path as seen from the working directory."""
        if path.startswith(self.prefix):
            return path[len(self.prefix) :]
        return _posix(os.path.relpath(path, self.cwd))


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _order(file: File) -> str:
    return file.shown
