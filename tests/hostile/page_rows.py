"""Rows about what stands in a page."""

import sys

from hostile.case import FINE, Folder, case

BODY = "\n\nSoak them overnight.\n"


def _yaml(text: str) -> str:
    return f"---\n{text}\n---{BODY}"


@case("binary file named like a page")
def binary(site: Folder) -> None:
    site.write("page.md", b"SECRET" + bytes(range(256)) * 30)
    result = site.check("page.md")
    assert result.serious == [("FILE002", 1, 1)]
    assert result.code == 1
    assert "SECRET" not in result.out + result.err
    for number, start in enumerate((b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"PK\x03\x04")):
        site.write(f"{number}.md", start + b"words and words " * 99)
    assert [code for code, _, _ in site.check("0.md", "1.md", "2.md").serious] == ["FILE002"] * 3


@case("a NUL in the text")
def nul(site: Folder) -> None:
    site.write("page.md", FINE.replace("them", "th\0em \0"))
    result = site.check("page.md")
    assert (result.code, result.serious) == (1, [("TEXT002", 5, 8)])
    (finding,) = [f for f in result.report["findings"] if f["code"] == "TEXT002"]
    assert finding["data"]["count"] == 2
    before = (site.path / "page.md").read_bytes()
    site.check("page.md", "--fix", "--unsafe-fixes")
    assert (site.path / "page.md").read_bytes() == before


@case("file of 50 MB")
def large(site: Folder) -> None:
    with open(site.path / "page.md", "wb") as file:
        file.truncate(50 << 20)
    result = site.check("page.md")
    assert (result.code, result.serious) == (1, [("FILE004", 1, 1)])
    with open(site.path / "page.md", "rb") as file:
        result = site.check("-", stdin=file)
    assert (result.code, result.serious) == (1, [("FILE004", 1, 1)])


@case("invalid UTF-8")
def latin(site: Folder) -> None:
    site.write("page.md", FINE.encode() + b"Caf\xe9 au lait, cr\xe8me.\n")
    result = site.check("page.md")
    assert (result.code, result.serious) == (1, [("TEXT002", 6, 4)])
    (finding,) = [f for f in result.report["findings"] if f["code"] == "TEXT002"]
    assert (finding["data"]["count"], finding["fix"]) == (2, None)
    assert finding["range"]["start"]["offset"] == len(FINE) + 3


@case("UTF-16 and UTF-32, with and without a mark")
def wide(site: Folder) -> None:
    names = ("utf-16", "utf-16-be", "utf-16-le", "utf-32")
    for name in names:
        site.write(f"{name}.md", FINE.encode(name))
    result = site.check(".")
    assert (result.code, result.serious) == (1, [("FILE003", 1, 1)] * len(names))


@case("UTF-8 byte order mark")
def mark(site: Folder) -> None:
    data = "\ufeff---\ntitle: Beans\n---\n\n# Soaking\n\n<img src='a.jpg'>\n".encode()
    site.write("page.md", data)
    result = site.check("page.md", "--select", "IMG001,TEXT002")
    assert [(code, line, column) for code, _, line, column in result.found] == [
        ("TEXT002", 1, 1),
        ("IMG001", 7, 1),
    ]
    assert result.report["findings"][1]["range"]["start"]["offset"] == data.index(b"<img")
    assert site.check("page.md", "--ignore", "IMG001").code == 0


@case("line ends of CR LF, CR and all kinds at once")
def line_ends(site: Folder) -> None:
    text = "---\ntitle: Beans\n---\n\n## Soaking\n\nOne\n![](a.jpg)\n\n[a](htps://b.example/)\n"
    kinds = {
        "lf.md": text,
        "crlf.md": text.replace("\n", "\r\n"),
        "cr.md": text.replace("\n", "\r"),
        "mixed.md": text.replace("\n", "\r\n", 3).replace("\nOne\n", "\rOne\r"),
    }
    for name, each in kinds.items():
        site.write(name, each)
    result = site.check(".", "--ignore", "SITE")
    columns = {name: [] for name in kinds}
    for finding in result.report["findings"]:
        columns[finding["path"]].append(finding["range"]["start"]["column"])
    assert len({tuple(each) for each in columns.values()}) == 1
    assert [place for place in result.found if place[0] == "LINK012"] == [
        ("LINK012", "error", 10, 5)
    ] * 4
    assert site.check(".", "--fix").code == 0
    for name, each in kinds.items():
        assert (site.path / name).read_bytes() == each.replace("htps", "https").encode()


@case("broken YAML")
def broken_yaml(site: Folder) -> None:
    site.write("page.md", "---\ntitle: x\ntags: [a\n---\n\n<img src='a.jpg'>\n")
    result = site.check("page.md")
    assert (result.code, result.serious) == (1, [("FM001", 3, 7), ("IMG001", 6, 1)])
    codes = [code for code, _, _, _ in result.found]
    assert "IMG001" in codes and not any(code.startswith("META") for code in codes)


@case("a key twice")
def key_twice(site: Folder) -> None:
    site.write("page.md", _yaml("title: Beans\ntitle: Peas"))
    result = site.check("page.md")
    assert (result.code, result.serious) == (1, [("FM002", 3, 1)])
    (finding,) = [f for f in result.report["findings"] if f["code"] == "FM002"]
    assert finding["related"][0]["range"]["start"]["line"] == 2


@case("TOML and JSON front matter")
def other_formats(site: Folder) -> None:
    title = "Beans " * 30
    site.write("a.md", f'+++\nweight = 3\ntitle = "{title}"\n+++{BODY}')
    site.write("b.md", f'{{\n  "weight": 3,\n  "title": "{title}"\n}}{BODY}')
    result = site.check(".", "--select", "META002")
    assert [(line, column) for _, _, line, column in result.found] == [(3, 10), (3, 13)]
    assert result.code == 0
    site.write("a.md", f"+++\ntitle = \n+++{BODY}")
    site.write("b.md", f'{{"title": "Beans",}}{BODY}')
    result = site.check(".")
    assert (result.code, [code for code, _, _ in result.serious]) == (1, ["FM001", "FM001"])


@case("front matter that never ends")
def unclosed(site: Folder) -> None:
    site.write("page.md", "---\ntitle: Beans\n\nSoak them. <img src='a.jpg'>\n")
    result = site.check("page.md")
    assert (result.code, result.serious) == (1, [("FM001", 1, 1), ("IMG001", 4, 12)])
    assert "IMG001" in [code for code, _, _, _ in result.found]
    site.write("page.md", "---\n\nSoak them overnight.\n")
    assert site.check("page.md").code == 0


@case("values that YAML takes for something else")
def types(site: Folder) -> None:
    for number, value in enumerate(("2024", "12:30", "no", "1.10", "2024-13-45", "9" * 5000)):
        site.write(f"{number}.md", _yaml(f"title: {value}"))
    result = site.check(".", "--select", "FM001,META001")
    assert (result.code, result.found) == (0, [])
    titles = [file["title"] for file in result.report["files"]]
    assert titles[:5] == ["2024", "12:30", "no", "1.10", "2024-13-45"]


@case("billion laughs and merge keys in YAML")
def laughs(site: Folder) -> None:
    pairs = list(zip("abcdefgh", "bcdefghi", strict=True))
    lines = [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in pairs]
    site.write("a.md", _yaml("\n".join(["a: &a [x, x, x]", *lines])))
    lines = [f"{new}: &{new} {{<<: [{', '.join([f'*{old}'] * 9)}]}}" for old, new in pairs]
    site.write("b.md", _yaml("\n".join(["a: &a {x: 1}", *lines])))
    result = site.check(".")
    assert (result.code, [code for code, _, _ in result.serious]) == (1, ["FM001", "FM001"])


@case("100,000 nested brackets in YAML")
def deep_yaml(site: Folder) -> None:
    site.write("page.md", _yaml("a: " + "[" * 100_000))
    result = site.check("page.md")
    assert (result.code, [code for code, _, _ in result.serious]) == (1, ["FM001"])


@case("deep TOML and JSON front matter")
def deep_fields(site: Folder) -> None:
    site.write("a.md", f"+++\na = {'[' * 20_000}{']' * 20_000}\n+++{BODY}")
    site.write("b.md", f'{{"a": {"[" * 20_000}{"]" * 20_000}}}{BODY}')
    result = site.check(".")
    assert (result.code, [code for code, _, _ in result.serious]) == (1, ["FM001", "FM001"])


@case("code fence without an end")
def fence(site: Folder) -> None:
    site.write("page.md", FINE + "\n```sh\nsoak\n" + "# no\n" * 213)
    result = site.check("page.md")
    assert (result.code, result.serious) == (0, [("FILE008", 7, 1)])
    assert "214" in result.out


@case("merge conflict")
def conflict(site: Folder) -> None:
    text = FINE + "\n<<<<<<< ours\nSoak.\n=======\n[Boil](htps://b.example/).\n>>>>>>> theirs\n"
    site.write("page.md", text)
    result = site.check("page.md", "--fix")
    assert result.code == 1
    assert ("FILE007", 7, 1) in result.serious and ("LINK012", 10, 8) in result.serious
    assert (site.path / "page.md").read_text() == text


@case("deep Markdown: 50,000 quotes, 2,000 lists, 20,000 emphases")
def deep_markdown(site: Folder) -> None:
    site.write("a.md", ">" * 50_000 + " Soak")
    site.write("b.md", "- " * 2000 + "Soak")
    site.write("c.md", "*a **b " * 20_000)
    result = site.check(".")
    assert (result.code, result.serious, result.errors) == (0, [], [])


@case("HTML bomb: 100,000 nested elements")
def bomb(site: Folder) -> None:
    site.write("page.html", "<div>" * 100_000)
    result = site.check("page.html")
    assert (result.code, result.serious) == (1, [("FILE005", 1, 1)])


@case("HTML that breaks parsers, 200 KB of each")
def broken_html(site: Folder) -> None:
    pieces = (
        "<![ endif]-->",
        "<![<![",
        "<a",
        "<!--",
        '<a href="',
        "<p x='",
        "</",
        "<?",
        "<![CDATA[",
    )
    for number, piece in enumerate(pieces):
        site.write(f"{number}.html", f"<p>Soak</p>{piece * (200_000 // len(piece))}")
    result = site.check(".")
    assert (result.errors, len(result.checked)) == ([], len(pieces))
    assert result.code in (0, 1)


@case("file that is one URL")
def url(site: Folder) -> None:
    site.write("a.md", "https://beans.example/soaking")
    site.write("b.html", "https://beans.example/soaking")
    result = site.check("a.md", "b.html")
    assert (result.code, result.serious, result.err) == (0, [], "")


@case("one line of 2 MB")
def one_line(site: Folder) -> None:
    site.write("page.md", "bean " * 200_000 + "[a](htps://b.example/)" + " bean" * 200_000)
    result = site.check("page.md")
    assert (result.code, result.serious) == (1, [("LINK012", 1, 1_000_005)])
    assert len(result.out) < 5000


@case("empty file, only blanks, only front matter")
def empty(site: Folder) -> None:
    site.write("a.md", "")
    site.write("b.md", " \n\t\n")
    site.write("c.md", "---\ntitle: Beans\n---\n")
    site.write("d.html", "")
    result = site.check(".")
    assert (result.code, result.serious, len(result.checked)) == (0, [], 4)
    assert ("META010", "warning", 1, 1) in result.found


@case("links out of the site: ../../../etc/passwd")
def traversal(site: Folder) -> None:
    site.write("seolint.toml", "")
    (site.path / ".git").mkdir()
    links = ("../../../etc/passwd", "/../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd")
    site.write(
        "page.md", FINE + "".join(f"[Beans]({link}) ![beans]({link}.png)\n" for link in links)
    )
    result = site.check(".", command=_watched(site))
    looked = (site.path / "looked").read_text().splitlines()
    assert any("page.md" in line for line in looked)
    assert all(f"{site.path}/" in line and ".." not in line for line in looked if "passwd" in line)
    broken = [line for code, _, line, _ in result.found if code in ("LINK010", "LINK012")]
    assert (result.code, broken[:1]) == (1, [6])


WATCH = """
import os, sys
log = open("looked", "w")
def noted(function):
    def call(path, *rest, **more):
        log.write(f"{path!r}\\n")
        return function(path, *rest, **more)
    return call
for name in ("stat", "lstat", "readlink", "access", "open", "scandir", "listdir"):
    setattr(os, name, noted(getattr(os, name)))
sys.addaudithook(lambda event, given: log.write(f"{given!r}\\n") if event == "open" else None)
from seolint.cli import run
code = run(sys.argv[1:])
log.flush()
sys.exit(code)
"""
"""The command, with every name noted that it asks the file system about."""


def _watched(site: Folder) -> tuple[str, ...]:
    return (sys.executable, "-c", WATCH)


@case("links with NUL, 5,000 characters, UNC paths, drives and file:")
def odd_links(site: Folder) -> None:
    site.write("seolint.toml", "")
    links = (
        "a%00b",
        "<a\0b>",
        "x" * 5000,
        "\\\\\\\\server\\\\share",
        "C:\\\\a",
        "file:///etc/hosts",
        "//x/y",
    )
    site.write("page.md", FINE + "".join(f"[Beans]({link}) ![beans]({link})\n\n" for link in links))
    result = site.check(".", command=_watched(site))
    looked = (site.path / "looked").read_text()
    assert not any(word in looked for word in ("server", "C:", "hosts", "xxxx", "a\\x00b"))
    assert (result.code, result.errors) == (1, [])


@case("addresses that no parser takes: http://[::1, http://a:99999")
def odd_hosts(site: Folder) -> None:
    site.write("page.md", FINE + "[a](http://[::1) [b](http://a:99999) <http://%00>\n")
    result = site.check("page.md")
    assert result.code == 1
    assert [place for place in result.serious if place[0] == "LINK012"][:2] == [
        ("LINK012", 6, 5),
        ("LINK012", 6, 22),
    ]


@case("escape codes, commands for CI and right-to-left marks in a page")
def escapes(site: Folder) -> None:
    words = "\x1b[31mred\x1b[0m ::error::no \u202egnorw\u202c \x9b1m \x07"
    site.write(
        "page.md",
        f"---\ntitle: {'Bean ' * 40}{words}\n---\n\n::error file=a::no [{words}](htps://b.example/)\n"
        f"\n![{words}](a.png)\n\n::warning::{words} [here]()\n",
    )
    result = site.check("page.md")
    assert result.code == 1
    for form in ("grouped", "junit", "markdown"):
        assert site.run("check", "page.md", "-f", form).code == 1


@case("a page that each of seolint's patterns is slow on, 100 KB of each")
def slow_patterns(site: Folder) -> None:
    pieces = (
        " ",
        "a ",
        "[",
        "](",
        "<a ",
        "&",
        "{{ ",
        "{% ",
        "*",
        "_",
        "`",
        "\\",
        '"',
        "1.",
        "\n\n",
        "| ",
    )
    for number, piece in enumerate(pieces):
        site.write(f"{number}.md", piece * (100_000 // len(piece)))
    result = site.check(".", "--profile", "all")
    assert (result.errors, len(result.checked)) == ([], len(pieces))
    assert result.code in (0, 1)
