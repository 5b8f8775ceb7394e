"""What findings say where numbers and places are odd; examples of rules show no messages."""

from pathlib import Path

import pytest

from seolint.discovery import discover
from seolint.engine.run import run


def messages(folder: Path, code: str) -> list[str]:
    found = discover([str(folder)], {"select": [code]}, cwd=folder)
    return [finding.message for finding in run(found).findings if finding.code == code]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("rye, Rye", "oats", ["The tag “Rye” is spelt “rye” on this page"]),
        ("Rye", "rye", ["The tag “Rye” is spelt “rye” on another page"]),
        ("rye, Rye", "rye", ["The tag “Rye” is spelt “rye” on another page"]),
    ],
)
def test_where_a_tag_is_spelt_otherwise(tmp_path, first, second, expected):
    for name, tags in (("a", first), ("b", second)):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: {name}\ntags: [{tags}]\n---\n")
    assert messages(tmp_path, "SITE011") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Rye.\n", "en", "The post has 1 word"),
        ("Rye keeps.\n", "en", "The post has 2 words"),
        ("麦\n", "ja", "The post has 1 character"),
        ("", "en", "The post has no text"),
    ],
)
def test_how_long_a_post_is(tmp_path, text, language, expected):
    (tmp_path / "a.md").write_text(
        f"---\ntitle: A\ndate: 2026-01-01\nlang: {language}\n---\n{text}", encoding="utf-8"
    )
    assert messages(tmp_path, "TEXT033") == [expected]
