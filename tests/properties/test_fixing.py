"""What holds of fixing, whatever the text."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from properties.test_reading import PIECES

from seolint.discovery import Discovery, discover
from seolint.engine.run import run
from seolint.finding import Edit, Finding, Fix
from seolint.fix import Outcome, fix_pages
from seolint.fix.diff import diff_lines
from seolint.fix.edits import apply_edits, compatible, edits_of
from seolint.span import Span

WRONG = [
    "â€“", "Ã©", "Ã¢â‚¬â€œ", "\u200b", "&amp;amp;", "[a](htps://b.example)", "[a](www.b.example)",
    "[a](/b c)", "[a](http://own.example/)", "[a](http://b.example/)", "<http://own.example/>",
    "[a](/b?utm_source=c&d=e)", "## \n", "#### Deep\n", "\n\n**Bold line**\n\n", "the the ",
    "<a rel='nofollow dofollow' href='/b'>b</a>", "<p>*em* `code`</p>\n", "<o:p>a</o:p>",
    "&nbsp;&nbsp;", "<b>open ", "<img loading=lazy src=a>",
    "title: on\n", "title: Rye | Own\n", "description: 'a &amp; b'\n", "robots: noindex, noindex\n",
    "canonical: /a/\n", "lang: en-UK\n", "<!-- wp:paragraph -->", "пр\u0456вет pаypal ",
    "<!-- seolint-disable-next-line image-alt-mising, IMG003 -->\n",
    "seolint: {disable: [IMG003]}\n", "# seolint-disable-next-line IMG003\n",
    '<script type="application/ld+json">{"@type": "HowTo", "a": [1,],}</script>\n',
]  # fmt: skip
FRONT = ["title: on\n", "title: Rye | Own\n", "description: 'a &amp; b'\n", "canonical: /a/\n"]
TEXTS = st.builds(
    lambda fence, fields, body: f"{fence}{''.join(fields)}{fence}{''.join(body)}",
    st.sampled_from(["", "---\n", "+++\n"]),
    st.lists(st.sampled_from([*FRONT, *WRONG]), max_size=4),
    st.lists(st.sampled_from(PIECES + WRONG * 3), max_size=20),
)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
NAMES = st.sampled_from(["a.md", "a.mdx", "a.html"])
SITE = {"base-url": "https://own.example/", "name": "Own", "h1": "layout"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fixing")


def fixed(folder: Path, name: str, data: bytes, unsafe: bool) -> tuple[Discovery, Outcome]:
    (folder / name).write_bytes(data)
    found = discover([name], {"site": SITE, "profile": "all"}, cwd=folder, isolated=True)
    return found, fix_pages(found, partial(run, found), unsafe=unsafe)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(TEXTS, LINE_ENDS, NAMES, st.booleans())
@example("---\ntitle: on\n---\n## \n\n#### Deep\n", "\r\n", "a.md", True)
def test_fixing_settles_and_does_it_all_at_once(folder, text, end, name, unsafe):
    data = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", end).encode()
    found, outcome = fixed(folder, name, data, unsafe)
    page = folder / name
    after = page.read_bytes()
    assert [error.message for error in outcome.run.errors if error.kind != "fix"] == []
    assert not any("settle" in error.message for error in outcome.run.errors)
    if not outcome.changes:
        assert after == data
    again = fix_pages(found, partial(run, found), unsafe=unsafe)
    assert again.changes == ()
    assert page.read_bytes() == after
    assert after.decode().startswith("\ufeff") == text.startswith("\ufeff") or unsafe
    before, left = (sum(f.severity == "error" for f in each) for each in _both(found, data, page))
    assert left <= before


def _both(found: Discovery, data: bytes, page: Path) -> list[tuple[Finding, ...]]:
    """The findings of the page as it was, and as it is."""
    return [run(found, bodies={str(page): each}).findings for each in (data, page.read_bytes())]


BYTES = st.binary(max_size=60)


@st.composite
def fixes(draw: st.DrawFn) -> tuple[bytes, list[Finding]]:
    """Bytes, and findings with fixes that may meet."""
    data = draw(BYTES)
    place = st.integers(0, len(data))
    edit = st.builds(
        lambda one, other, text: Edit(min(one, other), max(one, other), text),
        place,
        place,
        st.text("ab\n", max_size=3),
    )
    span = Span(0, 0, 1, 1, 1, 1)
    many = draw(st.lists(st.lists(edit, min_size=1, max_size=2, unique=True), max_size=6))
    apart = [
        edits
        for edits in many
        if len(compatible([_found("A", edits[:1], span), _found("B", edits[1:], span)])) == 2
        or len(edits) == 1
    ]
    return data, [_found(f"C{number}", edits, span) for number, edits in enumerate(apart)]


def _found(code: str, edits: list[Edit], span: Span) -> Finding:
    return Finding(code, "rule", "error", "a", span, "wrong", fix=Fix(tuple(edits), "mend"))


@settings(max_examples=300, deadline=None)
@given(fixes())
def test_bytes_outside_the_edits_stay(made: tuple[bytes, list[Finding]]) -> None:
    data, findings = made
    accepted = compatible(findings)
    edits = edits_of(accepted, data)
    after = apply_edits(data, edits)
    position = shift = 0
    for edit in edits:
        assert edit.start >= position
        assert after[position + shift : edit.start + shift] == data[position : edit.start]
        new = edit.text.encode()
        assert after[edit.start + shift : edit.start + shift + len(new)] == new
        shift += len(new) - (edit.end - edit.start)
        position = edit.end
    assert after[position + shift :] == data[position:]
    if findings:
        assert accepted


@settings(max_examples=300, deadline=None)
@given(BYTES, BYTES)
def test_a_diff_tells_both_sides(old: bytes, new: bytes) -> None:
    lines = list(diff_lines("a.md", old, new, context=100))
    assert bool(lines) == (old != new)
    for side, whole in ((b"-", old), (b"+", new)) if lines else ():
        parts: list[bytes] = []
        for line, following in zip(lines[3:], [*lines[4:], b""], strict=True):
            if line[:1] in (b" ", side):
                parts.append(line[1:-1] if following[:1] == b"\\" else line[1:])
        assert b"".join(parts) == whole
