"""Which paths a pattern means, and what ignore files leave out; the one door to pathspec."""

import os
import re
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILES = (".ignore", ".gitignore")
"""Files with patterns of paths to leave out; in one folder the first has the last word."""

_MOST_ALTERNATIVES = 1000
_LARGEST_IGNORE_FILE = 1 << 20
_WILD = "\\*?["
_EXCLUDES_FILE = r"(?i)\s*excludesfile\s*=\s*(.*?)\s*"


def expand(pattern: str) -> list[str]:
    """The patterns that `{a,b}` stands for: `*.{md,html}` is `*.md` and `*.html`.

    Braces nest; `{}`, a brace without its partner and one behind a backslash stand for
    themselves.

    Raises:
        ValueError: there would be more than a thousand.
    """
    if "{" not in pattern:
        return [pattern]
    partners = _partners(pattern)
    around: list[tuple[list[str], list[str]]] = []
    choices: list[str] = []
    current = [""]
    index = 0
    while index < len(pattern):
        letter = pattern[index]
        if letter == "{" and index in partners:
            around.append((current, choices))
            choices, current = [], [""]
        elif letter == "}" and index in partners:
            before, outer = around.pop()
            current = [text + choice for text in before for choice in choices + current]
            choices = outer
        elif letter == "," and around:
            choices, current = choices + current, [""]
        else:
            if letter == "\\":
                letter = pattern[index : index + 2]
            current = [text + letter for text in current]
        if len(choices) + len(current) > _MOST_ALTERNATIVES:
            raise ValueError(f"stands for more than {_MOST_ALTERNATIVES} patterns")
        index += len(letter)
    return current


def _partners(pattern: str) -> set[int]:
    found: set[int] = set()
    starts: list[int] = []
    index = 0
    while index < len(pattern):
        if pattern[index] == "\\":
            index += 1
        elif pattern[index] == "{":
            starts.append(index)
        elif pattern[index] == "}" and starts:
            start = starts.pop()
            if index > start + 1:
                found |= {start, index}
        index += 1
    return found


class Globs:
    """Patterns of paths, read as in a `.gitignore`, with braces.

    A pattern with a slash at its start or inside means paths from the top
    (`content/**`), any other a name at every depth (`CHANGELOG.md`, `drafts/`). What
    means a folder means all that is in it. `!` takes back what an earlier one meant.

    Raises:
        ValueError: a pattern that can never mean anything.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._read(
            [
                ("\\" + single if single.startswith("#") else single, pattern)
                for pattern in patterns
                for single in expand(pattern.removeprefix("./"))
            ]
        )

    @classmethod
    def of_ignore_file(cls, text: str) -> "Globs":
        """The patterns of a `.gitignore`: one a line, without braces, unreadable ones skipped."""
        globs = cls.__new__(cls)
        lines = [line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n")]
        patterns = [(line, line) for line in lines if line.strip() and line[0] != "#"]
        try:
            globs._read(patterns)
        except ValueError:
            globs._read([pair for pair in patterns if _is_readable(pair[0])])
        return globs

    def without(self, paths: Sequence[str]) -> "Globs":
        """The same without the patterns that mean one of `paths`."""
        if all(self.match(path) is None for path in paths):
            return self
        kept = Globs(())
        kept._read([pair for pair in self._patterns if not _means_one(pair, paths)])
        return kept

    def _read(self, patterns: Sequence[tuple[str, str]]) -> None:
        self._patterns = patterns
        self._names: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._suffixes: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        self._trees: list[tuple[str, str, str]] = []
        self._others: list[tuple[str, str]] = []
        self._spec: GitIgnoreSpec | None = None
        if not all(single.strip() for single, _ in patterns):
            raise ValueError("Invalid git pattern: ''")
        self._takes_back = any(single.startswith("!") for single, _ in patterns)
        if self._takes_back:
            self._others = list(patterns)
        else:
            for single, pattern in patterns:
                self._sort_in(single, pattern)
        if self._others:
            self._spec = _git_ignore_spec([single for single, _ in self._others])
            for (_, pattern), compiled in zip(self._others, self._spec.patterns, strict=True):
                if compiled.include is None:
                    raise ValueError(f"Invalid git pattern: {pattern!r}")

    def _sort_in(self, single: str, pattern: str) -> None:
        # Importing pathspec takes as long as linting ten pages, and most patterns are plain.
        text = single.rstrip(" ")
        inside = text.endswith("/**")
        if inside:
            text = text.removesuffix("**")
        elif text.startswith("**/") and "/" not in text[3:].rstrip("/"):
            text = text[3:]
        anchored = inside or "/" in text.rstrip("/")
        body = text.strip("/")
        if text == body and body.startswith("*.") and _is_plain(rest := body[2:], "/."):
            self._suffixes.setdefault("." + rest, pattern)
        elif text == body and body.endswith("*") and _is_plain(body[:-1], "/") and body != "*":
            self._prefixes.setdefault(body[:-1], pattern)
        elif not body or not _is_plain(body) or "//" in body:
            self._others.append((single, pattern))
        elif anchored:
            self._trees.append((f"{body}/", text if text.endswith("/") else body, pattern))
        elif text.endswith("/"):
            self._folders.setdefault(body, pattern)
        else:
            self._names.setdefault(body, pattern)

    def match(self, path: str) -> str | None:
        """The pattern that means `path`, which has `/` and, for a folder, ends in it.

        A pattern such as `*.md` looks at the path's own name alone, not at its folders.
        """
        if self._suffixes:
            name = path.rstrip("/")
            found = self._suffixes.get(name[name.rfind(".") :])
            if found is not None:
                return found
        if self._names or self._folders or self._prefixes:
            parts = path.split("/")
            for name in parts:
                if name in self._names:
                    return self._names[name]
            for name in parts[:-1]:
                if name in self._folders:
                    return self._folders[name]
            for prefix, pattern in self._prefixes.items():
                if any(name.startswith(prefix) for name in parts):
                    return pattern
        for folder, whole, pattern in self._trees:
            if path.startswith(folder) or path == whole:
                return pattern
        if self._spec is not None:
            result = self._spec.check_file(path)
            if result.include and result.index is not None:
                return self._others[result.index][1]
        return None

    def verdict(self, path: str) -> bool | None:
        """Whether the patterns mean `path`; False when one takes it back, None without a word."""
        if self._takes_back and self._spec is not None:
            return self._spec.check_file(path).include
        return True if self.match(path) is not None else None


class Ignores:
    """What `.gitignore`, `.ignore` and git's own lists of excludes leave out below a folder.

    `top` is the folder of a repository, or any other. As in git the file closest to a
    path has the last word, and nothing is taken back inside a folder that is left out.
    Patterns that mean one of the folders `waived` do not count.
    """

    def __init__(self, top: Path, waived: Sequence[str] = ()) -> None:
        self.top = top
        self._waived = waived
        self._chains: dict[str, tuple[tuple[int, str, Globs], ...]] = {}

    def match(self, path: str) -> str | None:
        """The file that leaves out `path`, such as `docs/.gitignore`.

        `path` is relative to `top`, has `/` and, for a folder, ends in it. The folders
        around it are not looked at.
        """
        folder = path[: path.rstrip("/").rfind("/") + 1]
        for length, source, globs in self._chain(folder):
            verdict = globs.verdict(path[length:])
            if verdict is not None:
                return source if verdict else None
        return None

    def _chain(self, folder: str) -> tuple[tuple[int, str, Globs], ...]:
        chain = self._chains.get(folder)
        if chain is None:
            outer = self._chain(folder[: folder[:-1].rfind("/") + 1]) if folder else self._lists()
            own = []
            for name in IGNORE_FILES:
                globs = self._read(os.path.join(self.top, folder, name), folder)
                if globs is not None:
                    own.append((len(folder), folder + name, globs))
            chain = self._chains[folder] = (*own, *outer)
        return chain

    def _lists(self) -> tuple[tuple[int, str, Globs], ...]:
        git = self.top / ".git"
        if not os.path.exists(git):
            return ()
        lists = [(".git/info/exclude", str(git / "info" / "exclude"))]
        everywhere = _global_excludes()
        lists.append((everywhere, os.path.expanduser(everywhere)))
        read = [(source, self._read(path, "")) for source, path in lists]
        return tuple((0, source, globs) for source, globs in read if globs is not None)

    def _read(self, path: str, folder: str) -> Globs | None:
        text = _read_text(path)
        if not text:
            return None
        waived = [name.removeprefix(folder) for name in self._waived if name.startswith(folder)]
        return Globs.of_ignore_file(text).without([name for name in waived if name])


def _global_excludes() -> str:
    settings = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    found = f"{settings}/git/ignore"
    for path in (f"{settings}/git/config", "~/.gitconfig"):
        section = ""
        for line in _read_text(os.path.expanduser(path)).split("\n"):
            if line.lstrip().startswith("["):
                section = line.strip().lower()
            elif section == "[core]" and (match := re.fullmatch(_EXCLUDES_FILE, line)):
                found = match[1].strip('"')
    return found


def _read_text(path: str) -> str:
    if not os.path.isfile(path):
        return ""
    try:
        with open(path, "rb") as file:
            return file.read(_LARGEST_IGNORE_FILE).decode("utf-8", "surrogateescape")
    except OSError:
        return ""


def _means_one(pattern: tuple[str, str], paths: Sequence[str]) -> bool:
    globs = Globs(())
    globs._read([pattern])
    return any(globs.match(path) is not None for path in paths)


def _is_plain(text: str, others: str = "") -> bool:
    return not any(mark in text for mark in _WILD + others)


def _git_ignore_spec(lines: list[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of sets that Python may read otherwise
            return GitIgnoreSpec.from_lines(lines)
    except re.error as error:  # of a range such as [z-a], in which git finds nothing either
        raise ValueError(f"Invalid git pattern: {error}") from error


def _is_readable(line: str) -> bool:
    try:
        return _git_ignore_spec([line]).patterns[0].include is not None
    except ValueError:
        return False
