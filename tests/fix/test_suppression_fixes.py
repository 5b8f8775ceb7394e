"""What is wrong with suppressions is mended, in comments and in front matter."""

import re
from pathlib import Path
from typing import Any

import pytest

from seolint.discovery import discover
from seolint.engine.run import Run, run
from seolint.fix import fix_pages
from seolint.own_rules import OWN_RULES
from seolint.rule import Example

EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{number}")
    for code, (_, rule) in OWN_RULES.items()
    for number, example in enumerate(rule.examples, 1)
]
SELECTION: dict[str, Any] = {"select": ["IMG", "TEXT001", "LINT"]}


def places(code: str, result: Run) -> list[tuple[int, int]]:
    return [(f.span.start, f.span.end) for f in result.findings if f.code == code]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_the_examples_of_rules_about_suppressions(code: str, example: Example, tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(re.sub("[⟦⟧]", "", example.text), encoding="utf-8")
    marks = [len(part.encode()) for part in re.split("[⟦⟧]", example.text)[:-1]]
    ends = [sum(marks[: index + 1]) for index in range(len(marks))]
    found = discover(["page.md"], {"select": ["IMG", "LINT"]}, cwd=tmp_path)
    result = run(found)
    assert places(code, result) == list(zip(ends[::2], ends[1::2], strict=True))
    fixes = [f.fix for f in result.findings if f.code == code and f.fix is not None]
    assert bool(fixes) == (example.fixed is not None)
    if example.fixed is not None:
        fix_pages(found, lambda **rest: run(found, **rest))
        assert page.read_text(encoding="utf-8") == example.fixed


def rest(front_matter: str) -> str:
    return f"{front_matter}\nText with ![](a.png) in it.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\nseolint: {disable: [IMG001, IMG003]}\nc: d\n---\n",
            "---\nseolint: {disable: [IMG001]}\nc: d\n---\n",
        ),
        (
            "---\nseolint: {disable: ['IMG003', \"IMG001\"]}\n---\n",
            '---\nseolint: {disable: ["IMG001"]}\n---\n',
        ),
        (
            "---\nseolint:\n  disable:\n    - IMG003\n    - IMG001 # why\n    - IMG002\n---\n",
            "---\nseolint:\n  disable:\n    - IMG001 # why\n---\n",
        ),
        (
            "+++\nseolint = {disable = ['IMG003', 'IMG001']}\n+++\n",
            "+++\nseolint = {disable = ['IMG001']}\n+++\n",
        ),
        (
            '{\n  "seolint": {"disable": ["IMG001", "IMG003"]},\n  "c": 1\n}\n',
            '{\n  "seolint": {"disable": ["IMG001"]},\n  "c": 1\n}\n',
        ),
    ],
)
def test_a_name_goes_from_the_front_matter(text, expected, tmp_path):
    assert mended(rest(text), tmp_path) == rest(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\na: b\nseolint: {disable: [IMG002, IMG003], reason: x}\nc: d\n---\n",
            "---\na: b\nc: d\n---\n",
        ),
        ("---\nseolint:\n  disable:\n    - IMG003\n  reason: x\nc: d\n---\n", "---\nc: d\n---\n"),
        ("---\nc: d\nseolint:\n  disable: IMG003\n---\n", "---\nc: d\n---\n"),
        ("+++\nc = 1\nseolint = {disable = ['IMG003']}\n+++\n", "+++\nc = 1\n+++\n"),
        ('{\n  "seolint": {"disable": ["IMG003"]},\n  "c": 1\n}\n', '{\n  "c": 1\n}\n'),
        ('{\n  "c": 1,\n  "seolint": {"disable": ["IMG003"]}\n}\n', None),
        ("+++\nc = 1\n[seolint]\ndisable = ['IMG003']\n+++\n", None),
        ("---\nseolint: {disable: [IMG003], keyphrase: rye}\n---\n", None),
    ],
)
def test_the_whole_key_goes_when_no_name_is_left(text, expected, tmp_path):
    text = f"{text}\nText.\n"
    assert mended(text, tmp_path) == (text if expected is None else f"{expected}\nText.\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"Text.\r\n\r\n<!-- seolint-disable-file IMG001 -->", b"Text.\r\n"),
        (b"Text.\n<!-- seolint-disable-file IMG001 -->", b"Text."),
        (b"<!-- seolint-disable-file IMG001 -->", b""),
        (b"Text. <!-- seolint-disable-line IMG001 -->\n", b"Text.\n"),
        (b"{# seolint-disable-file IMG001 #}\r\nText.\r\n", b"Text.\r\n"),
        (b"---\ntitle: a  # seolint-disable-line IMG001\n---\n", b"---\ntitle: a\n---\n"),
        (
            b"+++\n# seolint-disable-next-line IMG001\ntitle = 'a'\n+++\n",
            b"+++\ntitle = 'a'\n+++\n",
        ),
    ],
)
def test_a_comment_goes_with_its_line_and_no_more(text, expected, tmp_path):
    assert mended(text, tmp_path) == expected


def mended(text: Any, folder: Path) -> Any:
    """The text without what is wrong with its suppressions, which a second fix leaves as it is."""
    page = folder / "page.md"
    page.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = discover(["page.md"], SELECTION, cwd=folder)
    for _ in range(2):
        outcome = fix_pages(found, lambda **rest: run(found, **rest))
        assert outcome.run.errors == ()
    assert outcome.changes == ()
    data = page.read_bytes()
    return data if isinstance(text, bytes) else data.decode()
