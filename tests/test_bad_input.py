"""Whatever the bytes: findings or exit code 2, soon, without a traceback or a control code."""

import json
import os
import re
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from seolint.cli import run

SECONDS = 10
"""Of processor time, for any page. A generous limit: each takes a fraction of a second."""

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FINE = "---\ntitle: Dried beans\n---\n\nSoak them overnight.\n"


class Result(NamedTuple):
    """What a run came to. `told` is what was printed, `report` the JSON report."""

    code: int
    told: str
    report: dict[str, Any]

    @property
    def codes(self) -> list[str]:
        """The codes of the findings of severity error, and of warnings of the file itself."""
        return [
            finding["code"]
            for finding in self.report["findings"]
            if finding["severity"] == "error" or finding["family"] == "FILE"
        ]

    @property
    def errors(self) -> list[str | None]:
        """The codes of the run errors."""
        return [error["code"] for error in self.report["run"]["errors"]]

    def first(self, code: str) -> tuple[int, int]:
        """Line and column of the first finding of a code."""
        starts = [f["range"]["start"] for f in self.report["findings"] if f["code"] == code]
        return starts[0]["line"], starts[0]["column"]


Check = Callable[..., Result]


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Check:
    """Lints in a folder, and asserts what holds for any input."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SEOLINT_CONFIG", raising=False)
    report = tmp_path / "report.json"

    def call(*arguments: str) -> Result:
        start = time.process_time()
        code = run(["check", *arguments, "-f", "full", "-f", f"json:{report}"])
        spent = time.process_time() - start
        out, err = capsys.readouterr()
        told = out + err
        assert "Traceback" not in told
        assert CONTROL.search(told) is None
        assert spent < SECONDS
        if not report.exists():
            return Result(code, told, {})
        text = report.read_text(encoding="utf-8")
        assert CONTROL.search(text) is None
        return Result(code, told, json.loads(text))

    return call


def yaml(text: str) -> str:
    return f"---\n{text}\n---\n\nSoak them overnight.\n"


PAGES: dict[str, tuple[str | bytes, int, list[str]]] = {
    "binary": (bytes(range(256)) * 30, 1, ["FILE002"]),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"text " * 99, 1, ["FILE002"]),
    "document": (b"%PDF-1.7\n" + b"text " * 99, 1, ["FILE002"]),
    "utf-16": ("Soak them overnight.".encode("utf-16"), 1, ["FILE003"]),
    "utf-16 without a mark": ("Soak them overnight.".encode("utf-16-be"), 1, ["FILE003"]),
    "utf-32": ("Soak them overnight.".encode("utf-32"), 1, ["FILE003"]),
    "a NUL": (FINE.replace("them", "th\0em"), 1, ["TEXT002"]),
    "invalid utf-8": (FINE.encode() + b"Caf\xe9 au lait, cr\xe8me.\n", 1, ["TEXT002"]),
    "a byte order mark": ("\ufeff" + FINE, 0, []),
    "CR LF": (FINE.replace("\n", "\r\n"), 0, []),
    "CR": (FINE.replace("\n", "\r"), 0, []),
    "mixed line ends": (FINE.replace("\n", "\r\n", 2).replace("soak", "\rsoak"), 0, []),
    "nothing": ("", 0, []),
    "only blanks": (" \n\t\n\u00a0", 0, []),
    "only front matter": ("---\ntitle: Dried beans\n---\n", 0, []),
    "one URL": ("https://beans.example/soaking", 0, []),
    "escape codes": (FINE + "\x1b[31mred\x1b[0m \x1b]8;;https://x.example\x07", None, None),
    "words for terminals": (FINE + "::error::no\n\u202eright to left\u202c\n", None, None),
    "broken YAML": (yaml("title: [beans"), 1, ["FM001"]),
    "a tab in YAML": (yaml("tags:\n\t- beans"), 1, ["FM001"]),
    "a key twice": (yaml("title: Beans\ntitle: Peas"), 1, ["FM002"]),
    "front matter without end": ("---\ntitle: Beans\n\nSoak them.\n", 1, ["FM001"]),
    "a rule at the start": ("---\n\nSoak them overnight.\n", 0, []),
    "types of YAML": (yaml("title: 2024\nlang: no\ntime: 12:30\ndate: 2024-13-45"), None, None),
    "a long number": (yaml("title: Beans\nweight: " + "9" * 5000), 0, []),
    "billion laughs": (
        yaml(
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "\n".join(
                f"{new}: &{new} [{', '.join(f'*{old}' for _ in range(9))}]"
                for old, new in zip("abcdefgh", "bcdefghi", strict=True)
            )
        ),
        1,
        ["FM001"],
    ),
    "merge keys": (
        yaml(
            "a: &a {x: 1}\n"
            + "\n".join(
                f"{new}: &{new} {{<<: [{', '.join(f'*{old}' for _ in range(9))}]}}"
                for old, new in zip("abcdefgh", "bcdefghi", strict=True)
            )
        ),
        1,
        ["FM001"],
    ),
    "deep YAML": (yaml("a: " + "[" * 100_000), 1, ["FM001"]),
    "deep blocks of YAML": (yaml("\n".join(" " * n + "a:" for n in range(300))), 1, ["FM001"]),
    "large YAML": (yaml("\n".join(f"k{n}: v" for n in range(20_000))), 1, ["FM001"]),
    "broken TOML": ("+++\ntitle = \n+++\n\nSoak them.\n", 1, ["FM001"]),
    "deep TOML": (f"+++\na = {'[' * 20_000}\n+++\n\nSoak them.\n", 1, ["FM001"]),
    "deep tables of TOML": (f"+++\n[{'.'.join(['a'] * 5000)}]\n+++\n\nSoak them.\n", None, None),
    "TOML with lone CR": ("+++\rtitle = 'Beans'\r+++\r\rSoak them.\r", 0, []),
    "broken JSON": ('{"title": "Beans",}\n\nSoak them.\n', 1, ["FM001"]),
    "deep JSON": ('{"a": ' + "[" * 200_000 + "\n\nSoak them.\n", None, None),
    "closed deep JSON": ('{"a": ' + "[" * 9999 + "]" * 9999 + "}\n\nSoak.\n", 1, ["FM001"]),
    "merge conflict": (
        FINE + "\n<<<<<<< ours\nSoak.\n=======\nBoil.\n>>>>>>> theirs\n",
        1,
        ["FILE007"],
    ),
    "a fence without end": (FINE + "\n```sh\nsoak\n" + "# no\n" * 200, 0, ["FILE008"]),
    "deep quotes": (">" * 50_000 + " Soak", 0, []),
    "deep lists": ("- " * 2000 + "a", 0, []),
    "deep numbered lists": ("1. " * 20_000 + "a", None, None),
    "nested emphasis": ("*a **b " * 20_000, 0, []),
    "brackets": ("[" * 50_000 + "a", None, None),
    "links in links": ("[a](" * 20_000, None, None),
    "pictures in pictures": ("![" * 20_000 + "a" + "](b.png)" * 20_000, None, None),
    "backticks": ("`" + "a`" * 50_000, None, None),
    "backticks of all lengths": (" ".join("`" * n for n in range(600)), None, None),
    "entities": ("&" * 100_000 + "&amp;" * 20_000, None, None),
    "definitions": ("\n".join(f"[a{n}]: /b\n[a{n}]" for n in range(5000)), None, None),
    "tables": ("|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + ("|b" * 100 + "|\n") * 100, None, None),
    "many headings": ("# a\n\n" * 20_000, None, None),
    "deep HTML in Markdown": ("<div>\n" * 20_000, None, None),
    "tags without end": ("a <b" * 50_000, None, None),
    "comments without end": ("<!-- " * 40_000, None, None),
    "directives without end": ("<!-- seolint-disable-next-line " * 5000, None, None),
    "many directives": ("<!-- seolint-disable IMG001 -->\n\n" * 10_000, None, None),
    "templates without end": ("{{ " * 40_000 + "{% " * 40_000, None, None),
    "shortcodes without end": ("{{< figure src='" * 20_000, None, None),
    "mangled letters": ("â€“" * 50_000, None, None),
    "one long line": ("bean " * 400_000, None, None),
    "one long word": ("b" * 2_000_000, None, None),
    "many lines": ("\n" * 1_000_000, None, None),
    "links out of the site": (
        FINE + "[a](../../../etc/passwd) [b](//x/y) [c](C:\\x)\n",
        None,
        None,
    ),
    "links that no parser takes": (
        FINE + "[a](http://[::1) [b](http://a:99999) <http://%00>\n[d](" + "x" * 5000 + ")\n",
        None,
        None,
    ),
    "combining letters": ("a" + "\u0301" * 100_000, None, None),
    "characters of private use": ("\ue000\ue001\ue002 " * 1000, None, None),
    "noncharacters": ("\ufffe\uffff\U0010ffff a\n", None, None),
}
"""A page, and how its check ends: exit code and codes. None: by some finding or other."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_markdown(check, name):
    text, code, codes = PAGES[name]
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    Path("page.md").write_bytes(data)
    result = check("page.md")
    assert result.errors == []
    if code is not None:
        assert (result.code, result.codes) == (code, codes)
    assert result.code in (0, 1)
    assert result.report["summary"]["files_checked"] == 1


HTML: dict[str, tuple[str, list[str] | None]] = {
    "a bomb": ("<div>" * 100_000, ["FILE005"]),
    "as deep as may be": ("<p>" + "<b>" * 500 + "a" + "</b>" * 500, []),
    "a broken comment": ("<p>a</p><![ endif]--><![<![ if", None),
    "tags without end": ("<a" * 50_000, None),
    "comments without end": ("<!--" * 50_000, None),
    "attributes without end": ('<a href="' * 20_000, None),
    "quotes without end": ("<p x='" * 30_000, None),
    "scripts without end": ("<script>" * 30_000, None),
    "end tags": ("</p>\n" * 20_000, None),
    "many attributes": ("<p " + "a=1 " * 50_000 + ">", None),
    "one attribute": ('<img alt="' + "a" * 1_000_000 + '">', None),
    "options": ("<select>" + "<option>" * 30_000, None),
    "tables": ("<table><tr>" + "<td>a" * 30_000, None),
    "one URL": ("https://beans.example/soaking", None),
    "a file name": ("beans.html", None),
    "nothing": ("", None),
    "a NUL": ("<p>a\0b</p>", ["TEXT002"]),
    "labels in a circle": ('<a href="x" id="a" aria-labelledby="a b"></a><b id=b></b>', None),
    "many labels": ('<a href="x" aria-labelledby="a"></a>' * 9000 + '<p id="a">Beans</p>', None),
}


@pytest.mark.parametrize("name", HTML)
def test_a_page_of_html(check, name):
    text, codes = HTML[name]
    Path("page.html").write_text(text, encoding="utf-8")
    result = check("page.html")
    assert result.errors == []
    assert result.code in (0, 1)
    if codes is not None:
        assert result.codes == codes


def test_places_of_what_is_wrong(check):
    pages = {
        "a.md": ("TEXT002", (2, 4), b"one\nCaf\xe9 au lait \xe8\n"),
        "b.md": ("TEXT002", (1, 5), b"soak\0 them\n"),
        "c.md": ("FM001", (3, 7), b"---\ntitle: x\ntags: [a\n---\n"),
        "d.md": ("FM002", (3, 1), b"---\ntitle: x\ntitle: y\n---\n"),
        "e.md": ("FILE008", (3, 1), b"a\n\n```sh\nsoak\n"),
        "f.md": ("FILE007", (3, 1), b"a\n\n<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n"),
    }
    for name, (_, _, data) in pages.items():
        Path(name).write_bytes(data)
    places = {
        (f["path"], f["code"]): (f["range"]["start"]["line"], f["range"]["start"]["column"])
        for f in check(".").report["findings"]
    }
    for name, (code, where, _) in pages.items():
        assert places.get((name, code)) == where, name


def test_a_byte_order_mark_counts_in_places(check):
    data = "\ufeff---\ntitle: Beans\n---\n\n<img src='a.jpg'>\n".encode()
    Path("page.md").write_bytes(data)
    (start,) = (
        finding["range"]["start"]
        for finding in check("page.md").report["findings"]
        if finding["code"] == "IMG001"
    )
    assert (start["line"], start["column"]) == (5, 1)
    assert start["offset"] == data.index(b"<img")


def test_the_body_is_judged_although_the_front_matter_is_broken(check):
    Path("page.md").write_text("---\ntitle: [a\n---\n\n<img src='a.jpg'>\n")
    codes = {finding["code"] for finding in check("page.md").report["findings"]}
    assert {"FM001", "IMG001"} <= codes
    assert not any(code.startswith("META") for code in codes)


def test_time_grows_no_faster_than_the_page(check):
    def seconds(size: int) -> float:
        Path("page.md").write_text("*a **b [c](d) `e` <b>f &amp; ![g](h)\n" * size)
        start = time.process_time()
        check("page.md")
        return time.process_time() - start

    seconds(100)
    small, large = (min(seconds(size) for _ in range(2)) for size in (4_000, 16_000))
    assert large < 10 * small


def test_a_large_file_is_not_read(check):
    with open("page.md", "wb") as file:
        file.truncate(50 * 2**20)
    assert check("page.md").codes == ["FILE004"]
    assert check(".").code == 1


@pytest.mark.parametrize(
    "name",
    [
        "two words.md",
        "quo\"te's.md",
        "new\nline.md",
        "esc\x1b[31m.md",
        "bell\x07 tab\t.md",
        "right\u202eto left.md",
        "-x.md",
        "::error::.md",
        "n%0aame.md",
        "日本.md",
        "[glob]*?.md",
        "a" * 250 + ".md",
    ],
)
def test_a_file_may_have_any_name(check, name):
    Path(f"./{name}").write_bytes(b"\xff\xfe")
    result = check(".")
    assert (result.code, result.codes) == (1, ["FILE003"])
    assert [file["path"] for file in result.report["files"]] == [name]
    assert check(f"./{name}").codes == ["FILE003"]
    assert check("--", name).codes == ["FILE003"]


def test_a_name_need_not_be_utf8(check):
    try:
        Path(os.fsdecode(b"caf\xe9.md")).write_bytes(b"\xff\xfe")
    except OSError:
        pytest.skip("the file system takes no such name")
    result = check(".")
    assert (result.code, result.codes) == (1, ["FILE003"])
    assert r"caf\xe9.md" in result.told
    (file,) = result.report["files"]
    assert file["path_bytes"] == "Y2Fm6S5tZA=="


def test_links_in_a_circle_are_not_followed(check):
    Path("a").mkdir()
    Path("a", "page.md").write_text(FINE)
    Path("a", "up").symlink_to("..", target_is_directory=True)
    Path("self").symlink_to("self")
    for follow in ("false", "true"):
        result = check(".", "--set", f"follow-symlinks={follow}")
        assert (result.code, result.report["summary"]["files_checked"]) == (0, 1)


def test_a_link_that_leads_nowhere(check):
    Path("page.md").write_text(FINE)
    Path("gone.md").symlink_to("nowhere.md")
    result = check(".")
    assert (result.code, result.report["summary"]["files_checked"]) == (0, 1)
    assert "gone.md" in result.told
    result = check("gone.md")
    assert (result.code, result.errors) == (2, ["FILE001"])


def test_a_folder_named_like_a_page(check):
    Path("folder.md").mkdir()
    Path("folder.md", "page.md").write_text(FINE)
    for argument in (".", "folder.md"):
        result = check(argument)
        assert result.code == 0
        assert [file["path"] for file in result.report["files"]] == ["folder.md/page.md"]


def test_a_folder_that_cannot_be_read(check, monkeypatch):
    Path("page.md").write_text(FINE)
    Path("secret").mkdir()
    original = os.scandir

    def scandir(path):
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", scandir)
    result = check(".")
    assert result.code == 2
    assert [error["path"] for error in result.report["run"]["errors"]] == ["secret"]
    assert result.report["summary"]["files_checked"] == 1


@pytest.mark.skipif(hasattr(os, "getuid") and os.getuid() == 0, reason="root may read everything")
def test_a_file_without_permission(check):
    Path("page.md").write_text(FINE)
    Path("secret.md").write_text(FINE)
    Path("secret.md").chmod(0)
    result = check(".")
    assert (result.code, result.errors) == (2, ["FILE001"])
    assert result.report["summary"]["files_checked"] == 1


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="needs a file that no one reads")
def test_a_file_that_fails_while_it_is_read(check):
    Path("page.md").write_text(FINE)
    Path("secret.md").symlink_to("/proc/self/mem")
    result = check(".")
    assert (result.code, result.errors) == (2, ["FILE001"])
    assert "secret.md" in result.told
    assert [file["path"] for file in result.report["files"]] == ["page.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_read_only_when_it_is_named(check):
    Path("page.md").write_text(FINE)
    os.mkfifo("pipe.md")
    assert check(".").report["summary"]["files_checked"] == 1
    content = b"Caf\xe9\n"
    writer = threading.Thread(target=Path("pipe.md").write_bytes, args=[content], daemon=True)
    writer.start()
    result = check("pipe.md")
    writer.join(SECONDS)
    assert (result.code, result.codes) == (1, ["TEXT002"])
    assert "Caf" in result.told


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs sockets in folders")
def test_a_socket_is_not_read(check):
    Path("page.md").write_text(FINE)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.md")
        assert check(".").report["summary"]["files_checked"] == 1
        assert check("socket.md").code == 2


@pytest.mark.parametrize("argument", ["a\0b.md", "x" * 5000 + ".md", "", "/dev/null/x.md"])
def test_a_path_that_cannot_be(check, argument):
    Path("page.md").write_text(FINE)
    result = check(argument, "page.md")
    assert result.code == 2
    assert result.report.get("summary", {}).get("files_checked", 1) == 1


def test_a_page_twice_is_checked_once(check):
    Path("page.md").write_text(FINE)
    Path("link.md").symlink_to("page.md")
    result = check("page.md", "./page.md", ".", "link.md", str(Path("page.md").absolute()))
    assert [file["path"] for file in result.report["files"]] == ["page.md"]


def test_a_long_line_is_cut_in_the_report(check):
    Path("page.md").write_text("word " * 200_000 + "\u00e2\u20ac\u201c" + " word" * 200_000)
    result = check("page.md")
    assert result.codes == ["TEXT001"]
    assert len(result.told) < 5000


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_links_into_a_circle_crash_no_rule(check):
    Path("seolint.toml").touch()
    Path("self").symlink_to("self")
    Path("page.md").write_text(FINE + "[a](self/a.png) ![b](self/b.png)\n")
    result = check(".", "--set", "links.confidence='low'")
    assert (result.code, result.codes, result.errors) == (1, ["LINK010", "IMG012"], [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize(
    "name",
    [
        "_config.yml",
        "hugo.toml",
        "mkdocs.yml",
        "package.json",
        "docusaurus.config.js",
        "_redirects",
    ],
)
def test_a_pipe_named_like_a_configuration_is_never_opened(check, name):
    Path("seolint.toml").touch()
    Path("page.md").write_text(FINE)
    os.mkfifo(name)
    assert check(".", "--allow-empty").code == 0
