"""Two posts with the same ten defects: one from outside the project, and one of our own."""

import json
from pathlib import Path
from typing import Any

import pytest

from seolint.cli import run
from seolint.packs import find_packs

OWN = Path(__file__).parent / "corpus" / "stuffed_post.txt"
SHARED = Path(__file__).parents[1].parent / "shared" / "posts" / "000_d0956f483e3e2309.txt"

DEFECTS = {
    OWN: [
        ("META010", "warning", "1:1-1:4"),
        ("META032", "info", "4:9-4:14"),
        ("IMG011", "warning", "5:9-5:93"),
        ("IMG010", "info", "5:70-5:93"),
        ("LINK030", "warning", "8:1"),
        ("READ001", "info", "8:1"),
        ("TEXT031", "warning", "8:58-8:84"),
        ("HEAD011", "warning", "10:5-10:49"),
        ("HEAD010", "warning", "13:5-13:54"),
        ("TEXT001", "error", "17:202-17:205"),
    ],
    SHARED: [
        ("META010", "warning", "1:1-1:4"),
        ("META032", "info", "4:9-4:14"),
        ("IMG011", "warning", "5:9"),
        ("IMG010", "info", "5:265-5:287"),
        ("LINK030", "warning", "11:1"),
        ("READ001", "info", "11:1"),
        ("TEXT031", "warning", "11:304-11:331"),
        ("HEAD011", "warning", "12:5-12:50"),
        ("HEAD010", "warning", "15:5-15:55"),
        ("TEXT001", "error", "28:369-28:372"),
    ],
}
"""Code, severity and place of all that is wrong; where only a start is given, the end is free."""

if "META031" in find_packs().files:  # only our own post says when it was written
    DEFECTS[SHARED].append(("META031", "info", "1:1-1:4"))

RELATED = {
    OWN: {
        "TEXT031": {8, 10, 11, 13, 14, 16, 17, 19, 23, 24},
        "HEAD011": {13, 16, 19},
        "HEAD010": {10, 16},
    },
    SHARED: {
        "TEXT031": {11, *range(12, 19), 20, *range(24, 28), 29},
        "HEAD011": {15, 20, 24},
        "HEAD010": {12, 20},
    },
}
"""The lines of the other places that a finding names."""


@pytest.fixture(params=[OWN, SHARED], ids=["own", "shared"])
def post(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    if not path.exists():
        pytest.skip(f"the sample post is not there: {path}")
    return path


@pytest.fixture
def report(post, monkeypatch, capsys) -> dict[str, Any]:
    """The post given alone, with no configuration in sight."""
    monkeypatch.chdir(post.parent)
    code = run(["check", post.name, "--isolated", "-f", "json"])
    document = json.loads(capsys.readouterr().out)
    assert document["run"]["exit_code"] == code
    return document


def place(finding: dict[str, Any]) -> str:
    ends = (finding["range"]["start"], finding["range"]["end"])
    return "-".join(f"{end['line']}:{end['column']}" for end in ends)


def test_all_that_is_wrong_is_found_and_nothing_else(post, report):
    found = sorted((f["code"], f["severity"], place(f)) for f in report["findings"])
    wanted = sorted(DEFECTS[post])
    assert [each[:2] for each in found] == [each[:2] for each in wanted]
    for (code, _, there), (_, _, here) in zip(found, wanted, strict=True):
        assert there == here or (there.startswith(f"{here}-") and "-" not in here), code


def test_what_it_amounts_to(post, report):
    counts = {key: report["summary"][key] for key in ("errors", "warnings", "infos", "fixable")}
    assert counts == {
        "errors": 1,
        "warnings": 6,
        "infos": len([code for code, severity, _ in DEFECTS[post] if severity == "info"]),
        "fixable": {"safe": 1, "unsafe": 0},
    }
    assert report["run"]["exit_code"] == 1


def test_the_other_places_are_named(post, report):
    for finding in report["findings"]:
        lines = {other["range"]["start"]["line"] for other in finding["related"]}
        assert lines == RELATED[post].get(finding["code"], set()), finding["code"]


def test_the_fix_mends_the_dash_and_nothing_else(post, report):
    (fix,) = (finding["fix"] for finding in report["findings"] if finding["fix"])
    (edit,) = fix["edits"]
    data = post.read_bytes()
    mangled, mended = "\u00e2\u20ac\u201c", "\u2013"
    assert (data[edit["start"] : edit["end"]].decode(), edit["text"]) == (mangled, mended)
    assert data.decode().count(mangled) == 1
    assert fix["safety"] == "safe"


def test_the_post_is_read_as_a_post_of_no_generator(post, monkeypatch, capsys):
    monkeypatch.chdir(post.parent)
    run(["check", post.name, "--isolated", "-v"])
    assert f"{post.name}: post (" in capsys.readouterr().err
