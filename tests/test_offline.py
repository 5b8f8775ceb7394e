"""The command line on a machine without a network."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

GUARD = """
import sys


def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(f"{event} on a machine without a network")


sys.addaudithook(refuse)
"""
"""What Python runs as `sitecustomize`, before anything of seolint is imported."""

POST = """\
---
title: Sharpening kitchen knives
author: admin
image: https://pictures.example/knife.jpg
---

## Why a dull knife is dangerous

Inconsiderate dissatisfaction necessitates organisational reconfiguration everywhere.
A [whetstone](https://stones.example/whetstone) and [more](https://stones.example/) and ![](a.jpg).
"""
PAGE = """\
<!doctype html><html lang="en"><head><title>Knives</title>
<link rel="canonical" href="https://knives.example/"></head>
<body><h1>Knives</h1><img src="https://pictures.example/IMG_0001.jpg"><a href="x.html"></a></body>
"""

Offline = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def offline(tmp_path: Path) -> Offline:
    """Runs a Python command line in a folder with pages, with sockets forbidden."""
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "post.md").write_text(POST)
    (pages / "page.html").write_text(PAGE)

    def call(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=pages,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(guard), *sys.path])},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return call


@pytest.mark.parametrize(
    "script",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_the_guard_bites(offline, script):
    process = offline("-c", script)
    assert process.returncode == 1
    assert "without a network" in process.stderr


@pytest.mark.parametrize("profile", ["recommended", "all"])
def test_pages_are_checked(offline, profile):
    process = offline("-m", "seolint", "check", "--profile", profile, "-f", "json")
    document = json.loads(process.stdout)
    assert (process.returncode, process.stderr) == (1, "")
    assert document["run"]["errors"] == []
    assert document["summary"]["files_checked"] == 2
    codes = {finding["code"] for finding in document["findings"]}
    assert {"IMG001", "IMG010", "IMG011", "LINK002", "META010", "META032"} <= codes


@pytest.mark.parametrize(
    "arguments",
    [("rules",), ("explain", "READ001"), ("check", "--color", "always"), ("--version",)],
)
def test_every_command_answers(offline, arguments):
    process = offline("-m", "seolint", *arguments)
    assert process.returncode in (0, 1)
    assert process.stderr == ""
    assert process.stdout
