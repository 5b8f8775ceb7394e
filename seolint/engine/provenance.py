"""What the results of pages depend on besides their bytes and paths, as a fingerprint."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from seolint.config import Config
from seolint.discovery import Root

PARSERS = frozenset(
    "beautifulsoup4 msgspec pathspec pyromark python_frontmatter pyyaml regex "
    "snowballstemmer soupsieve".split()
)
"""The distributions that take part in reading a page."""

_LATER = frozenset(
    "root path packs notes include exclude respect_gitignore follow_symlinks fail_on "
    "max_warnings allow_empty baseline git_base fixable unfixable extend_safe_fixes "
    "extend_unsafe_fixes cache cache_dir jobs".split()
)
"""Fields of a configuration that say which pages are checked, or what becomes of findings.

What is none of these is taken to change what a page gives.
"""

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def fingerprint(root: Root) -> str:
    """24 hex digits over all that the results of pages of a root depend on.

    That is seolint itself, Python, the parsers, the files of the rules, the configuration and
    what is known of the generator. No absolute path, time, user or machine is in it.

    Raises:
        OSError: the files of rules cannot be listed.
        TypeError: an option of a rule is of a type that has no form in MessagePack.
    """
    site = Path(os.path.relpath(root.site, root.folder)).as_posix()
    parts = (
        _own_code(),
        _rule_files(root.config),
        _settings(root.config),
        _encode(root.settings),
        root.generator.name.encode(),
        site.encode("utf-8", "surrogateescape"),
    )
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:24]


@cache
def _own_code() -> bytes:
    """A digest of seolint with its own rules, the versions of Python and of the parsers."""
    import seolint

    digest = sha256(f"{sys.implementation.cache_tag} {sys.platform}".encode())
    digest.update(" ".join(_versions()).encode("utf-8", "surrogateescape"))
    _update(digest.update, _files(os.path.dirname(seolint.__file__)))
    return digest.digest()


def _versions() -> list[str]:
    """What is installed of the parsers, such as `pyromark-0.9.12`; the first on the path counts."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                distribution = name.partition("-")[0].lower()
                if distribution in PARSERS:
                    found.setdefault(distribution, name)
    return sorted(found.values())


def _rule_files(config: Config) -> bytes:
    """A digest of the files of all rules.

    Of a package that is all of it, and as it was when this process first looked: it is
    imported once. Of a rule file of a repository it is what lies beside it.
    """
    digest = sha256()
    packages: set[str] = set()
    folders: set[str] = set()
    for code, rule in sorted(config.packs.files.items()):
        digest.update(f"{code} {rule.name} {rule.pack}\n".encode())
        folder = os.path.dirname(rule.path)
        for _ in range(rule.module.count(".") - 1):
            folder = os.path.dirname(folder)
        if rule.path:
            (packages if rule.module else folders).add(folder)
    for folder in sorted(packages):
        digest.update(_digest_of(folder))
    for folder in sorted(folders):
        names = sorted(name for name in os.listdir(folder) if name.endswith(".py"))
        _update(digest.update, ((name, os.path.join(folder, name)) for name in names))
    return digest.digest()


@cache
def _digest_of(folder: str) -> bytes:
    digest = sha256()
    _update(digest.update, _files(folder))
    return digest.digest()


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """The files below a folder: their names from there and their paths, in one order."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = os.path.join(place, name)
            yield path[len(folder) + 1 :], path


def _update(add: Callable[[bytes], object], files: Iterable[tuple[str, str]]) -> None:
    for name, path in files:
        add(f"{name}\0".encode("utf-8", "surrogateescape"))
        try:
            with open(path, "rb", buffering=0) as file:
                data = file.read()
        except OSError:
            data = b""
        add(len(data).to_bytes(8, "big"))
        add(data)


def _settings(config: Config) -> bytes:
    """What of a configuration changes what a page gives."""
    fields: dict[str, Any] = {
        name: getattr(config, name) for name in config.__struct_fields__ if name not in _LATER
    }
    fields["links"] = config.links.online
    return _encode(fields)
