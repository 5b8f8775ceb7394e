"""The targets of fuzzing hold on what they start from, on what was found, and for a moment more."""

import importlib.util

import pytest
from fuzz.__main__ import fuzz
from fuzz.seeds import LARGEST, write_dictionary, write_seeds
from fuzz.targets import TARGETS

EVERY = 25
"""Of so many seeds one is tried."""

LONG = b"The beans are soaked in cold water overnight, and then they are cooked " * 4
FOUND = {
    "hard breaks that end with CR LF": ("check", b"\x00" + (LONG + b"  \n") * 4),
    "hard breaks that end with CR": ("check", b"\x80" + (LONG + b"\\\n") * 4),
    "imports that end with CR": ("check", b"\x81import A from './a'\n\nBeans.\n\n" + LONG * 4),
    "bold lines that end with CR": ("check", b"\x80" + b"Beans.\n\n**Soaking**\n\nPeas.\n\n" * 3),
    "an indent in a tag that is cut": ("mdx", b'\xc7<l g="">\n\tt\n<frame e=""c="\n ">s'),
    "a script without an end": ("front_matter", b"g<script\n<p><p>"),
    "a script without an end, and a row": ("markdown", b"\x04<script\t<tr\n<tr>\n\t"),
    "a comment without an end before JSX": ("front_matter", b"g<h1 ><!--n<h hidden<\n<h->"),
    "a range of letters that runs backwards": ("config", b"exclude = ['[l--].md']\n"),
    "deep parentheses in a pattern": (
        "config",
        b"[[custom-rules]]\ncode = 'ACME001'\nname = 'a'\nmessage = 'a'\nin = 'body'\npattern = '"
        + b"(" * 2000
        + b"'\n",
    ),
}
"""Inputs that once broke a target, shortened by hand."""


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_on_its_seeds(name, tmp_path):
    assert write_seeds(name, tmp_path, ()) >= 5
    for path in sorted(tmp_path.iterdir())[::EVERY]:
        TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\0", b"\x05\xff\xfe", b"\x80" + b"a" * LARGEST])
def test_a_target_takes_any_bytes(name, data):
    TARGETS[name](data)


@pytest.mark.parametrize(("name", "data"), FOUND.values(), ids=FOUND)
def test_what_was_found_is_mended(name, data):
    TARGETS[name](data)


def test_the_dictionary_is_one(tmp_path):
    write_dictionary(tmp_path / "words")
    lines = (tmp_path / "words").read_text("ascii").splitlines()
    assert len(lines) > 150
    assert '"\\x2d\\x2d\\x2d"' in lines
    assert all(line[0] == line[-1] == '"' for line in lines)


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="needs atheris")
def test_a_target_is_fuzzed_for_a_moment(tmp_path):
    outcome = fuzz("front_matter", 3, tmp_path)
    assert (outcome.found, outcome.runs > 50) == ([], True), outcome.log
