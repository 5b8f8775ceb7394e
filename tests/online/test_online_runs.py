"""`--online`: what a run asks, reports and keeps."""

import importlib.util
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from online.conftest import Server

from seolint.cachedir import FOLDER
from seolint.cli import run
from seolint.online.store import NAME


@pytest.fixture
def site(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose pages link to the server."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seolint.toml").write_text(
        'select = ["LINK017"]\n[links]\nprivate = true\nretries = 0\ntimeout = "5s"\n'
    )
    for name, path in (("a", "/status/404"), ("b", "/status/404#part"), ("c", "/status/503")):
        text = f"---\ntitle: Page {name}\n---\n\nThe [mill]({server.url(path)}) grinds.\n"
        (tmp_path / f"{name}.md").write_text(text)
    return tmp_path


def test_a_dead_link_is_reported_where_it_stands(
    site: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", ".", "--online", "-f", "concise"]) == 0
    out, err = capsys.readouterr()
    message = "warning LINK017 Nothing is found at this address (404) (link-dead-external)"
    assert out.splitlines()[:2] == [f"{name}.md:5:12: {message}" for name in "ab"]
    assert "2 external links asked for; 1 without a clear answer: 503 (1)" in err
    assert server.counts["/status/404"] == 2  # HEAD and GET, for both pages


def test_answers_are_kept_in_the_root_and_out_of_git(
    site: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", ".", "--online"])
    first = capsys.readouterr().out
    assert json.loads((site / FOLDER / NAME).read_bytes())["answers"]
    assert (site / FOLDER / ".gitignore").read_text() == "*\n"
    run(["check", ".", "--online"])
    out, err = capsys.readouterr()
    assert out == first
    assert "1 external link asked for; 1 known from before" in err
    assert server.counts["/status/404"] == 2


def test_nothing_is_asked_without_the_option(
    site: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "."]) == 0
    assert "LINK017 asks the web, and so it runs with --online only" in capsys.readouterr().err
    assert run(["check", ".", "--profile", "all", "--select", "all"]) == 0
    assert not server.asked


@pytest.mark.parametrize(
    ("options", "asked"),
    [(["--accept", "404"], True), (["--ignore", "LINK017"], False), (["--profile", "all"], True)],
)
def test_what_options_change(
    site: Path,
    server: Server,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    asked: bool,
) -> None:
    run(["check", ".", "--online", *options, "-f", "concise"])
    assert ("LINK017" in capsys.readouterr().out) == (options[0] == "--profile")
    assert bool(server.asked) == asked


def test_private_addresses_and_excluded_ones_are_left_alone(
    site: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", ".", "--online", "--set", "links.private=false"]) == 0
    assert "2 without a clear answer: private (2)" in capsys.readouterr().err
    assert run(["check", ".", "--online", "--set", r"links.exclude=['127\.0\.0\.1']"]) == 0
    assert "0 external links asked for" in capsys.readouterr().err
    assert not server.asked


def test_a_machine_without_a_network_is_no_site_of_dead_links(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*args: object, **more: object) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    links = " ".join(f"[x](https://{name}.example/)" for name in ("one", "two", "three"))
    (site / "a.md").write_text(f"---\ntitle: A\n---\n\nSee {links}.\n")
    assert run(["check", "a.md", "--online", "--isolated"]) == 2
    out, err = capsys.readouterr()
    assert "no name of a host could be resolved" in out + err
    assert "No host is called" not in out


def test_a_missing_library_is_told_before_anything_is_linted(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "httpx" else find_spec(name)
    )
    assert run(["check", ".", "--online"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert "pip install httpx" in err


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ('links.timeout="soon"', "must be a time such as"),
        ('links.dead=["500"]', "links.dead"),
        ('links.dead=["429"]', "asks for patience"),
        ("links.exclude=['(']", "is no regular expression"),
    ],
)
def test_wrong_settings_are_told(
    site: Path, capsys: pytest.CaptureFixture[str], setting: str, complaint: str
) -> None:
    assert run(["check", ".", "--set", setting]) == 2
    assert complaint in capsys.readouterr().err
