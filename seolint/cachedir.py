"""The folder for what a run may use again; it can be deleted at any time."""

from pathlib import Path

FOLDER = ".seolint_cache"
"""Its name, in the root of a site."""

_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder was made by seolint and can be deleted (https://bford.info/cachedir/).\n"
)


def make_cache_folder(folder: Path) -> None:
    """Makes the folder, with what keeps it out of backups and repositories.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
        path = folder / name
        if not path.exists():
            path.write_text(text, encoding="utf-8")
