"""Pages are fixed until nothing changes, and left alone where a fix is a risk."""

import os

import pytest
from house import told

from seolint.finding import RunError


def codes(outcome) -> list[str]:
    return [finding.code for finding in outcome.fixed]


def messages(outcome) -> list[tuple[str | None, str]]:
    return [(error.path, error.message) for error in outcome.run.errors]


def test_a_page_is_fixed_and_the_rest_is_reported(house, swap, fix):
    swap("ACME001", "rye", "oat")
    house.finds("acme002_corn", "corn")
    path = house.page("a.md", "rye, corn and rye\n")
    untouched = house.page("b.md", "oat\n")
    before = untouched.stat().st_mtime_ns
    outcome = fix()
    assert path.read_text() == "oat, corn and oat\n"
    assert codes(outcome) == ["ACME001", "ACME001"]
    assert {finding.status for finding in outcome.fixed} == {"fixed"}
    assert told(outcome.run) == [("a.md", "ACME002", 1)]
    assert outcome.run.source("a.md") == path.read_bytes()
    assert untouched.stat().st_mtime_ns == before


def test_nothing_is_written_when_it_is_only_to_be_shown(house, swap, fix):
    swap("ACME001", "rye", "oat")
    path = house.page("a.md", "rye\n")
    outcome = fix(write=False)
    assert [(change.path, change.old, change.new) for change in outcome.changes] == [
        ("a.md", b"rye\n", b"oat\n")
    ]
    assert path.read_text() == "rye\n"


def test_unsafe_fixes_wait_until_they_are_asked_for(house, swap, fix):
    swap("ACME001", "rye", "oat", safe=False)
    path = house.page("a.md", "rye\n")
    assert (fix().changes, path.read_text()) == ((), "rye\n")
    assert codes(fix(unsafe=True)) == ["ACME001"]
    assert path.read_text() == "oat\n"


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({}, "oat spelt\n"),
        ({"unfixable": ["ACME001"]}, "rye spelt\n"),
        ({"fixable": ["ACME002"]}, "rye spelt\n"),
        ({"fixable": ["ACME002"], "extend-safe-fixes": ["ACME"]}, "rye wheat\n"),
        ({"fixable": ["ACME001"], "unfixable": ["ACME"]}, "oat spelt\n"),
        ({"fixable": ["ACME"], "unfixable": ["ACME"]}, "rye spelt\n"),
        ({"extend-safe-fixes": ["ACME002"]}, "oat wheat\n"),
        ({"extend-unsafe-fixes": ["no-rye"]}, "rye spelt\n"),
        ({"extend-unsafe-fixes": ["ACME"], "extend-safe-fixes": ["ACME002"]}, "rye wheat\n"),
        ({"extend-unsafe-fixes": ["ACME"], "extend-safe-fixes": ["ACME"]}, "rye spelt\n"),
    ],
)
def test_the_configuration_says_which_fixes_are_safe(house, swap, fix, settings, text):
    swap("ACME001", "rye", "oat")
    swap("ACME002", "spelt", "wheat", safe=False)
    path = house.page("a.md", "rye spelt\n")
    fix(**settings)
    assert path.read_text() == text


def test_what_is_suppressed_is_not_fixed(house, swap, fix):
    swap("ACME001", "rye", "oat")
    text = "<!-- seolint-disable-next-line ACME001 -- a name -->\nrye\n"
    path = house.page("a.md", text)
    assert fix().changes == ()
    assert path.read_text() == text


def test_fixes_that_meet_take_several_passes(house, swap, fix):
    swap("ACME001", "rye oat", "corn oat")
    swap("ACME002", "oat spelt", "oat wheat")
    swap("ACME003", "corn oat wheat", "maize")
    path = house.page("a.md", "rye oat spelt\n")
    outcome = fix()
    assert path.read_text() == "maize\n"
    assert sorted(codes(outcome)) == ["ACME001", "ACME002", "ACME003"]


def test_fixes_that_undo_each_other_end(house, swap, fix):
    swap("ACME001", "rye", "oat")
    swap("ACME002", "oat", "rye")
    path = house.page("a.md", "rye\n")
    outcome = fix()
    assert messages(outcome) == [("a.md", "Fixing did not settle: ACME001")]
    assert path.read_text() == "rye\n"


def test_a_fix_that_brings_an_error_is_taken_back(house, swap, fix):
    swap("ACME001", "rye", "oat")
    house.finds("acme002_oat", "oat")
    bad = house.page("a.md", "rye\n")
    good = house.page("b.md", "no grain\n")
    outcome = fix()
    assert bad.read_text() == "rye\n"
    assert good.read_text() == "no grain\n"
    assert messages(outcome) == [
        ("a.md", "Not fixed, as the fixes would bring a new error: ACME002")
    ]
    assert codes(outcome) == []
    assert told(outcome.run) == [("a.md", "ACME001", 1)]


def test_a_warning_more_is_no_reason(house, swap, fix):
    swap("ACME001", "rye", "oat")
    house.finds("acme002_oat", "oat", severity="warning")
    path = house.page("a.md", "rye\n")
    fix()
    assert path.read_text() == "oat\n"


def test_a_fix_that_harms_another_page_is_taken_back(house, swap, fix):
    swap("ACME001", "rye", "oat")
    body = """
if not any(page.headings for page in site.pages if page.path == "a.md"):
    yield Problem(site.pages[1].top, "no heading on the other page", path="b.md")
"""
    house.rule("acme002_lonely", body, argument="site")
    swap("ACME003", "# ", "", severity="info")
    path = house.page("a.md", "# rye\n")
    house.page("b.md", "rice\n")
    outcome = fix()
    assert path.read_text() == "# rye\n"
    assert "bring a new error: ACME002" in outcome.run.errors[0].message


def test_a_fix_on_which_a_rule_fails_is_taken_back(house, swap, fix):
    swap("ACME001", "rye", "oat")
    house.rule("acme002_crash", "if 'oat' in doc.text: raise ZeroDivisionError\nyield from ()")
    path = house.page("a.md", "rye\n")
    outcome = fix()
    assert path.read_text() == "rye\n"
    assert [error.kind for error in outcome.run.errors] == ["fix"]


FRONT = "---\ntitle: rye\ntags: [rye]\n---\nText\n"


@pytest.mark.parametrize(
    ("word", "new", "why"),
    [
        ("rye\n", "[oat\n", "the front matter could not be read any more"),
        ("rye\ntags", "oat\nslug: x\ntags", ""),
        ("---\nText", "--\nText", "the front matter"),
        ("rye]\n---", "rye]\n---\n---", "the front matter would end elsewhere"),
        ("---\ntitle", "--- \n\ntitle", ""),
    ],
)
def test_the_front_matter_is_looked_at_before_a_page_is_written(house, swap, fix, word, new, why):
    swap("ACME001", word, new)
    path = house.page("a.md", FRONT)
    outcome = fix()
    if why:
        assert path.read_text() == FRONT
        assert why in outcome.run.errors[0].message
    else:
        assert outcome.run.errors == ()
        assert path.read_text() == FRONT.replace(word, new)


def test_a_field_that_no_edit_reached_may_not_change(house, swap, fix):
    text = "---\nfirst: &anchor rye\nmore: yes\nlast: *anchor\n---\nText\n"
    swap("ACME001", "&anchor rye", "&anchor oat")
    path = house.page("a.md", text)
    outcome = fix()
    if outcome.changes:
        pytest.skip("the reader does not follow aliases")
    assert path.read_text() == text
    assert "the field `last` would change as well" in outcome.run.errors[0].message


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (b"rye \xff\n", "with bytes that are not UTF-8"),
        (b"---\ntitle: [\n---\nrye\n", "whose front matter cannot be read"),
        (b"rye\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n", "with a merge conflict"),
        (b"rye\r\n<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>>\r\n", "with a merge conflict"),
    ],
)
def test_pages_that_are_no_safe_ground_are_left_alone(house, swap, fix, text, kind):
    swap("ACME001", "rye", "oat")
    path = house.page("a.md", text)
    outcome = fix(select=["ACME"])
    assert path.read_bytes() == text
    assert outcome.left == {kind: 1}
    assert outcome.run.errors == ()


@pytest.mark.parametrize("text", ["rye\n=======\n", "rye\n<<<<<<<<<\n=======\n>>>>>>>\n"])
def test_what_only_looks_like_a_conflict_is_fixed(house, swap, fix, text):
    swap("ACME001", "rye", "oat")
    path = house.page("a.md", text)
    fix()
    assert path.read_text() == text.replace("rye", "oat")


@pytest.mark.parametrize(
    "text",
    [
        "a rye\r\nb rye\r\n",
        "a rye\rb rye\r",
        "a rye\r\nb rye\nc rye\r",
        "\ufeffrye\r\nrye",
        "---\r\ntitle: rye\r\n---\r\nrye \U0001f35e rye",
        "rye",
    ],
)
def test_nothing_but_the_word_changes(house, swap, fix, text):
    swap("ACME001", "rye", "spelt")
    path = house.page("a.md", text.encode())
    fix()
    assert path.read_bytes() == text.replace("rye", "spelt").encode()


def test_new_lines_end_like_the_others(house, swap, fix):
    swap("ACME001", "rye", "oat\ncorn")
    path = house.page("a.md", b"a rye\r\nb\r\n")
    fix()
    assert path.read_bytes() == b"a oat\r\ncorn\r\nb\r\n"


def test_a_page_that_somebody_changes_meanwhile_is_left_to_them(house, swap, fix):
    swap("ACME001", "rye", "oat")
    path = house.page("a.md", "rye\n")
    other = house.page("b.md", "rye\n")
    outcome = fix(meanwhile=lambda: path.write_text("my own rye\n"))
    assert path.read_text() == "my own rye\n"
    assert other.read_text() == "oat\n"
    assert outcome.run.errors == (
        RunError("fix", "Not fixed: it was changed while being checked", "a.md"),
    )
    assert told(outcome.run) == [("a.md", "ACME001", 1)]
    assert codes(outcome) == ["ACME001"]


def test_a_page_that_is_changed_just_before_it_is_written_is_left_alone(house, swap, fix):
    swap("ACME001", "rye", "oat")
    path = house.page("a.md", "rye\n")
    runs: list[int] = []

    def save() -> None:
        runs.append(1)
        if len(runs) == 2:
            path.write_text("my own rye\n")

    outcome = fix(meanwhile=save)
    assert path.read_text() == "my own rye\n"
    assert messages(outcome) == [("a.md", "Not fixed: it was changed while being checked")]
    assert outcome.fixed == ()
    [finding] = outcome.run.findings
    assert finding.span.column == 8


def test_a_read_only_page_is_an_error(house, swap, fix):
    swap("ACME001", "rye", "oat")
    path = house.page("a.md", "rye\n")
    path.chmod(0o444)
    outcome = fix()
    assert path.read_text() == "rye\n"
    assert messages(outcome) == [("a.md", "Not fixed: it is read-only")]
    assert told(outcome.run) == [("a.md", "ACME001", 1)]


def test_a_link_that_leads_out_of_the_site_is_not_followed(house, swap, fix, tmp_path_factory):
    swap("ACME001", "rye", "oat")
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text("rye\n")
    (house.folder / "a.md").symlink_to(outside)
    outcome = fix("a.md")
    assert outside.read_text() == "rye\n"
    assert messages(outcome) == [("a.md", "Not fixed: its symbolic link leads out of the site")]


def test_through_a_link_its_target_is_fixed(house, swap, fix):
    swap("ACME001", "rye", "oat")
    target = house.page("texts/a.md", "rye\n")
    link = house.folder / "b.md"
    link.symlink_to("texts/a.md")
    fix("b.md")
    assert os.readlink(link) == "texts/a.md"
    assert target.read_text() == "oat\n"
