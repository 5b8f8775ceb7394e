"""`seolint stats`, as a user runs it."""

import json
from pathlib import Path

import pytest

from seolint.cli import run

POST = """---
title: Rye
---

# Rye

The dough is wet, so we let it rest. Then it is folded, and we [wait](/oven/) for the oven.

![A loaf](loaf.jpg)

- flour from [the mill](https://mill.example/)
- salt
"""
KEYS = (
    "path language words sentences paragraphs reading_ease formula school_grade indices "
    "reading_minutes longest_sentences passive_share transition_share headings links_internal "
    "links_external images"
).split()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_table(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "rye.md").write_text(POST)
    assert run(["stats", "rye.md"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "rye.md"
    assert "words 25" in lines
    assert "sentences 4" in lines
    assert any(line.startswith("Flesch reading ease 1") for line in lines)
    assert "passives 25% of the sentences" in lines
    assert "links 1 internal, 1 external" in lines
    assert "images 1" in lines
    assert "10 rye.md:7:38 Then it is folded, and we wait for the oven." in lines


def test_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "rye.md").write_text(POST)
    assert run(["stats", "--format", "json", "rye.md"]) == 0
    (page,) = json.loads(capsys.readouterr().out)["files"]
    assert list(page) == KEYS
    assert page["path"] == "rye.md"
    assert (page["language"], page["words"]) == ("en", 25)
    assert (page["sentences"], page["paragraphs"]) == (4, 1)
    assert page["formula"] == "Flesch reading ease"
    assert page["indices"]["Gunning fog"] > 0
    assert page["passive_share"] == 0.25
    assert page["transition_share"] == 0.25
    assert page["longest_sentences"][0] == {
        "words": 10,
        "line": 7,
        "column": 38,
        "offset": POST.index("Then"),
        "text": "Then it is folded, and we wait for the oven.",
    }


@pytest.mark.parametrize(
    ("text", "language", "unknown"),
    [
        ("生地がとても濡れています。休ませます。", "ja", {"reading_ease", "passive_share"}),
        ("แป้งเปียกมาก", "th", {"sentences", "longest_sentences", "reading_minutes"}),
        (
            "Těsto je mokré, a tak ho necháme ležet. Když se to nelíbí, není to tak zlé.",
            "cs",
            {"reading_ease", "formula"},
        ),
        ("Mkate huu umeokwa asubuhi na mapema. " * 9, None, {"sentences", "reading_ease"}),
    ],
)
def test_what_a_language_does_not_know_is_null(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    language: str | None,
    unknown: set[str],
) -> None:
    (here / "post.md").write_text(text)
    assert run(["stats", "-f", "json", "post.md"]) == 0
    (page,) = json.loads(capsys.readouterr().out)["files"]
    assert page["language"] == language
    assert page["words"] > 0
    assert {key for key in unknown if page[key] is not None} == set()
    assert run(["stats", "post.md"]) == 0
    assert "not known in this language" in capsys.readouterr().out


def test_a_german_page_has_a_school_grade(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "post.md").write_text("Der Teig ist nass, also lassen wir ihn ruhen. Das dauert.\n" * 5)
    assert run(["stats", "-f", "json", "post.md"]) == 0
    (page,) = json.loads(capsys.readouterr().out)["files"]
    assert page["formula"] == "Flesch–Amstad"
    assert page["school_grade"] == page["indices"]["Wiener Sachtextformel"]


def test_an_empty_page(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "post.md").write_text("")
    assert run(["stats", "post.md"]) == 0
    assert "nothing to read" in capsys.readouterr().out


def test_what_cannot_be_read_is_told_and_the_rest_shown(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "bad.md").write_bytes(b"\x00\x01\x02" * 200)
    (here / "rye.md").write_text(POST)
    assert run(["stats", "bad.md", "rye.md", "gone.md"]) == 2
    captured = capsys.readouterr()
    assert captured.out.startswith("rye.md\n")
    assert "error: bad.md: " in captured.err
    assert "gone.md" in captured.err


def test_a_folder_without_pages(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "."]) == 2
    assert capsys.readouterr().err
