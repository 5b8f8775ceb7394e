"""Two hundred mutated configurations: each runs, or all that is wrong is told where it stands."""

import random
import re
from pathlib import Path

import pytest

from seolint.cli import run

CONFIGURATION = Path(__file__).parents[2] / "docs/configuration.md"
HEADER = re.compile(r"^seolint\.toml(?::(\d+):(\d+))?: error: \S", re.MULTILINE)

LINES: list[tuple[str, list[str]]] = [
    ('profile = "strict"', ['profil = "strict"', 'profile = "strictest"', "profile = 3"]),
    ("max-warnings = 5", ['max-warnings = "5"', "max-warnings = -7", "max-warning = 5"]),
    ('select = ["META", "HEAD"]', ['select = "META"', 'select = ["METTA"]', "select = [5]"]),
    ('ignore = ["READ001"]', ['ignore = ["READ901"]', 'ignor = ["READ001"]', "ignore = true"]),
    ('drafts = "skip"', ['drafts = "leap"', "drafts = false", "drafts = []"]),
    ("allow-empty = true", ['allow-empty = "true"', "allow-empty = 1", "alow-empty = true"]),
    ('max-file-size = "1 MiB"', ['max-file-size = "1 MiX"', "max-file-size = 0"]),
    ('language = "pt-BR"', ['language = "Portuguese (Brazil)"', "language = 55"]),
    ('extend-exclude = ["old/**"]', ['extend-exclude = [""]', "extend-exclude = {}"]),
    ('evidence = ["G", "S"]', ['evidence = ["X"]', "evidence = 'GS'"]),
    ("[site]", []),
    ('generator = "hugo"', ['generator = "hugoo"', "generator = ['hugo']"]),
    ('base-url = "https://a.example/"', ['base-url = "a.example"', "baseurl = 'https://a.example/'"]),
    ('title-template = "{title} | {site}"', ['title-template = "{site}"', "title-template = 1"]),
    ('languages = { de = "content/de" }', ['languages = { Deutsch-o = 5 }', "languages = ['de']"]),
    ("[severity]", []),
    ('description-missing = "error"', ['description-mising = "error"', "description-missing = 2"]),
    ('IMG01 = "off"', ['IMG91 = "off"', 'IMG01 = "of"', "IMG01 = false"]),
    ("[rules.title-too-wide]", ["[rules.title-to-wide]", "[rules.META002]"]),
    ("max-px = 560", ['max-px = "560"', "max-pixel = 560", "max-px = [560]"]),
    ("[per-file-ignores]", []),
    ('"press/**" = ["META032", "READ"]', ['"press/**" = ["META932"]', '"press/**" = "READ"']),
    ("[[overrides]]", []),
    ('files = ["handbook/**"]', ['files = "handbook/**"', "files = [1]"]),
    ('extend-select = ["LINT003"]', ['extend-select = ["LINT903"]', "extend_selekt = []"]),
    ('rules.reading-ease-low.audience = "technical"', ['rules.reading-ease-low.audience = "x"']),
    ("[suppressions]", []),
    ("require-reason = true", ["require-reason = 1", "require-reasons = true"]),
    ("[plugins]", []),
    ("files = []", ["files = 3", "file = []"]),
    ("[[custom-rules]]", []),
    ('code = "ACME001"', ['code = "ACME"', 'code = "META001"', "code = 1"]),
    ('name = "old-name"', ['name = "Old Name"', "name = []"]),
    ('message = "{match} is new"', ['message = "{mach} is new"', "message = 5"]),
    ('in = "body"', ['in = "bodi"', "in = 4"]),
    ("pattern = 'kiln'", ["pattern = '(kiln'", "pattern = 7"]),
]  # fmt: skip
HIDES = {"[rules.title-to-wide]", "[rules.META002]"}
"""Headers of tables in which nothing else is looked at, since nobody knows the table."""


@pytest.fixture
def check(tmp_path, monkeypatch, capsys):
    """Writes a configuration, and gives the exit code and the errors of `config --check`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "post.md").write_text("---\ntitle: Tea\n---\n\nA cup.\n")

    def call(data: bytes) -> tuple[int, str]:
        (tmp_path / "seolint.toml").write_bytes(data)
        code = run(["config", "--check"])
        error = capsys.readouterr().err
        if code == 0:
            assert run(["check", "post.md"]) in (0, 1)
            assert "error" not in capsys.readouterr().err
        else:
            assert code == 2
            assert run(["check", "post.md"]) == 2
            assert capsys.readouterr() == ("", error)
        return code, error

    return call


def places(error: str) -> set[int]:
    """The lines that are named; each problem must have one."""
    found = HEADER.findall(error)
    assert found and "" not in {line for line, _ in found}, error
    return {int(line) for line, _ in found}


def test_the_lines_alone_are_right(check):
    assert check("\n".join(line for line, _ in LINES).encode()) == (0, "")


@pytest.mark.parametrize("seed", range(110))
def test_each_slip_is_told_at_its_line_and_nothing_else(check, seed):
    chance = random.Random(seed)
    lines = [line for line, _ in LINES]
    wrong = set()
    slips = [number for number, (_, others) in enumerate(LINES) if others]
    for number in chance.sample(slips, chance.randint(1, 6)):
        lines[number] = chance.choice(LINES[number][1])
        wrong.add(number + 1)
    for number, line in enumerate(lines, 1):
        if line in HIDES:
            wrong.discard(number + 1)
    code, error = check("\n".join(lines).encode())
    assert code == 2
    assert places(error) == wrong, error
    assert "Traceback" not in error
    assert error.endswith("in the configuration; nothing was linted.\n")


def mangled(chance: random.Random, data: bytes) -> bytes:
    """Some bytes deleted, doubled, replaced, swapped or cut off."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 1, 2, 5, 40))
        piece = data[at : at + length]
        junk = chance.choice(
            (b'"', b"[", b"]", b"{", b"=", b"\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"'''", b"\\",
             b"[[", b"#", b"1e999", b"-", b".", "é".encode(), b"\r", b"9" * 5000, b"[" * 300)
        )  # fmt: skip
        data = chance.choice(
            (
                data[:at] + data[at + length :],
                data[:at] + piece + piece + data[at + length :],
                data[:at] + junk + data[at:],
                data[:at] + junk + data[at + length :],
                data[at:] + data[:at],
                data[:at] or data,
            )
        )
    return data


@pytest.mark.parametrize("seed", range(90))
def test_whatever_a_file_holds_it_runs_or_says_what_is_wrong(check, seed):
    chance = random.Random(1000 + seed)
    text = CONFIGURATION.read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    data = mangled(chance, chance.choice(blocks).encode())
    code, error = check(data)
    if code == 0:
        return
    found = HEADER.findall(error)
    assert found, error
    assert "Traceback" not in error
    lines = len(re.split(rb"\r\n?|\n", data))
    assert all(line == "" or 1 <= int(line) <= lines for line, _ in found), error
