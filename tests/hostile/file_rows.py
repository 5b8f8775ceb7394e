"""Rows about files and folders: links, names, kinds, permissions."""

import os
import socket
import subprocess
import threading
from pathlib import Path

from hostile.case import FINE, Folder, case


@case("symbolic links in a circle", "posix")
def circle(site: Folder) -> None:
    site.write("page.md")
    (site.path / "up").symlink_to("..", target_is_directory=True)
    (site.path / "self").symlink_to("self")
    for follow in ("false", "true"):
        result = site.check(".", "--set", f"follow-symlinks={follow}")
        assert (result.code, result.checked) == (0, ["page.md"])


@case("symbolic link to a page", "posix")
def link(site: Folder) -> None:
    site.write("page.md")
    (site.path / "link.md").symlink_to("page.md")
    for arguments in (("link.md",), ("link.md", "page.md", ".")):
        result = site.check(*arguments)
        assert (result.code, result.checked) == (0, ["page.md"])


@case("symbolic link that leads nowhere", "posix")
def dangling(site: Folder) -> None:
    site.write("page.md")
    (site.path / "gone.md").symlink_to("nowhere.md")
    result = site.check(".")
    assert (result.code, result.checked) == (0, ["page.md"])
    assert "note: gone.md" in result.err
    result = site.check("gone.md")
    assert (result.code, result.errors) == (2, [("io", "FILE001", "gone.md")])


@case("folder named like a page")
def folder_like_a_page(site: Folder) -> None:
    site.write("folder.md/page.md")
    for argument in (".", "folder.md"):
        result = site.check(argument)
        assert (result.code, result.checked) == (0, ["folder.md/page.md"])


@case("file that may not be read", "user")
def secret_file(site: Folder) -> None:
    site.write("page.md")
    site.write("secret.md").chmod(0)
    for arguments in ((".",), ("secret.md", "page.md")):
        result = site.check(*arguments, bound=True)
        assert (result.code, result.checked) == (2, ["page.md"])
        assert result.errors == [("io", "FILE001", "secret.md")]


@case("file that fails while it is read", "mem")
def failing_file(site: Folder) -> None:
    site.write("page.md")
    (site.path / "secret.md").symlink_to("/proc/self/mem")
    result = site.check(".")
    assert (result.code, result.checked) == (2, ["page.md"])
    assert result.errors == [("io", "FILE001", "secret.md")]


@case("folder that may not be read", "user")
def secret_folder(site: Folder) -> None:
    site.write("page.md")
    site.write("secret/page.md")
    (site.path / "secret").chmod(0)
    for arguments in ((".",), ("secret", "page.md")):
        result = site.check(*arguments, bound=True)
        assert (result.code, result.checked) == (2, ["page.md"])
        assert [path for _, _, path in result.errors] == ["secret"]


@case("named pipe, socket and device", "pipes")
def pipes(site: Folder) -> None:
    site.write("page.md")
    pipe = site.path / "pipe.md"
    os.mkfifo(pipe)
    place = os.getcwd()
    with socket.socket(socket.AF_UNIX) as listener:
        os.chdir(site.path)
        try:
            listener.bind("socket.md")
        finally:
            os.chdir(place)
        result = site.check(".")
        assert (result.code, result.checked) == (0, ["page.md"])
        result = site.check("socket.md", "/dev/null")
        assert (result.code, [code for _, code, _ in result.errors]) == (2, ["FILE001"] * 2)
    threading.Thread(target=pipe.write_bytes, args=[b"Caf\xe9\n"], daemon=True).start()
    result = site.check("pipe.md")
    assert (result.code, result.serious) == (1, [("TEXT002", 1, 4)])


@case("file that goes between being listed and being read", "pipes")
def going(site: Folder) -> None:
    for named in (False, True):
        site.write("b.md")
        pipe = site.path / "a.md"
        os.mkfifo(pipe)

        def feed(pipe: Path = pipe) -> None:
            with pipe.open("wb") as stream:  # opens once the run reads it, after listing all
                (site.path / "b.md").unlink()
                stream.write(FINE.encode())

        threading.Thread(target=feed, daemon=True).start()
        result = site.check("a.md", "b.md" if named else ".", "-v")
        assert result.checked == ["a.md"]
        assert result.code == (2 if named else 0)
        assert result.errors == ([("io", "FILE001", "b.md")] if named else [])
        assert named or "b.md: gone before it was read" in result.err
        pipe.unlink()


@case("names with escape codes, commands for CI and right-to-left marks", "posix")
def hostile_names(site: Folder) -> None:
    names = ("::error::.md", "bell\x07.md", "esc\x1b[31m.md", "right\u202eto left.md")
    for name in names:
        site.write(name, b"\xff\xfe")
    result = site.check(".")
    assert (result.code, result.checked) == (1, list(names))
    for form in ("grouped", "sarif", "checkstyle"):
        assert site.run("check", ".", "-f", form).code == 1
    assert site.check(*(f"./{name}" for name in names)).checked == list(names)


@case("names with spaces, quotes, line ends and bytes that are not UTF-8", "posix")
def odd_names(site: Folder) -> None:
    names = [
        "%0aname.md",
        "[glob]*?.md",
        "a" * 250 + ".md",
        "new\nline.md",
        "quo\"te's.md",
        "two words.md",
    ]
    for name in names:
        site.write(name, b"\xff\xfe")
    result = site.check(".")
    assert (result.code, result.checked) == (1, names)
    assert site.check(*names).checked == names
    raw = os.fsdecode(b"caf\xe9.md")
    try:
        (site.path / raw).write_bytes(b"\xff\xfe")
    except OSError:
        return
    result = site.check(raw)
    assert result.code == 1 and r"caf\xe9.md" in result.out
    assert result.report["files"][0]["path_bytes"] == "Y2Fm6S5tZA=="


@case("names that look like options: -x.md, --")
def options(site: Folder) -> None:
    site.write("-x.md")
    for arguments in (("--", "-x.md"), ("./-x.md",), (".",)):
        result = site.check(*arguments)
        assert (result.code, result.checked) == (0, ["-x.md"])
    assert site.run("check", "-x.md").code == 2


@case("more paths than an argument list holds: 20,000 by --files-from -")
def many_paths(site: Folder) -> None:
    site.write("page.md")
    paths = "".join(f"{'./' * 60}{'a/../' * number}page.md\n" for number in range(40)) * 500
    (site.path / "a").mkdir()
    result = site.check("--files-from", "-", input=paths.encode())
    assert (result.code, result.checked) == (0, ["page.md"])


@case("the same page named twice")
def twice(site: Folder) -> None:
    page = site.write("page.md")
    result = site.check("page.md", "./page.md", ".", str(page))
    assert (result.code, result.checked) == (0, ["page.md"])


@case("paths that cannot be: too long, through a file, empty")
def impossible(site: Folder) -> None:
    site.write("page.md")
    paths = ("x" * 5000 + ".md", "page.md/x.md", "", "gone.md")
    result = site.check(*paths, "page.md")
    assert (result.code, result.checked, len(result.errors)) == (2, ["page.md"], len(paths))


@case("pages that may not be written, and --fix", "user")
def read_only(site: Folder) -> None:
    page = site.write("page.md", FINE + "[a](htps://b.example/)\n")
    page.chmod(0o444)
    site.path.chmod(0o555)
    before = page.read_bytes()
    result = site.check("page.md", "--fix", bound=True)
    assert result.code == 2
    assert [(kind, path) for kind, _, path in result.errors] == [("fix", "page.md")]
    assert (page.read_bytes(), os.listdir(site.path)) == (before, ["page.md"])


@case("report that cannot be written, full disk", "full")
def full_disk(site: Folder) -> None:
    site.write("page.md")
    kept = site.write("kept/report.json", "old")
    for place in ("page.md/report.json", "kept", "/dev/full"):
        result = site.run("check", "page.md", "-f", f"json:{place}")
        assert result.code == 2
        assert place in result.out + result.err
    assert (kept.read_text(), os.listdir(kept.parent)) == ("old", ["report.json"])
    with open("/dev/full", "wb") as full:
        result = site.run("check", "page.md", stdout=full, stderr=subprocess.PIPE)
    assert result.code == 2
