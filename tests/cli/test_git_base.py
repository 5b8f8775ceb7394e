"""Rules about changes from the command line: with a base, and without."""

import os

import pytest
from clone import Clone

from seolint.report import FORMATS

POST = "---\ntitle: Rye\n---\n\nRye bread.\n"


@pytest.fixture
def clone(site, page, monkeypatch) -> Clone:
    """A Jekyll site, of which a branch has deleted a page."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    (site / "seolint.toml").write_text("")
    (site / "_config.yml").write_text("title: Bakery\n")
    page("rye.md", "Rye.")
    clone = Clone(site)
    clone.commit()
    clone.git("checkout", "-q", "-b", "topic")
    (site / "rye.md").unlink()
    return clone


def test_since_is_a_base(seolint, clone):
    result = seolint("check", "--select", "SITE", "--since", "main", "-f", "concise")
    assert result.code == 1
    assert result.out.startswith("rye.md:1:1: error SITE020 This page was at `/rye")


def test_a_base_of_the_configuration(seolint, clone, site):
    assert "SITE020" not in seolint("check").out
    (site / "seolint.toml").write_text('[git]\nbase = "main"\n')
    for format in FORMATS:
        result = seolint("check", "--select", "SITE", "-f", format)
        assert result.code == 1
        assert "SITE020" in result.out
    assert "older" not in seolint("check").out


def test_a_rule_that_is_named_needs_a_base(seolint, clone, site):
    for name in ("SITE020", "url-changed-without-redirect"):
        result = seolint("check", "--extend-select", name)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            "error: SITE020 compares with an earlier commit\n"
            "  = help: name it with --since REV, or as `base` in [git]\n"
        )


def test_a_base_that_git_does_not_know(seolint, clone, site):
    (site / "seolint.toml").write_text('[git]\nbase = "origin/main"\n')
    result = seolint("check", "--select", "SITE")
    assert result.code == 0
    assert "note: no rule about changes ran: git knows no revision `origin/main`" in result.err
    named = seolint("check", "--select", "SITE020")
    assert (named.code, named.out) == (2, "")


def test_a_shallow_clone_says_so(seolint, clone, site, tmp_path_factory, monkeypatch):
    clone.commit()
    folder = tmp_path_factory.mktemp("shallow") / "a"
    url = clone.folder.as_uri()
    shallow = Clone(folder, "clone", "-q", "--depth", "1", "-b", "topic", url, ".")
    shallow.write("seolint.toml", '[git]\nbase = "origin/main"\n')
    monkeypatch.chdir(folder)
    result = seolint("check", "--select", "SITE")
    assert result.code == 0
    assert "cannot tell where this branch left `origin/main`" in result.err
