"""Other linters to compare with: installed into a folder of their own, and found there."""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(tempfile.gettempdir()) / "seolint-peers"
"""Where they are unless the command line says otherwise."""

BIN = "Scripts" if os.name == "nt" else "bin"
RUMDL = "rumdl"
MARKDOWNLINT = "markdownlint-cli2"
YOAST = "yoastseo"


class Peers(NamedTuple):
    """The commands of other linters; empty when they are not installed."""

    rumdl: tuple[str, ...]
    markdownlint: tuple[str, ...]


def install_peers(folder: Path) -> None:
    """Installs rumdl from PyPI, markdownlint-cli2 and yoastseo from npm into their own folder."""
    venv.create(folder / "python", with_pip=True)
    python = folder / "python" / BIN / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", RUMDL], check=True)
    npm = shutil.which("npm")
    if npm is None:
        print("npm is missing: no markdownlint-cli2 and no yoastseo", file=sys.stderr)
        return
    command = [
        npm,
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--prefix",
        str(folder / "node"),
    ]
    subprocess.run([*command, MARKDOWNLINT, YOAST], check=True)


def find_peers(folder: Path) -> Peers:
    """The peers that were installed in a folder, else those on the path."""
    script = folder / "node" / "node_modules" / MARKDOWNLINT / f"{MARKDOWNLINT}-bin.mjs"
    node = shutil.which("node")
    rumdl = shutil.which(RUMDL, path=folder / "python" / BIN) or shutil.which(RUMDL)
    other = shutil.which(MARKDOWNLINT)
    markdownlint = (node, str(script)) if node and script.exists() else (other,) if other else ()
    return Peers((rumdl,) if rumdl else (), markdownlint)
