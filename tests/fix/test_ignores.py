"""`--add-ignores`: suppressions are written where they do least, and nothing else changes."""

import pytest
from house import told

from seolint.fix.ignores import WAYS

REASON = "an old post"
FRONT = "---\ntitle: Rye\n---\n\n"


@pytest.fixture
def ignore(house, fix):
    """Suppresses what is found on a page that begins as `text`; gives what it is then."""

    def call(text: str | bytes, path: str = "a.md", reason: str = REASON, **more):
        page = house.page(path, text)
        outcome = fix(apply=False, reason=reason, **more)
        assert told(outcome.run) == []
        assert outcome.ignored
        again = fix(apply=False, reason=reason, **more)
        assert (again.changes, again.ignored) == ((), ())
        data = page.read_bytes()
        return data if isinstance(text, bytes) else data.decode()

    return call


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("Oats.\n\nGood rye.\n", "a.md", "Oats.\n\n<!-- X -->\nGood rye.\n"),
        ("Oats,\ngood rye.\n", "a.md", "<!-- X -->\nOats,\ngood rye.\n"),
        ("## Good rye\n", "a.md", "<!-- X -->\n## Good rye\n"),
        ("Rye rye\n===\n", "a.md", "<!-- X -->\nRye rye\n===\n"),
        ("<p>Oats</p>\n<p>and rye</p>\n", "a.md", "<p>Oats</p>\n<!-- X -->\n<p>and rye</p>\n"),
        ("Oats.\n\nGood rye.\n", "a.mdx", "Oats.\n\n{/* X */}\nGood rye.\n"),
        ("<p>a\n  <b>rye</b>\n</p>\n", "a.html", "<p>a\n  <!-- X -->\n  <b>rye</b>\n</p>\n"),
    ],
)
def test_a_comment_goes_before_the_block(house, ignore, text, path, expected):
    house.finds("acme001_grain", "rye")
    comment = f"seolint-disable-next-line grain -- {REASON}"
    assert ignore(text, path) == expected.replace("X", comment)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("- oats\n- good rye\n- corn\n", "a.md", "- oats\n- good rye <!-- X -->\n- corn\n"),
        ("> good rye\n> corn\n", "a.md", "> good rye <!-- X -->\n> corn\n"),
        ("- oats\n- rye  \n  corn\n", "a.md", "- oats\n- rye <!-- X -->  \n  corn\n"),
        ("- rye\\\n  corn\n", "a.md", "- rye <!-- X -->\\\n  corn\n"),
        ("1. rye\n2. corn", "a.md", "1. rye <!-- X -->\n2. corn"),
        ("- rye\n", "a.mdx", "- rye {/* X */}\n"),
        ("| a |\n| - |\n| rye |\n", "a.md", "| a |\n| - |\n| rye | <!-- X -->\n"),
    ],
)
def test_in_lists_quotes_and_tables_it_goes_to_the_end_of_the_line(
    house, ignore, text, path, expected
):
    house.finds("acme001_grain", "rye")
    comment = f"seolint-disable-line grain -- {REASON}"
    assert ignore(text, path) == expected.replace("X", comment)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\ntitle: rye\n---\nText\n", "---\na: b\n# X\ntitle: rye\n---\nText\n"),
        ("+++\ntitle = 'rye'\n+++\nText\n", "+++\n# X\ntitle = 'rye'\n+++\nText\n"),
        ("---\nseo:\n  title: rye\n---\nText\n", "---\n# X\nseo:\n  title: rye\n---\nText\n"),
    ],
)
def test_a_field_gets_a_comment_of_its_own_language(house, ignore, text, expected):
    house.finds("acme001_grain", "rye")
    comment = f"seolint-disable-next-line grain -- {REASON}"
    assert ignore(text) == expected.replace("X", comment)


PAGE = "yield Problem(doc.top, 'a page', anchor='page', subject='page')"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\ntitle: Rye\n---\nText\n",
            '---\nseolint: {disable: [page], reason: "an \\"old\\" post"}\ntitle: Rye\n---\nText\n',
        ),
        (
            "+++\ntitle = 'Rye'\n[seo]\n+++\nText\n",
            '+++\nseolint = {disable = ["page"], reason = "an \\"old\\" post"}\n'
            "title = 'Rye'\n[seo]\n+++\nText\n",
        ),
        (
            '{\n  "title": "Rye"\n}\nText\n',
            '{\n  "seolint": {"disable": ["page"], "reason": "an \\"old\\" post"},\n'
            '  "title": "Rye"\n}\nText\n',
        ),
        ("Text\n", 'Text\n\n<!-- seolint-disable-file page -- an "old" post -->\n'),
        ("Text", 'Text\n\n<!-- seolint-disable-file page -- an "old" post -->'),
        (
            "---\nseolint: {disable: [none]}\n---\nText\n",
            "---\nseolint: {disable: [none]}\n---\nText\n\n"
            '<!-- seolint-disable-file page -- an "old" post -->\n',
        ),
    ],
)
def test_a_page_gets_a_key_or_a_comment_at_its_end(house, ignore, text, expected):
    house.rule("acme001_page", PAGE)
    house.finds("acme002_none", "none at all")
    assert ignore(text, reason='an "old" post', select=["ACME"]) == expected


def test_a_finding_about_a_field_that_is_there_gets_a_comment_at_it(house, ignore):
    house.rule("acme001_page", PAGE.replace("'page')", "'field:title')"))
    assert ignore("---\na: b\ntitle: Rye\n---\n") == (
        f"---\na: b\n# seolint-disable-next-line page -- {REASON}\ntitle: Rye\n---\n"
    )


def test_one_comment_names_all_that_it_silences(house, ignore):
    house.finds("acme001_grain", "rye")
    house.finds("acme002_fodder", "oats")
    assert ignore("Rye, rye and oats and rye.\n") == (
        f"<!-- seolint-disable-next-line fodder, grain -- {REASON} -->\n"
        "Rye, rye and oats and rye.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        b"a\r\n\r\ngood rye\r\n",
        b"a\r\rgood rye\r",
        "\ufeff---\r\ntitle: rye\r\n---\r\nText\r\n".encode(),
        b"good rye",
    ],
)
def test_only_lines_are_added_and_they_end_like_the_others(house, ignore, text):
    house.finds("acme001_grain", "rye")
    after = ignore(text)
    lines = text.splitlines(keepends=True)
    kept = [line for line in after.splitlines(keepends=True) if b"seolint" not in line]
    assert kept == lines
    end = lines[0][len(lines[0].rstrip(b"\r\n")) :] or b"\n"
    assert after.replace(end, b"").count(b"\n") == after.replace(end, b"").count(b"\r") == 0


def test_what_would_show_is_not_written(house, ignore):
    house.finds("acme001_grain", "rye")
    text = "Oats\n\n    code with rye\n\n- `rye\n  oats`\n"
    after = ignore(text)
    assert after.startswith("Oats\n\n")
    assert "- `rye\n  oats`\n" in after
    assert "seolint-disable-file grain" in after


def test_a_suppression_that_is_there_goes_on_working(house, ignore):
    house.finds("acme001_grain", "rye")
    house.finds("acme002_fodder", "oats")
    text = "<!-- seolint-disable-next-line grain -- mine -->\nrye and oats\n"
    after = ignore(text)
    assert after.count("seolint-disable") == 2
    assert "-- mine -->" in after


def test_nothing_that_is_reported_of_suppressions_is_suppressed(house, fix):
    house.finds("acme001_grain", "rye")
    text = "<!-- seolint-disable-next-line grain -- mine -->\noats\n"
    page = house.page("a.md", text)
    outcome = fix(apply=False, reason=REASON)
    assert told(outcome.run) == [("a.md", "LINT001", 1)]
    assert page.read_text() == text


def test_fixes_come_first_when_both_are_asked_for(house, swap, fix):
    swap("ACME001", "rye", "oat")
    house.finds("acme002_maize", "corn")
    page = house.page("a.md", "rye and corn\n")
    outcome = fix(reason=REASON)
    assert page.read_text() == (
        f"<!-- seolint-disable-next-line maize -- {REASON} -->\noat and corn\n"
    )
    assert [finding.code for finding in (*outcome.fixed, *outcome.ignored)] == [
        "ACME001",
        "ACME002",
    ]


def test_pages_that_are_left_alone_are_counted(house, fix):
    house.finds("acme001_grain", "rye")
    house.page("a.md", b"rye \xff rye\n")
    outcome = fix(apply=False, reason=REASON, select=["ACME"])
    assert outcome.left == {"with bytes that are not UTF-8": 2}


def test_a_page_on_which_nothing_works_is_not_touched(house, fix, monkeypatch):
    monkeypatch.setattr("seolint.fix.WAYS", WAYS[2:3])
    monkeypatch.setattr("seolint.fix.ignores.WAYS", WAYS[2:3])
    house.finds("acme001_grain", "rye")
    page = house.page("a.md", "`rye\noats`\n")
    before = page.stat()
    outcome = fix(apply=False, reason=REASON)
    assert told(outcome.run) == [("a.md", "ACME001", 1)]
    assert (outcome.changes, outcome.ignored) == ((), ())
    after = page.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_one_that_would_show_keeps_no_other_from_its_place(house, ignore):
    house.finds("acme001_grain", "rye")
    text = "## Good rye\n\n- `rye\n  oats`\n"
    after = ignore(text)
    assert after.startswith(f"<!-- seolint-disable-next-line grain -- {REASON} -->\n## Good rye\n")
    assert after.endswith(f"\n<!-- seolint-disable-file grain -- {REASON} -->\n")
