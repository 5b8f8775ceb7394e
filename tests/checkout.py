"""The project as a newcomer gets it: what git would hold, in a repository of its own."""

import os
import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PARTS = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "seolint", "rules")
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Tester"), ("EMAIL", "tester@example.org"))
}


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that may commit; without what git gave to this one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept.pop("PYTHONPATH", None)
    return {**kept, **IDENTITY, "GIT_CONFIG_NOSYSTEM": "1", **more}


def call(*arguments: str | Path, cwd: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Runs a command and gives what it printed."""
    return subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def copy_project(folder: Path) -> Path:
    """Copies what a package is built from."""
    folder.mkdir(parents=True)
    for name in PARTS:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)
    return folder


def commit(folder: Path) -> None:
    """Makes a folder a repository with one commit that holds everything."""
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Begin")):
        process = call("git", *arguments, cwd=folder)
        assert process.returncode == 0, process.stderr
