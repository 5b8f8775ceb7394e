"""Rows about rules and configurations of a site."""

import os

from hostile.case import FINE, Folder, case


@case("regular expression of a user that never ends")
def slow_custom_rule(site: Folder) -> None:
    site.write(
        "seolint.toml",
        "[[custom-rules]]\ncode = 'ACME001'\nname = 'slow'\nmessage = 'slow'\n"
        "in = 'body'\npattern = '(a|aa)+$'\n",
    )
    site.write("page.md", FINE + "a" * 40 + "b\n\n[a](htps://b.example/)\n")
    result = site.check("page.md")
    assert result.code == 2
    assert result.errors == [("timeout", "FILE006", "page.md")]
    assert ("LINK012", 8, 5) in result.serious


@case("rule that cannot be imported")
def broken_import(site: Folder) -> None:
    site.write("page.md")
    site.rule("pass")
    for text in ("import nothing_of_this_name\n", "def (\n", "raise SystemExit(0)\n", "x = 1\n"):
        site.write("house/acme001_as_it_should_not_be.py", text)
        result = site.run("check", ".")
        assert (result.code, result.out) == (2, "")
        assert "acme001" in result.err.lower()


@case("rule that raises")
def crash(site: Folder) -> None:
    site.rule("1 / ('bad' not in doc.text)")
    site.write("a.md", FINE + "[a](htps://b.example/) bad\n")
    site.write("b.md", FINE + "[a](htps://b.example/)\n")
    result = site.check(".")
    assert result.code == 2
    assert result.errors == [("rule-crash", "FILE006", "a.md")]
    assert [code for code, _, _ in result.serious] == ["LINK012", "LINK012"]
    assert "ACME001" in result.out and "ZeroDivisionError" in result.out


@case("rule that prints, exits or ends the process")
def rude(site: Folder) -> None:
    site.write("page.md")
    site.rule("print('NOISE')")
    result = site.run("check", ".", "-f", "json")
    assert result.code == 0 and "NOISE" not in result.out and "NOISE" in result.err
    site.rule("import sys; sys.exit(0)")
    result = site.check(".")
    assert (result.code, result.errors) == (2, [("rule-crash", "FILE006", "page.md")])


@case("rule that yields nonsense")
def nonsense(site: Folder) -> None:
    site.write("page.md")
    bodies = (
        "yield Problem(doc.span(0, 1).__class__(0, 999, 1, 1, 1, 9), 'outside')",
        "yield Problem(doc.span(0, 1), 'grave', severity='fatal')",
        "yield Problem(doc.span(0, 1), '')",
        "yield 5",
    )
    for body in bodies:
        site.rule(body)
        result = site.check(".")
        assert (result.code, result.errors) == (2, [("rule-crash", "FILE006", "page.md")])
        assert "ACME001" not in [code for code, _, _, _ in result.found]


@case("configuration that is a folder, binary, of 10 MB or deep")
def odd_configs(site: Folder) -> None:
    site.write("page.md")
    config = site.path / "odd.toml"
    texts = (bytes(range(256)), b"# " + b"a" * (10 << 20), b"a = " + b"[" * 100_000, b"a" * 900_000)
    (site.path / "folder.toml").mkdir()
    result = site.run("check", ".", "--config", "folder.toml")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    for text in texts:
        config.write_bytes(text)
        result = site.run("check", ".", "--config", "odd.toml")
        assert (result.code, result.out) == (2, "")
        assert len(result.err) < 2000
    assert site.run("check", ".", "--config", "missing.toml").code == 2


@case("`extend` in a circle, to nothing, or out of the repository")
def extend(site: Folder) -> None:
    site.write("page.md")
    os.mkdir(site.path / ".git")
    site.write("other.toml", 'extend = ["seolint.toml"]\n')
    for name in ("other.toml", "seolint.toml", "missing.toml", "../../outside.toml"):
        site.write("seolint.toml", f'extend = ["{name}"]\n')
        result = site.run("check", ".")
        assert (result.code, result.out) == (2, "")
        assert "seolint.toml" in result.err and "nothing was linted" in result.err
