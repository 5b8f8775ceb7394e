"""Which files of a root are let in, and what leaves out the others."""

from pathlib import Path, PurePosixPath

from seolint.config import compiled, repository_top
from seolint.discovery.roots import Root
from seolint.globs import Ignores

NEVER_READ = (".rst", ".ipynb", ".adoc", ".njk")
"""Kinds of pages that are not read, whatever `include` says."""


class Gate:
    """Lets files of a root in, or says what leaves them out.

    Patterns that mean the folder `waived`, which was named, or one around it, do not
    count. Paths are relative to the root and have `/`; that of a folder ends in it.
    """

    def __init__(self, root: Root, waived: Path | None = None) -> None:
        config = root.config
        top = repository_top(root.folder) or root.folder
        self.root = root
        self._include = compiled(config.include)
        self._exclude = compiled(config.exclude).without(_to(waived, root.folder))
        self._prefix = "".join(_to(root.folder, top)[-1:])
        self._ignores = Ignores(top, _to(waived, top)) if config.respect_gitignore else None

    def includes(self, path: str) -> bool:
        """Whether a file that nobody named is of a kind that is read."""
        return self._include.match(path) is not None and not path.lower().endswith(NEVER_READ)

    def reason(self, path: str) -> str:
        """What leaves out a path, its folders aside; the empty text for nothing."""
        pattern = self._exclude.match(path)
        if pattern is not None:
            return f'exclude "{pattern}"'
        return (self._ignores and self._ignores.match(self._prefix + path)) or ""

    def reason_around(self, path: str) -> str:
        """What leaves out one of the folders of a path; the empty text for nothing."""
        return next(filter(None, map(self.reason, _folders(path))), "")

    def reason_anywhere(self, path: str) -> str:
        """What leaves out a file, one of its folders included, or makes no page of it."""
        if found := self.reason_around(path):
            return found
        if path.lower().endswith(NEVER_READ):
            return f"its kind, {PurePosixPath(path).suffix}"
        return self.reason(path) or self.refusal(path)

    def refusal(self, path: str) -> str:
        """What makes no page of a file; the empty text when it is one."""
        root = self.root
        if root.is_content(path):
            return ""
        if root.config.site.content:
            return "[site] content"
        if root.generator.name == "plain":
            return f"its name, {PurePosixPath(path).name}"
        return f"{root.generator.name}, which makes no page of it"

    def never(self, folder: str) -> bool:
        """Whether the generator never looks for pages in a folder."""
        if self.root.config.site.content:
            return False
        generator = self.root.generator
        *around, name = ("", *self.root.in_site(folder).parts)
        return name in generator.templates or (around == [""] and name in generator.outside)


def _to(folder: Path | None, top: Path) -> list[str]:
    """The folders from below `top` to `folder`, as the files of `top` are named."""
    if folder is None or not folder.is_relative_to(top):
        return []
    return _folders(folder.relative_to(top).as_posix() + "/") if folder != top else []


def _folders(path: str) -> list[str]:
    """The folders on the way to a path, each with a `/` at its end."""
    return [path[: index + 1] for index, letter in enumerate(path) if letter == "/"]
